"""The settings of what leaves the house, and what `rals doctor` says of them."""

import pytest

from engine import settings
from web.cli import examination

MAIL = {
    "RALS_SMTP_URL": "smtp://rals:hemligt@mejl.example.org",
    "RALS_MAIL_FROM": "rals@example.org",
    "RALS_BASE_URL": "https://rals.example.org/",
}


def test_an_installation_that_sends_no_mail_is_told_so() -> None:
    said = examination.mail(settings.read())

    assert said.state == "warning"
    assert said.text.sv == "Inga mejl skickas: RALS_SMTP_URL, RALS_MAIL_FROM, RALS_BASE_URL saknas."


def test_settings_that_are_empty_are_as_if_they_were_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*MAIL, "RALS_WEBHOOK_NETWORKS"):
        monkeypatch.setenv(name, "")

    assert not settings.read().outgoing.sends_mail
    assert settings.read().outgoing.networks == ()


def test_one_that_sends_mail_says_through_what_and_not_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in MAIL.items():
        monkeypatch.setenv(name, value)

    said = examination.mail(settings.read())

    assert (said.state, said.text.sv) == ("ok", "Mejl skickas genom mejl.example.org.")
    assert settings.read().outgoing.base_url == "https://rals.example.org"
    monkeypatch.delenv("RALS_BASE_URL")
    assert examination.mail(settings.read()).state == "fault"


@pytest.mark.parametrize(
    ("name", "value"), [("RALS_SMTP_URL", "mejl.example.org:25"), ("RALS_WEBHOOK_NETWORKS", "10.0.0.0/80")]
)
def test_a_setting_that_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ValueError, match=name):
        settings.read()

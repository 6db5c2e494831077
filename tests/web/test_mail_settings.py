"""The settings of what leaves the house, and what `rals doctor` says of them."""

from email.message import EmailMessage

import pytest
import receivers

from engine import settings
from engine.outgoing.mail import InClearError, hand_over
from web.cli import mail_check

MAIL = {
    "RALS_SMTP_URL": "smtps://rals:hemligt@mejl.example.org",
    "RALS_MAIL_FROM": "rals@example.org",
    "RALS_BASE_URL": "https://rals.example.org/",
}


def test_an_installation_that_sends_no_mail_is_told_so() -> None:
    said = mail_check.mail(settings.read())

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

    said = mail_check.mail(settings.read())

    assert (said.state, said.text.sv) == ("ok", "Mejl skickas genom mejl.example.org.")
    assert settings.read().outgoing.base_url == "https://rals.example.org"
    monkeypatch.delenv("RALS_BASE_URL")
    assert mail_check.mail(settings.read()).state == "fault"


def test_a_password_is_not_sent_to_a_mail_server_without_encryption(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with receivers.mail_server() as server:
        for name, value in MAIL.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("RALS_SMTP_URL", f"smtp://rals:hemligt@127.0.0.1:{server.port}")
        outgoing = settings.read().outgoing

        with pytest.raises(InClearError, match="no STARTTLS"):
            hand_over(EmailMessage(), outgoing)
        said = mail_check.mail(settings.read())
        server.go()
        away = mail_check.mail(settings.read())

        assert server.mails == []
    assert said.state == "fault"
    assert "klartext" in said.text.sv
    assert "smtps://" in said.remedy.sv
    assert (away.state, "svarar inte" in away.text.sv) == ("warning", True)


@pytest.mark.parametrize(
    ("name", "value"), [("RALS_SMTP_URL", "mejl.example.org:25"), ("RALS_WEBHOOK_NETWORKS", "10.0.0.0/80")]
)
def test_a_setting_that_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ValueError, match=name):
        settings.read()

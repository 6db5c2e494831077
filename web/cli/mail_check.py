"""The check of `rals doctor` that looks at mail."""

from smtplib import SMTPException
from typing import Final

from engine.outgoing.mail import IN_CLEAR, InClearError, reached
from engine.settings import Outgoing, Settings
from forms.text import Text
from web.cli.check import FAULT, OK, WARNING, Check

PATIENCE_SECONDS: Final = 5


def mail(read: Settings) -> Check:
    """Whether people are told by mail."""
    outgoing = read.outgoing
    if outgoing.sends_mail:
        return _mail_server(outgoing)
    named = {
        "RALS_SMTP_URL": outgoing.smtp_url,
        "RALS_MAIL_FROM": outgoing.mail_from,
        "RALS_BASE_URL": outgoing.base_url,
    }
    missing = ", ".join(name for name, value in named.items() if not value)
    found = Text(f"Inga mejl skickas: {missing} saknas.", f"No mail is sent: {missing} is missing.")
    remedy = Text("Sätt alla tre, se docs/settings.md.", "Set all three, see docs/settings.md.")
    return Check("mail", FAULT if outgoing.smtp_url else WARNING, found, remedy)


def _mail_server(outgoing: Outgoing) -> Check:
    """Ask the mail server only where a password could go to it in clear."""
    where = outgoing.smtp_host
    try:
        if outgoing.gives_password:
            with reached(outgoing, PATIENCE_SECONDS):
                pass
    except InClearError:
        found = Text(
            f"Inga mejl skickas: {where} erbjuder inte STARTTLS, så lösenordet skulle gå i klartext.",
            f"No mail is sent: {where} offers no STARTTLS, so the password would go in clear.",
        )
        return Check("mail", FAULT, found, IN_CLEAR)
    except (OSError, SMTPException) as error:
        found = Text(
            f"Mejlservern {where} svarar inte: {error}", f"The mail server {where} does not answer: {error}"
        )
        remedy = Text("Se till att den går och nås härifrån.", "See that it runs and is reached from here.")
        return Check("mail", WARNING, found, remedy)
    return Check("mail", OK, Text(f"Mejl skickas genom {where}.", f"Mail is sent through {where}."))

"""Why something could not be sent, in words for those who keep the system running."""

from collections.abc import Mapping
from typing import Final

from forms.text import Text

_NOBODY: Final = Text(
    "Ingen svarar på adressen; programmet där kan ha stannat.",
    "Nobody answers at the address; the program there may have stopped.",
)
_NOT_TRUSTED: Final = Text(
    "Certifikatet på andra sidan går inte att lita på.", "The certificate at the other end cannot be trusted."
)
# By the name of the error; what follows it is what the machine at the other end said.
_WORDS: Final[Mapping[str, Text]] = {
    "CallError": Text("Mottagaren tog inte emot anropet.", "The receiver did not take the call."),
    "ConnectionRefusedError": _NOBODY,
    "DeclinedError": Text(
        "Mejlservern vill inte ha mejl till den adressen.",
        "The mail server does not take mail to that address.",
    ),
    "InClearError": Text(
        "Mejlservern erbjuder ingen kryptering, så lösenordet skickas inte.",
        "The mail server offers no encryption, so the password is not sent.",
    ),
    "NoMailError": Text("Inställningarna för mejl saknas.", "The settings for mail are missing."),
    "NewConnectionError": _NOBODY,
    "RefusedError": Text("Adressen får inte anropas.", "The address must not be called."),
    "SMTPAuthenticationError": Text(
        "Mejlservern godtar inte namnet eller lösenordet i RALS_SMTP_URL.",
        "The mail server does not accept the name or password of RALS_SMTP_URL.",
    ),
    "SSLCertVerificationError": _NOT_TRUSTED,
    "SSLError": _NOT_TRUSTED,
    "gaierror": Text("Adressens namn finns inte.", "There is no machine of that name."),
}
_TIME: Final = Text("Mottagaren svarade inte i tid.", "The receiver did not answer in time.")
_OTHER: Final = Text("Det gick inte att skicka.", "It could not be sent.")


def in_words(trouble: str) -> Text:
    """Return a trouble, as it is kept (name of the error: what it said), as a sentence."""
    name = trouble.partition(":")[0]
    return _WORDS.get(name, _TIME if "Timeout" in name else _OTHER)

"""The checks of `rals doctor` that ask other machines: the storage of files, and the virus scanner."""

from collections.abc import Callable, Iterator

from engine.errors import EngineError
from engine.outgoing import bucket, scanner
from engine.settings import Outgoing
from forms.text import Text
from web.cli.check import FAULT, OK, Check


def outside(outgoing: Outgoing) -> Iterator[Check]:
    """Ask the storage of files and the scanner; what is not set is said, and is no fault."""
    yield _files(outgoing)
    yield _scanner(outgoing)


def _files(outgoing: Outgoing) -> Check:
    place = outgoing.bucket
    if place is None:
        return Check("files", OK, Text("Filer ligger i databasen.", "Files lie in the database."))
    said = Text(f"Filer ligger i bucketen {place.name}.", f"Files lie in the bucket {place.name}.")
    remedy = Text(
        "Se att RALS_FILES_ENDPOINT stämmer och att fillagret är igång.",
        "See that RALS_FILES_ENDPOINT is right and that the file storage is up.",
    )
    return _asked("files", lambda: bucket.look(place), said, remedy)


def _scanner(outgoing: Outgoing) -> Check:
    place = outgoing.scanner
    if place is None:
        said = Text(
            "Uppladdade filer söks inte igenom efter virus: RALS_CLAMAV är inte satt.",
            "Uploaded files are not scanned for viruses: RALS_CLAMAV is not set.",
        )
        return Check("scanner", OK, said)
    said = Text(f"Virusskyddet på {place} svarar.", f"The scanner at {place} answers.")
    remedy = Text(
        "Inga filer tas emot. Starta clamd, eller rätta RALS_CLAMAV.",
        "No files are taken. Start clamd, or correct RALS_CLAMAV.",
    )
    return _asked("scanner", lambda: scanner.version(place), said, remedy)


def _asked(name: str, ask: Callable[[], object], said: Text, remedy: Text) -> Check:
    try:
        ask()
    except EngineError as error:
        return Check(name, FAULT, error.text, remedy)
    return Check(name, OK, said)

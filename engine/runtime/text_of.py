"""The text of a file, for search: what is plain text, and what Word writes. Others have none."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from engine.errors import ModelRefusedError
from engine.runtime import xml

# A file may claim to be more when it is unpacked.
MOST_BYTES: Final = 5_000_000
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY: Final = "word/document.xml"


def text_of(files: Mapping[str, bytes]) -> str:
    """Return what can be read of the files; what is broken or of another kind gives nothing."""
    return "\n".join(filter(None, (_one(name.lower(), data) for name, data in sorted(files.items()))))


def _one(name: str, data: bytes) -> str:
    if name.endswith((".txt", ".md", ".csv")):
        return data.decode("utf-8", "replace")
    return _word(data) if name.endswith(".docx") else ""


def _word(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as folder, folder.open(_BODY) as body:
            root = xml.read(body.read(MOST_BYTES + 1))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, ModelRefusedError):
        # Not what its name says, locked or too large: it is kept as it is, only not found by its words.
        return ""
    paragraphs = (
        "".join(one.text or "" for one in paragraph.iter(f"{_WORD}t")) for paragraph in root.iter(f"{_WORD}p")
    )
    return "\n".join(paragraphs)

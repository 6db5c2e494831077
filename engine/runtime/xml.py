"""Reads XML from strangers: no entities, no network, no document type, bounded size and depth."""

import re
from typing import Final

from lxml import etree

from engine.errors import ModelRefusedError

MAX_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 100
_UTF8: Final = frozenset({"UTF-8", "UTF8", "ASCII", "US-ASCII"})
_ENCODING: Final = re.compile(r"""(\A\ufeff?<\?xml[^>]*?\bencoding\s*=\s*)(["'])[\w.-]+\2""")


def read(data: bytes) -> etree._Element:
    """Parse one XML document and return its root; raise ModelRefusedError with a sentence otherwise."""
    if len(data) > MAX_BYTES:
        raise ModelRefusedError(
            f"Filen är {len(data) // 1_000_000} MB; högst {MAX_BYTES // 1_000_000} MB tas emot. Dela upp modellen.",
            f"The file is {len(data) // 1_000_000} MB; at most {MAX_BYTES // 1_000_000} MB is accepted. Split it.",
        )
    root = _parse(data)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ModelRefusedError(
            "Filen har en DOCTYPE. Ta bort den: BPMN och DMN behöver ingen, och den kan dölja skadligt innehåll.",
            "The file has a DOCTYPE. Remove it: BPMN and DMN need none, and it can hide harmful content.",
        )
    _refuse_deep(root)
    return root


def utf8(data: bytes) -> bytes:
    """Return a document as UTF-8: as it came if that is what it is, else written anew with the same content.

    Raises ModelRefusedError as `read` does.
    """
    tree = read(data).getroottree()
    if (tree.docinfo.encoding or "UTF-8").upper() in _UTF8:
        return data
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")


def of_text(text: str) -> bytes:
    """Return text as UTF-8, which it then says that it is; what it said of itself was of the file that it was read from."""
    return _ENCODING.sub(r'\1"UTF-8"', text).encode("utf-8", "surrogatepass")


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        _refuse_other(data)
        if "ncod" in error.msg:
            raise ModelRefusedError(
                "Filens tecken är inte kodade som den säger på första raden. Exportera den på nytt, som UTF-8.",
                f"The letters of the file are not encoded as its first line says: {error.msg}. Export it again, as UTF-8.",
            ) from error
        line, column = error.position
        raise ModelRefusedError(
            f"Filen är inte giltig XML (rad {line}, tecken {column}). Exportera den på nytt från ritverktyget.",
            f"The file is not well-formed XML (line {line}, column {column}): {error.msg}. Export it again.",
        ) from error


def _refuse_other(data: bytes) -> None:
    """Refuse what was never meant to be XML with what it is instead: nothing, a picture, an archive."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise ModelRefusedError(
            "Filen är tom. Exportera den på nytt från ritverktyget.",
            "The file is empty. Export it again from the drawing tool.",
        )
    if not start.startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\0<")):
        said = start[:40].decode(errors="replace")[:8]
        found = "".join(letter if letter.isprintable() else "." for letter in said)
        raise ModelRefusedError(
            f"Filen är inte XML: den börjar med ”{found}” i stället för ”<”. Exportera den som BPMN 2.0 från ritverktyget.",
            f'The file is not XML: it begins with "{found}" instead of "<". Export it as BPMN 2.0 from the drawing tool.',
        )


def _refuse_deep(root: etree._Element) -> None:
    level: list[etree._Element] = [root]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in node]
        if not level:
            return
    raise ModelRefusedError(
        f"Filen är nästlad djupare än {MAX_DEPTH} nivåer. Förenkla modellen.",
        f"The file is nested deeper than {MAX_DEPTH} levels. Simplify the model.",
    )

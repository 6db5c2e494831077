"""Reads XML from strangers: no entities, no network, no document type, bounded size and depth."""

from typing import Final

from lxml import etree

from engine.errors import ModelRefusedError

MAX_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 100


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


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise ModelRefusedError(
            f"Filen är inte giltig XML (rad {line}, tecken {column}). Exportera den på nytt från ritverktyget.",
            f"The file is not well-formed XML (line {line}, column {column}): {error.msg}. Export it again.",
        ) from error


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

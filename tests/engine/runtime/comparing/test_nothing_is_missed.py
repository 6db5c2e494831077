"""No difference is missed: whatever attribute, text or element of a product's model is changed, something is told."""

import random

import pytest
from lxml import etree

from engine.runtime.comparing import compare
from engine.runtime.names import BPMN
from web.cli import data, models

FILES = models.files_of(data.PRODUCT / "bpmn" / "implementering")
NAME = "implementering.bpmn"
# What says nothing: ids of pieces, what the flows say from the other end, and who wrote the file.
SILENT = {f"{BPMN}incoming", f"{BPMN}outgoing"}


def _places(root: etree._Element) -> list[tuple[etree._Element, str]]:
    found = []
    for node in root.iter(etree.Element):
        if node.tag in SILENT:
            continue
        found += [(node, name) for name in node.attrib if name != "id" or node.tag == f"{BPMN}userTask"]
        if (node.text or "").strip():
            found.append((node, ""))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_a_change_anywhere_is_told(seed: int) -> None:
    root = etree.fromstring(FILES[NAME])
    # Ids are references elsewhere; what matters here is that the change is seen, not that the model still holds together.
    node, name = random.Random(seed).choice(_places(root))
    if name:
        node.set(name, f"{node.get(name)}7")
    else:
        node.text = f"{node.text}7"
    found = compare(FILES, {**FILES, NAME: etree.tostring(root)})

    assert found.changes or found.redrawn, (node.tag, name)
    assert all(change.text.sv and change.text.en for change in found.changes)

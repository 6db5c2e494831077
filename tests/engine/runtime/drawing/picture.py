"""A drawing read back, for the tests, and a process with one phase and two roles."""

from typing import Any

from lxml import etree

from engine.runtime.drawing import Marks, svg
from tests.engine.runtime.checks.tiny import END, START, element, process, sub, user, ways

SVG = "{http://www.w3.org/2000/svg}"
LANES = element(
    "laneSet",
    "lanes",
    element("lane", "la_ledning", "<flowNodeRef>sp</flowNodeRef>", name="Ledningen", rals_role="ledning"),
    element("lane", "la_chef", name="Chef", rals_role="chef", rals_name__en="Manager"),
)
PHASE = sub(
    "sp",
    element("startEvent", "is"),
    user("ut_chef", name="Inför"),
    user("ut_ledning", name="Besluta", rals_role="ledning"),
    element("endEvent", "ie"),
    ways("is ut_chef ut_ledning ie"),
    name="Införa",
)
WITH_PHASE = process(LANES, START, PHASE, END, ways("s sp e"), name="Provet", rals_name__en="The test")


def drawn(model: bytes, marks: Marks | None = None, **how: Any) -> etree._Element:
    return etree.fromstring(svg(model, marks or Marks(), **how))


def group(root: etree._Element, key: str) -> etree._Element:
    return next(part for part in root.iter(f"{SVG}g") if part.get("id") == f"el-{key}")


def texts(root: etree._Element) -> list[str]:
    return [text.text for text in root.iter(f"{SVG}text")]


def title(root: etree._Element, key: str) -> str:
    return group(root, key).findtext(f"{SVG}title")

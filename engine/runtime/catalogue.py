"""Compiled models: parsed once per process, named by their content, shared read-only by all threads."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException

from engine.errors import Finding, ModelRefusedError
from engine.runtime import expressions, reading, xml
from engine.runtime.decisions import compiling
from engine.runtime.decisions.decision import Decision
from engine.runtime.finding import CHECK, finding
from engine.runtime.model import Element, Model
from engine.runtime.names import BPMN
from engine.runtime.parsing import Parser
from engine.runtime.refusals import refusals
from forms.text import Text

Files = Mapping[str, bytes]
Roots = Mapping[str, "etree._Element"]  # noqa: SLF001  lxml's own name for its elements


def hash_of(files: Files) -> str:
    """Return the name of a model version: SHA-256 over the sorted names and contents."""
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(b"%d %s %d " % (len(name.encode()), name.encode(), len(data)))
        digest.update(data)
    return digest.hexdigest()


def compile_model(key: str, files: Files) -> Model:
    """Compile the process `key`. Files are .bpmn (it and the processes it calls), .dmn and, if any, .form.json.

    Forms are only looked at for what their expressions read. Raises ModelRefusedError with every finding.
    """
    roots = {name: xml.read(data) for name, data in sorted(files.items()) if name.endswith(".bpmn")}
    elements, faults = _elements(roots.values())
    if key not in elements or elements[key].kind != "process":
        faults.append(
            finding(None, f"Processen ”{key}” finns inte i filerna.", f'No file holds the process "{key}".')
        )
    calls = _calls(roots.values())
    faults += _uncalled(elements, calls)
    faults += [fault for root in roots.values() for fault in refusals(root)]
    compiled, broken = expressions.compiled(_sources(roots, files))
    decisions, undecided = _decisions(files, elements)
    _refuse(key, [*faults, *broken, *undecided])
    parser = _parsed(key, roots, elements)
    read = chain(compiled.values(), *(each.expressions for each in decisions.values()))
    return Model(
        key=key,
        name=elements[key].name or key,
        hash=hash_of(files),
        elements=MappingProxyType(elements),
        phases=_phases(key, elements),
        forms=tuple(dict.fromkeys(each.form for each in elements.values() if each.form)),
        expressions=MappingProxyType(compiled),
        kept=MappingProxyType(
            expressions.kept(elements, calls, (path for each in read for path in each.paths))
        ),
        decisions=MappingProxyType(decisions),
        **parser,
    )


def _elements(roots: Iterable[etree._Element]) -> tuple[dict[str, Element], list[Finding]]:
    found: dict[str, Element] = {}
    faults: list[Finding] = []
    for root in roots:
        for element in reading.elements(root):
            if element.id in found:
                text = Text(f"Id ”{element.id}” används två gånger.", f'The id "{element.id}" is used twice.')
                remedy = Text("Ge ett av elementen ett annat id.", "Give one of the elements another id.")
                faults.append(Finding(CHECK, element.id, text, remedy))
            found[element.id] = element
    return found, faults


def _calls(roots: Iterable[etree._Element]) -> dict[str, str]:
    return {
        node.get("id", ""): node.get("calledElement", "")
        for root in roots
        for node in root.iter(f"{BPMN}callActivity")
    }


def _uncalled(elements: Mapping[str, Element], calls: Mapping[str, str]) -> Iterator[Finding]:
    """Yield call activities whose process is not in the files, or calls itself in the end."""
    for caller, called in calls.items():
        remedy = Text("Lägg till processen i modellen.", "Add the process to the model.")
        if called not in elements or elements[called].kind != "process":
            text = Text(f"Processen ”{called}” finns inte.", f'The process "{called}" does not exist.')
            yield Finding(CHECK, caller, text, remedy)
        elif elements[caller].process in _reached(called, elements, calls):
            text = Text("Processen anropar sig själv.", "The process calls itself.")
            remedy = Text("Använd en slinga i stället.", "Use a loop instead.")
            yield Finding(CHECK, caller, text, remedy)


def _reached(process: str, elements: Mapping[str, Element], calls: Mapping[str, str]) -> set[str]:
    found, todo = set(), [process]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += [called for caller, called in calls.items() if elements[caller].process == name]
    return found


def _decisions(files: Files, elements: Mapping[str, Element]) -> tuple[Mapping[str, Decision], list[Finding]]:
    """Compile the decision tables; a business rule task whose decision is not among them is refused too."""
    roots = (xml.read(data) for name, data in sorted(files.items()) if name.endswith(".dmn"))
    decisions, wrong = compiling.compiled(roots)
    found = [Finding(CHECK, *flaw) for flaw in wrong]
    for each in elements.values():
        if not wrong and each.kind == "businessRuleTask" and each.decision not in decisions:
            key = each.decision or ""
            text = Text(f"Beslutet ”{key}” finns inte.", f'There is no decision "{key}".')
            remedy = Text(
                "Ange rals:decision, och lägg till tabellen.", "Give rals:decision, and add the table."
            )
            found.append(Finding(CHECK, each.id, text, remedy))
    return decisions, found


def _sources(roots: Roots, files: Files) -> Iterator[expressions.Source]:
    for root in roots.values():
        yield from expressions.of_bpmn(root)
    for name, data in sorted(files.items()):
        if name.endswith(".form.json"):
            yield from expressions.of_form(data)


def _parsed(key: str, roots: Roots, elements: Mapping[str, Element]) -> dict[str, Any]:
    parser = Parser(elements)
    try:
        for name, root in roots.items():
            parser.add(root, name)
        spec = parser.get_spec(key)
        subs = parser.get_subprocess_specs(key)
    except ValidationException as error:
        text = Text(f"Modellen går inte att läsa: {error}", f"The model cannot be read: {error}")
        remedy = Text("Rätta elementet i ritverktyget.", "Correct the element in the modeller.")
        _refuse(key, [Finding(CHECK, error.id or None, text, remedy)])
        raise
    except RecursionError as error:
        raise ModelRefusedError(
            f"Processen ”{key}” har för många element i en följd. Dela upp den i delprocesser.",
            f'The process "{key}" has too many elements in a row. Divide it into subprocesses.',
        ) from error
    order = {name: place for place, name in enumerate(elements)}
    for each in (spec, *subs.values()):
        each.wire(order)
    return {"spec": spec, "subs": MappingProxyType(subs)}


def _phases(key: str, elements: Mapping[str, Element]) -> tuple[str, ...]:
    """Return the top-level subprocesses in the order of the flows (loops back aside)."""
    after: dict[str, list[str]] = {}
    for each in elements.values():
        if each.process == key and each.parent is None:
            if each.source and each.target:
                after.setdefault(each.source, []).append(each.target)
            if each.attached_to:
                after.setdefault(each.attached_to, []).append(each.id)
    inside = [each for each in elements.values() if each.process == key and each.parent is None]
    order: list[str] = []
    seen: set[str] = set()
    for start in (each.id for each in inside if each.kind == "startEvent"):
        _walk(start, after, seen, order)
    return tuple(name for name in reversed(order) if elements[name].kind == "subProcess")


def _walk(name: str, after: Mapping[str, list[str]], seen: set[str], order: list[str]) -> None:
    """Append names in the order in which a depth-first walk leaves them (without recursion: flows can be long)."""
    todo = [(name, iter(after.get(name, [])[::-1]))]
    seen.add(name)
    while todo:
        at, rest = todo[-1]
        following = next((other for other in rest if other not in seen), None)
        if following is None:
            order.append(at)
            todo.pop()
        else:
            seen.add(following)
            todo.append((following, iter(after.get(following, [])[::-1])))


def _refuse(key: str, faults: list[Finding]) -> None:
    if faults:
        raise ModelRefusedError(
            f"Modellen ”{key}” kan inte köras: {faults[0].text.sv}",
            f'The model "{key}" cannot be run: {faults[0].text.en}',
            tuple(faults),
        )

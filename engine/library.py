"""What has been published, ready to use: models with their forms, profiles, and the governing statements.

Content never changes, so each is read and compiled once in a process and shared by its threads.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import yaml

import forms
from engine.errors import Finding, ModelRefusedError, NotFoundError
from engine.governance import calendar, profile_reading
from engine.governance.calendar import ORDINARY, Calendar
from engine.governance.profile import Profile
from engine.runtime.catalogue import compile_model
from engine.runtime.migrating import Change, History
from engine.runtime.model import Element, Model
from engine.store import content, migrating
from engine.store.work import Connection, Database
from forms.text import Text

KEPT: Final = 64
PRODUCT: Final = Path(__file__).resolve().parent.parent
FORM_SUFFIX: Final = ".form.json"
PROFILE_FILE: Final = "profile.yaml"
CALENDAR_FILE: Final = "calendar.json"
BASES: Final = "extends/"


# The fields of a start form that give the case its title, the first that is filled in.
TITLE_FIELDS: Final = ("rubrik", "fraga", "titel")


@dataclass(frozen=True)
class Published:
    """A model version with its files and compiled forms."""

    hash: str
    model: Model
    forms: Mapping[str, forms.Form]
    files: Mapping[str, bytes]

    def element(self, key: str) -> Element:
        """Return an element; one that only an earlier version of the model had is a task of which nothing is known."""
        return self.model.elements.get(key) or Element(key, "userTask", self.model.key)

    @cached_property
    def start(self) -> Element:
        """The start event of the process, which names the form and the mandate that start a case."""
        return next(
            element
            for element in self.model.elements.values()
            if element.kind == "startEvent" and element.parent is None and element.process == self.model.key
        )

    @property
    def name(self) -> Text:
        """The name of the process."""
        process = self.model.elements.get(self.model.key)
        return Text(self.model.name, (process and process.name_en) or self.model.name)


@dataclass(frozen=True)
class Statement:
    """A governing statement: what a text says, and where.

    `kind` is what sort of statement it is, `process` the process that is to carry it, or `register` or `rule`;
    `not_binding` is why it obliges nobody, None where it does.
    """

    id: str
    source: str
    text_sv: str
    summary_en: str
    kind: str
    process: str
    roles: tuple[str, ...]
    not_binding: Text | None = None

    @property
    def document(self) -> str:
        """The key of the text that it stands in, which its id begins with, e.g. VGR."""
        return self.id.partition("-")[0]


class Library:
    """Models, profiles and statements by name."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._model = lru_cache(KEPT)(lambda named: assemble(self._files(named)))
        self._change = lru_cache(KEPT)(self._changed)
        self._profile = lru_cache(KEPT)(lambda named: read_profile(self._files(named)))
        self._calendar = lru_cache(KEPT)(lambda named: _read_calendar(self._files(named)))

    def model(self, named: str) -> Published:
        """Return the model with this content hash."""
        return self._model(named)

    def change(self, old: str, new: str, renamed: Mapping[str, str]) -> Change:
        """Return what it means to go from one version of a model to another, by their content hashes."""
        return self._change(old, new, tuple(sorted(renamed.items())))

    def history(self, connection: Connection, change: Change, case_id: UUID) -> History:
        """Return what a case's state does not say; nothing when the new version reads no more than the old one."""
        if not change.grown:
            return History()
        forms, passed = self.model(change.old.hash).forms, migrating.passed(connection, case_id)
        rows = migrating.answers(connection, case_id, change.grown & passed)
        whole = (row for row in rows if row.form in forms and change.is_single(row.element))
        return History(passed, {row.element: forms[row.form].typed(row.answers) for row in whole})

    def profile(self, named: str) -> Profile:
        """Return the edition of a profile with this content hash."""
        return self._profile(named)

    def calendar(self, named: str | None) -> Calendar:
        """Return the calendar with this content hash; None is one where nothing has been decided."""
        return ORDINARY if named is None else self._calendar(named)

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """The governing statements by id."""
        return statements()

    def _changed(self, old: str, new: str, renamed: tuple[tuple[str, str], ...]) -> Change:
        return Change(self.model(old).model, self.model(new).model, dict(renamed))

    def _files(self, named: str) -> Mapping[str, bytes]:
        with self._database.snapshot() as connection:
            files = content.files_of(connection, named)
        if not files:
            raise NotFoundError(
                f"Innehållet {named[:12]} finns inte. Läs in modellen eller profilen igen.",
                f"There is no content {named[:12]}. Publish the model or the profile again.",
            )
        return files


def profile_files(data: bytes) -> dict[str, bytes]:
    """Return a profile file together with the profiles of the product that it builds on, as they are stored."""
    folder = PRODUCT / "bpmn" / "profiles"
    bases = {one.stem: one.read_bytes() for one in sorted(folder.glob("*.yaml"))}
    _, *built_on = profile_reading.chain(data, bases)
    return {PROFILE_FILE: data, **{f"{BASES}{key}.yaml": text for key, text in built_on}}


def read_profile(files: Mapping[str, bytes], *, new: bool = False) -> Profile:
    """Read a profile from its files. A new one is checked and raises ModelRefusedError with each fault."""
    bases = {
        name.removeprefix(BASES).removesuffix(".yaml"): text
        for name, text in files.items()
        if name.startswith(BASES)
    }
    data = files[PROFILE_FILE]
    return profile_reading.read(data, bases, statements()) if new else profile_reading.stored(data, bases)


@lru_cache
def product_profile(key: str) -> Profile:
    """Return a profile of the product by key; raises NotFoundError."""
    path = PRODUCT / "bpmn" / "profiles" / f"{key}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(one.stem for one in path.parent.glob("*.yaml")))
        raise NotFoundError(f"Profilen {key} finns inte. Välj {known}.", f"No profile {key}. Choose {known}.")
    return read_profile(profile_files(path.read_bytes()), new=True)


def calendar_files(decided: Calendar) -> dict[str, bytes]:
    """Return a calendar as it is stored."""
    return {CALENDAR_FILE: json.dumps(calendar.plain(decided), ensure_ascii=False).encode()}


def _read_calendar(files: Mapping[str, bytes]) -> Calendar:
    return calendar.read(json.loads(files[CALENDAR_FILE]))


def assemble(files: Mapping[str, bytes]) -> Published:
    """Compile a model's BPMN files and forms; raises ModelRefusedError.

    `<key>.bpmn` is the process that starts a case; `called/*.bpmn` are those it calls, `decisions/*.dmn` its decision tables,
    `forms/*.form.json` its forms.
    """
    key = next(name for name in files if name.endswith(".bpmn") and "/" not in name).removesuffix(".bpmn")
    model = compile_model(key, files)
    return Published(model.hash, model, compile_forms(files), files)


def compile_forms(files: Mapping[str, bytes]) -> dict[str, forms.Form]:
    """Compile the forms among a model's files, by key; raises ModelRefusedError."""
    return {
        name.removesuffix(FORM_SUFFIX).removeprefix("forms/"): _form(name, data)
        for name, data in files.items()
        if name.endswith(FORM_SUFFIX)
    }


def _form(name: str, data: bytes) -> forms.Form:
    try:
        return forms.compile(data)
    except forms.FormRefused as refused:
        raise ModelRefusedError(
            f"Formuläret {name} har {len(refused.findings)} fel. Rätta dem och försök igen.",
            f"The form {name} has {len(refused.findings)} faults. Mend them and try again.",
            tuple(
                Finding("form", f"{name}: {one.where}", one.what, one.remedy, file=name)
                for one in refused.findings
            ),
        ) from refused


@lru_cache(maxsize=1)
def statements() -> Mapping[str, Statement]:
    """Read the catalogue of governing statements that comes with the product."""
    raw: list[dict[str, Any]] = yaml.load(
        (PRODUCT / "bpmn" / "krav.yaml").read_bytes(), Loader=yaml.CSafeLoader
    )
    return {item["id"]: _statement(item) for item in raw}


def _statement(item: dict[str, Any]) -> Statement:
    why = item.pop("not_binding", None)
    return Statement(roles=tuple(item.pop("role")), not_binding=Text(**why) if why else None, **item)

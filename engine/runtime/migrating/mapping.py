"""Which elements have another id in the new version, as somebody has written it: looked through before it is used."""

from collections.abc import Iterator

from engine.errors import FieldError, InvalidError
from engine.runtime.migrating.change import CHILD, Change
from forms.text import Text


def require_clear(change: Change) -> None:
    """Raise InvalidError, with a pointer to each fault, unless every renamed element is known and no two become one."""
    faults = tuple(
        FieldError(f"/mapping/{old}", text)
        for old, new in change.renamed.items()
        for text in _wrong(change, old, new)
    )
    if faults:
        raise InvalidError(
            "Kopplingen mellan versionernas steg går inte att använda.",
            "The mapping between the steps of the versions cannot be used.",
            faults,
        )


def _wrong(change: Change, old: str, new: str) -> Iterator[Text]:
    if old not in change.old.elements:
        yield Text(f"Den gamla versionen har inget ”{old}”.", f'The old version has no "{old}".')
    elif new not in change.new.elements:
        yield Text(f"Den nya versionen har inget ”{new}”.", f'The new version has no "{new}".')
    elif any(change.to(other) == new for other in change.old.elements if other != old):
        yield Text(f"Två steg skulle bli ”{new}”.", f'Two steps would become "{new}".')
    elif _is_told_apart(change, old):
        yield Text(
            f"”{old}” ligger i något som upprepas eller anropas, och måste behålla sitt id.",
            f'"{old}" lies in something that is repeated or called, and must keep its id.',
        )
    elif any(new in (*one.separate_from, *one.send_back) for one in change.new.elements.values()):
        # Who has done what is kept under the ids of its day.
        yield Text(
            f"Den nya versionen jämför vem som har gjort ”{new}”. Då måste steget behålla sitt id.",
            f'The new version compares who has done "{new}". Then the step must keep its id.',
        )


def _is_told_apart(change: Change, key: str) -> bool:
    element = change.old.elements[key]
    if element.process != change.old.key:
        return True
    while element.parent is not None:
        if element.parent + CHILD in change.specs[0]:
            return True
        element = change.old.elements[element.parent]
    return False

"""A matrix of mandates, made up, with a cell of every kind."""

from typing import Final

from web.views.matrix import Cell, Column, Group, Matrix, Quote, Row
from web.words import Say

_SHY: Final = "\N{SOFT HYPHEN}"


def matrix(say: Say) -> Matrix:
    """Return the sample in a language."""
    columns = (
        Column(say(f"Förvaltnings{_SHY}ledning", "Management team"), own=True, shown=True),
        Column(say(f"Berednings{_SHY}grupp", "Preparation group")),
        Column(say(f"Process{_SHY}ledare", "Process leader")),
    )
    top = Row(
        say("Genomföra ärende", "Carry out a case"),
        "arende.genomforande",
        (_decides(say), _proposes(say), None),
    )
    line = Row(
        say("Bemanning", "Staffing"),
        "linje.bemanning",
        (None, _consults(say), _denied(say)),
    )
    return Matrix(
        say("Beslut och mandat", "Decision and mandate"),
        columns,
        (
            Group(say("Strategisk nivå", "Strategic level"), (top,)),
            Group(say("Operativ nivå", "Operative level"), (line,)),
        ),
    )


def _decides(say: Say) -> Cell:
    return Cell(
        "decides",
        say("Förvaltningsledningen beslutar", "The management team decides"),
        say(
            "om att genomföra ärenden i hela förvaltningen",
            "whether to carry out cases in the administration",
        ),
        (Quote("RH-ROLE-FVL-03", "Beslutar utifrån beredningsunderlag om fortsatt hantering."),),
        say("Används i två processer.", "Used in two processes."),
    )


def _proposes(say: Say) -> Cell:
    return Cell(
        "proposes",
        say("Beredningsgruppen föreslår", "The preparation group proposes"),
        say("beslut i underlaget", "a decision in the basis"),
    )


def _consults(say: Say) -> Cell:
    return Cell(
        "consults",
        say("Beredningsgruppen samråder", "The preparation group is consulted"),
        say("innan chefen beslutar", "before the manager decides"),
    )


def _denied(say: Say) -> Cell:
    return Cell(
        "denied",
        say("Processledaren får inte", "The process leader may not"),
        say("besluta om bemanning i linjen", "decide on staff in the line"),
    )

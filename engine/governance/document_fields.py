"""The metadata that documents can have: what each is called, and what it is filled with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from forms.text import Text

TITLE: Final = "titel"
# What a field is filled with. `auto`: by Räls itself, never typed.
SHAPES: Final = ("text", "long", "date", "person", "unit", "units", "role", "documents", "processes", "auto")


@dataclass(frozen=True)
class Field:
    """One piece of metadata."""

    key: str
    name: Text
    shape: str = "text"


def _named(shape: str, **names: tuple[str, str]) -> dict[str, Field]:
    return {key: Field(key, Text(sv, en), shape) for key, (sv, en) in names.items()}


FIELDS: Final[Mapping[str, Field]] = {
    **_named(
        "text",
        titel=("Titel", "Title"),
        undertitel=("Undertitel", "Subtitle"),
        upphov=("Upphov", "Authors"),
        sekretess=("Sekretess enligt", "Secret according to"),
        diarienummer=("Diarienummer", "Record number"),
        arende=("Ärende", "Case"),
        rapport_nr=("Rapportnummer", "Report number"),
        projektledare=("Projektledare", "Project leader"),
        mottagare=("Mottagare", "Receiver"),
        fas=("Fas", "Phase"),
        status_total=("Samlad status", "Overall status"),
    ),
    **_named(
        "long",
        bilagor=("Bilagor", "Annexes"),
        sammanfattning=("Sammanfattning", "Summary"),
        delstatus=("Delstatus", "Status of the parts"),
        tid=("Tid", "Time"),
        kostnad=("Kostnad", "Cost"),
        genomfort=("Genomfört", "Done"),
        nasta_steg=("Nästa steg", "Next steps"),
        risker=("Risker", "Risks"),
        problem=("Problem", "Problems"),
        beslut_som_behovs=("Beslut som behövs", "Decisions needed"),
        effektmal=("Effektmål", "Benefit goals"),
        inforandegrad=("Införandegrad", "Degree of introduction"),
        kommunikation=("Kommunikation", "Communication"),
    ),
    **_named(
        "date",
        giltig_fran=("Giltig från", "Valid from"),
        giltig_till=("Giltig till", "Valid to"),
        period_fran=("Period från", "Period from"),
        period_till=("Period till", "Period to"),
        rapportdatum=("Rapportdatum", "Date of the report"),
    ),
    **_named("person", innehallsansvar=("Innehållsansvarig", "Responsible for the content")),
    **_named("unit", ansvarig_enhet=("Ansvarig enhet", "Responsible unit")),
    **_named("units", galler_for=("Gäller för", "Applies to")),
    **_named("role", roll=("Roll", "Role")),
    **_named("documents", relaterade_dokument=("Relaterade dokument", "Related documents")),
    **_named("processes", process=("Process", "Process"), process_lankar=("Processer", "Processes")),
    **_named(
        "auto",
        handlingstyp=("Handlingstyp", "Type of document"),
        dokument_id=("Dokument-id", "Document id"),
        version=("Version", "Version"),
        godkand_av=("Godkänd av", "Approved by"),
        agare=("Processens ägare", "Owner of the process"),
    ),
}

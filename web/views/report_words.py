"""What the answers of a status report are called."""

from collections.abc import Mapping
from typing import Final

from forms.text import Text

COLOURS: Final[Mapping[str, str]] = {"gron": "green", "gul": "yellow", "rod": "red"}
TRENDS: Final[Mapping[str, str]] = {"battre": "better", "oforandrad": "same", "samre": "worse"}
PARTS: Final[Mapping[str, Text]] = {
    "tid": Text("Tid", "Time"),
    "kostnad": Text("Kostnad och resurser", "Cost and resources"),
    "omfattning": Text("Omfattning och innehåll", "Scope and content"),
    "kvalitet": Text("Kvalitet", "Quality"),
    "risk": Text("Risk", "Risk"),
    "effektmal": Text("Effektmål", "Benefit goals"),
}
# What choices of the form are called.
WORDS: Final[Mapping[str, Text]] = {
    "oppen": Text("Öppen", "Open"),
    "atgardad": Text("Åtgärdad", "Dealt with"),
    "accepterad": Text("Accepterad", "Accepted"),
    "avford": Text("Avförd", "Taken off"),
    "intraffad": Text("Inträffad", "Has happened"),
    "okar": Text("Ökar", "Grows"),
    "minskar": Text("Minskar", "Shrinks"),
    "oforandrad": Text("Oförändrad", "Unchanged"),
    "ej_paborjat": Text("Ej påbörjat", "Not begun"),
    "pagar": Text("Pågår", "Going on"),
    "infort": Text("Infört", "Implemented"),
    "ej_aktuellt": Text("Ej aktuellt", "Does not apply"),
    "nas": Text("Nås", "Will be reached"),
    "nas_delvis": Text("Nås delvis", "Will be reached in part"),
    "nas_inte": Text("Nås inte", "Will not be reached"),
    "inom_ram": Text("Inom ärendets ram", "Within the frame of the case"),
    "utanfor_ram": Text("Utanför ärendets ram", "Beyond the frame of the case"),
}
HEADS: Final[Mapping[str, Text]] = {
    "milstolpe": Text("Milstolpe", "Milestone"),
    "planerad": Text("Planerad", "Planned"),
    "prognos": Text("Prognos", "Forecast"),
    "utfall": Text("Utfall", "Reached"),
    "text": Text("Steg", "Step"),
    "ansvarig": Text("Ansvarig", "Responsible"),
    "datum": Text("Klart", "Done by"),
    "risk": Text("Risk", "Risk"),
    "orsak": Text("Orsak", "Cause"),
    "varde": Text("Värde", "Value"),
    "atgard": Text("Åtgärd", "Action"),
    "status": Text("Läge", "State"),
    "forandring": Text("Förändring", "Change"),
    "beskrivning": Text("Problem", "Problem"),
    "fraga": Text("Fråga", "Question"),
    "forslag": Text("Förslag", "Proposal"),
    "alternativ": Text("Alternativ", "Alternatives"),
    "konsekvens_om_ej": Text("Det här händer annars", "What happens otherwise"),
    "ram": Text("Ram", "Frame"),
    "senast": Text("Senast", "Needed by"),
    "enhet": Text("Område eller enhet", "Area or unit"),
    "infort_av": Text("Infört", "Implemented"),
    "kommentar": Text("Kommentar", "Comment"),
}
TABLES: Final[Mapping[str, tuple[Text, tuple[str, ...]]]] = {
    "beslut_som_behovs": (
        Text("Beslut som behövs", "Decisions needed"),
        ("fraga", "forslag", "alternativ", "konsekvens_om_ej", "ram", "senast"),
    ),
    "milstolpar": (Text("Milstolpar", "Milestones"), ("milstolpe", "planerad", "prognos", "utfall")),
    "nasta_steg": (Text("Nästa steg", "Next steps"), ("text", "ansvarig", "datum")),
    "risker": (
        Text("Risker, de största först", "Risks, the largest first"),
        ("risk", "varde", "atgard", "ansvarig", "status", "forandring"),
    ),
    "problem": (
        Text("Problem och avvikelser", "Problems and deviations"),
        ("beskrivning", "orsak", "atgard", "ansvarig", "datum"),
    ),
    "inforandegrad": (
        Text("Införandegrad", "Roll-out"),
        ("enhet", "status", "infort_av", "planerad", "kommentar"),
    ),
}
MONEY: Final[Mapping[str, Text]] = {
    "budget_sek": Text("Budget, kr", "Budget, SEK"),
    "utfall_sek": Text("Utfall, kr", "Used, SEK"),
    "prognos_sek": Text("Prognos, kr", "Forecast, SEK"),
    "timmar_plan": Text("Planerade timmar", "Planned hours"),
    "timmar_utfall": Text("Använda timmar", "Used hours"),
    "kommentar": Text("Kommentar", "Comment"),
}
TEXTS: Final[Mapping[str, Text]] = {
    "stod": Text("Stöd som behövs", "Support needed"),
    "kommunikation": Text("Kommunikation", "Communication"),
    "beroenden": Text("Beroenden", "Dependencies"),
    "overlamning": Text("Överlämning till förvaltning", "Handover to operation"),
    "overlamning_datum": Text("Planerad överlämning", "Planned handover"),
}

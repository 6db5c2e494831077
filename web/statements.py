"""What the states, sorts and carriers of governing statements are called, on pages and at the command line."""

from collections.abc import Mapping
from typing import Final

from forms.text import Text

STATES: Final[Mapping[str, Text]] = {
    "shown": Text("Buret och prövat", "Carried and tested"),
    "carried": Text("Buret, inte prövat", "Carried, not tested"),
    "missing": Text("Saknas", "Missing"),
    "explanatory": Text("Förklarande", "Explanatory"),
}
GROUPS: Final[Mapping[str, Text]] = {
    "all": Text("Alla", "All"),
    "document": Text("Källa", "Source"),
    "kind": Text("Slag", "Kind"),
    "process": Text("Process", "Process"),
}
KINDS: Final[Mapping[str, Text]] = {
    "task": Text("Uppgift", "Task"),
    "structure": Text("Struktur", "Structure"),
    "principle": Text("Princip", "Principle"),
    "decision": Text("Beslut", "Decision"),
    "deliverable": Text("Leverans", "Deliverable"),
    "eligibility": Text("Behörighet", "Eligibility"),
    "exclusion": Text("Avgränsning", "Exclusion"),
    "appointment": Text("Tillsättning", "Appointment"),
    "information": Text("Information", "Information"),
    "cadence": Text("Återkommande", "Recurring"),
    "escalation": Text("Eskalering", "Escalation"),
}
# Where a statement belongs: a register, a rule, or a process, which need not be drawn yet.
PLACES: Final[Mapping[str, Text]] = {
    "register": Text("Register", "Register"),
    "rule": Text("Regel", "Rule"),
    "arsrapportering": Text("Årsrapportering", "Annual reporting"),
    "behov_av_stod": Text("Behov av stöd", "Need of support"),
    "dokumentgodkannande": Text("Godkänna ett dokument", "Approve a document"),
    "eskalering": Text("Eskalering", "Escalation"),
    "etablera_process": Text("Etablera process", "Establish a process"),
    "forbattringsarende": Text("Förbättringsärende", "Improvement case"),
    "implementering": Text("Implementering", "Implementation"),
    "kartlaggningsuppdrag": Text("Kartläggningsuppdrag", "Mapping assignment"),
    "processmal": Text("Processmål", "Process goals"),
    "processrevision": Text("Processrevision", "Process audit"),
    "processuppfoljning": Text("Processuppföljning", "Process follow-up"),
    "statusrapportering": Text("Statusrapportering", "Status reporting"),
    "utse_roll": Text("Utse roll", "Appoint to a role"),
    "utvecklingsprioritering": Text("Prioritering av utveckling", "Prioritisation of development"),
}
CARRIERS: Final[Mapping[str, Text]] = {
    "element": Text("Steg i modell", "Step of a model"),
    "table": Text("Beslutstabell", "Decision table"),
    "profile": Text("Styrprofil", "Profile"),
    "form": Text("Formulär", "Form"),
    "register": Text("Register", "Register"),
    "check": Text("Modellkontroll", "Check of models"),
    "connector": Text("Koppling", "Connector"),
    "question": Text("Fråga", "Question"),
    "rule": Text("Regel i koden", "Rule in the code"),
    "page": Text("Sida", "Page"),
}

"""The trail in sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from engine.queries.rows import TrailRow
from forms.text import Language, Text
from web.words import Say

# What one can choose among; a kind that came later than this list is told by its key.
KINDS: Final[Mapping[str, Text]] = {
    "case-started": Text("Ärendet startat", "Case started"),
    "case-ended": Text("Ärendet avslutat", "Case ended"),
    "case-cancelled": Text("Ärendet avbrutet", "Case cancelled"),
    "case-suspended": Text("Ärendet pausat", "Case suspended"),
    "case-resumed": Text("Ärendet återupptaget", "Case resumed"),
    "token-moved": Text("Ärendet flyttat", "Case moved"),
    "due-changed": Text("Sista dag ändrad", "Due date changed"),
    "case-migrated": Text("Version bytt", "Version changed"),
    "case-migration-undone": Text("Versionsbyte ångrat", "Change of version undone"),
    "conflict-declared": Text("Jäv anmält", "Conflict of interest declared"),
    "conflict-withdrawn": Text("Anmälan om jäv tillbakatagen", "Conflict of interest taken back"),
    "task-completed": Text("Uppgift klar", "Task completed"),
    "task-claimed": Text("Uppgift tagen", "Task taken"),
    "task-unclaimed": Text("Uppgift lämnad till gruppen", "Task given to the group"),
    "task-assigned": Text("Uppgift given till någon", "Task given to somebody"),
    "task-help-asked": Text("Hjälp begärd", "Help asked for"),
    "task-help-given": Text("Hjälp given", "Help given"),
    "task-help-ended": Text("Hjälp avslutad", "Help ended"),
    "task-recalled": Text("Uppgift tagen tillbaka", "Task taken back"),
    "task-sent-back": Text("Uppgift skickad tillbaka", "Task sent back"),
    "task-follow-up": Text("Dag för uppföljning", "Day to follow up"),
    "time-passed": Text("Tiden var inne", "Time passed"),
    "role-assigned": Text("Roll utsedd", "Role appointed"),
    "information-sent": Text("Information", "Information"),
    "goals-recorded": Text("Effektmål", "Goals"),
    "measured": Text("Mätvärden", "Measurements"),
    "document-state": Text("Dokumentets läge", "State of the document"),
    "document-withdrawn": Text("Utkast taget tillbaka", "Draft taken back"),
    "readers-asked": Text("Ombedda att läsa", "Asked to read"),
    "readers-reminded": Text("Påminda om att läsa", "Reminded to read"),
    "message-received": Text("Meddelande från ett annat ärende", "Message from another case"),
    "plan-recorded": Text("Plan", "Plan"),
    "status-reported": Text("Statusrapport", "Status report"),
    "status-report-received": Text("Statusrapport mottagen", "Status report received"),
    "escalated": Text("Eskalering", "Escalation"),
    "escalation-reached": Text("Eskalering till nästa nivå", "Escalation to the next level"),
    "escalation-answered": Text("Svar på eskalering", "Answer to an escalation"),
    "progress-recorded": Text("Läget uppdaterat", "Progress updated"),
    "progress-removed": Text("Avfört ur planen", "Taken off the plan"),
    "report-requested": Text("Statusrapport begärd", "Status report requested"),
    "comment-written": Text("Kommentar", "Comment"),
    "comment-withdrawn": Text("Kommentar tillbakatagen", "Comment withdrawn"),
    "incident-raised": Text("Störning", "Incident"),
    "incident-resolved": Text("Störning åtgärdad", "Incident mended"),
}


@dataclass(frozen=True)
class Line:
    """A line of the trail as a sentence."""

    row: TrailRow
    sentence: Markup
    trouble: bool


_SENTENCES: Final[Mapping[str, Text]] = {
    "case-started": Text("<b>{who}</b> startade ärendet", "<b>{who}</b> started the case"),
    "case-started-vacant": Text(
        "<b>{who}</b> startade ärendet, eftersom rollen är vakant",
        "<b>{who}</b> started the case, since the role is vacant",
    ),
    "case-started-term-ends": Text(
        "<b>{who}</b> startade ärendet, eftersom rollen blir vakant efter {ends}",
        "<b>{who}</b> started the case, since the role will be vacant after {ends}",
    ),
    "case-started-in-force": Text(
        "<b>{who}</b> startade ärendet, eftersom dokumentet gäller sedan tidigare",
        "<b>{who}</b> started the case, since the document was in force before",
    ),
    "conflict-declared": Text(
        "<b>{who}</b> anmälde jäv i {what}", "<b>{who}</b> declared a conflict of interest in {what}"
    ),
    "conflict-withdrawn": Text(
        "<b>{who}</b> tog tillbaka sin anmälan om jäv i {what}: {reason}",
        "<b>{who}</b> took the conflict of interest in {what} back: {reason}",
    ),
    "case-ended": Text("<b>{who}</b> avslutade ärendet", "<b>{who}</b> ended the case"),
    "task-completed": Text("<b>{who}</b> gjorde klart {what}", "<b>{who}</b> completed {what}"),
    "task-claimed": Text("<b>{who}</b> tog {what}", "<b>{who}</b> took {what}"),
    "task-unclaimed": Text(
        "<b>{who}</b> lämnade {what} till gruppen", "<b>{who}</b> gave {what} to the group"
    ),
    "task-assigned": Text("<b>{who}</b> gav {what} till {persons}", "<b>{who}</b> gave {what} to {persons}"),
    "task-help-asked": Text(
        "<b>{who}</b> bad {persons} om hjälp med {what}", "<b>{who}</b> asked {persons} to help with {what}"
    ),
    "task-help-given": Text(
        "<b>{who}</b> lämnade tillbaka {what} till {persons}", "<b>{who}</b> gave {what} back to {persons}"
    ),
    "task-help-ended": Text(
        "<b>{who}</b> tog tillbaka {what} från {persons}", "<b>{who}</b> took {what} back from {persons}"
    ),
    "task-recalled": Text("<b>{who}</b> tog tillbaka {what}", "<b>{who}</b> took {what} back"),
    "task-sent-back": Text(
        "<b>{who}</b> skickade tillbaka {what}: {reason}", "<b>{who}</b> sent {what} back: {reason}"
    ),
    "task-follow-up": Text(
        "<b>{who}</b> ändrade dag för uppföljning av {what}",
        "<b>{who}</b> changed the day to follow up {what}",
    ),
    "time-passed": Text("Tiden var inne och ärendet gick vidare", "The time had come and the case went on"),
    "role-assigned": Text("<b>{who}</b> utsåg {persons}", "<b>{who}</b> appointed {persons}"),
    "information-sent": Text("<b>{who}</b> informerade: {subject}", "<b>{who}</b> informed: {subject}"),
    "goals-recorded": Text("<b>{who}</b> förde in {count} effektmål", "<b>{who}</b> recorded {count} goals"),
    "measured": Text("<b>{who}</b> förde in {count} mätvärden", "<b>{who}</b> recorded {count} measurements"),
    "document-state-utkast": Text("{subject} är ett utkast igen", "{subject} is a draft again"),
    "document-state-under_granskning": Text(
        "<b>{who}</b> lämnade in {subject}", "<b>{who}</b> submitted {subject}"
    ),
    "document-state-for_godkannande": Text(
        "<b>{who}</b> lämnade {subject} till godkännande", "<b>{who}</b> handed over {subject} for approval"
    ),
    "document-state-godkand": Text("<b>{who}</b> godkände {subject}", "<b>{who}</b> approved {subject}"),
    "document-state-gallande": Text("{subject} gäller", "{subject} is in force"),
    "document-state-upphavd": Text("<b>{who}</b> upphävde {subject}", "<b>{who}</b> repealed {subject}"),
    "document-state-utgangen": Text("{subject} har gått ut", "{subject} has expired"),
    "document-withdrawn": Text(
        "<b>{who}</b> tog tillbaka utkastet: {reason}", "<b>{who}</b> took the draft back: {reason}"
    ),
    "readers-asked": Text("{count} ombads att läsa", "{count} were asked to read"),
    "readers-reminded": Text("{count} påmindes om att läsa", "{count} were reminded to read"),
    "message-received": Text(
        "Ärendet fick ett meddelande från ett annat ärende", "The case got a message from another case"
    ),
    "plan-recorded": Text(
        "Planen skrevs in med {count} milstolpar", "The plan was recorded with {count} milestones"
    ),
    "status-reported": Text(
        "<b>{who}</b> lämnade statusrapport {number}", "<b>{who}</b> handed in status report {number}"
    ),
    "status-report-received": Text(
        "<b>{who}</b> tog emot statusrapporten", "<b>{who}</b> received the status report"
    ),
    "escalated": Text(
        "<b>{who}</b> lyfte en fråga i ärende {number}", "<b>{who}</b> raised a question in case {number}"
    ),
    "escalation-reached": Text("Frågan gick till nivå {number}", "The question went to level {number}"),
    "escalation-answered": Text(
        "<b>{who}</b> svarade på eskaleringen {number}", "<b>{who}</b> answered the escalation {number}"
    ),
    "case-cancelled": Text("<b>{who}</b> avbröt ärendet", "<b>{who}</b> cancelled the case"),
    "case-suspended": Text("<b>{who}</b> pausade ärendet", "<b>{who}</b> suspended the case"),
    "case-resumed": Text("<b>{who}</b> återupptog ärendet", "<b>{who}</b> resumed the case"),
    "case-followed": Text("<b>{who}</b> följer ärendet", "<b>{who}</b> follows the case"),
    "case-unfollowed": Text("<b>{who}</b> slutade följa ärendet", "<b>{who}</b> stopped following the case"),
    "token-moved": Text(
        "<b>{who}</b> flyttade ärendet från {what} till {to}",
        "<b>{who}</b> moved the case from {what} to {to}",
    ),
    "due-changed": Text(
        "<b>{who}</b> ändrade sista dag för {what} till {due}",
        "<b>{who}</b> changed the due date of {what} to {due}",
    ),
    "case-migrated": Text(
        "<b>{who}</b> bytte ärendets version från {old} till {to}",
        "<b>{who}</b> changed the case from version {old} to {to}",
    ),
    "case-migration-undone": Text(
        "<b>{who}</b> ångrade versionsbytet: från {old} tillbaka till {to}",
        "<b>{who}</b> undid the change of version: from {old} back to {to}",
    ),
    "progress-recorded": Text(
        "<b>{who}</b> uppdaterade {field}, {count} rader", "<b>{who}</b> updated {field}, {count} rows"
    ),
    "progress-removed": Text("<b>{who}</b> avförde {subject}", "<b>{who}</b> took off {subject}"),
    "report-requested": Text(
        "<b>{who}</b> begärde en statusrapport", "<b>{who}</b> requested a status report"
    ),
    "comment-written": Text("<b>{who}</b> skrev en kommentar {what}", "<b>{who}</b> wrote a comment {what}"),
    "comment-withdrawn": Text("<b>{who}</b> tog tillbaka en kommentar", "<b>{who}</b> withdrew a comment"),
    "incident-raised": Text("Ärendet stannade vid {what}: {why}", "The case stopped at {what}: {why}"),
    "incident-resolved": Text(
        "<b>{who}</b> tog steget {what} igen", "<b>{who}</b> took the step {what} again"
    ),
}
# The same of nobody and nothing.
_NOTHING: Final[Mapping[str, Text]] = {
    "readers-asked": Text("Ingen behövde läsa", "Nobody had to read"),
    "readers-reminded": Text("Ingen behövde påminnas om att läsa", "Nobody had to be reminded to read"),
    "role-assigned": Text("<b>{who}</b> utsåg ingen", "<b>{who}</b> appointed nobody"),
    "goals-recorded": Text("<b>{who}</b> förde inte in några effektmål", "<b>{who}</b> recorded no goals"),
    "plan-recorded": Text("Planen har inga milstolpar", "The plan has no milestones"),
    "measured": Text("<b>{who}</b> förde inte in några mätvärden", "<b>{who}</b> recorded no measurements"),
}
_FIELDS: Final[Mapping[str, Text]] = {
    "milestones": Text("milstolparna", "the milestones"),
    "risks": Text("riskerna", "the risks"),
    "rollout": Text("införandegraden", "the roll-out"),
    "budget": Text("ekonomin", "the money and hours"),
}
# An event of a kind that came later than this page is told by its key.
_UNKNOWN: Final = Text("<b>{who}</b>: {kind} {what}", "<b>{who}</b>: {kind} {what}")


def sentences(rows: Iterable[TrailRow], language: Language) -> list[Line]:
    """Return the lines of the trail as sentences in one language."""
    return [Line(row, _sentence(row, language), row.kind == "incident-raised") for row in rows]


def who(say: Say, person: str, on_behalf_of: str | None) -> str:
    """Return the name of the one who acted, and for whom."""
    if on_behalf_of is None:
        return person
    return say("{person} för {other}", "{person} for {other}", person=person, other=on_behalf_of)


def _worded(details: Mapping[str, Any], name: str, language: Language) -> str:
    """Return a text of the details; what is older, or the same in English, has no English one."""
    said = details.get(f"{name}_en") if language == "en" else None
    return str(said or details.get(name, ""))


def _sentence(row: TrailRow, language: Language) -> Markup:
    details: Mapping[str, Any] = row.details
    why = details.get("why")
    kind = f"{row.kind}-{why}" if isinstance(why, str) else row.kind
    say = Say(language)
    nothing = details.get("persons") == [] or details.get("count") == 0
    return say(
        *(_NOTHING if nothing else _SENTENCES).get(kind, _UNKNOWN),
        ends=details.get("ends", ""),
        who=who(say, row.person or "Räls", row.on_behalf_of),
        what=", ".join(part for part in (say.text(row.element_name), details.get("item")) if part),
        kind=row.kind,
        why=why[language] if isinstance(why, dict) else "",
        persons=", ".join(str(one["namn"]) for one in details.get("persons", ())),
        reason=details.get("reason", ""),
        subject=_worded(details, "subject", language),
        count=details.get("count", ""),
        to=_worded(details, "to", language),
        old=details.get("from", ""),
        number=details.get("number", ""),
        due=str(details.get("due", ""))[:10],
        field=say.text(_FIELDS.get(details.get("what", ""))),
    )

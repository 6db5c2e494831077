"""What kinds and states of elements are called, in the two languages."""

from typing import Final

from forms.text import Text

KINDS: Final = {
    "userTask": Text("uppgift", "task"),
    "manualTask": Text("manuell uppgift", "manual task"),
    "task": Text("uppgift", "task"),
    "scriptTask": Text("uträkning", "script"),
    "serviceTask": Text("automatiskt steg", "automatic step"),
    "sendTask": Text("utskick", "send"),
    "receiveTask": Text("mottagning", "receive"),
    "businessRuleTask": Text("beslutstabell", "decision table"),
    "callActivity": Text("annan process", "other process"),
    "subProcess": Text("delprocess", "subprocess"),
    "startEvent": Text("start", "start"),
    "endEvent": Text("slut", "end"),
    "exclusiveGateway": Text("vägval", "decision"),
    "parallelGateway": Text("parallella vägar", "parallel ways"),
    "inclusiveGateway": Text("en eller flera vägar", "one or more ways"),
    "eventBasedGateway": Text("väntar på det som händer först", "waits for what happens first"),
    "boundaryEvent": Text("händelse", "event"),
    "intermediateCatchEvent": Text("händelse", "event"),
    "intermediateThrowEvent": Text("händelse", "event"),
    "lane": Text("bana", "lane"),
    "participant": Text("deltagare", "participant"),
    "dataObjectReference": Text("data", "data"),
    "dataObject": Text("data", "data"),
    "dataInput": Text("indata", "data input"),
    "dataOutput": Text("utdata", "data output"),
    "dataStoreReference": Text("datalager", "data store"),
    "dataStore": Text("datalager", "data store"),
    "message": Text("meddelande", "message"),
    "group": Text("grupp", "group"),
    "complexGateway": Text("sammansatt vägval", "complex decision"),
    "adHocSubProcess": Text("delprocess utan ordning", "ad hoc subprocess"),
    "transaction": Text("transaktion", "transaction"),
    "choreographyTask": Text("utbyte", "exchange"),
    "subChoreography": Text("delkoreografi", "sub-choreography"),
    "callChoreography": Text("annan koreografi", "other choreography"),
    "conversation": Text("samtal", "conversation"),
    "subConversation": Text("samtal med flera delar", "conversation with parts"),
    "callConversation": Text("annat samtal", "other conversation"),
    "textAnnotation": Text("kommentar", "comment"),
}
EVENTS: Final = {
    "timerEventDefinition": Text("tid", "time"),
    "messageEventDefinition": Text("meddelande", "message"),
    "signalEventDefinition": Text("signal", "signal"),
    "errorEventDefinition": Text("fel", "error"),
    "escalationEventDefinition": Text("eskalering", "escalation"),
    "conditionalEventDefinition": Text("villkor", "condition"),
    "terminateEventDefinition": Text("avslutar allt", "ends everything"),
    "compensateEventDefinition": Text("kompensation", "compensation"),
    "cancelEventDefinition": Text("avbrott", "cancel"),
    "linkEventDefinition": Text("länk", "link"),
    "multiple": Text("något av flera", "one of several"),
    "parallelMultiple": Text("alla av flera", "all of several"),
}
STATES: Final = {
    "next": Text("kommer", "to come"),
    "skipped": Text("gjordes inte", "not done"),
    "done": Text("klart", "done"),
    "now": Text("pågår", "in progress"),
    "wait": Text("väntar", "waiting"),
}
HEADINGS: Final = {
    "done": Text("Klart", "Done"),
    "now": Text("Pågår", "In progress"),
    "wait": Text("Väntar", "Waiting"),
    "next": Text("Kommer", "To come"),
    "skipped": Text("Gjordes inte", "Not done"),
}
DIFFERS: Final = {
    "added": Text("har lagts till", "was added"),
    "removed": Text("har tagits bort", "was removed"),
    "changed": Text("har ändrats", "was changed"),
    "moved": Text("har flyttats", "was moved"),
}
DIFFERING: Final = {
    "added": Text("Tillagt", "Added"),
    "removed": Text("Borttaget", "Removed"),
    "changed": Text("Ändrat", "Changed"),
    "moved": Text("Flyttat", "Moved"),
}
WAITS: Final = Text("Så länge väntar ärenden", "So long do cases wait")
DRAWING: Final = Text("Ritning av", "Drawing of")
STEPS: Final = Text("Hela listan med steg finns som text.", "The whole list of steps is there as text.")
FAILED: Final = Text("har stannat på ett fel", "has stopped on a fault")
DONE_OF: Final = Text("av {} klara", "of {} done")


def open_tasks(count: int) -> Text:
    """Say how many tasks are open."""
    if count == 1:
        return Text("1 öppen uppgift", "1 open task")
    return Text(f"{count} öppna uppgifter", f"{count} open tasks")


def done_of(done: int, total: int) -> Text:
    """Say how many instances are finished."""
    return Text(f"{done} av {total} klara", f"{done} of {total} done")

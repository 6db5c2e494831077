"""What kinds of things and facts are called in a sentence of a comparison."""

from typing import Final

from forms.text import Text

KINDS: Final = {
    **dict.fromkeys(("task", "userTask", "manualTask", "globalTask"), Text("Uppgiften", "The task")),
    "globalUserTask": Text("Uppgiften", "The task"),
    "scriptTask": Text("Uträkningen", "The script"),
    "serviceTask": Text("Det automatiska steget", "The automatic step"),
    "sendTask": Text("Utskicket", "The send task"),
    "receiveTask": Text("Mottagningen", "The receive task"),
    "businessRuleTask": Text("Beslutstabellsteget", "The decision table step"),
    "callActivity": Text("Anropet av en annan process", "The call of another process"),
    "subProcess": Text("Delprocessen", "The subprocess"),
    "adHocSubProcess": Text("Delprocessen utan ordning", "The ad hoc subprocess"),
    "transaction": Text("Transaktionen", "The transaction"),
    "startEvent": Text("Starten", "The start"),
    "endEvent": Text("Slutet", "The end"),
    **dict.fromkeys(
        ("boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent"), Text("Händelsen", "The event")
    ),
    **dict.fromkeys(("exclusiveGateway", "complexGateway"), Text("Vägvalet", "The decision")),
    "parallelGateway": Text("De parallella vägarna", "The parallel ways"),
    "inclusiveGateway": Text("Valet av en eller flera vägar", "The choice of one or more ways"),
    "eventBasedGateway": Text("Väntan på det som händer först", "The wait for what happens first"),
    "sequenceFlow": Text("Flödet", "The flow"),
    "messageFlow": Text("Meddelandeflödet", "The message flow"),
    "association": Text("Kopplingen till en kommentar", "The association"),
    "conversationLink": Text("Samtalslänken", "The conversation link"),
    "lane": Text("Banan", "The lane"),
    "participant": Text("Deltagaren", "The participant"),
    "process": Text("Processen", "The process"),
    "collaboration": Text("Samarbetet", "The collaboration"),
    "textAnnotation": Text("Kommentaren", "The comment"),
    "group": Text("Gruppen", "The group"),
    **dict.fromkeys(("dataObject", "dataObjectReference"), Text("Dataobjektet", "The data object")),
    **dict.fromkeys(("dataStore", "dataStoreReference"), Text("Datalagret", "The data store")),
    "choreographyTask": Text("Utbytet", "The exchange"),
    "subChoreography": Text("Delkoreografin", "The sub-choreography"),
    "conversation": Text("Samtalet", "The conversation"),
    "message": Text("Meddelandet", "The message"),
    "signal": Text("Signalen", "The signal"),
    "error": Text("Felet", "The error"),
    "escalation": Text("Eskaleringen", "The escalation"),
    "definitions": Text("Filen", "The file"),
}
FACTS: Final = {
    "rals:role": Text("rollen", "the role"),
    "rals:scope": Text("vad rollen gäller för", "what the role is held for"),
    "rals:mandate": Text("mandatet", "the mandate"),
    "rals:form": Text("formuläret", "the form"),
    "rals:due": Text("tiden för att bli klar", "the time to be done"),
    "rals:days": Text("hur dagar räknas", "how days are counted"),
    "rals:krav": Text("de styrande satserna", "the governing statements"),
    "rals:connector": Text("kopplingen", "the connector"),
    "rals:decision": Text("beslutstabellen", "the decision table"),
    "rals:separate-from": Text("vilka steg en annan ska ha gjort", "which steps another must have done"),
    "rals:send-back": Text("vart uppgiften kan skickas tillbaka", "where the task can be sent back"),
    "conditionExpression": Text("villkoret", "the condition"),
    "default": Text("standardvägen", "the default way"),
    "documentation": Text("beskrivningen", "the description"),
    "text": Text("texten", "the text"),
    "script": Text("beräkningen", "the computation"),
    "calledElement": Text("processen som anropas", "the process that is called"),
    "attachedToRef": Text("steget som den sitter på", "the step that it is attached to"),
    "cancelActivity": Text("om den avbryter steget", "whether it interrupts the step"),
    "isInterrupting": Text("om den avbryter det som pågår", "whether it interrupts what goes on"),
    "isExecutable": Text("om den kan köras", "whether it can be run"),
    "timerEventDefinition/timeDuration": Text("väntetiden", "the time to wait"),
    "timerEventDefinition/timeDate": Text("tidpunkten", "the time"),
    "timerEventDefinition/timeCycle": Text("hur ofta det upprepas", "how often it is repeated"),
    "messageEventDefinition/messageRef": Text("meddelandet", "the message"),
    "signalEventDefinition/signalRef": Text("signalen", "the signal"),
    "errorEventDefinition/errorRef": Text("felet", "the error"),
    "multiInstanceLoopCharacteristics": Text("att det görs flera gånger", "that it is done several times"),
    "multiInstanceLoopCharacteristics/rals:collection": Text(
        "listan som steget görs en gång för varje rad i",
        "the list that the step is done once for each row of",
    ),
    "multiInstanceLoopCharacteristics/rals:item": Text("vad raden kallas", "what the row is called"),
    "multiInstanceLoopCharacteristics/isSequential": Text(
        "om det görs en i taget", "whether it is done one at a time"
    ),
    "multiInstanceLoopCharacteristics/loopCardinality": Text(
        "hur många gånger det görs", "how many times it is done"
    ),
    "multiInstanceLoopCharacteristics/completionCondition": Text(
        "när upprepningen är klar", "when the repetition is done"
    ),
    "hitPolicy": Text("träffpolicyn", "the hit policy"),
    "label": Text("texten", "the text"),
    "type": Text("slaget", "the type"),
    "description": Text("hjälptexten", "the help text"),
    "conditional/hide": Text("när fältet inte visas", "when the field is not shown"),
    "values": Text("valen", "the options"),
}
_LONGEST: Final = 90


def fact(path: str) -> Text:
    """Return what a fact is called; one that only another tool knows by its path without namespaces."""
    if path in FACTS:
        return FACTS[path]
    plain = "/".join(part.rpartition("}")[2] for part in path.split("/"))
    for known in sorted(FACTS, key=len, reverse=True):
        if plain.startswith(f"{known}/"):
            return FACTS[known]
    return Text(f"egenskapen {plain}", f"the property {plain}")


def short(value: str) -> str:
    """Return a value on one line, no longer than a person reads in a sentence."""
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def said(name: Text, value: Text | None, other: Text | None) -> Text:
    """Say that a fact came, went or changed; a value that says nothing is left out."""
    if value is None and other is not None:
        return _one(name, other, "lades till", "was added")
    if other is None and value is not None:
        return _one(name, value, "togs bort", "was removed")
    old, new = value or Text("", ""), other or Text("", "")
    return Text(
        f"{name.sv} ändrades från ”{short(old.sv)}” till ”{short(new.sv)}”",
        f'{name.en} changed from "{short(old.en)}" to "{short(new.en)}"',
    )


def _one(name: Text, value: Text, sv: str, en: str) -> Text:
    if not value.sv:
        return Text(f"{name.sv} {sv}", f"{name.en} {en}")
    return Text(f"{name.sv} ”{short(value.sv)}” {sv}", f'{name.en} "{short(value.en)}" {en}')

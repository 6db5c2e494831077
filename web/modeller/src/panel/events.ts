// What events wait for or tell: times, messages, signals, errors.

import { is, type Any } from "../services";
import { say } from "../words";
import type { Choice, Field, Section } from "./field";
import { days } from "./governing";
import type { Part } from "./model";
import { definitionsOf, type Words } from "./wordlist";

const TIMES = ["timeDuration", "timeDate", "timeCycle"];
/** The kinds that refer to something named, and what it is called there. */
const NAMED: Record<string, [kind: string, reference: string, sv: string, en: string]> = {
  "bpmn:MessageEventDefinition": ["bpmn:Message", "messageRef", "Meddelande", "Message"],
  "bpmn:SignalEventDefinition": ["bpmn:Signal", "signalRef", "Signal", "Signal"],
  "bpmn:ErrorEventDefinition": ["bpmn:Error", "errorRef", "Fel", "Error"],
  "bpmn:EscalationEventDefinition": ["bpmn:Escalation", "escalationRef", "Eskalering", "Escalation"],
};
const CODES: Record<string, string> = { "bpmn:Error": "errorCode", "bpmn:Escalation": "escalationCode" };

export function events(part: Part, words: Words): Section[] {
  if (is(part.object, "bpmn:ReceiveTask"))
    return [{ title: say("Väntar på", "Waits for"), fields: [named(part, NAMED["bpmn:MessageEventDefinition"]!)] }];
  const trigger: Any = part.object.get("eventDefinitions")?.[0];
  if (!trigger) return [];
  if (is(trigger, "bpmn:TimerEventDefinition"))
    return [{ title: say("Tid", "Time"), fields: time(part.of(trigger), part, words) }];
  const known = NAMED[trigger.$type];
  return known ? [{ title: say("Händelse", "Event"), fields: [named(part.of(trigger), known)] }] : [];
}

function time(timer: Part, event: Part, words: Words): Field[] {
  const kind = () => TIMES.find((one) => timer.object.get(one)) ?? "timeDuration";
  const body = () => String(timer.object.get(kind())?.body ?? "");
  const write = (name: string, text: string) => {
    const made = timer.make("bpmn:FormalExpression", { body: text });
    timer.write(Object.fromEntries(TIMES.map((one) => [one, one === name ? made : undefined])));
  };
  const choices: Choice[] = [
    { value: "timeDuration", label: say("Efter en tid", "After a time") },
    { value: "timeDate", label: say("En viss dag", "On a day") },
    { value: "timeCycle", label: say("Återkommer", "Again and again") },
  ];
  const hint = say("P14D, R3/P1M, 2027-01-01 eller ett uttryck.", "P14D, R3/P1M, 2027-01-01 or an expression.");
  return [
    {
      key: "time-kind",
      label: say("När", "When"),
      kind: "choice",
      choices,
      get: kind,
      set: (name) => write(name, body()),
    },
    {
      key: "time",
      label: say("Tid", "Time"),
      kind: "expression",
      hint,
      words: () => words.paths(),
      get: body,
      set: (text) => write(kind(), text),
    },
    days(event),
  ];
}

function named(part: Part, [type, reference, sv, en]: [string, string, string, string]): Field {
  const all = (): Any[] => (definitionsOf(part.object).get("rootElements") as Any[]).filter((one) => is(one, type));
  const set = (name: string) => {
    if (!name) return part.set(reference, "");
    const found = all().find((one) => one.get("name") === name) ?? added(part, type, name);
    part.set(reference, found);
  };
  const words = () => all().map((one) => ({ value: one.get("name") ?? "", label: "" }));
  const hint = say("Samma namn som hos den som skickar.", "The same name as with the sender.");
  return {
    key: "named",
    label: say(sv, en),
    kind: "line",
    hint,
    words,
    get: () => part.object.get(reference)?.get("name") ?? "",
    set,
  };
}

function added(part: Part, type: string, name: string): Any {
  const whole = definitionsOf(part.object);
  const made = part.make(type, { name, ...(CODES[type] ? { [CODES[type]!]: name } : {}) }, whole);
  part.at.modeling.updateModdleProperties(part.element, whole, { rootElements: [...whole.get("rootElements"), made] });
  return made;
}

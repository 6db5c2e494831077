// Which fields an element has.

import { is, type Any, type Shape, type Tools } from "../services";
import { say } from "../words";
import { calls, repeated } from "./calls";
import { events } from "./events";
import type { Field, Section } from "./field";
import { flow, placing } from "./flow";
import { forms, type Keep } from "./forms";
import { role, scope, statements, task } from "./governing";
import { Part } from "./model";
import type { Words } from "./wordlist";

export interface Means {
  at: Tools;
  words: Words;
  keep: Keep;
  /** The addresses of the editors of forms and tables, where there are such. */
  formEditor?: string;
  tableEditor?: string;
}

const KINDS: [string, string, string][] = [
  ["bpmn:UserTask", "Användaruppgift", "User task"],
  ["bpmn:ServiceTask", "Tjänsteuppgift", "Service task"],
  ["bpmn:SendTask", "Sänduppgift", "Send task"],
  ["bpmn:ReceiveTask", "Mottagande uppgift", "Receive task"],
  ["bpmn:ManualTask", "Manuell uppgift", "Manual task"],
  ["bpmn:BusinessRuleTask", "Regeluppgift", "Business rule task"],
  ["bpmn:ScriptTask", "Skriptuppgift", "Script task"],
  ["bpmn:Task", "Uppgift", "Task"],
  ["bpmn:CallActivity", "Anropad process", "Call activity"],
  ["bpmn:SubProcess", "Delprocess", "Subprocess"],
  ["bpmn:StartEvent", "Start", "Start"],
  ["bpmn:EndEvent", "Slut", "End"],
  ["bpmn:BoundaryEvent", "Kanthändelse", "Boundary event"],
  ["bpmn:Event", "Händelse", "Event"],
  ["bpmn:ExclusiveGateway", "Exklusiv grind", "Exclusive gateway"],
  ["bpmn:InclusiveGateway", "Inklusiv grind", "Inclusive gateway"],
  ["bpmn:ParallelGateway", "Parallell grind", "Parallel gateway"],
  ["bpmn:EventBasedGateway", "Händelsegrind", "Event gateway"],
  ["bpmn:SequenceFlow", "Flöde", "Flow"],
  ["bpmn:Lane", "Bana", "Lane"],
  ["bpmn:Participant", "Pool", "Pool"],
  ["bpmn:Process", "Process", "Process"],
  ["bpmn:TextAnnotation", "Anteckning", "Annotation"],
];

export function kindOf(element: Shape | Any): string {
  const found = KINDS.find(([type]) => is(element, type));
  return found ? say(found[1], found[2]) : say("Element", "Element");
}

const WORKED = ["bpmn:UserTask", "bpmn:ManualTask"];

function isWorked(element: Shape): boolean {
  return element.type === "bpmn:Task" || is(element, ...WORKED);
}

/** The whole drawing speaks for the process in its first pool. */
function partOf(at: Tools, element: Shape): Part {
  const process = is(element, "bpmn:Collaboration") ? element.businessObject.participants?.[0]?.processRef : undefined;
  return process
    ? new Part(
        at,
        at.registry.find((one: Shape) => one.businessObject.processRef === process),
        process,
      )
    : new Part(at, element);
}

export function sections(element: Shape, means: Means): Section[] {
  const part = partOf(means.at, element);
  const { words } = means;
  const named = isWorked(element) ? [] : calls(part, words, means.tableEditor);
  return [
    { title: kindOf(part.object), fields: general(part) },
    ...(isWorked(element) ? task(part, words, forms(part, words, means.keep, means.formEditor)) : named),
    ...(is(element, "bpmn:SequenceFlow") ? [flow(part, words)].filter((one) => one.fields.length) : []),
    ...(is(element, "bpmn:Lane", "bpmn:SubProcess")
      ? [{ title: say("Vem", "Who"), fields: [role(part, words), scope(part, words)] }]
      : []),
    ...(is(element, "bpmn:StartEvent") ? [started(part, means)] : []),
    ...(is(element, "bpmn:Event", "bpmn:ReceiveTask") ? events(part, words) : []),
    ...(is(element, "bpmn:Activity") ? [repeated(part, words)] : []),
    ...(is(element, "bpmn:FlowNode") && !isWorked(element)
      ? [{ title: say("Varför", "Why"), fields: [statements(part, words)] }]
      : []),
    ...placing(part, words),
  ];
}

function general(part: Part): Field[] {
  const { object } = part;
  if (is(object, "bpmn:TextAnnotation")) return [part.field("text", say("Text", "Text"), "area")];
  const name = part.field("name", say("Namn", "Name"), "line");
  const english = part.field("rals:name-en", say("Namn på engelska", "Name in English"), "line");
  const id: Field = {
    ...part.field("id", "Id", "line"),
    hint: say(
      "Så heter det i uttryck. Ändra det innan något läser det.",
      "What expressions call it. Change it before anything reads it.",
    ),
    set: (value: string) =>
      /^[A-Za-z_][\w.-]*$/.test(value) && !part.at.modeler.get("moddle").ids.assigned(value) && part.set("id", value),
  } as Field;
  if (is(object, "bpmn:Process")) return [name, english, runs(part), documented(part)];
  return [name, english, id, ...(is(object, "bpmn:FlowNode") ? [documented(part)] : [])];
}

function runs(part: Part): Field {
  const set = (value: string) => part.write({ isExecutable: value === "true" });
  return {
    key: "isExecutable",
    label: say("Till för att köras", "Meant to be run"),
    kind: "tick",
    get: () => String(part.object.get("isExecutable") ?? ""),
    set,
  };
}

function documented(part: Part): Field {
  const get = () => String(part.object.get("documentation")?.[0]?.text ?? "");
  const set = (text: string) => part.write({ documentation: text ? [part.make("bpmn:Documentation", { text })] : [] });
  return {
    key: "documentation",
    label: is(part.object, "bpmn:Task") ? say("Instruktion", "Instructions") : say("Beskrivning", "Description"),
    kind: "area",
    get,
    set,
  };
}

function started(part: Part, means: Means): Section {
  const mandates = means.words.choices("mandates", say("Inget", "None"));
  const fields = [
    ...forms(part, means.words, means.keep, means.formEditor),
    part.field("rals:mandate", say("Mandat att starta", "Mandate to start"), "choice", { choices: mandates }),
  ];
  return { title: say("Att starta", "To start"), fields: part.object.$parent?.$type === "bpmn:Process" ? fields : [] };
}

// Ids as expressions read them: a prefix for the kind, then the name. An id is made from the first name, and then stays.

import type { Any, Service, Shape } from "./services";
import { is } from "./services";

const PREFIXES: [string, string][] = [
  ["bpmn:ServiceTask", "st_"],
  ["bpmn:SendTask", "st_"],
  ["bpmn:ScriptTask", "sk_"],
  ["bpmn:BusinessRuleTask", "brt_"],
  ["bpmn:ReceiveTask", "es_"],
  ["bpmn:CallActivity", "ca_"],
  ["bpmn:SubProcess", "sp_"],
  ["bpmn:Task", "ut_"],
  ["bpmn:Gateway", "gw_"],
  ["bpmn:EndEvent", "end_"],
  ["bpmn:Event", "es_"],
  ["bpmn:SequenceFlow", "fl_"],
  ["bpmn:Lane", "bana_"],
  ["bpmn:Participant", "pool_"],
];
const MADE = /^(?:[a-z]+_[0-9][a-z0-9]{4,8}|(?:Activity|Event|Gateway|Flow|Lane|Participant)_[a-z0-9]{7})$/;
const NAMED = ["bpmn:Activity", "bpmn:Gateway", "bpmn:Event", "bpmn:Lane"];

export function slug(text: string): string {
  const plain = text.toLowerCase().replace(/[åä]/g, "a").replace(/ö/g, "o").normalize("NFD");
  return plain
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 40);
}

function prefixOf(object: Any): string {
  const timed =
    is(object, "bpmn:Event") && object.eventDefinitions?.some((one: Any) => is(one, "bpmn:TimerEventDefinition"));
  return timed ? "tm_" : (PREFIXES.find(([type]) => is(object, type))?.[1] ?? "");
}

function ids(bpmnFactory: Any, moddle: Any, eventBus: Any, modeling: Any): void {
  const ensure = bpmnFactory._ensureId.bind(bpmnFactory);
  bpmnFactory._ensureId = (object: Any) => {
    const prefix = object.id ? "" : prefixOf(object);
    if (prefix) object.id = moddle.ids.nextPrefixed(prefix, object);
    else ensure(object);
  };
  const named = ({ context }: Any) => {
    const element: Shape = context.element.labelTarget ?? context.element;
    const object = element.businessObject;
    if (!object?.name || !is(object, ...NAMED) || !MADE.test(object.id)) return;
    const wanted = prefixOf(object) + slug(object.name);
    const free = [wanted, ...Array.from({ length: 50 }, (_, n) => `${wanted}_${n + 2}`)];
    const id = free.find((one) => !moddle.ids.assigned(one));
    if (id && id !== prefixOf(object)) modeling.updateProperties(element, { id });
  };
  for (const command of ["element.updateLabel", "element.updateProperties"]) {
    eventBus.on(`commandStack.${command}.postExecuted`, 200, named);
  }
}
ids.$inject = ["bpmnFactory", "moddle", "eventBus", "modeling"];

export const idsModule: Service = { __init__: ["shortIds"], shortIds: ["type", ids] };

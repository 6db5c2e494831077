// Flows, and where things stand: what one otherwise does with a mouse.

import { poolOf } from "../menus";
import { is, nameOf, type Shape } from "../services";
import { announce, say } from "../words";
import type { Choice, Field, Section } from "./field";
import { laneOf } from "./governing";
import type { Part } from "./model";
import { asChoices, type Words } from "./wordlist";

const CHOOSING = ["bpmn:ExclusiveGateway", "bpmn:InclusiveGateway"];

export function flow(part: Part, words: Words): Section {
  const source = part.object.sourceRef;
  const from = new Choosing(part);
  const fields: Field[] = is(source, ...CHOOSING)
    ? [from.standard, part.body("conditionExpression", say("Villkor", "Condition"), () => words.paths(), from.hint)]
    : [];
  return { title: say("Väg", "Way"), fields };
}

class Choosing {
  constructor(private readonly part: Part) {}

  get hint(): string {
    return say('Till exempel ut_besluta.utfall = "ja".', 'For example ut_besluta.utfall = "ja".');
  }

  get standard(): Field {
    const { at, element, object } = this.part;
    const source: Shape = at.registry.get(object.sourceRef.id);
    const get = () => (object.sourceRef.default === object ? "true" : "");
    const set = (value: string) =>
      at.modeling.updateProperties(source, { default: value ? element.businessObject : undefined });
    return {
      key: "default",
      label: say("Standardväg: när inget villkor gäller", "Default: when no condition holds"),
      kind: "tick",
      get,
      set,
    };
  }
}

/** Lane, connections and lane dividing, by key. */
export function placing(part: Part, words: Words): Section[] {
  const { element } = part;
  if (is(element, "bpmn:Lane", "bpmn:Participant")) return [{ title: say("Banor", "Lanes"), fields: lanes(part) }];
  if (!is(element, "bpmn:FlowNode")) return [];
  const fields = [...lane(part, words), ...connect(part, words)];
  return fields.length ? [{ title: say("Plats och kopplingar", "Place and connections"), fields }] : [];
}

function lane(part: Part, words: Words): Field[] {
  const lanes = words.elements("bpmn:Lane").filter((one) => !one.children.some((child) => is(child, "bpmn:Lane")));
  if (lanes.length < 2 || is(part.element, "bpmn:BoundaryEvent")) return [];
  const get = () => laneOf(part, words)?.id ?? "";
  const set = (id: string) => {
    const to = lanes.find((one) => one.id === id)!;
    const dy = Math.round(to.y + to.height / 2 - part.element.y - part.element.height / 2);
    part.at.modeling.moveElements([part.element], { x: 0, y: dy }, poolOf(to));
    announce(
      say(
        `${nameOf(part.element)} ligger i banan ${nameOf(to)}.`,
        `${nameOf(part.element)} is in the lane ${nameOf(to)}.`,
      ),
    );
  };
  return [{ key: "lane", label: say("Bana", "Lane"), kind: "choice", choices: asChoices(lanes), get, set }];
}

function connect(part: Part, words: Words): Field[] {
  const { element, at } = part;
  if (is(element, "bpmn:EndEvent")) return [];
  const others = words
    .elements("bpmn:FlowNode")
    .filter(
      (one) => one !== element && one.parent === element.parent && !is(one, "bpmn:StartEvent", "bpmn:BoundaryEvent"),
    );
  const choices: Choice[] = [
    { value: "", label: say("Välj vart det går", "Choose where it leads") },
    ...asChoices(others),
  ];
  // Arrows and letters pass by other choices on the way: what leads where is drawn when the button is pressed.
  let chosen = "";
  const act = () => {
    const to: Shape | undefined = at.registry.get(chosen);
    if (!to) return announce(say("Välj först vart det går.", "Choose first where it leads."));
    at.modeling.connect(element, to);
    announce(say(`${nameOf(element)} leder till ${nameOf(to)}.`, `${nameOf(element)} leads to ${nameOf(to)}.`));
  };
  const ways: Field[] = element.outgoing
    .filter((one) => is(one, "bpmn:SequenceFlow"))
    .map((one) => ({
      key: `way-${one.id}`,
      kind: "press",
      label: say(`Vägen till ${target(one)}`, `The way to ${target(one)}`),
      act: () => at.selection.select(one),
    }));
  return [
    {
      key: "connect",
      label: say("Koppla till", "Connect to"),
      kind: "choice",
      choices,
      get: () => chosen,
      set: (id) => (chosen = id),
    },
    { key: "connect-now", label: say("Koppla", "Connect"), kind: "press", act },
    ...ways,
  ];
}

function target(flow: Shape): string {
  const object = flow.businessObject;
  const to = object.targetRef?.name || object.targetRef?.id;
  return object.name ? `${to} (${object.name})` : to;
}

function lanes(part: Part): Field[] {
  const { modeling } = part.at;
  const press = (key: string, label: string, act: () => void): Field => ({ key, kind: "press", label, act });
  const above = is(part.element, "bpmn:Lane")
    ? [press("above", say("Lägg till bana ovanför", "Add a lane above"), () => modeling.addLane(part.element, "top"))]
    : [];
  return [
    ...above,
    press("below", say("Lägg till bana under", "Add a lane below"), () => modeling.addLane(part.element, "bottom")),
    press("two", say("Dela i två banor", "Divide into two lanes"), () => modeling.splitLane(part.element, 2)),
    press("three", say("Dela i tre banor", "Divide into three lanes"), () => modeling.splitLane(part.element, 3)),
  ];
}

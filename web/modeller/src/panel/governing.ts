// Who does a task, by what mandate, with which form, until when, and why: the fields in our own namespace.

import type { Entry } from "../api";
import { is, nameOf, type Shape } from "../services";
import { say, told } from "../words";
import type { Choice, Field, Section } from "./field";
import type { Part } from "./model";
import { asChoices, type Words } from "./wordlist";

const DUE = ["P3D", "P7D", "P14D", "P1M"];

/** The lane that a node stands in: the innermost. */
export function laneOf(part: Part, words: Words): Shape | undefined {
  const lanes = words
    .elements("bpmn:Lane")
    .filter((lane) => (lane.businessObject.flowNodeRef ?? []).includes(part.object));
  return lanes.at(-1);
}

export function roleOf(part: Part, words: Words): string {
  const own = part.get("rals:role");
  let lane: Shape | undefined = own ? undefined : laneOf(part, words);
  while (lane && !lane.businessObject.get("rals:role")) lane = is(lane.parent, "bpmn:Lane") ? lane.parent : undefined;
  return own || (lane?.businessObject.get("rals:role") ?? "");
}

export function role(part: Part, words: Words): Field {
  const lane = is(part.object, "bpmn:Lane") ? undefined : laneOf(part, words);
  const nothing = lane
    ? say(`Från banan ${nameOf(lane)}`, `From the lane ${nameOf(lane)}`)
    : say("Ingen vald", "None chosen");
  return part.field("rals:role", say("Roll", "Role"), "choice", { choices: words.choices("roles", nothing) });
}

export function scope(part: Part, words: Words): Field {
  return part.field("rals:scope", say("Enhet som rollen gäller", "Unit of the role"), "expression", {
    words: () => words.paths(),
    hint: say("Ett uttryck, när rollen finns på flera enheter.", "An expression, where several units have the role."),
  });
}

function mandate(part: Part, words: Words): Field {
  const doer = roleOf(part, words);
  const has = (entry: Entry) => (entry.more.roles as string[]).includes(doer);
  const group = (entry: Entry) =>
    has(entry) ? say("Rollen har mandatet", "The role has the mandate") : say("Andra mandat", "Other mandates");
  const all = words.vocabulary.mandates.map((one) => ({
    value: one.key,
    label: `${told(one.name)} (${one.key})`,
    group: group(one),
  }));
  const choices: Choice[] = [
    { value: "", label: say("Inget: det är inget beslut", "None: it is no decision") },
    ...all.sort((a, b) => b.group.localeCompare(a.group)),
  ];
  return part.field("rals:mandate", say("Mandat", "Mandate"), "choice", { choices });
}

export function due(part: Part, words: Words): Field[] {
  return [
    part.field("rals:due", say("Förfaller efter", "Due after"), "expression", {
      hint: say(
        "P14D är 14 dagar, P1M en månad. Eller ett uttryck.",
        "P14D is 14 days, P1M a month. Or an expression.",
      ),
      words: () => [...DUE.map((value) => ({ value, label: "" })), ...words.paths()],
    }),
    days(part),
  ];
}

export function days(part: Part): Field {
  const get = () => (part.get("rals:days") === "arbetsdagar" ? "true" : "");
  return {
    key: "days",
    label: say("Räkna arbetsdagar", "Count working days"),
    kind: "tick",
    get,
    set: (value) => part.set("rals:days", value && "arbetsdagar"),
  };
}

export function statements(part: Part, words: Words): Field {
  return several(part, "rals:krav", say("Styrande satser", "Governing statements"), words.all("statements"));
}

export function several(part: Part, name: string, label: string, choices: Choice[], hint?: string): Field {
  const set = (values: string[]) => part.set(name, values.join(" "));
  return { key: name.replace(/.*:/, ""), label, kind: "many", choices, hint, get: () => part.keys(name), set };
}

/** The section of a task that a person does. */
export function task(part: Part, words: Words, forms: Field[]): Section[] {
  const others = asChoices(words.elements("bpmn:Task").filter((one) => one !== part.element));
  return [
    {
      title: say("Vem och hur", "Who and how"),
      fields: [role(part, words), scope(part, words), mandate(part, words), ...forms, ...due(part, words)],
    },
    {
      title: say("Varför", "Why"),
      fields: [
        statements(part, words),
        part.field("rals:praxis", say("Praxis: ingen sats säger det", "Practice: no statement says it"), "tick"),
      ],
    },
    {
      title: say("Skilt från andra", "Apart from others"),
      fields: [
        several(part, "rals:separate-from", say("Görs inte av den som gjort", "Not by whoever did"), others),
        several(part, "rals:send-back", say("Kan skickas tillbaka till", "Can be sent back to"), others),
      ],
    },
  ];
}

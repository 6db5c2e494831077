// What is done without people: connectors with their parameters, decision tables, scripts, called processes.

import { is } from "../services";
import { say } from "../words";
import type { Choice, Field, Section } from "./field";
import { role, scope } from "./governing";
import type { Part } from "./model";
import type { Words } from "./wordlist";

interface Asked {
  name: string;
  required: boolean;
  kind: string;
}

export function calls(part: Part, words: Words, tables: string | undefined): Section[] {
  if (is(part.object, "bpmn:ServiceTask", "bpmn:SendTask")) return [connector(part, words)];
  if (is(part.object, "bpmn:BusinessRuleTask")) return [table(part, words, tables)];
  if (is(part.object, "bpmn:ScriptTask")) return [script(part, words)];
  if (is(part.object, "bpmn:CallActivity")) return [called(part, words)];
  return [];
}

function parameter(part: Part, words: Words, asked: Asked): Field {
  const get = () => part.parameters.find((one) => one.get("name") === asked.name)?.get("value") ?? "";
  const label = asked.required ? asked.name : say(`${asked.name} (om det behövs)`, `${asked.name} (if needed)`);
  return {
    key: `parameter-${asked.name}`,
    label,
    kind: "expression",
    words: () => words.paths(),
    get,
    set: (value) => part.parameter(asked.name, value),
  };
}

function connector(part: Part, words: Words): Section {
  const chosen = part.get("rals:connector");
  const schema = (words.entry("connectors", chosen)?.more.parameters ?? []) as Asked[];
  const others = part.parameters
    .map((one) => one.get("name") as string)
    .filter((name) => !schema.some((one) => one.name === name));
  const fields = [...schema, ...others.map((name) => ({ name, required: false, kind: "" }))].map((one) =>
    parameter(part, words, one),
  );
  const choices = words.choices("connectors", say("Ingen vald", "None chosen"));
  return {
    title: say("Koppling", "Connector"),
    fields: [part.field("rals:connector", say("Koppling", "Connector"), "choice", { choices }), ...fields],
  };
}

function table(part: Part, words: Words, editor: string | undefined): Section {
  const chosen = part.get("rals:decision");
  const names = part.parameters.map((one) => one.get("name") as string);
  const fields = names.map((name) => parameter(part, words, { name, required: true, kind: "" }));
  const add: Field = {
    key: "parameter-new",
    label: say("Ny indata: namn", "New input: name"),
    kind: "line",
    get: () => "",
    set: (name) => part.parameter(name, "null"),
  };
  const edit: Field[] =
    editor && chosen
      ? [
          {
            key: "decision-edit",
            kind: "way",
            label: say("Ändra tabellen", "Change the table"),
            href: `${editor}/${chosen}`,
          },
        ]
      : [];
  const choices = words.choices("decisions", say("Ingen vald", "None chosen"));
  return {
    title: say("Beslutstabell", "Decision table"),
    fields: [part.field("rals:decision", say("Tabell", "Table"), "choice", { choices }), ...edit, ...fields, add],
  };
}

function script(part: Part, words: Words): Section {
  const field = part.field("script", say("Uttryck", "Expression"), "expression", { words: () => words.paths() });
  return { title: say("Skript", "Script"), fields: [field] };
}

function called(part: Part, words: Words): Section {
  const field = part.field("calledElement", say("Process som anropas", "Process that is called"), "line", {
    hint: say("Dess id.", "Its id."),
  });
  return { title: say("Anrop", "Call"), fields: [field, role(part, words), scope(part, words)] };
}

const NONE = "";
const TOGETHER = "together";
const ONE_BY_ONE = "one";

/** Whether an activity is done once, or once for each of something. */
export function repeated(part: Part, words: Words): Section {
  const loop = part.object.get("loopCharacteristics");
  const many = is(loop, "bpmn:MultiInstanceLoopCharacteristics");
  const choices: Choice[] = [
    { value: NONE, label: say("En gång", "Once") },
    { value: TOGETHER, label: say("Samtidigt för varje i en lista", "At once for each of a list") },
    { value: ONE_BY_ONE, label: say("En i taget ur en lista", "One at a time from a list") },
  ];
  const get = () => (many ? (loop.get("isSequential") ? ONE_BY_ONE : TOGETHER) : NONE);
  const set = (value: string) => {
    if (value === NONE) part.set("loopCharacteristics", "");
    else if (many) inner!.set("isSequential", value === ONE_BY_ONE);
    else
      part.set(
        "loopCharacteristics",
        part.make("bpmn:MultiInstanceLoopCharacteristics", { isSequential: value === ONE_BY_ONE }),
      );
  };
  const inner = many ? part.of(loop) : undefined;
  const fields: Field[] = inner
    ? [
        inner.field("rals:collection", say("Lista", "List"), "expression", { words: () => words.paths() }),
        inner.field("rals:item", say("Namn på posten", "Name of the item"), "line", {
          hint: say("Till exempel enhet.", "For example enhet."),
        }),
        inner.body("completionCondition", say("Sluta när", "Stop when"), () => words.paths()),
      ]
    : [];
  return {
    title: say("Upprepning", "Repetition"),
    fields: [{ key: "repeated", label: say("Görs", "Is done"), kind: "choice", choices, get, set }, ...fields],
  };
}

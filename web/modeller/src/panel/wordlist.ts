// What expressions can read and forms, roles and the rest can be chosen from.

import type { Entry, Kind, Vocabulary } from "../api";
import type { Any, Shape, Tools } from "../services";
import { is, nameOf } from "../services";
import { say, told } from "../words";
import type { Choice } from "./field";

const EMPTY: Vocabulary = { roles: [], mandates: [], forms: [], decisions: [], connectors: [], statements: [] };
const FUNCTIONS = [
  "count()",
  "sum()",
  "min()",
  "max()",
  "not()",
  "contains()",
  "date()",
  "duration()",
  "if then else",
  "some in satisfies",
  "every in satisfies",
  "null",
  "true",
  "false",
];

export class Words {
  vocabulary: Vocabulary = EMPTY;

  constructor(private readonly at: Tools) {}

  choices(kind: Kind, nothing: string): Choice[] {
    return [{ value: "", label: nothing }, ...this.all(kind)];
  }

  all(kind: Kind): Choice[] {
    return this.vocabulary[kind].map((one) => ({ value: one.key, label: told(one.name) }));
  }

  entry(kind: Kind, key: string): Entry | undefined {
    return this.vocabulary[kind].find((one) => one.key === key);
  }

  outcomes(form: string): Choice[] {
    const found = (this.entry("forms", form)?.more.outcomes ?? []) as {
      value: string;
      label: { sv: string; en: string };
    }[];
    return found.map((one) => ({ value: one.value, label: told(one.label) }));
  }

  elements(...types: string[]): Shape[] {
    return this.at.registry.filter((one: Shape) => !one.labelTarget && is(one, ...types));
  }

  /** Everything that an expression can read, as the model is now. */
  paths(): Choice[] {
    const started = this.elements("bpmn:StartEvent").flatMap((one) => this.fields(one.businessObject.get("rals:form")));
    const ofCase = ["id", "nummer", "rubrik", ...started].map((field) =>
      choice(`arende.${field}`, say("ärendet", "the case")),
    );
    const answers = this.elements("bpmn:Task").flatMap((one) => this.answers(one));
    const items = this.elements("bpmn:Activity").map((one) =>
      one.businessObject.loopCharacteristics?.get?.("rals:item"),
    );
    return [
      ...answers,
      ...new Map(ofCase.map((one) => [one.value, one])).values(),
      ...items.filter(Boolean).map((item: string) => choice(item, say("posten som upprepas", "the repeated item"))),
      choice("idag", say("dagens datum", "the date of today")),
      choice("organisation", say("organisationen", "the organisation")),
      ...FUNCTIONS.map((one) => choice(one, "")),
    ];
  }

  private answers(element: Shape): Choice[] {
    const object = element.businessObject;
    const form: string = object.get("rals:form") ?? "";
    const outcomes = this.outcomes(form).map((one) =>
      choice(`${object.id}.utfall = "${one.value}"`, `${nameOf(element)}: ${one.label}`),
    );
    return [
      ...outcomes,
      ...this.fields(form).map((field) => choice(`${object.id}.${field}`, nameOf(element))),
      choice(object.id, nameOf(element)),
    ];
  }

  private fields(form: string): string[] {
    return (this.entry("forms", form)?.more.fields ?? []) as string[];
  }
}

function choice(value: string, label: string): Choice {
  return { value, label };
}

/** The elements of some kinds, to choose from. */
export function asChoices(elements: Shape[]): Choice[] {
  return elements
    .map((one) => ({ value: one.id, label: nameOf(one) }))
    .sort((a, b) => a.label.localeCompare(b.label, "sv"));
}

export function definitionsOf(object: Any): Any {
  let up = object;
  while (up.$parent) up = up.$parent;
  return up;
}

// Which form a task has, and a first form where there is none.

import { say } from "../words";
import { slug } from "../ids";
import type { Field } from "./field";
import type { Part } from "./model";
import type { Words } from "./wordlist";

/** Keep a form among the files of the draft. */
export type Keep = (key: string, text: string) => Promise<void>;

const LONG = 5000;

export function forms(part: Part, words: Words, keep: Keep, editor: string | undefined): Field[] {
  const chosen = part.get("rals:form");
  const choices = words.choices("forms", say("Inget valt", "None chosen"));
  const known = words.entry("forms", chosen);
  const more: Field[] = known
    ? editor
      ? [
          {
            key: "form-edit",
            kind: "way",
            label: say("Ändra formuläret", "Change the form"),
            href: `${editor}/${chosen}`,
          },
        ]
      : []
    : fresh(part, keep);
  return [part.field("rals:form", say("Formulär", "Form"), "choice", { choices }), ...more];
}

function fresh(part: Part, keep: Keep): Field[] {
  const begin = async (decides: boolean) => {
    // As it is named when the button is pressed.
    const name = part.get("name") || part.object.id;
    const key = `f_${slug(name).replace(/^(ut|es)_/, "") || part.object.id}`;
    await keep(key, JSON.stringify(decides ? decision(key, name) : answer(key, name), null, 2));
    part.set("rals:form", key);
  };
  return [
    {
      key: "form-decision",
      kind: "press",
      label: say("Gör ett beslutsformulär", "Make a decision form"),
      hint: say("Ja eller nej, med motivering.", "Yes or no, with reasons."),
      act: () => void begin(true),
    },
    {
      key: "form-answer",
      kind: "press",
      label: say("Gör ett formulär", "Make a form"),
      hint: say("En ruta att svara i.", "A box to answer in."),
      act: () => void begin(false),
    },
  ];
}

function whole(id: string, title: string, components: unknown[]): unknown {
  return { type: "default", id, schemaVersion: 19, properties: { title, title_en: title }, components };
}

function text(key: string, label: string, label_en: string): unknown {
  return {
    type: "textarea",
    id: key,
    key,
    label,
    properties: { label_en },
    validate: { required: true, maxLength: LONG },
  };
}

function decision(key: string, title: string): unknown {
  const values = [
    { label: "Ja", value: "ja", label_en: "Yes" },
    { label: "Nej", value: "nej", label_en: "No" },
  ];
  const outcome = {
    type: "radio",
    id: "utfall",
    key: "utfall",
    label: "Beslut",
    values,
    properties: { label_en: "Decision" },
    validate: { required: true },
  };
  return whole(key, title, [outcome, text("motivering", "Motivering", "Reasons")]);
}

function answer(key: string, title: string): unknown {
  return whole(key, title, [text("svar", "Svar", "Answer")]);
}

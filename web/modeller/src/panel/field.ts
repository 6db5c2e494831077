// The fields of the panel: what each reads, writes and offers. How they look is in controls.ts.

export interface Choice {
  value: string;
  label: string;
  group?: string;
}

interface Base {
  /** Says the same thing about the same field each time, so that focus and faults find it. */
  key: string;
  label: string;
  hint?: string;
}

/** One value: a line, several lines, a choice, an expression with completion, or yes and no ("true" or ""). */
export interface Value extends Base {
  kind: "line" | "area" | "choice" | "expression" | "tick";
  choices?: Choice[];
  /** What can be completed to in an expression or suggested in a line. */
  words?: () => Choice[];
  get: () => string;
  set: (value: string) => void;
}

/** Several keys, each of which can be taken away. */
export interface Many extends Base {
  kind: "many";
  choices: Choice[];
  get: () => string[];
  set: (values: string[]) => void;
}

/** Something to press. */
export interface Press extends Base {
  kind: "press";
  act: () => void;
}

/** Somewhere to go. */
export interface Way extends Base {
  kind: "way";
  href: string;
}

export type Field = Value | Many | Press | Way;

export interface Section {
  title: string;
  fields: Field[];
}

// Reads and writes the parts of a model element. Everything goes through `modeling`, so that it can be undone.

import type { Any, Shape, Tools } from "../services";
import { is } from "../services";
import type { Choice, Value } from "./field";

export class Part {
  constructor(
    readonly at: Tools,
    readonly element: Shape,
    /** What is written in: the element's own object, the process of a pool, a loop, an event's trigger. */
    readonly object: Any = element.businessObject,
  ) {}

  /** The same element, but what is written is a part inside it. */
  of(object: Any): Part {
    return new Part(this.at, this.element, object);
  }

  get(name: string): string {
    return String(this.object?.get(name) ?? "").trim();
  }

  set(name: string, value: unknown): void {
    this.write({ [name]: value === "" ? undefined : value });
  }

  write(properties: Record<string, unknown>): void {
    if (this.object === this.element.businessObject) this.at.modeling.updateProperties(this.element, properties);
    else this.at.modeling.updateModdleProperties(this.element, this.object, properties);
  }

  make(type: string, properties: Record<string, unknown> = {}, parent: Any = this.object): Any {
    const made = this.at.factory.create(type, properties);
    made.$parent = parent;
    return made;
  }

  /** A field for one attribute or property. */
  field(name: string, label: string, kind: Value["kind"], more: Partial<Value> = {}): Value {
    const key = name.replace(/.*:/, "");
    return { key, label, kind, get: () => this.get(name), set: (value) => this.set(name, value), ...more } as Value;
  }

  /** A field for an expression that stands as the body of an element of its own. */
  body(name: string, label: string, words: () => Choice[], hint?: string): Value {
    const get = () => String(this.object?.get(name)?.body ?? "").trim();
    const set = (text: string) => this.set(name, text ? this.make("bpmn:FormalExpression", { body: text }) : "");
    return { key: name, label, kind: "expression", words, hint, get, set };
  }

  /** The keys of an attribute that lists several. */
  keys(name: string): string[] {
    return this.get(name).split(/\s+/).filter(Boolean);
  }

  get parameters(): Any[] {
    const values = this.object.get("extensionElements")?.get("values") ?? [];
    return values.filter((one: Any) => is(one, "rals:Parameter"));
  }

  /** Give a parameter a value; an empty one is taken away. */
  parameter(name: string, value: string): void {
    const old = this.object.get("extensionElements");
    const extension = old ?? this.make("bpmn:ExtensionElements", { values: [] });
    const kept = extension.get("values") as Any[];
    const place = kept.findIndex((one) => is(one, "rals:Parameter") && one.get("name") === name);
    const made = value ? [this.make("rals:Parameter", { name, value }, extension)] : [];
    const values = place < 0 ? [...kept, ...made] : kept.toSpliced(place, 1, ...made);
    if (old) this.at.modeling.updateModdleProperties(this.element, extension, { values });
    else this.write({ extensionElements: this.make("bpmn:ExtensionElements", { values }) });
  }
}

// What bpmn-js does not hold is carried beside it: comments, what other tools put outside extensionElements, references to what
// the file has not, and how defaults and numbers were written. It is put back where it stood whenever the model is written.

import type { Any } from "./services";

const DI = "http://www.omg.org/spec/BPMN/20100524/DI";
const XMLNS = "http://www.w3.org/2000/xmlns/";
const REFERS = /^(?:incoming|outgoing|.*Refs?)$/;

/** A value that bpmn-js has written otherwise, or not at all; without a name the text. Where somebody changed it, it is left. */
interface Value {
  key: string;
  attribute?: Attr;
  seen: string | null;
  was: string;
}
/** A node that bpmn-js has dropped: what it stands in, which element it stands after, and what it draws. */
interface Dropped {
  within: string;
  after: string;
  draws: string;
  node: Node;
}
/** Text with elements in it, which bpmn-js holds without them. */
interface Mixed {
  key: string;
  seen: string;
  was: Node[];
}
type Tree = Map<string, Element>;

const parse = (text: string): Document => new DOMParser().parseFromString(text, "application/xml");
const attribute = (of: Element, like: Attr): string | null => of.getAttributeNS(like.namespaceURI, like.localName);
const marked = (node: Node): boolean => node.nodeType === Node.COMMENT_NODE || node.nodeType === Node.PROCESSING_INSTRUCTION_NODE;

const draws = (node: Node): string => {
  const of = node instanceof Element && node.namespaceURI === DI ? node.getAttribute("bpmnElement") : null;
  return of ? `#${of}` : "";
};

/** What an element is known by: its id, else what it draws or refers to, else its place among those of its name. */
function named(element: Element, within: string, ids: Map<string, string>): string {
  const id = element.getAttribute("id");
  if (id) return `#${ids.get(id) ?? id}`;
  const drawn = element.namespaceURI === DI && element.getAttribute("bpmnElement");
  if (drawn) return `${element.localName} ${ids.get(drawn) ?? drawn}`;
  const name = `${within}/${element.namespaceURI} ${element.localName}`;
  const text = element.textContent!.trim();
  return REFERS.test(element.localName) ? `${name}=${ids.get(text) ?? text}` : name;
}

/** Every element by what it is known by, in the order of the file; `ids` are those that have been changed since. */
function tree(document: Document, ids = new Map<string, string>()): Tree {
  const found: Tree = new Map();
  const keys = new Map<Element, string>();
  for (const element of document.querySelectorAll("*")) {
    const name = named(element, keys.get(element.parentElement!) ?? "", ids);
    let key = name;
    for (let number = 2; found.has(key); number++) key = `${name} ${number}`;
    found.set(key, element);
    keys.set(element, key);
  }
  return found;
}

class Carried {
  private values: Value[] = [];
  private dropped: Dropped[] = [];
  private mixed: Mixed[] = [];
  private readonly keys: Map<Node, string>;

  constructor(
    was: string,
    seen: string,
    private readonly ids: Map<Any, string>,
  ) {
    const [before, now] = [parse(was), parse(seen)];
    const [old, held] = [tree(before), tree(now)];
    this.keys = new Map(Array.from(old, ([key, element]) => [element as Node, key]));
    this.keys.set(before, "");
    if (!before.querySelector("parsererror")) this.children(before, held);
    for (const one of this.dropped.filter(({ draws }) => !old.has(draws))) one.draws = "";
  }

  private compare(was: Element, now: Element, held: Tree): void {
    const key = this.keys.get(was)!;
    for (const one of Array.from(was.attributes).filter((each) => each.namespaceURI !== XMLNS)) {
      const seen = attribute(now, one);
      if (seen !== one.value) this.values.push({ key, attribute: one, seen, was: one.value });
    }
    const [text, seen] = [was.textContent!, now.textContent!];
    const parts = Array.from(was.childNodes);
    const told = parts.some((one) => one.nodeType === Node.TEXT_NODE && one.textContent!.trim());
    const less = now.childElementCount < was.childElementCount || parts.some(marked);
    if (told && less) this.mixed.push({ key, seen, was: parts });
    else if (!was.childElementCount && text !== seen && (text + seen).trim()) this.values.push({ key, seen, was: text });
    else this.children(was, held);
  }

  private children(was: Node, held: Tree): void {
    const within = this.keys.get(was)!;
    let after = "";
    for (const node of was.childNodes) {
      const key = this.keys.get(node);
      const match = key && held.get(key);
      if (match) this.compare(node as Element, match, held);
      else if (key || marked(node)) this.dropped.push({ within, after, draws: draws(node), node });
      after = key ?? after;
    }
  }

  /** The model as bpmn-js writes it now, with all that it does not hold. */
  into(text: string): string {
    if (!this.values.length && !this.dropped.length && !this.mixed.length) return text;
    const document = parse(text);
    const changed = Array.from(this.ids).filter(([object, id]) => object.id !== id);
    const there = tree(document, new Map(changed.map(([object, id]) => [object.id, id])));
    for (const { key, attribute: one, seen, was } of this.values) {
      const element = there.get(key);
      if (!element || (one ? attribute(element, one) : element.textContent) !== seen) continue;
      if (one) element.setAttributeNS(one.namespaceURI, one.name, was);
      else element.textContent = was;
    }
    for (const { key, seen, was } of this.mixed) {
      const element = there.get(key);
      if (element?.textContent === seen) element.replaceChildren(...was.map((one) => document.importNode(one, true)));
    }
    this.putBack(document, there);
    const written = new XMLSerializer().serializeToString(document);
    return written.startsWith("<?xml") ? written : `<?xml version="1.0" encoding="UTF-8"?>\n${written}`;
  }

  private putBack(document: Document, there: Tree): void {
    const last = new Map<string, Node>();
    for (const { within, after, draws: drawn, node } of this.dropped) {
      const parent = within ? there.get(within) : document;
      // A drawing of what somebody has taken away goes with it.
      if (!parent || (drawn && !there.has(drawn))) continue;
      const made = document.importNode(node, true);
      const before = last.get(`${within} ${after}`) ?? there.get(after);
      if (before?.parentNode === parent) before.parentNode.insertBefore(made, before.nextSibling);
      else parent.insertBefore(made, parent.firstChild);
      last.set(`${within} ${after}`, made);
      const key = this.keys.get(node);
      if (key) there.set(key, made as Element);
    }
  }
}

/** The file with another id where what is drawn has one that is taken: bpmn-js would leave it out. */
export function distinct(file: string): string {
  const document = parse(file);
  const seen = new Set<string>();
  let twice = false;
  for (const element of document.querySelectorAll("[id]")) {
    const own = element.getAttribute("id")!;
    let id = own;
    for (let number = 2; element.namespaceURI === DI && seen.has(id); number++) id = `${own}_${number}`;
    twice ||= id !== own;
    element.setAttribute("id", id);
    seen.add(id);
  }
  return twice ? new XMLSerializer().serializeToString(document) : file;
}

const carried = new WeakMap<Any, Carried>();

/** Note what the modeller does not hold of the file that it has just opened. */
export async function carry(modeler: Any, file: string): Promise<void> {
  const objects: Any[] = modeler.get("elementRegistry").getAll().map((one: Any) => one.businessObject);
  const ids = new Map(objects.map((one) => [one, one.id as string]));
  carried.set(modeler, new Carried(file, (await modeler.saveXML({ format: true })).xml, ids));
}

export async function xml(modeler: Any): Promise<string> {
  const text: string = (await modeler.saveXML({ format: true })).xml;
  return carried.get(modeler)?.into(text) ?? text;
}

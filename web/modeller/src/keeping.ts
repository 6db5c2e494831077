// What no descriptor knows is kept too: bpmn-js drops foreign attributes and elements when it copies an element.

import type { Any, Service } from "./services";

function clone(moddle: Any, node: Any, parent: Any): Any {
  const own = Object.entries(node).filter(([name]) => !name.startsWith("$"));
  const made = moddle.createAny(node.$type, node.$descriptor.ns.uri, Object.fromEntries(own));
  made.$parent = parent;
  if (node.$body !== undefined) made.$body = node.$body;
  if (node.$children) made.$children = node.$children.map((child: Any) => clone(moddle, child, made));
  return made;
}

function keeping(eventBus: Any, moddle: Any): void {
  eventBus.on("moddleCopy.canCopyProperty", 2000, ({ property, parent }: Any) =>
    property?.$descriptor?.isGeneric ? clone(moddle, property, parent) : undefined,
  );
  eventBus.on("moddleCopy.canCopyProperties", 2000, ({ sourceElement, targetElement }: Any) => {
    Object.assign(targetElement.$attrs, sourceElement.$attrs);
  });
}
keeping.$inject = ["eventBus", "moddle"];

export const keepingModule: Service = { __init__: ["keeping"], keeping: ["type", keeping] };

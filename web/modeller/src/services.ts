// bpmn-js gives its services and model elements no types that help; this is what we call them.

export type Any = any;
export type Service = Record<string, unknown>;

/** An element on the canvas. */
export interface Shape {
  id: string;
  type: string;
  businessObject: Any;
  parent?: Shape;
  children: Shape[];
  incoming: Shape[];
  outgoing: Shape[];
  label?: Shape;
  labelTarget?: Shape;
  host?: Shape;
  x: number;
  y: number;
  width: number;
  height: number;
  waypoints?: { x: number; y: number }[];
  di: Any;
}

export function is(element: Shape | Any, ...types: string[]): boolean {
  const object = element?.businessObject ?? element;
  return types.some((type) => object?.$instanceOf?.(type));
}

/** The services that the pieces of the modeller share. */
export interface Tools {
  modeler: Any;
  modeling: Any;
  registry: Any;
  selection: Any;
  canvas: Any;
  eventBus: Any;
  commands: Any;
  factory: Any;
}

export function tools(modeler: Any): Tools {
  return {
    modeler,
    modeling: modeler.get("modeling"),
    registry: modeler.get("elementRegistry"),
    selection: modeler.get("selection"),
    canvas: modeler.get("canvas"),
    eventBus: modeler.get("eventBus"),
    commands: modeler.get("commandStack"),
    factory: modeler.get("bpmnFactory"),
  };
}

/** The element with an id; a process in a pool is shown by the pool. */
export function shapeOf(at: Tools, id: string): Shape | undefined {
  return at.registry.get(id) ?? at.registry.find((one: Shape) => one.businessObject?.processRef?.id === id);
}

/** Choose an element as a click would, and bring it into view. */
export function show(at: Tools, element: Shape): void {
  at.selection.select(element);
  at.canvas.scrollToElement(element);
}

/** The name of an element as a person knows it; a flow without one by what it goes between. */
export function nameOf(element: Shape): string {
  const named = (object: Any): string => (object?.name ?? "").replace(/\s+/g, " ").trim() || object?.id;
  const object = element.businessObject;
  const ends = is(object, "bpmn:SequenceFlow") && !object.name;
  return ends ? `${named(object.sourceRef)} → ${named(object.targetRef)}` : named(object);
}

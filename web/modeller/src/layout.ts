// Lay out: the server places everything anew, and here it is one step that can be undone.

import type { Draft } from "./api";
import { xml } from "./carrying";
import type { Any, Service, Shape, Tools } from "./services";
import { announce, say } from "./words";

interface Place {
  bounds?: Any;
  waypoints?: { x: number; y: number }[];
  label?: Any;
}
interface Context {
  places: Map<Shape, Place>;
}

const BOUNDS = ["x", "y", "width", "height"] as const;

/** Moves shapes and lines without the rules that answer to a hand that moves them. */
function PlacingHandler(this: Any, bpmnFactory: Any) {
  const put = (context: Context): Shape[] => {
    for (const [element, place] of context.places) {
      context.places.set(element, current(element));
      set(element, place);
    }
    return [...context.places.keys()];
  };
  const set = (element: Shape, place: Place) => {
    if (place.bounds) {
      for (const name of BOUNDS) element[name] = place.bounds[name];
      const label = element.labelTarget;
      const drawn = label ? element.di.get("label")?.get("bounds") : element.di.get("bounds");
      const kept = drawn ?? bpmnFactory.createDiBounds();
      for (const name of BOUNDS) kept[name] = place.bounds[name];
      if (label && !drawn) {
        if (!element.di.label) element.di.label = bpmnFactory.createDiLabel();
        element.di.label.bounds = kept;
      }
    }
    if (place.waypoints) {
      element.waypoints = place.waypoints.map(({ x, y }) => ({ x, y }));
      element.di.set("waypoint", bpmnFactory.createDiWaypoints(element.waypoints));
    }
  };
  this.execute = put;
  this.revert = put;
}
(PlacingHandler as Any).$inject = ["bpmnFactory"];

function current(element: Shape): Place {
  if (element.waypoints) return { waypoints: element.waypoints };
  const { x, y, width, height } = element;
  return { bounds: { x, y, width, height } };
}

function placing(commandStack: Any): void {
  commandStack.registerHandler("rals.place", PlacingHandler);
}
placing.$inject = ["commandStack"];

export const layoutModule: Service = { __init__: ["placing"], placing: ["type", placing] };

/** Return where each element of a laid out file stands. */
async function placesIn(at: Tools, laidOut: string): Promise<Map<string, Place>> {
  const { rootElement } = await at.modeler.get("moddle").fromXML(laidOut);
  const found = new Map<string, Place>();
  for (const diagram of rootElement.diagrams ?? []) {
    for (const drawn of diagram.plane.planeElement ?? []) {
      const place = { bounds: drawn.bounds, waypoints: drawn.waypoint, label: drawn.label?.bounds };
      if (drawn.bpmnElement) found.set(drawn.bpmnElement.id, place);
    }
  }
  return found;
}

export async function layOut(draft: Draft, at: Tools): Promise<void> {
  const found = await placesIn(at, await draft.laidOut(await xml(at.modeler)));
  const places = new Map<Shape, Place>();
  at.registry.forEach((element: Shape) => {
    const target = element.labelTarget;
    const place = found.get((target ?? element).id);
    if (target && place?.label) places.set(element, { bounds: place.label });
    else if (!target && (place?.bounds || place?.waypoints)) places.set(element, place);
  });
  at.commands.execute("rals.place", { places });
  at.canvas.zoom("fit-viewport");
  announce(say("Modellen är utlagd. Ångra tar tillbaka det.", "The model is laid out. Undo takes it back."));
}

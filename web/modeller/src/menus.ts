// What the menus offer: only what Räls can run, and everything so that it can be placed without a mouse.

import type { Any, Service, Shape } from "./services";
import { is } from "./services";

// bpmn-js knows more than the engine (docs/checks.md, unsupported_element and event_trigger).
const NOT_RUN = new RegExp(
  [
    ...["complex-gateway", "transaction", "ad-hoc", "conditional-(?!flow)", "cancel-", "compensation", "link-"],
    ...["event-subprocess", "collapsed-", "data-store", "message-(start|end)", "timer-start", "signal-start"],
    ...["message-intermediate-throw$", "(error|escalation)-start", "(^|-)event-sub", "toggle-participant"],
  ].join("|"),
);
const MENUS = ["bpmn-create", "bpmn-append", "bpmn-replace"];

function menus(popupMenu: Any, modeling: Any, selection: Any, canvas: Any, registry: Any, mouse: Any, palette: Any) {
  const kept = (entries: Record<string, Any>) =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => !NOT_RUN.test(name)));
  for (const menu of MENUS) {
    popupMenu.registerProvider(menu, 500, {
      getPopupMenuEntries: () => kept,
      getPopupMenuHeaderEntries: () => (entries: Any) => entries,
    });
  }
  palette.registerProvider(500, { getPaletteEntries: () => kept });
  // A key opens the menu where the canvas is, also before a mouse has been seen.
  const lastMove = mouse.getLastMoveEvent.bind(mouse);
  mouse.getLastMoveEvent = () => {
    const last = lastMove();
    if (last.clientX || last.clientY) return last;
    const box = canvas.getContainer().getBoundingClientRect();
    const at = { clientX: box.x + box.width / 3, clientY: box.y + box.height / 3 };
    return new MouseEvent("mousemove", at);
  };

  /** Where something new is put by key: to the right in the lane that is chosen, else in the first. */
  function place(): { parent: Shape; x: number; y: number } {
    const chosen: Shape | undefined = selection.get()[0];
    const lanes: Shape[] = registry.filter((one: Shape) => is(one, "bpmn:Lane") && !one.labelTarget);
    const inside = (lane: Shape) => chosen && chosen.y >= lane.y && chosen.y < lane.y + lane.height;
    const lane = lanes.find((one) => one === chosen) ?? lanes.find(inside) ?? lanes[0];
    const pool: Shape = lane ? poolOf(lane) : registry.find((one: Shape) => is(one, "bpmn:Participant"));
    const parent = pool ?? canvas.getRootElement();
    const beside = parent.children.filter((one: Shape) => is(one, "bpmn:FlowNode") && (!lane || within(one, lane)));
    const edge = Math.max((lane ?? pool)?.x + 60 || 100, ...beside.map((one: Shape) => one.x + one.width));
    return { parent, x: edge + 100, y: lane ? lane.y + lane.height / 2 : (pool?.y ?? 100) + 100 };
  }

  return {
    /** Put what is new on the canvas as if it had been drawn there, and choose it. */
    put(elements: Shape[], hints: Any): void {
      const { parent, x, y } = place();
      const root = elements.some((one) => is(one, "bpmn:Participant")) ? canvas.getRootElement() : parent;
      const made: Shape[] = modeling.createElements(elements, { x, y }, root, hints);
      selection.select(made.filter((one) => !one.labelTarget && !one.waypoints));
    },
  };
}
menus.$inject = ["popupMenu", "modeling", "selection", "canvas", "elementRegistry", "mouse", "palette"];

export function poolOf(element: Shape): Shape {
  let at = element;
  while (at.parent && is(at, "bpmn:Lane")) at = at.parent;
  return at;
}

export function within(element: Shape, lane: Shape): boolean {
  const middle = element.y + element.height / 2;
  return middle >= lane.y && middle < lane.y + lane.height;
}

/** With a key, `create` has no mouse to follow: the element is put down at once. */
function creating(create: Any, menusOf: Any, canvas: Any) {
  const start = create.start.bind(create);
  let byKey = false;
  const note = (event: Event) => (byKey = event instanceof KeyboardEvent);
  for (const kind of ["keydown", "mousedown"]) canvas.getContainer().addEventListener(kind, note, true);
  create.start = (event: Any, elements: Any, context: Any = {}) => {
    return byKey && !context.source
      ? menusOf.put([elements].flat(), context.hints ?? {})
      : start(event, elements, context);
  };
}
creating.$inject = ["create", "menusOf", "canvas"];

export const menusModule: Service = {
  __init__: ["menusOf", "creating"],
  menusOf: ["factory", menus],
  creating: ["type", creating],
};

// The modeller: bpmn-js in Swedish, our own properties, checks and saving. The page has what does not change.

import "./modeller.css";
import { CreateAppendAnythingModule } from "bpmn-js-create-append-anything";
import Modeler from "bpmn-js/lib/Modeler";
import { Draft, type Settings } from "./api";
import { carry, distinct, xml } from "./carrying";
import { Checks } from "./checks";
import { rals } from "./descriptors";
import { files } from "./files";
import { idsModule } from "./ids";
import { keepingModule } from "./keeping";
import { keys } from "./keys";
import { layOut, layoutModule } from "./layout";
import { menusModule } from "./menus";
import { Panel } from "./panel/panel";
import { Words } from "./panel/wordlist";
import { Saving } from "./saving";
import { is, tools, type Any, type Shape, type Tools } from "./services";
import { swedishModule } from "./swedish";
import { announce, byId, make, say } from "./words";

const READABLE = 0.6;
const PALETTE = 120;
const MARGIN = 20;
const DRAWN = /<[\w:.-]*BPMNShape\b/;
const settings: Settings = JSON.parse(byId("draft").textContent!);
const draft = new Draft(settings);
const modeler: Any = new Modeler({
  container: byId("canvas"),
  additionalModules: [
    swedishModule,
    CreateAppendAnythingModule,
    keepingModule,
    idsModule,
    menusModule,
    layoutModule,
  ] as Any,
  moddleExtensions: { rals },
});
const at = tools(modeler);
const words = new Words(at);

/** Show a file; one without a drawing is laid out first. */
async function open(bpmn: string): Promise<void> {
  const drawn = distinct(DRAWN.test(bpmn) ? bpmn : await draft.laidOut(bpmn));
  await modeler.importXML(drawn);
  await carry(modeler, drawn);
  look();
  at.eventBus.fire("rals.opened");
}

/** Show the whole beside the palette; where that could not be read, and not all is wanted, the beginning of it. */
function look(all = false): void {
  const { inner, outer } = at.canvas.viewbox();
  const fits = Math.min(1, (outer.width - PALETTE - MARGIN) / inner.width, (outer.height - 2 * MARGIN) / inner.height);
  const scale = all ? fits : Math.max(fits, READABLE);
  const start: Shape | undefined = at.registry.find((one: Shape) => is(one, "bpmn:StartEvent"));
  const from = scale > fits && start ? start : inner;
  // What is larger than the canvas begins with its start in the middle of the height.
  const above = from === inner ? MARGIN : outer.height / 2;
  // The name of a start is wider than the start itself.
  const beside = from === inner ? PALETTE : PALETTE + 2 * MARGIN;
  const { x, y } = { x: from.x - beside / scale, y: from.y - above / scale };
  at.canvas.viewbox({ x, y, width: outer.width / scale, height: outer.height / scale });
}

const saving = new Saving(draft, modeler, open);
const checks = new Checks(draft, at, () => panel.soon());
const panel = new Panel(
  {
    at,
    words,
    keep: async (key, text) => {
      await saving.file(`forms/${key}.form.json`, text);
      await learn();
    },
    formEditor: settings.formEditor ? `/modeller/utkast/${settings.id}/formular` : undefined,
    tableEditor: settings.tableEditor ? `/modeller/utkast/${settings.id}/tabeller` : undefined,
  },
  checks,
);

async function learn(): Promise<void> {
  words.vocabulary = await draft.vocabulary();
  panel.renew();
  checks.soon();
}

/** What was drawn and not saved before the page was closed can be taken up again. */
function offer(bpmn: string): void {
  const take = make("button", { type: "button", class: "btn small" }, say("Ta fram dem", "Get them"));
  const drop = make("button", { type: "button", class: "btn small" }, say("Släng dem", "Drop them"));
  const note = make(
    "p",
    { class: "note yellow" },
    say("Du har ändringar som inte hann sparas. ", "You have changes that were not saved. "),
    take,
    " ",
    drop,
  );
  take.addEventListener(
    "click",
    () =>
      void open(bpmn)
        .then(() => saving.soon())
        .then(() => note.remove()),
  );
  drop.addEventListener("click", () => note.remove());
  byId("modeller").before(note);
}

function buttons(tool: Tools): void {
  const press = (id: string, act: () => void) => byId(id).addEventListener("click", act);
  press("undo", () => tool.commands.undo());
  press("redo", () => tool.commands.redo());
  press("zoom-in", () => modeler.get("zoomScroll").stepZoom(1));
  press("zoom-out", () => modeler.get("zoomScroll").stepZoom(-1));
  press("zoom-fit", () => look(true));
  press("lay-out", () => void layOut(draft, tool).catch((error: Error) => announce(error.message)));
}

async function start(): Promise<void> {
  const left = saving.left();
  const drawn = DRAWN.test(settings.bpmn);
  await open(settings.bpmn);
  at.eventBus.on("commandStack.changed", () => {
    saving.soon();
    checks.soon();
  });
  at.eventBus.on("rals.opened", () => {
    saving.soon();
    checks.soon();
  });
  buttons(at);
  keys(at);
  files(draft, modeler, open);
  if (left) offer(left);
  document.documentElement.dataset.modeller = "ready";
  performance.mark("modeller-ready");
  await learn();
  // How bpmn-js writes what was opened is what lies saved, unless somebody has begun to draw meanwhile.
  const opened = await xml(modeler);
  if (!at.commands.canUndo() && drawn) saving.opened(opened);
}

// The tests walk the menus and morph elements as a person does, but look at the model itself.
Object.assign(window, { modeller: modeler });
void start();

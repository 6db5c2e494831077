// A file is read in by button or dropped on the canvas, and the model is handed out as one.

import type { Draft } from "./api";
import { xml } from "./carrying";
import type { Any } from "./services";
import { announce, byId, make, say } from "./words";

const MOST = 5_000_000;

export function files(draft: Draft, modeler: Any, open: (bpmn: string) => Promise<void>): void {
  const input = byId<HTMLInputElement>("import");
  input.addEventListener("change", () => {
    if (input.files?.[0]) void read(input.files[0], modeler, open);
    input.value = "";
  });
  // A label is no button: let it be reached and pressed as one.
  input.addEventListener("focus", () => input.labels?.[0]?.classList.add("focused"));
  input.addEventListener("blur", () => input.labels?.[0]?.classList.remove("focused"));
  const canvas = byId("canvas");
  canvas.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  canvas.addEventListener("drop", (event) => {
    const dropped = event.dataTransfer?.files[0];
    if (!dropped) return;
    event.preventDefault();
    void read(dropped, modeler, open);
  });
  byId("export").addEventListener("click", () => void hand(draft, modeler));
}

/** The text of a file, encoded as it says itself. */
function decoded(data: ArrayBuffer): string {
  const start = new TextDecoder("latin1").decode(data.slice(0, 200));
  const wide = /^(?:\xff\xfe|<\0)/.test(start) ? "utf-16le" : /^(?:\xfe\xff|\0<)/.test(start) ? "utf-16be" : undefined;
  const said = /^(?:\xef\xbb\xbf)?<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)/.exec(start)?.[1];
  return new TextDecoder(wide ?? said ?? "utf-8").decode(data);
}

async function read(file: File, modeler: Any, open: (bpmn: string) => Promise<void>): Promise<void> {
  const before = await xml(modeler);
  if (file.size > MOST)
    return trouble(say("Filen är större än 5 MB. Dela upp modellen.", "The file is larger than 5 MB. Split it."));
  try {
    await open(decoded(await file.arrayBuffer()));
  } catch (error) {
    await open(before);
    return trouble(
      say(
        `Filen ${file.name} går inte att läsa som BPMN. Exportera den på nytt.`,
        `The file ${file.name} cannot be read as BPMN. Export it again.`,
      ),
      error,
    );
  }
  const back = make("button", { type: "button", class: "btn small" }, say("Ta tillbaka", "Take back"));
  const note = make(
    "p",
    { class: "note" },
    say(`${file.name} är inläst i stället för det som var ritat. `, `${file.name} replaces what was drawn. `),
    back,
  );
  back.addEventListener("click", () => void open(before).then(() => note.remove()));
  byId("modeller").before(note);
  announce(say(`${file.name} är inläst.`, `${file.name} has been imported.`));
}

function trouble(sentence: string, why?: unknown): void {
  const more = why instanceof Error ? ` (${why.message.slice(0, 200)})` : "";
  const note = make("p", { class: "note bad", role: "alert" }, sentence + more);
  byId("modeller").before(note);
  window.setTimeout(() => note.remove(), 20_000);
}

async function hand(draft: Draft, modeler: Any): Promise<void> {
  const address = URL.createObjectURL(new Blob([await xml(modeler)], { type: "application/xml" }));
  const link = make("a", { href: address, download: draft.file });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// The draft is saved by itself. What cannot be saved lies in the browser until it can; nobody's work is written over unasked.

import type { Draft, Whole } from "./api";
import { Refusal } from "./api";
import { xml } from "./carrying";
import type { Any } from "./services";
import { announce, byId, clock, say } from "./words";

const WAIT = 1500;
const LOOK = 20_000;
const RECENT = 10 * 60_000;

export class Saving {
  private revision: number;
  private saved: string;
  private timer = 0;
  private busy = false;
  private last: Promise<unknown> = Promise.resolve();
  private conflict = false;

  constructor(
    private readonly draft: Draft,
    private readonly modeler: Any,
    private readonly replace: (bpmn: string) => Promise<void>,
  ) {
    this.revision = draft.settings.revision;
    this.saved = draft.settings.bpmn;
    for (const [id, act] of Object.entries({
      "keep-copy": () => this.keepCopy(),
      "take-theirs": () => this.takeTheirs(),
      overwrite: () => this.overwrite(),
    })) {
      byId(id).addEventListener("click", () => void act());
    }
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void this.now());
    window.addEventListener("pagehide", () => void this.now());
    window.addEventListener("blur", () => void this.now());
    window.addEventListener("online", () => void this.now());
    window.setInterval(() => void this.look(), LOOK);
    this.others(draft.settings.saver.id, draft.settings.saver.name, draft.settings.savedAt, draft.settings.now);
  }

  get current(): number {
    return this.revision;
  }

  /** What was not saved when the page was last open, if it was drawn on what lies saved now. */
  left(): string | null {
    const kept = JSON.parse(localStorage.getItem(this.place) ?? "null");
    return kept?.revision === this.revision && kept.bpmn !== this.saved ? kept.bpmn : null;
  }

  /** Begin from what has just been opened. */
  opened(bpmn: string): void {
    this.saved = bpmn;
  }

  soon(): void {
    if (this.draft.settings.sent || this.conflict) return;
    this.say(say("Ändrat, sparas strax …", "Changed, will be saved …"));
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.now(), WAIT);
  }

  now(): Promise<void> {
    window.clearTimeout(this.timer);
    return this.inTurn(() => this.drawn());
  }

  /** Save other files of the draft with it. */
  file(name: string, text: string): Promise<void> {
    return this.inTurn(async () => {
      await this.drawn();
      this.done(await this.draft.save({ [name]: text }, this.revision));
    });
  }

  /** One after the other: what is saved next builds on the revision that was made last. */
  private inTurn(save: () => Promise<void>): Promise<void> {
    const done = this.last.then(async () => {
      this.busy = true;
      await save().finally(() => (this.busy = false));
    });
    this.last = done.catch(() => undefined);
    return done;
  }

  private async drawn(): Promise<void> {
    if (this.conflict || this.draft.settings.sent) return;
    const bpmn = await xml(this.modeler);
    try {
      if (bpmn !== this.saved) await this.put(bpmn);
    } catch (error) {
      this.failed(error, bpmn);
    }
  }

  private get place(): string {
    return `rals-draft-${this.draft.settings.id}`;
  }

  private async put(bpmn: string): Promise<void> {
    localStorage.setItem(this.place, JSON.stringify({ revision: this.revision, bpmn }));
    this.done(await this.draft.save({ [this.draft.file]: bpmn }, this.revision));
    this.saved = bpmn;
    localStorage.removeItem(this.place);
    if (bpmn !== (await xml(this.modeler))) this.soon();
  }

  private done(answer: { revision: number; saved_at: string }): void {
    this.revision = answer.revision;
    this.say(say(`Sparat ${clock(answer.saved_at)}`, `Saved ${clock(answer.saved_at)}`));
  }

  private failed(error: unknown, bpmn: string): void {
    localStorage.setItem(this.place, JSON.stringify({ revision: this.revision, bpmn }));
    if (error instanceof Refusal && error.status === 412) void this.meet();
    else if (error instanceof Refusal) this.say(say(`Inte sparat: ${error.message}`, `Not saved: ${error.message}`));
    else
      this.say(
        say(
          "Inte sparat: ingen kontakt. Det du ritat ligger kvar här.",
          "Not saved: no contact. What you drew is kept here.",
        ),
      );
    if (!this.conflict) this.timer = window.setTimeout(() => void this.now(), 10 * WAIT);
  }

  private say(sentence: string): void {
    byId("saved").textContent = sentence;
  }

  /** Somebody was first: nothing more is saved until the reader has chosen. */
  private async meet(): Promise<void> {
    this.conflict = true;
    window.clearTimeout(this.timer);
    const theirs = (await this.draft.whole())!;
    const at = clock(theirs.saved_at);
    byId("conflict-who").textContent = say(`${theirs.saved_by} sparade ${at}.`, `${theirs.saved_by} saved at ${at}.`);
    byId("conflict").hidden = false;
    byId("conflict").focus();
    this.say(say("Inte sparat", "Not saved"));
  }

  private async keepCopy(): Promise<void> {
    const address = await this.draft.copy(await xml(this.modeler));
    localStorage.removeItem(this.place);
    window.location.assign(address);
  }

  private async takeTheirs(): Promise<void> {
    const theirs = (await this.draft.whole())!;
    await this.take(theirs);
    announce(say(`Nu visas det som ${theirs.saved_by} sparade.`, `What ${theirs.saved_by} saved is shown now.`));
  }

  private async overwrite(): Promise<void> {
    this.revision = (await this.draft.whole())!.revision;
    this.settled();
    this.saved = "";
    await this.now();
  }

  private async take(theirs: Whole): Promise<void> {
    this.revision = theirs.revision;
    this.settled();
    await this.replace(theirs.files[this.draft.file] ?? "");
    this.say(say(`Sparat ${clock(theirs.saved_at)}`, `Saved ${clock(theirs.saved_at)}`));
  }

  private settled(): void {
    this.conflict = false;
    byId("conflict").hidden = true;
    byId("others").hidden = true;
    localStorage.removeItem(this.place);
  }

  /** See now and then whether somebody else has saved; with nothing of one's own unsaved, theirs is taken over. */
  private async look(): Promise<void> {
    if (document.visibilityState === "hidden" || this.busy || this.conflict) return;
    const theirs = await this.draft.whole(this.revision).catch(() => null);
    if (!theirs || theirs.revision === this.revision || this.busy) return;
    this.others(theirs.saver_id, theirs.saved_by, theirs.saved_at, theirs.saved_at);
    if ((await xml(this.modeler)) === this.saved) await this.take(theirs);
    this.others(theirs.saver_id, theirs.saved_by, theirs.saved_at, theirs.saved_at);
  }

  private others(id: string, name: string, at: string, now: string): void {
    if (id === this.draft.settings.reader || Date.parse(now) - Date.parse(at) > RECENT) return;
    byId("others").hidden = false;
    byId("others").textContent = say(
      `${name} sparade utkastet ${clock(at)} och ritar kanske ännu. Räls säger till innan något skrivs över.`,
      `${name} saved the draft at ${clock(at)} and may still be drawing. Räls tells you before anything is overwritten.`,
    );
  }
}

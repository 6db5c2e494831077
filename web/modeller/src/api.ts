// What the modeller asks the server. A refusal is a sentence for people.

import type { Text } from "./words";
import { language, say } from "./words";

/** What the page holds about the draft. */
export interface Settings {
  id: string;
  key: string;
  name: string;
  revision: number;
  reader: string;
  saver: { id: string; name: string };
  savedAt: string;
  now: string;
  sent: boolean;
  bpmn: string;
  formEditor: boolean;
  tableEditor: boolean;
}

export interface Finding {
  check: string;
  element: string | null;
  name: string;
  file: string;
  text: Text;
  remedy: Text;
  severity: "error" | "warning";
}

export interface Entry {
  key: string;
  name: Text;
  more: Record<string, unknown>;
}

export type Kind = "roles" | "mandates" | "forms" | "decisions" | "connectors" | "statements";
export type Vocabulary = Record<Kind, Entry[]>;

export interface Whole {
  name: string;
  revision: number;
  saved_by: string;
  saver_id: string;
  saved_at: string;
  files: Record<string, string>;
}

export class Refusal extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

const ROOT = "/api/modeller/model-drafts";

export async function ask(path: string, how: RequestInit & { json?: unknown } = {}): Promise<Response> {
  const { json, ...rest } = how;
  const headers = {
    "Accept-Language": language,
    ...(json === undefined ? {} : { "Content-Type": "application/json" }),
  };
  const body = json === undefined ? undefined : JSON.stringify(json);
  const answer = await fetch(ROOT + path, { ...rest, body, headers: { ...headers, ...rest.headers } });
  if (answer.ok || answer.status === 304) return answer;
  const told = await answer.json().catch(() => ({}));
  const fallback = say("Räls svarar inte som väntat. Försök igen.", "Räls does not answer as expected. Try again.");
  throw new Refusal(
    answer.status,
    [told.detail ?? fallback, ...(told.errors ?? []).map((one: { detail: string }) => one.detail)].join(" "),
  );
}

export class Draft {
  constructor(readonly settings: Settings) {}

  get file(): string {
    return `${this.settings.key}.bpmn`;
  }

  private at(path = ""): string {
    return `/${this.settings.id}${path}`;
  }

  async whole(unless?: number): Promise<Whole | null> {
    const headers: Record<string, string> = unless === undefined ? {} : { "If-None-Match": `"${unless}"` };
    const answer = await ask(this.at(), { headers });
    return answer.status === 304 ? null : answer.json();
  }

  async save(
    files: Record<string, string>,
    revision: number,
    name?: string,
  ): Promise<{ revision: number; saved_at: string }> {
    const headers = { "If-Match": `"${revision}"` };
    // A page that is closed still sends what fits.
    const keepalive = document.visibilityState === "hidden" && JSON.stringify(files).length < 60_000;
    return (await ask(this.at(), { method: "PUT", headers, keepalive, json: { files, name } })).json();
  }

  async checks(files: Record<string, string>, signal: AbortSignal): Promise<Finding[]> {
    return (await (await ask(this.at("/checks"), { method: "POST", json: { files }, signal })).json()).items;
  }

  async laidOut(bpmn: string): Promise<string> {
    return (await ask(this.at("/layout"), { method: "POST", json: { bpmn } })).text();
  }

  async vocabulary(): Promise<Vocabulary> {
    return (await ask(this.at("/vocabulary"))).json();
  }

  /** Begin a new draft with these files, and return the address of its page. */
  async copy(bpmn: string): Promise<string> {
    const name = say(`${this.settings.name} (mina ändringar)`, `${this.settings.name} (my changes)`);
    const { id } = await (await ask("", { method: "POST", json: { bpmn, name } })).json();
    const { files } = (await this.whole())!;
    delete files[this.file];
    const headers = { "If-Match": '"1"' };
    if (Object.keys(files).length) await ask(`/${id}`, { method: "PUT", headers, json: { files } });
    return `/modeller/utkast/${id}`;
  }
}

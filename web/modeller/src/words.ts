// What the modeller says: Swedish and English side by side, in the language of the page.

export interface Text {
  sv: string;
  en: string;
}

export const language: keyof Text = document.documentElement.lang === "en" ? "en" : "sv";

export function say(sv: string, en: string): string {
  return language === "sv" ? sv : en;
}

export function told(text: Text): string {
  return text[language];
}

export function clock(instant: string | Date): string {
  return new Date(instant)
    .toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Stockholm" })
    .replace(":", ".");
}

/** Tell those who listen to the page what has happened. */
export function announce(sentence: string): void {
  byId("said").textContent = sentence;
}

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`There is no #${id} on the page.`);
  return found as T;
}

/** Make an element with attributes and content; false and undefined leave an attribute out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean | undefined> = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...content);
  return made;
}

// Copies what the browser needs into web/static/dist.
import { cpSync, mkdirSync } from "node:fs";

const dist = new URL("../static/dist/", import.meta.url);
mkdirSync(dist, { recursive: true });
cpSync(new URL("node_modules/htmx.org/dist/htmx.min.js", import.meta.url), new URL("htmx.js", dist));

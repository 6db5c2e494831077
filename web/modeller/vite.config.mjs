// Builds the modeller, and copies htmx, into web/static/dist; the page asks for the files by these names.
import { copyFileSync } from "node:fs";
import { defineConfig } from "vite";

const dist = new URL("../static/dist/", import.meta.url).pathname;
const htmx = new URL("node_modules/htmx.org/dist/htmx.min.js", import.meta.url).pathname;

export default defineConfig({
  base: "./",
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: "es2022",
    // Files and not data in addresses, as the content policy asks for.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: { modeller: "src/main.ts" },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
  plugins: [{ name: "htmx", closeBundle: () => copyFileSync(htmx, `${dist}htmx.js`) }],
});

// Every screen in every state, as the server renders it, behind a policy as strict as the server's.
// What the server would push is pushed by the test.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Served, serve } from "./serve.js";

const ROOT = join(import.meta.dirname, "..", "..");
const POLICY =
  "default-src 'none'; script-src 'nonce-gallery' 'wasm-unsafe-eval'; style-src 'self' 'nonce-gallery'; " +
  "img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";
const TYPES: Record<string, string> = { js: "text/javascript", wasm: "application/wasm", css: "text/css" };

/** When the screens were rendered: the clock of the pages is set to it. */
export const RENDERED = new Date("2026-11-21T14:26:00Z");

export interface Gallery extends Served {
  names: string[];
  page: (name: string, lang?: string) => string;
  /** The HTML of the element \`id\` as another screen has it, sent as the server would send it. */
  push: (screen: string, ...ids: string[]) => Promise<void>;
  /** Resolves once a page listens. */
  listened: () => Promise<void>;
  /** Ends every stream, as a network that breaks does. */
  hangUp: () => void;
  /** What "Check now" answers. */
  answer: string;
}

function program(): string {
  const folders = [
    process.env.FAIRLEAD_BIN && dirname(process.env.FAIRLEAD_BIN),
    join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug"),
  ];
  const found = folders.map((folder) => folder && join(folder, "examples", "gallery")).find((path) => path && existsSync(path));
  if (!found) throw new Error("no gallery was built: cargo build --workspace --examples");
  return found;
}

export async function startGallery(): Promise<Gallery> {
  const folder = await mkdtemp(join(tmpdir(), "fairlead-gallery-"));
  await promisify(execFile)(program(), [folder]);
  const names = (await readdir(join(folder, "en"))).map((file) => file.replace(/\.html$/, "")).sort();
  const streams = new Set<ServerResponse>();
  let opened = (): void => {};

  const gallery: Gallery = {
    ...(await serve("127.0.0.1", async (request, response) => {
      const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
      const screen = /^\/(?<lang>[a-z]{2}(-\w+)?)\/(?<name>[\w-]+)$/.exec(path)?.groups;
      const file = /^\/pkg\/(?<name>[\w.]+)$/.exec(path)?.groups;
      if (screen) {
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.setHeader("content-security-policy", POLICY);
        response.end(await readFile(join(folder, screen.lang ?? "", `${screen.name}.html`)));
      } else if (file) {
        const name = file.name ?? "";
        response.setHeader("content-type", TYPES[name.split(".").pop() ?? ""] ?? "text/plain");
        response.end(await readFile(join(ROOT, "target", "site", "pkg", name)));
      } else if (path.endsWith("/events")) {
        response.setHeader("content-type", "text/event-stream");
        response.write(": welcome\n\n");
        streams.add(response);
        response.on("close", () => streams.delete(response));
        opened();
      } else if (path.endsWith("/check")) {
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.end(gallery.answer);
      } else {
        response.statusCode = path === "/favicon.ico" ? 204 : 404;
        response.end();
      }
    })),
    names,
    answer: "",
    page: (name, lang = "en") => `${gallery.origin}/${lang}/${name}`,
    listened: () => (streams.size ? Promise.resolve() : new Promise((resolve) => (opened = resolve))),
    hangUp: () => streams.forEach((stream) => stream.destroy()),
    push: async (screen, ...ids) => {
      const html = await readFile(join(folder, "en", `${screen}.html`), "utf8");
      for (const id of ids) {
        const data = `${id}\n${element(html, id)}`.split("\n").map((line) => `data: ${line}\n`);
        for (const stream of streams) stream.write(`event: part\n${data.join("")}\n`);
      }
    },
  };
  const { stop } = gallery;
  gallery.stop = async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
  return gallery;
}

/** The element that has this id, by counting the tags of its name. */
function element(html: string, id: string): string {
  const start = new RegExp(`<(\\w+) id="${id}"`).exec(html);
  if (!start) throw new Error(`no element ${id}`);
  const tags = new RegExp(`<(/?)${start[1]}\\b`, "g");
  tags.lastIndex = start.index;
  let depth = 0;
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return html.slice(start.index, html.indexOf(">", tag.index) + 1);
  }
  throw new Error(`${id} has no end`);
}

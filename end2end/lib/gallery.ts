// The sandbox's gallery, whose pages listen to the test: what the server would push is pushed by it.
import { type ServerResponse } from "node:http";
import { type Sandbox } from "./sandbox.js";
import { type Served, serve } from "./serve.js";

/** The moment of all pages: the clock of the browser is set to it. */
export const RENDERED = new Date("2026-11-21T14:26:00Z");
/** Every language that pages speak. */
export const LANGS = ["en", "de", "fr", "es", "pt-BR", "it", "nl", "pl", "tr", "ja", "zh-Hans", "ar"];
/** What a page brings along that the test must not lose. */
const PASSED = ["content-type", "content-security-policy"];

export interface Gallery extends Served {
  names: string[];
  page: (name: string, lang?: string) => string;
  /** The same, as it was served: nothing that its stream could say changes it. */
  still: (name: string, lang?: string) => string;
  /** The HTML of the element \`id\` as another screen has it, sent as the server would send it. */
  push: (screen: string, ...ids: string[]) => Promise<void>;
  /** Elements by their ids, with their HTML. */
  send: (...parts: (readonly [string, string])[]) => void;
  /** How often something was sent so far. */
  sent: () => number;
  /** What each stream was asked to go on from: by its address, and by its header. */
  resumed: [string | null, string | undefined][];
  /** Ends every stream, as a network that breaks does. */
  hangUp: () => void;
  /** What "Check now" answers. */
  answer: string;
  /** Pages come without their own script until it has resolved. */
  script: Promise<void>;
}

export async function startGallery(sandbox: Sandbox): Promise<Gallery> {
  const wall = await (await fetch(`${sandbox.url}/demo/gallery`)).text();
  const names = [...wall.matchAll(/<figure id="([\w-]+)"/g)].map(([, name]) => name ?? "");
  const streams = new Set<ServerResponse>();
  let sent = 0;
  const at = (name: string, lang = "en"): string => `/demo/gallery/${name}?lang=${lang}`;

  const gallery: Gallery = {
    ...(await serve("127.0.0.1", async (request, response) => {
      const place = request.url ?? "/";
      const path = place.replace(/\?.*/, "");
      if (path.endsWith("/events")) {
        response.setHeader("content-type", "text/event-stream");
        response.write(": welcome\n\n");
        const header = request.headers["last-event-id"];
        gallery.resumed.push([new URL(place, gallery.origin).searchParams.get("seen"), header as string | undefined]);
        streams.add(response);
        response.on("close", () => streams.delete(response));
      } else if (path.endsWith("/check")) {
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.end(gallery.answer);
      } else {
        const answer = await fetch(sandbox.url + place);
        response.statusCode = answer.status;
        for (const name of PASSED) {
          const value = answer.headers.get(name);
          if (value) response.setHeader(name, value);
        }
        const content = Buffer.from(await answer.arrayBuffer());
        const tail = answer.headers.get("content-type")?.startsWith("text/html") ? content.lastIndexOf("<script") : 0;
        if (tail > 0) response.write(content.subarray(0, tail));
        await gallery.script;
        response.end(content.subarray(Math.max(tail, 0)));
      }
    })),
    names,
    answer: "",
    script: Promise.resolve(),
    resumed: [],
    sent: () => sent,
    page: (name, lang) => gallery.origin + at(name, lang),
    still: (name, lang) => `${gallery.origin}${at(name, lang)}&still`,
    hangUp: () => streams.forEach((stream) => stream.destroy()),
    push: async (screen, ...ids) => {
      const html = await (await fetch(sandbox.url + at(screen))).text();
      gallery.send(...ids.map((id) => [id, element(html, id)] as const));
    },
    send: (...parts) => {
      sent += 1;
      for (const [at, [id, html]] of parts.entries()) {
        const data = `${id}\n${html}`.split("\n").map((line) => `data: ${line}\n`);
        // As from the server: only the last of several says what the page then has.
        const mark = at === parts.length - 1 ? `id: ${sent}\n` : at === 0 ? "id: cut\n" : "";
        for (const stream of streams) stream.write(`${mark}event: part\n${data.join("")}\n`);
      }
    },
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

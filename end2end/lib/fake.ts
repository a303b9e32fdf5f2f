// A stand-in for the widget's origin: embed.js itself, and frames that do what the test wants.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Served, serve } from "./serve.js";

const PUBLIC = join(import.meta.dirname, "..", "..", "public");

/** The frame's side of the conversation, as the contract has it. */
const FRAME = `
  window.heard = [];
  window.tell = (type, detail, to = "*") => parent.postMessage({ type: "fairlead:" + type, detail }, to);
  addEventListener("message", ({ source, origin, data }) => {
    heard.push({ fromParent: source === parent, origin, ...data });
    if (data.type === "fairlead:hello" && !window.greeted) {
      window.greeted = true;
      tell("ready", { title: "Connect your domain", close: "Close" }, origin);
      tell("height", { px: 778 }, origin);
    }
  });
`;

export interface Fake extends Served {
  /** Bodies of the forms that were posted to \`/widget\`, with their queries. */
  posted: { query: string; body: string }[];
  /** Which of the loader's files were asked for. */
  asked: string[];
  /** Addresses that begin so answer 503. */
  away: string[];
}

/** \`/widget/<anything>\` greets back; \`/widget/mute\` never does; \`/widget/refused\` can't be framed. */
export async function startFake(): Promise<Fake> {
  const posted: Fake["posted"] = [];
  const asked: string[] = [];
  const away: string[] = [];
  const served = await serve("127.0.0.1", async (request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (/^\/embed(\/[\w.]+)?\.js$/.test(url.pathname)) {
      asked.push(url.pathname + url.search);
      response.statusCode = away.some((path) => url.pathname.startsWith(path)) ? 503 : 200;
      response.setHeader("content-type", "text/javascript; charset=utf-8");
      response.setHeader("access-control-allow-origin", "*");
      response.end(await readFile(join(PUBLIC, url.pathname)));
      return;
    }
    if (request.method === "POST" && url.pathname === "/widget") {
      let body = "";
      for await (const piece of request) body += String(piece);
      posted.push({ query: url.search, body });
      response.statusCode = 303;
      response.setHeader("location", "/widget/posted");
      response.end();
      return;
    }
    if (url.pathname === "/widget/refused") {
      response.setHeader("content-security-policy", "frame-ancestors 'none'");
    }
    if (url.pathname === "/widget/never") return;
    const script = url.pathname === "/widget/mute" ? "" : FRAME;
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Frame</title><h1>${url.pathname}</h1>` +
        `<button>Inside</button><script>${script}</script></html>`,
    );
  });
  return { ...served, posted, asked, away };
}

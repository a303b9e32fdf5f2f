// Our own page: what it weighs, and its copy without scripts, which is as fast as a page can be.
import { createServer } from "node:http";
import { brotliCompressSync, constants } from "node:zlib";
import { transfer, weigh } from "./bytes.mjs";
import { row, table, verdict } from "./report.mjs";

const FIRST_WINDOW = 14_000;
/** The loader of npm entrijs 1.4.0, brotli: published, not measured here. */
const ENTRIJS = 1187;

/** The addresses of the code that a page asks for, and the script that it carries. */
export async function readPage(address) {
  const html = (await transfer(address, "identity")).body.toString();
  const [script, module] = [...html.matchAll(/<link[^>]* href="(\/pkg\/[^"]*)"[^>]* data-code/g)].map(([, path]) => path);
  const inline = [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text).join("\n");
  const style = html.match(/<style[^>]*>([\s\S]*?)<\/style>/)[1];
  return { html, script, module, inline, style };
}

export async function sizes(server, page) {
  const { script, module } = await readPage(page);
  const parts = { HTML: page, JS: script, WASM: module, "embed.js": "/embed.js" };
  const weights = {};
  table("Transfer sizes, bytes", ["what", "raw", "gzip -9", "brotli 11", "as sent to a browser", "anchor", "ratio", "goal", ""]);
  for (const [name, path] of Object.entries(parts)) weights[name] = await weigh(new URL(path, server.url).href);
  const show = (name, weight, ...rest) =>
    row(name, weight.raw, weight.gzip, weight.brotli, `${weight.sent} (${weight.coding})`, ...rest);
  const html = weights.HTML;
  const window = (bytes) => [`first TCP window, ${FIRST_WINDOW}`, `${(bytes / FIRST_WINDOW).toFixed(2)}x`, "≤ 1x", verdict(bytes <= FIRST_WINDOW)];
  show("**before the records are readable**: the page with its style, compressed", html, ...window(html.brotli));
  show("the same, as sent", html, ...window(html.sent));
  show("JS", weights.JS, "–", "–", "–", "");
  show("WASM", weights.WASM, "–", "–", "–", "");
  const embed = weights["embed.js"];
  const share = embed.brotli / ENTRIJS;
  show("embed.js", embed, `entrijs loader, ${ENTRIJS} (*published*)`, `${share.toFixed(2)}x`, "≤ 1x", verdict(share <= 1));
}

/** The same page as a file, without a script. */
export async function startCopy(page) {
  const { html } = await readPage(page);
  const bare = html.replace(/<script\b[\s\S]*?<\/script>/g, "").replace(/<link\b[^>]* data-code[^>]*>/g, "");
  const body = brotliCompressSync(bare, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  const listener = createServer((asked, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    if (asked.url === "/") answer.setHeader("content-encoding", "br");
    answer.end(asked.url === "/" ? body : "");
  });
  await new Promise((ready) => listener.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${listener.address().port}/`, stop: () => listener.close() };
}

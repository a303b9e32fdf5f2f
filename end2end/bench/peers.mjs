// Our records screen beside the same one built with React and with Preact, in one run.
import { buildPeer } from "../peers/build.mjs";
import { readView } from "../peers/read.mjs";
import { startPeer } from "../peers/serve.mjs";
import { compareAll } from "./alike.mjs";
import { brotli, weigh } from "./bytes.mjs";
import { load } from "./loading.mjs";
import { readPage, startCopy } from "./ours.mjs";
import { median, row, say, table, verdict } from "./report.mjs";

const LOADS = 9;

/** What a form of our page answers to its script. */
async function answerOf(html, server, form) {
  const [, action] = html.match(new RegExp(`action="([^"]*/${form}[^"]*)"`));
  const answer = await fetch(new URL(action, server.url), { method: "POST", headers: { accept: "text/html-part" } });
  if (!answer.ok) throw new Error(`${action} answered ${answer.status}`);
  return answer.text();
}

/** Ours first, then its peers: where each is, and what it weighs, in bytes of brotli. */
async function contestants(browser, server, widget) {
  const ours = await readPage(widget);
  const [checked, sent] = [await answerOf(ours.html, server, "check"), await answerOf(ours.html, server, "share")];
  const blank = await browser.newPage();
  const shown = await blank.evaluate(readView, { html: ours.html, checked, sent });
  await blank.close();
  const built = [await buildPeer("react"), await buildPeer("preact")];
  await compareAll(browser, server, built, { ...ours, address: widget, shown });
  const peers = [];
  for (const peer of built) peers.push(await startPeer(peer, shown, ours.style));
  const at = (path) => new URL(path, server.url).href;
  const [js, wasm] = [await weigh(at(ours.script)), await weigh(at(ours.module))];
  const inline = brotli(Buffer.from(ours.inline)).length;
  const all = [
    { name: "ours", kind: "ours", address: widget, code: js.sent + wasm.sent + inline, first: inline, parts: [js, wasm] },
  ];
  for (const { name, address, script } of peers) {
    const weight = await weigh(new URL(script.path, address).href);
    all.push({ name, kind: "peer", address, code: weight.sent, first: weight.sent, parts: [weight] });
  }
  for (const one of all) one.page = await weigh(one.address);
  return { all, stop: () => Promise.all(peers.map((peer) => peer.stop())) };
}

const ratio = (figures) => (figures[1] ? `${(figures[0] / figures[1]).toFixed(2)}x` : "–");

/** A row of ours, React's and Preact's figure; `goal` is the most that ours may be of React's. */
function compare(what, figures, shown, goal) {
  const met = goal === undefined ? "" : verdict(figures[0] <= goal * figures[1]);
  row(what, ...figures.map(shown), ratio(figures), goal === undefined ? "–" : `≤ ${goal}x`, met);
}

function weights(all) {
  table("The records screen beside React and Preact: bytes of brotli", ["what", "ours", "React", "Preact", "ours : React", "goal", ""]);
  const of = (what) => all.map(what);
  const bytes = (figure) => figure.toFixed(0);
  compare("the page with its style, as sent", of(({ page }) => page.sent), bytes);
  compare("code that must run before copying works", of(({ first }) => first), bytes, 1);
  compare("all code", of(({ code }) => code), bytes, 1);
  compare("all code, the further goal", of(({ code }) => code), bytes, 0.8);
  // The script inside our page is counted with the page.
  const wire = of(({ page, parts }) => parts.reduce((sum, part) => sum + part.sent, page.sent));
  compare("everything over the wire", wire, bytes);
  say("\nOf ours, all code is what the page carries, the glue and the module; the first of them copies.");
}

/** Loads by turns, so that what else the machine does meets all of them. */
async function runs(browser, all, throttle) {
  const seen = all.map(() => []);
  for (let nth = 0; nth < LOADS; nth++) {
    for (const [at, one] of all.entries()) seen[at].push(await load(browser, one, throttle));
  }
  return seen;
}

async function times(browser, all, still) {
  table(
    `From navigation to use beside them, cold cache, median of ${LOADS}`,
    ["what", "no scripts", "ours", "React", "Preact", "ours : React", "goal", ""],
  );
  let calm;
  for (const throttle of [1, 4]) {
    const seen = await runs(browser, [{ kind: "still", address: still }, ...all], throttle);
    const cpu = throttle === 1 ? "" : `, processor at 1/${throttle}`;
    const line = (what, key, goal) => {
      const [anchor, ...figures] = seen.map((loads) => median(loads.map((load) => load[key] ?? 0)));
      const met = goal === undefined ? "" : verdict(figures[0] <= goal * figures[1]);
      const shown = key === "readable" ? anchor.toFixed(0) : "–";
      row(what + cpu, shown, ...figures.map((ms) => ms.toFixed(0)), ratio(figures), goal === undefined ? "–" : `≤ ${goal}x`, met);
    };
    line("the page's last byte is there, ms", "arrived");
    line("records readable, ms", "readable");
    line("copy button works, ms", "copied", 1);
    line("main thread blocked (beyond 50 ms a task), ms", "blocked");
    calm ??= seen.slice(1);
  }
  memory(calm);
}

function memory(seen) {
  const kib = (key) => seen.map((loads) => median(loads.map((load) => load[key])) / 1024);
  const [heap, wasm] = [kib("heap"), kib("wasm")];
  const line = (what, figures) => row(what, "–", ...figures.map((figure) => figure.toFixed(0)), ratio(figures), "–", "");
  line("memory after the load: JavaScript's heap, KiB", heap);
  line("the same with the memory of WebAssembly, KiB", heap.map((figure, at) => figure + wasm[at]));
}

export async function besidePeers(browser, server, widget) {
  const { all, stop } = await contestants(browser, server, widget);
  const copy = await startCopy(widget);
  try {
    weights(all);
    await times(browser, all, copy.address);
  } finally {
    copy.stop();
    await stop();
  }
}

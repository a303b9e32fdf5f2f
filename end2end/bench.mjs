// What the reader of the widget waits for: bytes, records on the screen, and the green mark.
// Run by `./fairlead bench`, on the release build; every figure beside its anchor.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const LOADS = 9;
const PUBLICATIONS = 12;
/** How often a record that is waited for is looked up while the widget is open, ms. */
const POLL = 1000;
const FIRST_WINDOW = 14_000;
/** The loader of npm entrijs 1.4.0, brotli: published, not measured here. */
const ENTRIJS = 1187;
const ROOT = join(import.meta.dirname, "..");

const say = (line = "") => console.log(line);
const verdict = (met) => (met ? "met" : "MISSED");
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function table(title, columns) {
  say(`\n### ${title}\n\n| ${columns.join(" | ")} |\n| ${columns.map(() => "---").join(" | ")} |`);
}
const row = (...cells) => say(`| ${cells.join(" | ")} |`);

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
const median = (values) => quantile(values, 0.5);

// --- the server -----------------------------------------------------------------------------

async function startServer() {
  const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
  const binary = process.env.FAIRLEAD_BIN ?? join(target, "release", "fairlead");
  if (!existsSync(binary)) throw new Error("no release build was found: cargo build --release --package server");
  const folder = await mkdtemp(join(tmpdir(), "fairlead-bench-"));
  const child = spawn(binary, ["serve"], {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      MODE: "sandbox",
      LISTEN_ADDR: "127.0.0.1:0",
      INTERNAL_ADDR: "127.0.0.1:0",
      DATABASE_URL: `sqlite://${folder}/bench.db`,
      LOG: "warn",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const ready = await Promise.race([
    new Promise((resolve) => {
      createInterface({ input: child.stdout }).on("line", (line) => line.startsWith("{") && resolve(JSON.parse(line)));
    }),
    ended.then((code) => Promise.reject(new Error(`the server ended with ${code} before it was ready`))),
  ]);
  const url = ready.public_url;
  const guide = await (await fetch(`${url}/sandbox`)).json();
  const api = async (method, path, body) => {
    const headers = { authorization: `Bearer ${guide.api_key}`, "content-type": "application/json" };
    const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text ? JSON.parse(text) : null;
  };
  const stop = async () => {
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(patience);
    await rm(folder, { recursive: true, force: true });
  };
  return { url, guide, api, stop };
}

/** A connection with nothing published yet, and the address of a widget that shows it. */
async function newConnection(server, label) {
  const application_id = server.guide.application_id;
  const hostname = `${label}.${server.guide.zone}`;
  const connection = await server.api("POST", "/v1/connections", { application_id, hostname, reference: label });
  const { widget_url } = await server.api("POST", "/v1/tokens", { application_id, connection_id: connection.id });
  return { connection, widget: widget_url };
}

// --- bytes ----------------------------------------------------------------------------------

/** The body as it comes over the wire to a browser. */
function transfer(address, encoding) {
  return new Promise((resolve, reject) => {
    const headers = { "accept-encoding": encoding };
    request(address, { headers }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => {
        const body = Buffer.concat(chunks);
        if (answer.statusCode !== 200) reject(new Error(`${address} answered ${answer.statusCode}`));
        resolve({ body, coding: answer.headers["content-encoding"] ?? "none" });
      });
    }).on("error", reject).end();
  });
}

const brotli = (body) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });

async function sizes(server, page) {
  const parts = { HTML: page, CSS: "/pkg/app.css", JS: "/pkg/app.js", WASM: "/pkg/app_bg.wasm", "embed.js": "/embed.js" };
  const weights = {};
  table("Transfer sizes, bytes", ["what", "raw", "gzip -9", "brotli 11", "as sent to a browser", "anchor", "ratio", "goal", ""]);
  for (const [name, path] of Object.entries(parts)) {
    const address = new URL(path, server.url).href;
    const plain = (await transfer(address, "identity")).body;
    const sent = await transfer(address, "gzip, deflate, br");
    const weight = { raw: plain.length, gzip: gzipSync(plain, { level: 9 }).length, brotli: brotli(plain).length, sent: sent.body.length };
    weights[name] = weight;
    if (name === "embed.js") continue;
    row(name === "HTML" ? "HTML of the records" : name, weight.raw, weight.gzip, weight.brotli, `${weight.sent} (${sent.coding})`, "–", "–", "–", "");
  }
  const sum = (names, key) => names.reduce((total, name) => total + weights[name][key], 0);
  const total = (name, of, ...rest) =>
    row(name, ...["raw", "gzip", "brotli", "sent"].map((key) => sum(of, key)), ...rest);
  const first = ["HTML", "CSS"];
  const window = (key) => (sum(first, key) / FIRST_WINDOW).toFixed(2) + "x";
  total("**before the records are readable**: HTML + CSS, compressed", first, `first TCP window, ${FIRST_WINDOW}`, window("brotli"), "≤ 1x", verdict(sum(first, "brotli") <= FIRST_WINDOW));
  total("the same, as sent", first, `first TCP window, ${FIRST_WINDOW}`, window("sent"), "≤ 1x", verdict(sum(first, "sent") <= FIRST_WINDOW));
  total("**code of the widget**: JS + WASM", ["JS", "WASM"], "React build: not built yet", "–", "–", "");
  const embed = weights["embed.js"].brotli;
  total("embed.js", ["embed.js"], `entrijs loader, ${ENTRIJS} (*published*)`, `${(embed / ENTRIJS).toFixed(2)}x`, "≤ 1x", verdict(embed <= ENTRIJS));
}

// --- from navigation to something to read ---------------------------------------------------

/** Runs in the page before anything else, and notes when what can be seen can be used. */
function stopwatch() {
  const seen = { readable: null, copied: null, awake: null };
  window.seen = seen;
  let clicked = false;
  const look = () => {
    const button = document.querySelector(".record [data-copy]");
    // Before its style is there the page is not painted, and nothing has a box.
    if (seen.readable === null && button && 0 < button.getClientRects().length) {
      requestAnimationFrame(() => (seen.readable ??= performance.now()));
    }
    if (button && !clicked && document.querySelector("#widget.scripted")) {
      clicked = true;
      button.click();
    }
    if (clicked && "copied" in button.dataset) seen.copied ??= performance.now();
    const islands = [...document.querySelectorAll("leptos-island")];
    if (0 < islands.length && islands.every((island) => "awake" in island.dataset)) seen.awake ??= performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function load(browser, address, throttle, done) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  try {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await context.addInitScript(stopwatch);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: throttle });
    await page.goto(address);
    await page.waitForFunction(done, null, { timeout: 30_000 });
    return await page.evaluate("seen");
  } finally {
    await context.close();
  }
}

/** The same page and style as files, without a script. */
async function startCopy(server, address) {
  const html = (await transfer(address, "identity")).body.toString();
  const bare = html.replace(/<script\b[\s\S]*?<\/script>/g, "").replace(/<link\b[^>]*(modulepreload|wasm)[^>]*>/g, "");
  const style = await transfer(`${server.url}/pkg/app.css`, "br");
  const listener = createServer((asked, answer) => {
    const isStyle = asked.url.startsWith("/pkg/app.css");
    if (isStyle) answer.setHeader("content-encoding", style.coding);
    answer.setHeader("content-type", isStyle ? "text/css; charset=utf-8" : "text/html; charset=utf-8");
    answer.end(isStyle ? style.body : asked.url === "/" ? bare : "");
  });
  await new Promise((ready) => listener.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${listener.address().port}/`, stop: () => listener.close() };
}

async function loading(server, browser, widget) {
  const copy = await startCopy(server, widget);
  table(`From navigation to use, cold cache, median of ${LOADS} (ms)`, ["what", "CPU", "records readable", "ratio", "copy button works", "live parts awake"]);
  for (const throttle of [1, 4]) {
    const [still, ours] = [[], []];
    for (let nth = 0; nth < LOADS; nth++) {
      still.push(await load(browser, copy.address, throttle, "seen.readable !== null"));
      ours.push(await load(browser, widget, throttle, "Object.values(seen).every((at) => at !== null)"));
    }
    const of = (runs, what) => median(runs.map((run) => run[what]));
    const cpu = throttle === 1 ? "full" : `1/${throttle}`;
    row("the same page as a file, no scripts", cpu, of(still, "readable").toFixed(0), "1 (anchor)", "–", "–");
    const ratio = of(ours, "readable") / of(still, "readable");
    row("the widget", cpu, of(ours, "readable").toFixed(0), `${ratio.toFixed(2)}x`, of(ours, "copied").toFixed(0), of(ours, "awake").toFixed(0));
  }
  copy.stop();
}

// --- from publication to the green mark -----------------------------------------------------

/** How long resolvers are left alone, ms: who asks too early makes everybody wait. */
const SETTLED = 5000;

/** Notes when the first card's pill changes its class. */
function watchPill() {
  window.marks = { told: null, green: null };
  const note = () => {
    const pill = document.querySelector("#r0 .pill, .record .pill");
    if (!pill) return;
    if (pill.className !== "pill") window.marks.told ??= Date.now();
    if (pill.classList.contains("good")) window.marks.green ??= Date.now();
  };
  new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
  note();
}

/** The page's policy forbids what `waitForFunction` does; the marks are the page's own, so asking seldom costs nothing. */
async function until(page, expression) {
  for (const end = Date.now() + 30_000; !(await page.evaluate(expression)); await pause(50)) {
    if (end < Date.now()) throw new Error(`30 s went by without: ${expression}`);
  }
}

async function publication(server, browser, nth) {
  const { connection, widget } = await newConnection(server, `green${nth}`);
  const wanted = connection.desired_records.find(({ type }) => type === "TXT");
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(widget);
    await until(page, "document.querySelectorAll('leptos-island').length && !document.querySelector('leptos-island:not([data-awake])')");
    const card = page.locator(".record").first();
    if (!(await card.innerText()).includes("TXT")) throw new Error("the first card is not the TXT record's");
    await page.evaluate(watchPill);
    // Spread over the poll's period, so that no phase of it is preferred.
    await pause(2000 + (nth * POLL) / PUBLICATIONS);
    await server.api("PUT", "/sandbox/records", { name: wanted.host, type: "TXT", ttl: 5, values: [wanted.value] });
    const published = Date.now();
    await until(page, "marks.green !== null");
    const marks = await page.evaluate("marks");
    return { told: marks.told - published, green: marks.green - published };
  } finally {
    await context.close();
    await server.api("DELETE", `/v1/connections/${connection.id}`);
  }
}

async function noticing(server, browser) {
  const runs = [];
  for (let nth = 0; nth < PUBLICATIONS; nth++) runs.push(await publication(server, browser, nth));
  table(`From a record's publication to its mark in an open widget, ${PUBLICATIONS} publications`, ["what", "p50 ms", "max ms", "p50 : poll period", "goal", "", "max : poll period", "goal", ""]);
  row("anchor: the poll period T", POLL, POLL, "1", "", "", "1", "", "");
  const times = (key) => runs.map((run) => run[key]);
  const [p50, max] = [median(times("told")), Math.max(...times("told"))];
  row("**found at the name servers**", p50, max, `${(p50 / POLL).toFixed(2)}x`, "≤ 0.60x", verdict(p50 <= 0.6 * POLL), `${(max / POLL).toFixed(2)}x`, "≤ 1.10x", verdict(max <= 1.1 * POLL));
  // No resolver is asked before the name servers were right twice, five seconds apart.
  const late = times("green").map((at) => at - SETTLED);
  const [p50Late, maxLate] = [median(late), Math.max(...late)];
  row("**green: visible everywhere**, beyond the 5 s that we wait", p50Late, maxLate, `${(p50Late / POLL).toFixed(2)}x`, "–", "", `${(maxLate / POLL).toFixed(2)}x`, "–", "");
}

// --- all of it ------------------------------------------------------------------------------

const server = await startServer();
const browser = await chromium.launch({
  executablePath: process.env.FAIRLEAD_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  say(`\nChromium ${browser.version()}, Node ${process.version}`);
  const { widget } = await newConnection(server, "reader");
  await sizes(server, widget);
  await loading(server, browser, widget);
  await noticing(server, browser);
} finally {
  await browser.close();
  await server.stop();
}

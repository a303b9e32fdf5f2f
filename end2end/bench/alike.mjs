// Whether the peers show what ours does: a page that lacks something is not one to be measured beside.
import { readView } from "../peers/read.mjs";
import { startPeer } from "../peers/serve.mjs";
import { readPage } from "./ours.mjs";
import { say } from "./report.mjs";

/** Where the real server hangs its screens, each in one state. */
const GALLERY = "/demo/gallery";
/** What only a records screen has. */
const RECORDS = 'id="consent"';
/** Into these our code has written since they were sent; peers are compared as they are sent, too. */
const SINCE = ["offline", "away", "copy-refused"];
/** Those that are looked at in a browser, too: their code must change nothing. */
const AWAKE = ["pair", "pair-offered", "clearing", "slip", "progress", "statuses", "offered", "findings-zone", "link"];
/** In a script of each direction. */
const LANGS = ["en", "ar"];
/** So many differences are told of each page. */
const MOST = 12;

/**
 * Runs in a browser: a line for each element of the widget and for each text, in their order. Of the
 * document itself where there is no `html`.
 *
 * Two things may differ, and are left out: our islands, which are empty elements that mark where code
 * wakes up, and `data-` attributes, by which our scripts find what they need.
 */
function outline(html) {
  const page = html === undefined ? document : new DOMParser().parseFromString(html, "text/html");
  const widget = page.getElementById("widget");
  const base = widget.dataset.base ?? "/visit";
  const lines = [];
  const add = (depth, line) => lines.push("  ".repeat(depth) + line);
  const shown = ({ name, value }) => {
    if (name === "class") return value.split(" ").sort().join(" ");
    return ["href", "action"].includes(name) ? value.replace(base, "/visit") : value;
  };
  const walk = (element, depth) => {
    const attributes = [...element.attributes].filter(({ name, value }) => !name.startsWith("data-") && (name !== "class" || value));
    const named = attributes.map((attribute) => ` ${attribute.name}="${shown(attribute)}"`).sort();
    add(depth, `<${element.localName}${named.join("")}>`);
    let text = "";
    const flush = () => {
      const words = text.replace(/\s+/g, " ").trim();
      if (words) add(depth + 1, words);
      text = "";
    };
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) text += node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || node.localName === "leptos-island") continue;
      flush();
      walk(node, depth + 1);
    }
    flush();
  };
  walk(widget, 0);
  return lines;
}

/** Runs in a browser: the lines that can be read. */
const visible = () =>
  document.getElementById("widget").innerText.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);

/** The lines that one of both has more often; where there are none, those that change places. */
function differences(ours, theirs, name) {
  const surplus = (some, others) => {
    const rest = [...others];
    return some.filter((line) => {
      const at = rest.indexOf(line);
      if (0 <= at) rest.splice(at, 1);
      return at < 0;
    });
  };
  const told = (lines, whose) => lines.map((line) => `only ${whose}: ${line.trim()}`);
  const found = [...told(surplus(ours, theirs), "ours"), ...told(surplus(theirs, ours), name)];
  const at = ours.findIndex((line, at) => line !== theirs[at]);
  return 0 < found.length || at < 0 ? found : [`in another place: ${ours[at].trim()} | ${name}: ${theirs[at]?.trim()}`];
}

/** Opens an address, its streams silent and the clock still, and reads it once `ready` holds. */
async function awake(browser, { address, html, now }, ready) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  try {
    await context.route((url) => url.pathname.endsWith("/events"), () => {});
    if (html) await context.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
    const page = await context.newPage();
    const broken = [];
    page.on("pageerror", (error) => broken.push(error));
    await page.clock.setFixedTime(now * 1000);
    await page.goto(address);
    for (const end = Date.now() + 20_000; !(await page.evaluate(ready)); await new Promise((go) => setTimeout(go, 20))) {
      if (end < Date.now()) throw new Error(`${address} did not wake up`);
    }
    // A page that is not as it was sent is built anew by its code: that would not be measured beside ours.
    if (0 < broken.length) throw new Error(`${address}: ${broken[0]}`);
    return { outline: await page.evaluate(outline), visible: await page.evaluate(visible) };
  } finally {
    await context.close();
  }
}

const AWAKE_OURS = "document.querySelector('leptos-island') && !document.querySelector('leptos-island:not([data-awake])')";
/** The peers' clocks run once their effects have. */
const AWAKE_PEER = "document.querySelector('#widget.scripted') && !document.querySelector('time')?.textContent.endsWith('UTC')";

/** As a browser shows them: what `html` becomes at `address`, and what each peer makes of it. */
async function differAwake(browser, peers, { address, html, shown, style }) {
  const { now } = shown.view;
  const ours = await awake(browser, { address, html, now }, AWAKE_OURS);
  const found = [];
  for (const peer of peers) {
    const running = await startPeer(peer, shown, style);
    try {
      const theirs = await awake(browser, { address: running.address, now }, AWAKE_PEER);
      for (const what of ["outline", "visible"]) found.push(...differences(ours[what], theirs[what], peer.name));
    } finally {
      await running.stop();
    }
  }
  return found;
}

/** As they are sent. */
async function differSent(blank, peers, { html, shown }) {
  const ours = await blank.evaluate(outline, html);
  const found = [];
  for (const peer of peers) {
    const theirs = await blank.evaluate(outline, peer.render(shown.view));
    found.push(...differences(ours, theirs, peer.name));
  }
  return found;
}

/** Every records screen of the gallery. */
async function screens(server) {
  const wall = await (await fetch(server.url + GALLERY)).text();
  const names = [...new Set([...wall.matchAll(new RegExp(`${GALLERY}/([a-z0-9-]+)`, "g"))].map(([, name]) => name))];
  const all = [];
  for (const lang of LANGS) {
    for (const name of names.filter((name) => !SINCE.includes(name))) {
      const address = `${server.url}${GALLERY}/${name}?lang=${lang}`;
      const { html, style } = await readPage(address);
      if (html.includes(RECORDS)) all.push({ name: `${name} (${lang})`, isAwake: lang === LANGS[0] && AWAKE.includes(name), address, html, style });
    }
  }
  return all;
}

/**
 * Fails where a peer's page has other elements, attributes or texts than ours: the one that is
 * measured, and each records screen of the gallery. `measured` has its address, its HTML, its style
 * and what was read of it.
 */
export async function compareAll(browser, server, peers, measured) {
  let count = 0;
  const tell = (name, found) => {
    for (const line of found.slice(0, MOST)) say(`${name}, ${line}`);
    if (MOST < found.length) say(`${name}: and ${found.length - MOST} more`);
    count += found.length;
  };
  tell("measured", await differAwake(browser, peers, measured));
  const all = await screens(server);
  const blank = await browser.newPage();
  for (const screen of all) {
    screen.shown = await blank.evaluate(readView, { html: screen.html });
    tell(screen.name, await differSent(blank, peers, screen));
    if (screen.isAwake) tell(`${screen.name}, awake`, await differAwake(browser, peers, screen));
  }
  await blank.close();
  if (0 < count) throw new Error(`the peers' pages differ from ours in ${count} places`);
  const woken = all.filter(({ isAwake }) => isAwake).length;
  say(`\nThe peers show what ours does: the page that is measured, and ${all.length} states of it as they are sent, ${woken} of them also awake.`);
}

// From the publication of a record to the green mark in an open widget.
import { median, row, table, verdict } from "./report.mjs";
import { newConnection } from "./server.mjs";

const PUBLICATIONS = 12;
/** How often a record that is waited for is looked up while the widget is open, ms. */
const POLL = 1000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

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

export async function noticing(server, browser) {
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

// The visit of a reader whose laptop sleeps, whose clock is wrong, whose network goes, who has two tabs.
import { type Page } from "@playwright/test";
import { type Site } from "../lib/host.js";
import { type Sandbox } from "../lib/sandbox.js";
import { Widget, asleep, eventNames, expect, inspect, openInline, test, told } from "../lib/test.js";
import { OVER } from "../lib/watch.js";

test.describe.configure({ timeout: 180_000 });

const ENDED = "This session has ended.";
const HOUR = 3600;

/** The page's `getToken` mints for the same customer, by way of the tenant's server. */
async function giveTokens(page: Page, own: Sandbox): Promise<{ minted: number }> {
  const count = { minted: 0 };
  await page.exposeFunction("mintAgain", async () => {
    count.minted += 1;
    return (await own.mint({ reference: "r" })).auth_token;
  });
  await page.evaluate("document.querySelector('fairlead-widget').getToken = () => mintAgain()");
  return count;
}

/** A page that listens, and that hears little: of nothing but that it is alive, every 15 seconds. */
async function listen(page: Page, own: Sandbox, site: Site): Promise<Widget> {
  const stream = page.waitForRequest(/\/events/);
  const widget = await openInline(page, own, site, (await own.mint({ reference: "r" })).widget_url);
  await expect(widget.field).toBeVisible();
  await stream;
  return widget;
}

async function enter(widget: Widget, own: Sandbox): Promise<void> {
  await widget.enter(`shop.${own.guide.zone}`);
  await expect(widget.card("TXT")).toContainText("Waiting for you");
}

async function visit(page: Page, own: Sandbox, site: Site, src?: string): Promise<Widget> {
  const widget = await openInline(page, own, site, src ?? (await own.mint({ reference: "r" })).widget_url);
  await enter(widget, own);
  return widget;
}

/** That the page is alive: it asks, and gets an answer. */
async function expectAlive(widget: Widget): Promise<void> {
  await widget.in.getByRole("button", { name: "Check now" }).click();
  await expect(widget.in.getByText(/Checked .* ago/).first()).toBeVisible();
  await expect(widget.in.getByText(ENDED).first()).toBeHidden();
}

test("after a night's sleep the visit goes on with a fresh token, at another address", async ({ page, own, site, watch }) => {
  watch.excuse(OVER);
  await page.clock.install();
  const widget = await visit(page, own, site);
  const tokens = await giveTokens(page, own);
  const before = page.frames()[1]?.url();
  // No timer ran meanwhile: the first thing that the page sees is another morning.
  await own.advance(9 * HOUR);
  await page.clock.fastForward(9 * HOUR * 1000);
  await expect.poll(() => page.frames()[1]?.url()).not.toBe(before);
  await expect(widget.card("TXT")).toBeVisible();
  await expectAlive(widget);
  expect(tokens.minted).toBe(1);
});

test("a stream that falls silent without an error is opened anew, and goes on", async ({ page, own, site }) => {
  let opened = 0;
  page.on("request", (request) => (opened += Number(request.url().includes("/events"))));
  await page.clock.install();
  const widget = await listen(page, own, site);
  expect(opened).toBe(1);
  // The clock goes by second after second, much faster than the server speaks.
  await page.clock.runFor(45_000);
  // It may have been heard for the first time while the clock went by.
  await expect.poll(() => opened, { timeout: 20_000 }).toBe(2);
  await expect(widget.in.getByText("We can’t reach our server")).toBeHidden();
  await enter(widget, own);
  await expectAlive(widget);
});

test("a stream with nothing to tell is heard all the same, and left open", async ({ page, own, site }) => {
  let opened = 0;
  page.on("request", (request) => (opened += Number(request.url().includes("/events"))));
  await page.clock.install();
  await listen(page, own, site);
  expect(opened).toBe(1);
  // Another stream of the same page is told at the same time that it is alive.
  const another = `new Promise((heard) => {
    const stream = new EventSource(document.getElementById("widget").dataset.base + "/events");
    stream.addEventListener("alive", () => heard(stream.close()));
  })`;
  await page.frames()[1]?.evaluate(another);
  expect(opened).toBe(2);
  await page.clock.runFor(20_000);
  // By now both were.
  await page.frames()[1]?.evaluate(another);
  expect(opened).toBe(3);
  await page.clock.runFor(20_000);
  expect(opened).toBe(3);
});

test("a server that refuses streams for long is asked by one at a time", async ({ page, own, site, watch }) => {
  watch.excuse(/status of 503/);
  await page.clock.install();
  const widget = await listen(page, own, site);
  const asked: string[] = [];
  await page.route(/\/widget\/[^/]+(\/events)?(\?|$)/, (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.fulfill({ status: 503, body: "later" });
  });
  // A stream that is silent is opened anew, and refused.
  for (let second = 0; second < 300; second += 5) {
    await page.clock.runFor(5_000);
    await page.evaluate("0");
  }
  // Each five seconds one question at most, however long it lasts.
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.length).toBeLessThan(65);
  await page.unroute(/\/widget\/[^/]+(\/events)?(\?|$)/);
  await page.clock.runFor(10_000);
  await enter(widget, own);
  await expectAlive(widget);
});

test("without getToken a night's sleep ends the visit, and what was there stays readable", async ({ page, own, site, watch }) => {
  watch.excuse(OVER);
  await page.clock.install();
  const widget = await visit(page, own, site);
  await own.advance(9 * HOUR);
  await page.clock.fastForward(9 * HOUR * 1000);
  await expect(widget.in.getByText(ENDED).first()).toBeVisible();
  await expect(widget.card("TXT")).toBeVisible();
  await expect.poll(() => eventNames(page)).toContain("token-expired");
});

test("what is listed stays to be read when the visit is over, and leads nowhere", async ({ page, own, site, watch }) => {
  watch.excuse(OVER);
  await page.clock.install();
  for (const name of ["a", "b"]) await own.connect(`${name}.${own.guide.zone}`, "r");
  const widget = await openInline(page, own, site, (await own.mint({ reference: "r" })).widget_url);
  await expect(widget.in.getByRole("link", { name: `a.${own.guide.zone}` })).toBeVisible();
  await own.advance(9 * HOUR);
  await page.clock.fastForward(9 * HOUR * 1000);
  await expect(widget.in.getByText(ENDED).first()).toBeVisible();
  await expect(widget.in.getByText(`a.${own.guide.zone}`)).toBeVisible();
  await expect(widget.in.locator(".list a[href]")).toHaveCount(0);
});

test("a clock that is set, back or forth, neither ends the visit nor keeps it from being renewed", async ({ page, own, site }) => {
  const start = Date.now();
  await page.clock.install({ time: start });
  const widget = await visit(page, own, site);
  const tokens = await giveTokens(page, own);
  // Forth, by a day: the server knows better.
  await page.clock.setSystemTime(start + 24 * HOUR * 1000);
  await page.clock.runFor(3_000);
  await expectAlive(widget);
  expect(await eventNames(page)).not.toContain("token-expiring");
  // Back, by two days: by that clock the end would never come.
  await page.clock.setSystemTime(start - 24 * HOUR * 1000);
  await page.clock.runFor(3_000);
  await expectAlive(widget);
  await own.advance(57 * 60);
  await page.clock.fastForward(57 * 60 * 1000);
  await expect.poll(() => eventNames(page)).toContain("token-expiring");
  await expect.poll(() => tokens.minted).toBe(1);
  await expect(widget.in.getByText("This session ends in").first()).toBeHidden();
  await own.advance(10 * 60);
  await page.clock.fastForward(10 * 60 * 1000);
  await expectAlive(widget);
});

test("a renewal that does not get through is tried again", async ({ page, own, site, watch }) => {
  watch.excuse(/Failed to load resource/);
  await page.clock.install();
  const widget = await visit(page, own, site);
  const tokens = await giveTokens(page, own);
  let lost = 0;
  await page.route("**/widget/*/token", (route) => (++lost <= 2 ? route.abort() : route.continue()));
  await own.advance(56 * 60);
  await page.clock.fastForward(56 * 60 * 1000);
  await expect.poll(() => lost).toBe(1);
  await page.clock.fastForward(5_000);
  await expect.poll(() => lost).toBe(2);
  await page.clock.fastForward(5_000);
  await expect.poll(() => lost).toBe(3);
  await expect(widget.in.getByText("This session ends in").first()).toBeHidden();
  await own.advance(10 * 60);
  await page.clock.fastForward(10 * 60 * 1000);
  await expectAlive(widget);
  expect(tokens.minted).toBe(1);
});

test("a token of another customer is refused, and the page that gave it is told", async ({ page, own, site, watch }) => {
  watch.excuse(/status of 403/);
  await page.clock.install();
  const widget = await visit(page, own, site);
  await page.exposeFunction("mintOther", async () => (await own.mint({ reference: "other" })).auth_token);
  await page.evaluate("document.querySelector('fairlead-widget').getToken = () => mintOther()");
  await own.advance(56 * 60);
  await page.clock.fastForward(56 * 60 * 1000);
  await expect.poll(async () => (await told(page)).find(({ name }) => name === "error")?.detail).toEqual({ code: "token_refused" });
  await expect(widget.in.getByText("This session ends in").first()).toBeVisible();
});

test("two tabs of one visit: when one is renewed, so is the other", async ({ page, context, own, site }) => {
  await page.clock.install();
  const { widget_url } = await own.mint({ reference: "r" });
  const widget = await visit(page, own, site, widget_url);
  await giveTokens(page, own);
  const second = await context.newPage();
  const other = await openInline(second, own, site, widget_url);
  await expect(other.card("TXT")).toBeVisible();
  await own.advance(56 * 60);
  // The clock is the context's: it goes on in both.
  await page.clock.fastForward(56 * 60 * 1000);
  await expect.poll(() => eventNames(page)).toContain("token-expiring");
  await expect(widget.in.getByText("This session ends in").first()).toBeHidden();
  await own.advance(10 * 60);
  await second.clock.fastForward(10 * 60 * 1000);
  await expectAlive(widget);
  await expectAlive(other);
});

test("offline is told, and what happened meanwhile is shown when the network is back", async ({ page, context, sandbox, site, customer, watch }) => {
  watch.excuse(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK/);
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await widget.enter(customer.hostname);
  await expect(widget.card("TXT")).toContainText("Waiting for you");
  const note = widget.in.locator("#offline");
  await expect(note).toBeHidden();
  // What somebody has made meanwhile is there afterwards.
  await widget.in.getByText("Send to a colleague").click();
  await widget.in.getByRole("button", { name: "Make a link" }).click();
  const link = widget.in.getByRole("button", { name: /^Copy http/ });
  await expect(link).toBeVisible();
  await context.setOffline(true);
  await expect(note).toBeVisible();
  const { desired_records, id } = await sandbox.connectionOf(customer.reference);
  await sandbox.publish(desired_records.filter(({ type }) => type === "TXT"));
  await sandbox.api("POST", `/v1/connections/${id}/records:check`, {});
  await context.setOffline(false);
  await expect(note).toBeHidden();
  await expect(widget.card("TXT")).toContainText(/Visible everywhere|Found at/, { timeout: 30_000 });
  await expect(link).toBeVisible();
});

test("while our server is away that is said, and the page goes on when it is back", async ({ page, own, site, watch }) => {
  watch.excuse(/ERR_|Failed to fetch/);
  const widget = await openInline(page, own, site, (await own.mint({ reference: "r" })).widget_url);
  await widget.enter(`shop.${own.guide.zone}`);
  await expect(widget.card("TXT")).toContainText("Waiting for you");
  await own.kill();
  const note = widget.in.locator("#away");
  await expect(note).toHaveText("We can’t reach our server. Nothing is wrong with your domain as far as we know.");
  await expect(note).toBeVisible();
  await expect(widget.in.locator("#offline")).toBeHidden();
  await widget.in.getByRole("button", { name: "Check now" }).click();
  await expect(widget.in.locator("#answer")).toContainText("Nothing is wrong with your domain");
  expect((await widget.read("TXT")).value).toMatch(/^fairlead-verify-/);
  await inspect(page, "18-away");
  await own.revive();
  await expect(note).toBeHidden({ timeout: 20_000 });
  await widget.in.getByRole("button", { name: "Check now" }).click();
  await expect(widget.in.locator("#answer")).toContainText("Checked");
});

test("what is typed in one tab is not taken away by what another tab connects", async ({ page, context, sandbox, site, customer }) => {
  const { widget_url } = await customer.mint();
  const widget = await openInline(page, sandbox, site, widget_url);
  const asked = await context.newPage();
  const idle = await context.newPage();
  const [typing, waiting] = [await openInline(asked, sandbox, site, widget_url), await openInline(idle, sandbox, site, widget_url)];
  await typing.field.fill("my-other-shop");
  await widget.enter(customer.hostname);
  // Whoever had not begun sees what has happened; who had, goes on.
  await expect(waiting.card("TXT")).toBeVisible();
  await expect(typing.field).toHaveValue("my-other-shop");
  await expect(typing.in.getByRole("button", { name: "Continue" })).toBeVisible();
  // Nor is anything said of it, here or to the page around.
  await expect(typing.in.locator("#steps [aria-current]")).toHaveText("Domain");
  await expect(typing.in.locator("#told")).toBeEmpty();
  expect((await told(asked)).filter(({ name }) => name === "step").map(({ detail }) => detail.step)).toEqual(["domain"]);
  await typing.field.fill("");
  await expect(typing.card("TXT")).toBeVisible();
});

test("an address that is over goes on with a fresh token, where the page has one", async ({ page, own, site, watch }) => {
  watch.excuse(OVER);
  const { widget_url } = await own.mint({ reference: "r", ttl_seconds: 60, locale: "de" });
  await own.advance(120);
  await page.exposeFunction("mintAgain", async () => (await own.mint({ reference: "r" })).auth_token);
  await page.goto(site.page("dialog.html", { embed: own.url, src: widget_url }));
  await page.evaluate("options = { getToken: () => mintAgain() }");
  await page.getByRole("button", { name: "Connect a domain" }).click();
  const widget = new Widget(page);
  await widget.enter(`shop.${own.guide.zone}`);
  // Without one the page says what happened, in the reader's language, and the page around hears of it.
  await openInline(page, own, site, widget_url);
  await expect(widget.in.getByRole("heading", { name: "Diese Sitzung ist beendet" })).toBeVisible();
  await expect(widget.in.locator(".logo")).toBeVisible();
  await expect.poll(() => eventNames(page)).toEqual(["ready", "token-expired"]);
  await inspect(page, "21-over");
});

test("a token that is none is told to the page that gave it", async ({ page, sandbox, site, watch }) => {
  watch.excuse(/status of 401|both allow-scripts and allow-same-origin/);
  await page.goto(site.page("dialog.html", { embed: sandbox.url, csp: "token" }));
  await page.evaluate("options = { token: 'nonsense' }");
  await page.getByRole("button", { name: "Connect a domain" }).click();
  await expect(new Widget(page).in.getByRole("heading", { name: "This session has ended" })).toBeVisible();
  await expect.poll(async () => (await told(page)).filter(({ name }) => name === "error").map(({ detail }) => detail.code)).toContain("token_refused");
});

test("what takes too long is said, and the button works again", async ({ page, sandbox, site, customer, watch }) => {
  watch.excuse(/ERR_|Failed to fetch/);
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await widget.enter(customer.hostname);
  await expect(asleep(widget.in)).toHaveCount(0);
  // As on a network that swallows what is sent.
  await page.route(/\/check/, () => {});
  const check = widget.in.getByRole("button", { name: "Check now" });
  await check.click();
  // Shown by the style sheet alone, and then told to those who listen.
  const asking = "We are asking the servers; some take their time.";
  await expect(widget.in.locator(".asking")).toHaveText(asking);
  await expect(widget.in.locator(".asking")).toBeVisible();
  await expect(widget.in.locator("#told")).toContainText(asking);
  await expect(widget.in.locator("#answer")).toContainText("That did not work just now.", { timeout: 15_000 });
  await page.unroute(/\/check/);
  await check.click();
  await expect(widget.in.locator("#answer")).toContainText("Checked");
});

/** Presses "Check now" while both servers of the zone swallow what they are asked. */
async function askTheSilent(own: Sandbox, widget: Widget): Promise<void> {
  for (const server of [1, 2]) await own.api("PUT", "/sandbox/faults", { server, name: "*", kind: "silent" });
  // What the last look found is too old to be told again.
  await own.advance(5);
  await widget.in.getByRole("button", { name: "Check now" }).click();
}

test("where servers swallow the questions, that is said while they are asked, and later what came of it", async ({ page, own, site }) => {
  const widget = await visit(page, own, site);
  const answer = widget.in.locator("#answer");
  await askTheSilent(own, widget);
  await expect(answer).toContainText("We are asking the servers; some take their time.");
  await expect(answer).not.toContainText("We are asking the servers", { timeout: 20_000 });
  await expect(answer).toContainText("Checked");
  const failed = widget.in.getByRole("heading", { name: "Our check failed." });
  await expect(failed).toBeVisible();
  // When they speak again, the page goes on by itself.
  for (const server of [1, 2]) await own.api("PUT", "/sandbox/faults", { server, name: "*", kind: "none" });
  await own.publish((await own.connectionOf("r")).desired_records.filter(({ type }) => type === "TXT"));
  await expect(widget.card("TXT")).toContainText(/Visible everywhere|Found at/, { timeout: 45_000 });
  await expect(failed).toHaveCount(0);
});

test("of a look that nobody answered it is not said that it found nothing", async ({ page, own, site }) => {
  const widget = await visit(page, own, site);
  await askTheSilent(own, widget);
  await expect(widget.in.getByRole("heading", { name: "Our check failed." })).toBeVisible({ timeout: 20_000 });
  const answer = widget.in.locator("#answer");
  await expect(answer).not.toContainText("We are asking the servers");
  await expect(answer).not.toContainText("Still not at");
});

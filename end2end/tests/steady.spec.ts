// What was painted stays where it is while the page's script runs, and its code comes and wakes up.
import { type Frame, type Page } from "@playwright/test";
import { type Gallery, RENDERED } from "../lib/gallery.js";
import { asleep, expect, openInline, test } from "../lib/test.js";

const VIEWS = [1280, 375];

/** Writes down in each frame whatever moves that nobody has pressed. */
const WATCHED = `
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      const what = sources.map(({ node }) => (node?.outerHTML ?? node?.data ?? "").slice(0, 90));
      if (!hadRecentInput) moved.push(value.toFixed(5) + " by " + what.join(", "));
    }
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver(() => (window.painted = true)).observe({ type: "paint", buffered: true });`;

const PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))";

test.beforeEach(({ page }) => page.addInitScript(WATCHED));

/** Keeps the module back until the page and what its script did are painted, and forgets what moved by then. */
async function holdModule(page: Page): Promise<void> {
  await page.route(/\.wasm$/, async (route) => {
    const frame = route.request().frame();
    await expect.poll(() => frame.evaluate("window.painted && document.readyState !== 'loading'")).toBe(true);
    await frame.evaluate(`${PAINTED}.then(() => (moved.length = 0))`);
    await route.continue();
  });
}

/** What has moved there until the page was awake and painted again. */
async function movedIn(frame: Frame): Promise<unknown> {
  await expect(frame.locator("leptos-island")).not.toHaveCount(0);
  await expect(asleep(frame)).toHaveCount(0);
  return frame.evaluate(`${PAINTED}.then(() => moved)`);
}

/** Opens screens in both widths, and looks at each. */
async function expectSteady(page: Page, gallery: Gallery, names: string[], open = (address: string): Promise<unknown> => page.goto(address)): Promise<void> {
  await page.clock.setFixedTime(RENDERED);
  for (const width of VIEWS) {
    await page.setViewportSize({ width, height: 900 });
    for (const name of names) {
      await open(gallery.page(name));
      expect.soft(await movedIn(page.mainFrame()), `${name} at ${width}`).toEqual([]);
    }
  }
}

test("no screen moves when its code wakes up", async ({ page, gallery }) => {
  await holdModule(page);
  await expectSteady(page, gallery, ["domain", "records", "apex", "progress", "issuing", "live", "list", "shared"]);
});

test("nor do the records on a tenant's page, in their frame or around it", async ({ page, sandbox, site, customer }) => {
  // How long ago something was takes more or less room with each second.
  await page.clock.setFixedTime(Date.now());
  await holdModule(page);
  await sandbox.connectAndLook(customer.hostname, customer.reference);
  const { widget_url } = await customer.mint();
  for (const width of VIEWS) {
    await page.setViewportSize({ width, height: 900 });
    const widget = await openInline(page, sandbox, site, widget_url);
    await expect(widget.card("CNAME")).toBeVisible();
    const inner = page.frames().find((frame) => frame.url().includes("/widget/"));
    expect.soft(await movedIn(inner ?? page.mainFrame()), `the records at ${width}`).toEqual([]);
    expect.soft(await page.evaluate("moved"), `the page around them at ${width}`).toEqual([]);
  }
});

test("a page is painted once its script has run, however late that comes, and does not move then", async ({ page, gallery }) => {
  const names = ["domain", "records", "apex", "progress", "issuing", "live", "list", "shared"];
  await expectSteady(page, gallery, names, async (address) => {
    let release = (): void => {};
    gallery.script = new Promise((resolve) => (release = resolve));
    await page.goto(address, { waitUntil: "commit" });
    await expect(page.locator("h1")).toBeAttached();
    await page.evaluate("new Promise((done) => setTimeout(done, 200))");
    expect(await page.evaluate("window.painted")).toBe(undefined);
    release();
  });
});

// What was painted stays where it is while the page's code comes and wakes up.
import { type Page } from "@playwright/test";
import { RENDERED } from "../lib/gallery.js";
import { expect, openInline, test } from "../lib/test.js";

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

test.beforeEach(async ({ page }) => {
  await page.addInitScript(WATCHED);
  // What the module moves, it moves before the reader's eyes.
  await page.route(/\.wasm$/, async (route) => {
    const frame = route.request().frame();
    await expect.poll(() => frame.evaluate("window.painted")).toBe(true);
    await route.continue();
  });
});

/** What has moved in the widget's page until it was awake and painted again. */
async function movedIn(page: Page, path: RegExp): Promise<unknown> {
  const frame = page.frames().find((frame) => path.test(frame.url())) ?? page.mainFrame();
  await expect(frame.locator("leptos-island")).not.toHaveCount(0);
  await expect(frame.locator("leptos-island:not([data-awake])")).toHaveCount(0);
  return frame.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(moved)))))");
}

test("no screen moves while its code comes and wakes up", async ({ page, gallery }) => {
  test.setTimeout(90_000);
  await page.clock.setFixedTime(RENDERED);
  for (const width of VIEWS) {
    await page.setViewportSize({ width, height: 900 });
    for (const name of ["domain", "records", "apex", "progress", "issuing", "live", "list", "shared"]) {
      await page.goto(gallery.page(name));
      expect.soft(await movedIn(page, /gallery/), `${name} at ${width}`).toEqual([]);
    }
  }
});

test("nor do the records on a tenant's page, in their frame or around it", async ({ page, sandbox, site, customer }) => {
  // How long ago something was takes more or less room with each second.
  await page.clock.setFixedTime(Date.now());
  await sandbox.connectAndLook(customer.hostname, customer.reference);
  const { widget_url } = await customer.mint();
  for (const width of VIEWS) {
    await page.setViewportSize({ width, height: 900 });
    const widget = await openInline(page, sandbox, site, widget_url);
    await expect(widget.card("CNAME")).toBeVisible();
    expect.soft(await movedIn(page, /\/widget\//), `the records at ${width}`).toEqual([]);
    expect.soft(await page.evaluate("moved"), `the page around them at ${width}`).toEqual([]);
  }
});

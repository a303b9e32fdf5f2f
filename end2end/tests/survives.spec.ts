// Long, foreign, many and hostile: what stands there is whole, and can be copied whole.
import { RENDERED } from "../lib/gallery.js";
import { asleep, clipboard, expect, openInline, test } from "../lib/test.js";
import { CUT } from "../lib/whole.js";

test.beforeEach(({ watch }) => watch.excuse(/preloaded using link preload|Failed to load resource/));

for (const [name, what] of [["longest", "a hostname as long as there can be"], ["txt-255", "a TXT of 255 characters"]] as const) {
  test(`${what} is whole on a narrow page, and copied whole`, async ({ page, context, gallery }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(gallery.page(name));
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    expect(await page.evaluate(CUT)).toEqual([]);
    const longest = page.locator(".copy").filter({ visible: true }).nth(name === "longest" ? 0 : 1);
    const value = (await longest.getAttribute("data-copy")) ?? "";
    expect(value.length).toBeGreaterThanOrEqual(name === "longest" ? 200 : 255);
    expect((await longest.innerText()).replaceAll(/\s/g, "")).toBe(value);
    await longest.click();
    await expect.poll(() => clipboard(page)).toBe(value);
  });
}

test("a name of 253 characters is refused in words, and stays in its field", async ({ page, sandbox, site, customer, watch }) => {
  watch.excuse(/status of 422/);
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await page.setViewportSize({ width: 320, height: 800 });
  const label = "a".repeat(60);
  const zone = `.${sandbox.guide.zone}`;
  const head = `${label}.${label}.${label}.${"b".repeat(253 - 183 - zone.length)}`;
  const name = head.slice(0, 183) + "b".repeat(Math.min(63, 253 - 183 - zone.length)) + zone;
  await widget.field.fill(name);
  await widget.in.getByRole("button", { name: "Continue" }).click();
  await expect(widget.in.getByRole("alert")).toContainText(/too long|characters/);
  await expect(widget.field).toHaveValue(name);
  const frame = page.frames().find((frame) => frame.url().includes("/widget/"));
  expect(await frame?.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
});

test("an international name is shown in its own letters, and copied in those of the DNS", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  const number = customer.hostname.replace(/\D/g, "");
  await widget.enter(`bücher${number}.${sandbox.guide.zone}`);
  await expect(widget.heading(/bücher/)).toBeVisible();
  expect((await widget.read("CNAME")).name).toMatch(/^xn--bcher\d+-/);
});

test("a name that runs the other way does not turn what stands beside it", async ({ page, gallery }) => {
  for (const lang of ["en", "ar"]) {
    await page.goto(gallery.page("idn-arabic", lang));
    await expect(page.getByRole("heading", { level: 1 })).toContainText("تونس.acme.com");
    const name = page.locator(".copy .mono").first();
    expect(await name.evaluate((name) => getComputedStyle(name).direction)).toBe("ltr");
  }
});

test("in Arabic the page runs from right to left, and names and values do not", async ({ page, gallery }) => {
  await page.clock.setFixedTime(RENDERED);
  await page.goto(gallery.page("progress", "ar"));
  expect(await page.evaluate("getComputedStyle(document.body).direction")).toBe("rtl");
  const [field, icon] = await page.locator(".copy").first().evaluate((field) =>
    [field, field.querySelector("svg") as Element].map((element) => element.getBoundingClientRect().left));
  expect((icon ?? 0) - (field ?? 0), "the drawing stands at the end, which is left").toBeLessThan(60);
  for (const mono of await page.locator(".mono").all()) {
    if (await mono.isVisible()) expect(await mono.evaluate((mono) => getComputedStyle(mono).direction)).toBe("ltr");
  }
});

test("twenty records are twenty cards with a number each", async ({ page, gallery }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(gallery.page("twenty"));
  await expect(page.locator(".record")).toHaveCount(20);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  const all = await page.getByRole("button", { name: "Copy all" }).getAttribute("data-copy");
  expect(all?.split("\n")).toHaveLength(20);
});

test("a tenant’s name with quotes and angle brackets is a name", async ({ page, gallery }) => {
  await page.goto(gallery.page("hostile"));
  await expect(page.locator(".head .name")).toHaveText(`"Ann & Bob's" <script>alert(1)</script> Shop`);
  expect(await page.locator(".head script, .finding script").count()).toBe(0);
});

test("on a slow phone the records can be read and copied long before the module is there", async ({ page, context, gallery }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const browser = await context.newCDPSession(page);
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await browser.send("Network.enable");
  // 3G, as the developer tools have it.
  await browser.send("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 });
  await page.goto(gallery.page("records"), { waitUntil: "commit" });
  const field = page.getByRole("button", { name: /^Copy value/ }).first();
  await field.click();
  expect(await asleep(page).count(), "the islands are still asleep").toBeGreaterThan(0);
  const value = await field.getAttribute("data-copy");
  await expect.poll(() => clipboard(page)).toBe(value);
  await expect(asleep(page)).toHaveCount(0, { timeout: 60_000 });
});

test("without JavaScript nothing is offered that would need it", async ({ browser, gallery }) => {
  test.setTimeout(300_000);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  // Where a script has ended a session, or a part stands by itself, there was one.
  for (const name of gallery.names.filter((name) => !/^(ended|part-)/.test(name))) {
    await page.goto(gallery.page(name));
    for (const button of await page.locator("button:visible").all()) {
      // Fields to copy hold their text, which can be selected by hand.
      const works = await button.evaluate((button) => !!button.closest("form") || button.matches(".copy, .chip"));
      expect.soft(works, `${name}: ${await button.innerText()}`).toBe(true);
    }
  }
  await context.close();
});

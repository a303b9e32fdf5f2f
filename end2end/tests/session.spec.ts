// A visit ends: by time, by the tenant, and not at all where the tenant renews it.
import { type Page } from "@playwright/test";
import { type Sandbox } from "../lib/sandbox.js";
import { type Widget, clipboard, eventNames, expect, inspect, openInline, test } from "../lib/test.js";
import { OVER } from "../lib/watch.js";

test.describe.configure({ timeout: 180_000 });

const ENDED = "This session has ended.";

/** The server's clock and the reader's, together. */
async function pass(page: Page, own: Sandbox, seconds: number): Promise<void> {
  await own.advance(seconds);
  await page.clock.fastForward(seconds * 1000);
}

async function expectReadable(page: Page, widget: Widget): Promise<void> {
  const { name, value } = await widget.read("TXT");
  expect(name).toContain("_customdomain-challenge.");
  expect(value).toMatch(/^fairlead-verify-[a-z2-7]+$/);
  await widget.card("TXT").getByRole("button", { name: /^Copy value/ }).click();
  await page.bringToFront();
  await expect.poll(() => clipboard(page)).toBe(value);
}

test("the last minutes are counted down, and an ended session stays readable", async ({ page, context, own, site, watch }) => {
  watch.excuse(OVER);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.clock.install();
  const { widget_url } = await own.mint({ reference: "r", ttl_seconds: 60 });
  const widget = await openInline(page, own, site, widget_url);
  await widget.enter(`shop.${own.guide.zone}`);
  await expect(widget.card("TXT")).toContainText("Waiting for you");
  await expect(widget.in.getByText("This session ends in").first()).toBeVisible();
  await expect(widget.in.getByRole("timer")).toHaveText(/^0:\d\d$/);
  await inspect(page, "11-session-ending");

  await pass(page, own, 61);
  await expect(widget.in.getByText(ENDED).first()).toBeVisible();
  await expect.poll(() => eventNames(page)).toContain("token-expired");
  await expectReadable(page, widget);
  await inspect(page, "12-session-ended");
  expect((await fetch(widget_url)).status).toBe(410);

  await widget.in.getByRole("button", { name: "Open again" }).click();
  await expect.poll(() => eventNames(page)).toContain("close");
});

test("a reader’s clock that is wrong neither ends a session nor lengthens it", async ({ page, own, site, watch }) => {
  watch.excuse(OVER);
  await page.clock.install({ time: Date.now() + 5 * 3_600_000 });
  const { widget_url } = await own.mint({ reference: "r" });
  const widget = await openInline(page, own, site, widget_url);
  await widget.enter(`shop.${own.guide.zone}`);
  await expect(widget.card("TXT")).toContainText("Waiting for you");
  await expect(widget.in.getByText(ENDED).first()).toBeHidden();
  await pass(page, own, 57 * 60);
  await expect(widget.in.getByRole("timer")).toHaveText(/^[12]:\d\d$/);
  await pass(page, own, 4 * 60);
  await expect(widget.in.getByText(ENDED).first()).toBeVisible();
});

test("with getToken a session is renewed and nobody notices", async ({ page, own, site }) => {
  await page.clock.install();
  const { widget_url } = await own.mint({ reference: "r" });
  await page.exposeFunction("mintAgain", async () => (await own.mint({ reference: "r" })).auth_token);
  const widget = await openInline(page, own, site, widget_url);
  await page.evaluate("document.querySelector('fairlead-widget').getToken = () => mintAgain()");
  await widget.enter(`shop.${own.guide.zone}`);
  await expect(widget.card("TXT")).toContainText("Waiting for you");

  await pass(page, own, 56 * 60);
  await expect.poll(() => eventNames(page)).toContain("token-expiring");
  await expect(widget.in.getByText("This session ends in").first()).toBeHidden();
  // Past the first token's end, the page still works.
  await pass(page, own, 10 * 60);
  await widget.in.getByRole("button", { name: "Check now" }).click();
  await expect(widget.in.getByText(/Checked .* ago/).first()).toBeVisible();
  await expect(widget.in.getByText(ENDED).first()).toBeHidden();
  expect(await eventNames(page)).not.toContain("token-expired");
});

test("a revoked token ends the session under the reader's eyes", async ({ page, context, sandbox, site, customer, watch }) => {
  watch.excuse(OVER);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const minted = await customer.mint();
  const widget = await openInline(page, sandbox, site, minted.widget_url);
  await widget.enter(customer.hostname);
  await expect(widget.card("TXT")).toContainText("Waiting for you");
  await sandbox.api("DELETE", `/v1/tokens/${minted.jti}`);
  await expect(widget.in.getByText(ENDED).first()).toBeVisible();
  await expectReadable(page, widget);
  expect((await fetch(minted.widget_url)).status).toBe(410);
});

test("a session address that was never opened is over after five minutes", async ({ own }) => {
  const { widget_url } = await own.mint({ reference: "r" });
  await own.advance(5 * 60 + 1);
  expect((await fetch(widget_url)).status).toBe(410);
});

test("an ended session, opened again, says so and shows the way back", async ({ page, sandbox, customer, watch }) => {
  watch.excuse(OVER);
  const minted = await customer.mint();
  await sandbox.api("DELETE", `/v1/tokens/${minted.jti}`);
  const response = await page.goto(minted.widget_url);
  expect(response?.status()).toBe(410);
  await expect(page.getByRole("heading", { name: "This session has ended" })).toBeVisible();
  await inspect(page, "13-over");
});

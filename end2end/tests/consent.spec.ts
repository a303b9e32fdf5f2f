// A DNS host that adds the records by itself: asked in a window of its own, which hands back.
import type { Locator, Page } from "@playwright/test";
import type { Sandbox } from "../lib/sandbox.js";
import { type Customer, Widget, asleep, expect, inspect, openInline, test } from "../lib/test.js";

const SEEN = { timeout: 30_000 };
const LIVE = { timeout: 45_000 };

/** The apex of a zone of the customer's own whose host adds records. */
async function zone(sandbox: Sandbox, { reference }: Customer): Promise<string> {
  const apex = `${reference}.test`;
  await sandbox.addZone(apex);
  await sandbox.put(`_domainconnect.${apex}`, "TXT", [sandbox.guide.domain_connect]);
  return apex;
}

/** The window of the DNS host that the widget's offer opens. */
async function ask(page: Page, offer: Locator): Promise<Page> {
  const [asked] = await Promise.all([page.waitForEvent("popup"), offer.click()]);
  await expect(asked.getByRole("heading", { name: /^Add records to/ })).toBeVisible();
  return asked;
}

const offerOf = (widget: Widget): Locator => widget.in.getByRole("link", { name: /^Let 127\.0\.0\.1 add them/ });

test("the DNS host adds the records, hands back, and the domain goes live", async ({ page, sandbox, site, customer }) => {
  const hostname = `shop.${await zone(sandbox, customer)}`;
  // What stood there before is the host's to replace.
  await sandbox.put(hostname, "A", ["203.0.113.9"]);
  const { widget_url } = await customer.mint();
  const widget = await openInline(page, sandbox, site, widget_url);
  await widget.enter(hostname);
  await expect(offerOf(widget)).toBeVisible(SEEN);
  await inspect(page, "15-offered");
  const asked = await ask(page, offerOf(widget));
  await expect(asked.getByRole("listitem").filter({ hasText: "CNAME" })).toContainText(sandbox.guide.cname_target);
  // The address of the visit is secret: the host does not learn it.
  expect(asked.url()).not.toContain(widget_url.split("/").at(-1));
  expect(new URL(asked.url()).searchParams.get("redirect_uri")).toBe(`${sandbox.url}/widget/consent/en`);
  expect(await asked.evaluate("document.referrer")).toBe("");
  const closed = asked.waitForEvent("close");
  await asked.getByRole("button", { name: "Add the records" }).click();
  await closed;
  await expect(widget.heading(`${hostname} is live`)).toBeVisible(LIVE);
  await expect(offerOf(widget)).toHaveCount(0);
});

test("an apex gets its addresses, and the page in a window of its own goes on by itself", async ({ page, sandbox, customer }) => {
  const apex = await zone(sandbox, customer);
  await page.goto((await customer.mint()).widget_url);
  await page.getByRole("textbox").fill(apex);
  await page.getByRole("button", { name: "Continue" }).click();
  const offer = page.getByRole("link", { name: /^Let 127\.0\.0\.1 add them/ });
  await expect(offer).toBeVisible(SEEN);
  const asked = await ask(page, offer);
  // A page that is nobody's frame gives nobody a hold of it.
  expect(await asked.evaluate("opener")).toBeNull();
  await asked.getByRole("button", { name: "Add the records" }).click();
  await expect(page.getByRole("heading", { name: `${apex} is live` })).toBeVisible(LIVE);
});

// The server looks by itself, too, and is often first: what the page asks is seen where no server answers.
for (const way of ["window", "channel"] as const) {
  test(`a page that hears on its ${way} that somebody is back looks at once, and once alone`, async ({ page, gallery }) => {
    gallery.answer = "Still not there.";
    await page.goto(gallery.page("records"));
    await expect(asleep(page)).toHaveCount(0);
    let asked = 0;
    page.on("request", (request) => { if (request.url().includes("/check?")) asked += 1; });
    const tell = (at: number, connection?: string): Promise<void> =>
      page.evaluate(({ way, at, connection }) => {
        const own = new URL(document.querySelector<HTMLFormElement>("form.check")?.action ?? "").searchParams.get("connection");
        const back = { type: "fairlead:consent", connection: connection ?? own, at };
        if (way === "window") postMessage(back, location.origin);
        else new BroadcastChannel("fairlead").postMessage(back);
      }, { way, at, connection });
    await tell(1, "another");
    await tell(2);
    await tell(2);
    await expect(page.locator("#answer")).toHaveText(gallery.answer);
    expect(asked).toBe(1);
  });
}

test("who stops at the DNS host is told that nothing was changed, and can try again", async ({ page, sandbox, site, customer }) => {
  const hostname = `shop.${await zone(sandbox, customer)}`;
  const widget = await openInline(page, sandbox, site, (await customer.mint({ locale: "de" })).widget_url);
  await widget.in.getByRole("textbox").fill(hostname);
  await widget.in.getByRole("button", { name: "Weiter" }).click();
  const offer = widget.in.getByRole("link", { name: /^Von 127\.0\.0\.1 anlegen lassen/ });
  await expect(offer).toBeVisible(SEEN);
  const asked = await ask(page, offer);
  await asked.getByRole("button", { name: "Cancel" }).click();
  await expect(asked.getByRole("heading", { name: "Es wurde nichts geändert" })).toBeVisible();
  await inspect(asked, "16-stopped");
  const closed = asked.waitForEvent("close");
  await asked.getByRole("button", { name: "Schließen" }).click();
  await closed;
  // A look was asked for all the same, and it answers.
  await expect(widget.in.locator("#answer")).not.toBeEmpty(SEEN);
  await expect(offer).toBeVisible();
});

test("what the host said holds for a while, and nothing of what it says afterwards is shown", async ({ page, sandbox, site, customer }) => {
  const apex = await zone(sandbox, customer);
  const hostname = `shop.${apex}`;
  const { widget_url } = await customer.mint();
  const widget = await openInline(page, sandbox, site, widget_url);
  await widget.enter(hostname);
  await expect(offerOf(widget)).toBeVisible(SEEN);
  // What the host said is kept for ten minutes.
  await sandbox.remove(`_domainconnect.${apex}`, "TXT");
  await page.goto(`${widget_url}/consent?connection=${(await sandbox.connectionOf(customer.reference)).id}&lang=en`);
  await expect(page.getByRole("heading", { name: /^Add records to/ })).toBeVisible();
  for (const [error, heading] of [
    ["server_error", "Your DNS host did not add the records"],
    ["access_denied", "Your DNS host did not add the records"],
  ]) {
    await page.goto(`${sandbox.url}/widget/consent/en?state=x&error=${error}&error_description=%3Cb%3Ebold%3C%2Fb%3E`);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(page.getByText("bold")).toHaveCount(0);
  }
});

test("where no host does it, nothing is offered, and who asks all the same is told", async ({ page, sandbox, site, customer, watch }) => {
  watch.excuse(/502 \(Bad Gateway\)/);
  const { widget_url } = await customer.mint();
  const widget = await openInline(page, sandbox, site, widget_url);
  await widget.enter(customer.hostname);
  await expect(widget.in.getByRole("button", { name: "Check now" })).toBeVisible();
  await widget.in.getByRole("button", { name: "Check now" }).click();
  await expect(widget.in.locator("#answer")).not.toBeEmpty(SEEN);
  await expect(offerOf(widget)).toHaveCount(0);
  const { id } = await sandbox.connectionOf(customer.reference);
  await page.goto(`${widget_url}/consent?connection=${id}`);
  await expect(page.getByRole("heading", { name: "This is not possible right now" })).toBeVisible();
  // Somebody else's connection is nobody's.
  const { widget_url: other } = await sandbox.mint({ reference: `${customer.reference}-other` });
  watch.excuse(/404 \(Not Found\)/);
  expect((await page.goto(`${other}/consent?connection=${id}`))?.status()).toBe(404);
});

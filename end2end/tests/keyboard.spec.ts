// Without a mouse: what can be pressed is reached by the Tab key, and pressing it loses nobody.
import { type Locator, type Page } from "@playwright/test";
import { type Customer, type Widget, clipboard, expect, goLive, openInline, test } from "../lib/test.js";
import { type Site } from "../lib/host.js";
import { type Sandbox } from "../lib/sandbox.js";

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

/** A visit of a customer who has records to add. */
async function visit(page: Page, sandbox: Sandbox, site: Site, customer: Customer): Promise<Widget> {
  await sandbox.connectAndLook(customer.hostname, customer.reference);
  const { widget_url } = await customer.mint({ allow: ["delete"] });
  const widget = await openInline(page, sandbox, site, widget_url);
  await expect(widget.card("TXT")).toBeVisible();
  return widget;
}

/** Goes there and presses it, by the Enter key if no other is said. */
async function press(widget: Widget, target: Locator, key = "Enter"): Promise<void> {
  await widget.reach(target);
  await widget.page.keyboard.press(key);
}

/** That whoever presses Tab on a page that has just come is at its first control. */
async function expectTabBegins({ in: frame, page }: Widget): Promise<void> {
  await page.keyboard.press("Tab");
  await expect(frame.locator("a[href], button, summary, input").filter({ visible: true }).first()).toBeFocused();
}

test("records are copied, named in full and looked for again by keys, and the focus stays on what was pressed", async ({ page, sandbox, site, customer }) => {
  const widget = await visit(page, sandbox, site, customer);
  const { name: short, value } = await widget.read("TXT");
  const field = widget.in.getByRole("button", { name: `Copy value ${value}` });
  await press(widget, field);
  await expect.poll(() => clipboard(page)).toBe(value);
  await expect(field).toBeFocused();

  const full = widget.in.getByRole("checkbox", { name: /Show full names/ });
  const whole = `_customdomain-challenge.${customer.hostname}`;
  await press(widget, full, "Space");
  await expect(full).toBeFocused();
  expect((await widget.read("TXT")).name).toBe(whole);
  await press(widget, widget.in.getByRole("button", { name: `Copy name ${whole}` }), "Space");
  await expect.poll(() => clipboard(page)).toBe(whole);
  await press(widget, full, "Space");
  expect((await widget.read("TXT")).name).toBe(short);

  const check = widget.in.getByRole("button", { name: "Check now" });
  await press(widget, check);
  await expect(widget.in.locator("#answer")).toContainText("Checked");
  await expect(check).toBeFocused();
});

test("every fold is opened and shut by keys, and keeps the focus", async ({ page, sandbox, site, customer }) => {
  const widget = await visit(page, sandbox, site, customer);
  const folds = widget.in.locator("summary").filter({ visible: true });
  const count = await folds.count();
  expect(count).toBeGreaterThanOrEqual(6);
  for (let nth = 0; nth < count; nth += 1) {
    const fold = folds.nth(nth);
    for (const [key, open] of [["Enter", true], ["Space", false]] as const) {
      await press(widget, fold, key);
      await expect(fold.locator("..")).toHaveJSProperty("open", open);
      await expect(fold).toBeFocused();
    }
  }
});

test("a link for a colleague is made and copied by keys", async ({ page, sandbox, site, customer }) => {
  const widget = await visit(page, sandbox, site, customer);
  await press(widget, widget.in.getByText("Send to a colleague"));
  const make = widget.in.getByRole("button", { name: "Make a link" });
  await page.keyboard.press("Tab");
  await expect(make).toBeFocused();
  await page.keyboard.press("Enter");
  const link = widget.in.getByRole("button", { name: /^Copy http/ });
  await expect(link).toBeVisible();
  await expect(make).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(() => clipboard(page)).toBe((await link.innerText()).trim());
  await expect(link).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(widget.in.getByRole("link", { name: "Write an e-mail" })).toBeFocused();
});

test("a domain is removed by keys, once it was said what that means", async ({ page, sandbox, site, customer }) => {
  const widget = await visit(page, sandbox, site, customer);
  await press(widget, widget.in.getByText("Remove this domain"));
  await expect(widget.in.getByText("It stops working here at once.")).toBeVisible();
  const remove = widget.in.getByRole("button", { name: "Remove it" });
  await page.keyboard.press("Tab");
  await expect(remove).toBeFocused();
  // One press of the fold's own key has removed nothing.
  expect((await sandbox.connectionOf(customer.reference)).state).toBe("pending_ownership");
  await page.keyboard.press("Enter");
  await expect(widget.heading(`${customer.hostname} is no longer connected`)).toBeVisible();
  await expectTabBegins(widget);
});

test("a name that another holds is moved by keys: the field that was refused has the focus, then comes the way", async ({ page, sandbox, site, customer, watch }) => {
  watch.excuse(/status of 422/);
  const { id, desired_records } = await sandbox.connect(customer.hostname, `${customer.reference}-other`);
  await sandbox.publish(desired_records);
  await goLive(sandbox, id);
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await widget.reach(widget.field);
  await page.keyboard.type(customer.hostname);
  await page.keyboard.press("Enter");
  await expect(widget.in.getByRole("alert")).toContainText("connected already");
  await expect(widget.field).toBeFocused();
  await press(widget, widget.in.getByRole("button", { name: "This domain is mine" }));
  await expect(widget.card("TXT")).toBeVisible();
  await expectTabBegins(widget);
  expect((await sandbox.connectionOf(customer.reference)).hostname).toBe(customer.hostname);
});

test("the language is changed by keys, and the page goes on in it", async ({ page, sandbox, site, customer }) => {
  const widget = await visit(page, sandbox, site, customer);
  await press(widget, widget.in.getByText("Language: English"));
  await press(widget, widget.in.getByRole("link", { name: "Deutsch" }));
  await expect(widget.in.getByRole("button", { name: "Jetzt prüfen" })).toBeVisible();
  await expectTabBegins(widget);
  await press(widget, widget.in.getByText("Sprache: Deutsch"));
  await expect(widget.in.getByRole("link", { name: "English" })).toBeVisible();
});

test("a key that brings another page leads to its heading, and not to nowhere", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint({ allow: ["delete"] })).widget_url);
  await widget.reach(widget.field);
  await page.keyboard.type(customer.hostname);
  await page.keyboard.press("Enter");
  await expect(widget.card("TXT")).toBeVisible();
  await expect.soft(widget.in.getByRole("heading", { level: 1 }), "the records").toBeFocused();
  await press(widget, widget.in.getByText("Language: English"));
  await press(widget, widget.in.getByRole("link", { name: "Deutsch" }));
  await expect(widget.in.getByRole("button", { name: "Jetzt prüfen" })).toBeVisible();
  await expect.soft(widget.in.getByRole("heading", { level: 1 }), "in German").toBeFocused();
  await press(widget, widget.in.getByText("Diese Domain entfernen"));
  await press(widget, widget.in.getByRole("button", { name: "Entfernen" }));
  await expect(widget.heading(/nicht mehr/)).toBeVisible();
  await expect.soft(widget.in.getByRole("heading", { level: 1 }), "the end").toBeFocused();
});

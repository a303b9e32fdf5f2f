// The way to the records and past them: the first look, the pair, what to delete, whom to send it to.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Sandbox } from "../lib/sandbox.js";
import { askUntil, asleep, clipboard, expect, goLive, inspect, openInline, test } from "../lib/test.js";

const SEEN = { timeout: 30_000 };

test("the first look shows what it finds, and ends by itself", async ({ page, sandbox, site, customer }) => {
  await sandbox.put(customer.hostname, "A", ["203.0.113.9"]);
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await widget.field.fill(`https://${customer.hostname.toUpperCase()}/cart`);
  await expect(widget.in.getByText(`We’ll use ${customer.hostname}`)).toBeVisible();
  await widget.in.getByRole("button", { name: "Continue" }).click();
  await expect(widget.card("CNAME")).toBeVisible();
  await expect(widget.in.locator("#analysis")).toHaveCount(0);

  // What is in the way comes first, and goes when it is gone.
  const card = widget.in.locator("#clear > li");
  await expect(card).toContainText("To delete");
  await expect(card).toContainText("Keep the mail records (MX)");
  const [clear, first] = await Promise.all([card.boundingBox(), widget.card("TXT").boundingBox()]);
  expect(clear?.y).toBeLessThan(first?.y ?? 0);
  await inspect(page, "11-clearing");
  await sandbox.remove(customer.hostname, "A");
  await expect(card).toHaveCount(0, SEEN);
});

test("a name is said to be what it is while it is typed: the domain itself, www, or below", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  const [apex, www] = [/A name in front, such as www, is easier to connect/, /Visitors who leave out www reach it only/];
  for (const [typed, shown, hidden] of [
    ["acme.com", [apex], [www]],
    ["https://www.acme.com/cart", [www], [apex]],
    ["shop.acme.com", [], [apex, www]],
  ] as const) {
    await widget.field.fill(typed);
    for (const hint of shown) await expect(widget.in.getByText(hint)).toBeVisible();
    for (const hint of hidden) await expect(widget.in.getByText(hint)).toBeHidden();
  }
});

test("both names of a pair are connected at once, and lead to each other", async ({ page, sandbox, site, customer }) => {
  const apex = sandbox.guide.zone;
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  const both = widget.in.getByRole("checkbox", { name: /with and without www/ });
  await widget.field.fill(customer.hostname);
  await expect(widget.in.getByText(`We’ll use ${customer.hostname}`)).toBeVisible();
  await expect(both).toBeHidden();
  await widget.field.fill(apex);
  await both.check();
  await inspect(page, "12-both");
  await widget.enter(apex);
  await widget.in.getByRole("link", { name: `Also: www.${apex}` }).click();
  await expect(widget.heading(new RegExp(`www.${apex}`))).toBeVisible();
  await expect(widget.in.getByRole("link", { name: `Also: ${apex}` })).toBeVisible();
  await inspect(page, "13-pair");
  await widget.in.getByRole("link", { name: "All domains" }).click();
  await expect(widget.in.getByRole("link", { name: apex })).toHaveCount(2);
});

test("what differs is marked, and said in words", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await widget.enter(customer.hostname);
  const { desired_records } = await sandbox.connectionOf(customer.reference);
  const txt = desired_records.find(({ type }) => type === "TXT");
  await sandbox.put(txt?.host ?? "", "TXT", [(txt?.value ?? "").slice(0, -6)]);
  const compared = widget.card("TXT").locator(".compared");
  await expect(compared.locator("ins")).toHaveText(`missing: ${txt?.value.slice(-6)}`, SEEN);
  await expect(compared).toContainText("Struck out: too much. Underlined: missing.");
  await inspect(page, "14-differs");
});

test("names are shown whole for hosts that add nothing, and copied so", async ({ page, context, sandbox, site, customer }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await widget.enter(customer.hostname);
  const whole = `_customdomain-challenge.${customer.hostname}`;
  expect((await widget.read("TXT")).name).not.toBe(whole);
  await widget.in.getByRole("checkbox", { name: /Show full names/ }).check();
  expect((await widget.read("TXT")).name).toBe(whole);
  await widget.in.getByRole("button", { name: "Copy all" }).click();
  await expect.poll(() => clipboard(page)).toContain(`TXT\t${whole}\t`);
});

test("the records are downloaded as a zone file", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await widget.enter(customer.hostname);
  const coming = page.waitForEvent("download");
  await widget.in.getByRole("link", { name: "Download zone file" }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe(`${customer.hostname}.zone`);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\n");
  const { desired_records } = await sandbox.connectionOf(customer.reference);
  expect(lines).toHaveLength(desired_records.length);
  for (const { host, type, value } of desired_records) {
    const data = type === "TXT" ? `"${value}"` : type === "CNAME" ? `${value}.` : value;
    expect(lines.some((line) => new RegExp(`^${host}\\.\\t\\d+\\tIN\\t${type}\\t`).test(line) && line.endsWith(`\t${data}`)), lines.join()).toBe(true);
  }
});

test("a well-known name waits for a person, and a full plan for the tenant", async ({ page, site, watch }) => {
  watch.excuse(/status of 422/);
  const folder = await mkdtemp(join(tmpdir(), "fairlead-way-"));
  const [HIGH_RISK_DOMAINS, PLANS] = [join(folder, "risk"), join(folder, "plans")];
  await writeFile(HIGH_RISK_DOMAINS, "bank.sandbox.test\n");
  await writeFile(PLANS, `[[plan]]\nid = "small"\nname = "Small"\n[plan.limits]\nactive_connections = 1\n`);
  const own = await Sandbox.start({ HIGH_RISK_DOMAINS, PLANS });
  try {
    await own.allow(site.origin);
    const widget = await openInline(page, own, site, (await own.mint({ reference: "r" })).widget_url);
    const refused = widget.in.getByRole("alert");
    const name = `my.bank.${own.guide.zone}`;
    await widget.field.fill(name);
    await widget.in.getByRole("button", { name: "Continue" }).click();
    await expect(refused).toContainText("This name needs a manual check.");
    await expect(widget.field).toHaveValue(name);
    await expect(widget.field).toBeFocused();
    await inspect(page, "19-high-risk");
    await widget.enter(`shop.${own.guide.zone}`);
    await widget.in.getByRole("link", { name: "Connect another domain" }).click();
    await widget.field.fill(`blog.${own.guide.zone}`);
    await widget.in.getByRole("button", { name: "Continue" }).click();
    await expect(refused).toContainText("can’t take another domain right now");
    await inspect(page, "20-quota");
    await page.close();
  } finally {
    await own.stop();
    await rm(folder, { recursive: true });
  }
});

test("a page in a window of its own offers nothing that only an embedding page could do", async ({ page, own }) => {
  const { id } = await own.connectAndLook(`shop.${own.guide.zone}`, "r");
  const { desired_records } = await own.connectionOf("r");
  await own.publish(desired_records);
  await goLive(own, id);
  await page.goto((await own.mint({ reference: "r", ttl_seconds: 60 })).widget_url);
  await expect(page.getByRole("heading", { name: "is live" })).toBeVisible();
  await expect(asleep(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Done" })).toHaveCount(0);
  await page.evaluate("widget.dataset.phase = 'ended'");
  await expect(page.getByText("Go back to where you came from and open it again.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Open again" })).toHaveCount(0);
});

test("a link for a colleague opens the same records and nothing else", async ({ page, context, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await widget.enter(customer.hostname);
  const { value } = await widget.read("TXT");
  await widget.in.getByText("Send to a colleague").click();
  await widget.in.getByRole("button", { name: "Make a link" }).click();
  const field = widget.in.getByRole("button", { name: /^Copy http/ });
  await expect(field).toBeVisible();
  const mail = await widget.in.getByRole("link", { name: "Write an e-mail" }).getAttribute("href");
  expect(decodeURIComponent(mail ?? "")).toContain(value);
  await inspect(page, "15-send");
  const colleague = await context.newPage();
  await colleague.goto((await field.locator(".mono").innerText()).trim());
  await expect(colleague.getByRole("button", { name: `Copy value ${value}` })).toBeVisible();
  await expect(colleague.getByText("Send to a colleague")).toHaveCount(0);
});

test("the records are printed without what only a screen needs", async ({ page, sandbox, customer }) => {
  const { id } = await sandbox.connectAndLook(customer.hostname, customer.reference);
  await page.addInitScript("window.print = () => (window.printed = true)");
  await page.goto((await sandbox.mint({ connection_id: id })).widget_url);
  await page.getByRole("button", { name: "Print" }).click();
  expect(await page.evaluate("printed")).toBe(true);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: /^Copy value/ }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Check now" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
});

test("a removed domain says what it meant and which records may go", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint({ allow: ["delete"] })).widget_url);
  await widget.enter(customer.hostname);
  await widget.in.getByText("Remove this domain").click();
  await expect(widget.in.getByText("It stops working here at once.")).toBeVisible();
  await widget.in.getByRole("button", { name: "Remove it" }).click();
  await expect(widget.heading(`${customer.hostname} is no longer connected`)).toBeVisible();
  await inspect(page, "16-removed");
});

test("a name that another holds can be moved by its owner", async ({ page, sandbox, site, customer, watch }) => {
  watch.excuse(/status of 422/);
  const { id } = await sandbox.connect(customer.hostname, `${customer.reference}-other`);
  const { desired_records } = await sandbox.api<{ desired_records: [] }>("GET", `/v1/connections/${id}`);
  await sandbox.publish(desired_records);
  await goLive(sandbox, id);

  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await widget.field.fill(customer.hostname);
  await widget.in.getByRole("button", { name: "Continue" }).click();
  await expect(widget.in.getByRole("alert")).toContainText("connected already");
  await inspect(page, "17-taken");
  await widget.in.getByRole("button", { name: "This domain is mine" }).click();
  await expect(widget.card("TXT")).toBeVisible();
  expect((await sandbox.connectionOf(`${customer.reference}-other`)).state).toBe("live");
});

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("the whole way can be walked", async ({ page, sandbox, customer, watch }) => {
    watch.excuse(/preload/);
    const { widget_url } = await customer.mint();
    await page.goto(widget_url);
    await page.getByRole("textbox").fill(`https://${customer.hostname.toUpperCase()}/cart`);
    await page.getByRole("button", { name: "Continue" }).click();
    // The first look ends by itself here, too.
    await expect(page.getByRole("heading", { name: `records for ${customer.hostname}` })).toBeVisible();
    const name = page.locator("#r1 .copy:visible .mono").first();
    const whole = `_customdomain-challenge.${customer.hostname}`;
    await expect(name).not.toHaveText(whole);
    await page.getByRole("checkbox", { name: /Show full names/ }).check();
    await expect(name).toHaveText(whole);

    await page.getByRole("button", { name: "Check now" }).click();
    await expect(page.locator("#answer")).toContainText(/Still not at .* Checked/);

    await page.getByText("Send to a colleague").click();
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = (await page.locator("#sent .copy").innerText()).trim();
    const { desired_records } = await sandbox.connectionOf(customer.reference);
    await sandbox.publish(desired_records);
    await page.goto(link);
    const live = page.getByRole("heading", { name: `${customer.hostname} is live` });
    await askUntil(page.getByRole("button", { name: "Check now" }), live, SEEN);
  });
});

// Who may show the widget, and what still works where much is forbidden.
import { startSite } from "../lib/host.js";
import { Watch } from "../lib/watch.js";
import { Widget, askUntil, clipboard, eventNames, expect, inspect, openInline, test, told } from "../lib/test.js";

test("a page of an origin that is not allowed gets nothing", async ({ page, sandbox, customer, watch }) => {
  watch.excuse(/frame-ancestors|target origin provided/);
  const stranger = await startSite();
  try {
    await page.clock.install();
    const { widget_url: src } = await customer.mint();
    await openInline(page, sandbox, stranger, src);
    await page.clock.fastForward(15_100);
    await expect.poll(() => eventNames(page)).toEqual(["error"]);
    const error = (await told(page)).find(({ by }) => by === "event");
    expect(error?.detail).toEqual({ code: "mount_blocked", hostedUrl: src });
    await expect(page.getByText("The widget can’t be shown here.")).toBeVisible();
    for (const frame of page.frames().slice(1)) expect(frame.url()).not.toContain("/widget/");
  } finally {
    await stranger.stop();
  }
});

test("a host page whose policy forbids the frame is told at once", async ({ page, sandbox, site, customer, watch }) => {
  watch.excuse(/frame-src 'none'|target origin provided/);
  const { widget_url: src } = await customer.mint();
  await page.goto(site.page("inline.html", { embed: sandbox.url, src, csp: "noframe" }));
  await expect.poll(() => eventNames(page)).toEqual(["error"]);
});

test("a token without an address opens the widget by a form", async ({ page, sandbox, site, customer, watch }) => {
  watch.excuse(/both allow-scripts and allow-same-origin/);
  const { auth_token: token } = await customer.mint();
  await page.goto(site.page("dialog.html", { embed: sandbox.url, csp: "token" }));
  await page.evaluate(`options = { token: ${JSON.stringify(token)} }`);
  await page.getByRole("button", { name: "Connect a domain" }).click();
  await expect(new Widget(page).field).toBeVisible();
  const frame = page.frames().find((frame) => frame.url().includes("/widget/"));
  expect(frame?.url()).not.toContain(token);
  await expect.poll(async () => (await told(page)).map(({ name }) => name)).toContain("ready");
});

test("a plain iframe works without any script of ours on the page", async ({ page, sandbox, site, customer }) => {
  const { widget_url: src } = await customer.mint();
  await page.goto(site.page("plain.html", { embed: sandbox.url, src }));
  const widget = new Widget(page);
  await widget.enter(customer.hostname);
  await expect(widget.card("CNAME")).toContainText("Waiting for you");
});

test("without scripts the records can be read, and looked for again", async ({ browser, sandbox, site, customer }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const watch = new Watch(context);
  // What is preloaded for the scripts stays unused without them.
  watch.excuse(/preloaded using link preload but not used/);
  const page = await context.newPage();
  const { widget_url: src } = await customer.mint();
  await page.goto(site.page("plain.html", { embed: sandbox.url, src }));
  const widget = new Widget(page);
  await widget.enter(customer.hostname);
  const { desired_records } = await sandbox.connectionOf(customer.reference);
  expect((await widget.read("TXT")).value).toBe(desired_records.find(({ type }) => type === "TXT")?.value);
  expect((await widget.read("CNAME")).value).toBe(sandbox.guide.cname_target);

  await sandbox.publish(desired_records);
  const check = widget.in.getByRole("button", { name: "Check now" });
  await askUntil(check, widget.heading(`${customer.hostname} is live`), { timeout: 60_000 });
  await context.close();
  watch.check();
});

test("three widgets live on one page, each with its own domain", async ({ page, sandbox, site, customer }) => {
  const visits = [];
  for (const name of ["a", "b", "c"]) {
    const reference = `${customer.reference}-${name}`;
    const hostname = `${name}-${customer.hostname}`;
    await sandbox.connect(hostname, reference);
    visits.push({ hostname, src: (await sandbox.mint({ reference })).widget_url });
  }
  const [src, second, third] = visits.map(({ src }) => src) as [string, string, string];
  await page.goto(site.page("several.html", { embed: sandbox.url, src, second, third }));
  for (const [at, { hostname }] of visits.entries()) {
    await expect(page.frameLocator("iframe").nth(at).getByText(hostname).first()).toBeVisible();
  }
  await expect.poll(async () => (await eventNames(page)).filter((name) => name === "ready")).toHaveLength(3);
  // axe counts the landmarks of all frames together, and the three are alike.
  await inspect(page, "14-three", ["landmark-unique"]);
});

test("a copy button copies and says so", async ({ page, context, sandbox, site, customer }) => {
  await sandbox.connect(customer.hostname, customer.reference);
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  const { value } = await widget.read("CNAME");
  const button = widget.card("CNAME").getByRole("button", { name: /^Copy value/ });

  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await button.click();
  await expect(widget.in.getByText("Copied", { exact: true })).toBeAttached();
  await expect.poll(() => clipboard(page)).toBe(value);
});

test("where copying is refused, the text is selected", async ({ page, sandbox, site, customer, watch }) => {
  watch.excuse(/Permissions policy violation/);
  await sandbox.connect(customer.hostname, customer.reference);
  const { widget_url: src } = await customer.mint();
  await page.goto(site.page("plain.html", { embed: sandbox.url, src }));
  const widget = new Widget(page);
  const { value } = await widget.read("TXT");
  await widget.card("TXT").getByRole("button", { name: /^Copy value/ }).click();
  await expect(widget.in.getByText(/^Selected/)).toBeAttached();
  const selected = await widget.card("TXT").evaluate(() => getSelection()?.toString().trim());
  expect(selected).toBe(value);
});

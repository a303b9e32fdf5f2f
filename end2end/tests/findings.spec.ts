// What a customer did wrong is said in words, and goes away when it is right.
import { Resolver } from "node:dns/promises";
import { type Connection, type Sandbox } from "../lib/sandbox.js";
import { type Widget, expect, inspect, openInline, test } from "../lib/test.js";
import { type Customer } from "../lib/test.js";

const SEEN = { timeout: 30_000 };
const LIVE = { timeout: 45_000 };

async function begin(widget: Widget, sandbox: Sandbox, customer: Customer): Promise<Connection> {
  await widget.enter(customer.hostname);
  return sandbox.connectionOf(customer.reference);
}

const wanted = (connection: Connection, type: string) => {
  const record = connection.desired_records.find((record) => record.type === type);
  if (!record) throw new Error(`no ${type} is wanted`);
  return record;
};

test("a wrong value is shown, and the corrected one goes live", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  const connection = await begin(widget, sandbox, customer);
  const [txt, cname] = [wanted(connection, "TXT"), wanted(connection, "CNAME")];

  await sandbox.put(txt.host, "TXT", [`${txt.value.slice(0, -4)}zzzz`]);
  await expect(widget.card("TXT")).toContainText("Not right yet", SEEN);
  await expect(widget.card("TXT").getByRole("heading", { name: /another value/ })).toBeVisible();
  await inspect(page, "6-wrong-value");

  await sandbox.put(txt.host, "TXT", [txt.value]);
  await expect(widget.card("TXT")).not.toContainText("Not right yet", SEEN);

  await sandbox.put(cname.host, "CNAME", [`elsewhere.${sandbox.guide.zone}`]);
  await expect(widget.card("CNAME")).toContainText("Not right yet", SEEN);
  await expect(widget.card("CNAME")).toContainText(`elsewhere.${sandbox.guide.zone}`);
  await inspect(page, "7-wrong-target");

  await sandbox.put(cname.host, "CNAME", [cname.value]);
  await expect(widget.heading(`${customer.hostname} is live`)).toBeVisible(LIVE);
});

test("a name that was entered twice is named", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  const connection = await begin(widget, sandbox, customer);
  const [txt, cname] = [wanted(connection, "TXT"), wanted(connection, "CNAME")];
  await sandbox.put(txt.host, "TXT", [txt.value]);
  await sandbox.put(`${cname.host}.${sandbox.guide.zone}`, "CNAME", [cname.value]);

  const finding = widget.card("CNAME").getByRole("heading", { name: "The name was entered twice." });
  await expect(finding).toBeVisible(SEEN);
  await expect(widget.card("CNAME")).toContainText(`${cname.host}.${sandbox.guide.zone}`);
  await expect(widget.card("CNAME")).toContainText(/Change the name to/);
  await widget.card("CNAME").getByText("What we saw").first().click();
  await inspect(page, "8-name-doubled");

  await sandbox.put(cname.host, "CNAME", [cname.value]);
  await expect(widget.heading(`${customer.hostname} is live`)).toBeVisible(LIVE);
});

test("the right code in the wrong place is named", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  const txt = wanted(await begin(widget, sandbox, customer), "TXT");
  await sandbox.put(customer.hostname, "TXT", [txt.value]);

  const finding = widget.card("TXT").getByRole("heading", { name: "Right value, wrong place." });
  await expect(finding).toBeVisible(SEEN);
  await expect(widget.card("TXT")).toContainText(`_customdomain-challenge.${customer.hostname}`);
  await inspect(page, "9-wrong-place");

  await sandbox.remove(customer.hostname, "TXT");
  await sandbox.put(txt.host, "TXT", [txt.value]);
  await expect(finding).toHaveCount(0, SEEN);
  await expect(widget.card("TXT")).toContainText(/Visible everywhere|Found at/, SEEN);
});

test("what is no domain is refused in words, and nothing typed is lost", async ({ page, sandbox, site, customer, watch }) => {
  // The refused form comes back as an error page, which the browser mentions.
  watch.excuse(/status of 422/);
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  for (const [entered, said] of [
    ["127.0.0.1", /IP address/],
    ["shop..sandbox.test", /two dots/],
    [`${"a".repeat(64)}.sandbox.test`, /too long/],
  ] as const) {
    await widget.field.fill(entered);
    await widget.in.getByRole("button", { name: "Continue" }).click();
    await expect(widget.in.getByRole("alert")).toContainText(said);
    await expect(widget.field).toHaveValue(entered);
  }
  await inspect(page, "10-refused-name");
  await widget.enter(`https://${customer.hostname.toUpperCase()}/some/page?x=1`);
  expect((await sandbox.connectionOf(customer.reference)).hostname).toBe(customer.hostname);
});

for (const [what, before, ttl] of [["that nothing was there", [], 30], ["an old value", ["old"], 90]] as const) {
  test(`a server that remembers ${what} is counted down to its end, and is right afterwards`, async ({ page, own, site }) => {
    await page.clock.install();
    const { desired_records } = await own.connect(`shop.${own.guide.zone}`, "r");
    const [txt] = desired_records.filter(({ type }) => type === "TXT");
    if (before.length) await own.put(txt?.host ?? "", "TXT", [...before], ttl);
    // A visitor came too early.
    const resolver = new Resolver();
    resolver.setServers([own.guide.resolver_addr]);
    expect((await resolver.resolveTxt(txt?.host ?? "").catch(() => [])).flat()).toEqual(before);
    await own.publish(txt ? [txt] : []);

    const widget = await openInline(page, own, site, (await own.mint({ reference: "r" })).widget_url);
    await widget.in.getByText("Where it is visible").click();
    const row = widget.in.getByRole("row").filter({ hasText: own.guide.resolver_addr.replace(/:.*/, "") }).first();
    const status = row.getByRole("cell").first();
    const word = before.length ? "Old answer" : "Nothing yet";
    await expect(status).toHaveText(new RegExp(`^${word}until \\d\\d:\\d\\d, in \\d+ (seconds?|minute)$`), SEEN);
    // The page's clock alone goes on, second after second: what is over has no distance any more.
    const seen: number[] = [];
    for (let steps = 0; steps < 15; steps += 1) {
      await page.clock.runFor((ttl / 15) * 1000);
      const [, left] = /in (\d+) seconds?$/.exec(await status.innerText()) ?? [];
      if (left) seen.push(Number(left));
    }
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((one, other) => other - one));
    await expect(status).toHaveText(new RegExp(`^${word}until \\d\\d:\\d\\d$`));
    await expect(widget.card("TXT")).toContainText("Found at");
    // When that moment has come for the server, it looks by itself.
    await own.advance(ttl);
    await expect(status).toHaveText("Right");
    await expect(widget.card("TXT")).toContainText("Visible everywhere");
  });
}

// The whole way to a live domain, as customers walk it.
import { join } from "node:path";
import { Widget, clipboard, closings, escape, eventNames, expect, inspect, openInline, test, told } from "../lib/test.js";

const LIVE = { timeout: 45_000 };
const SHOTS = join(import.meta.dirname, "..", "artefacts", "screens");
test.describe.configure({ timeout: 240_000 });

test("a domain goes live in the widget on a tenant's page", async ({ page, sandbox, site, customer }) => {
  const { hostname, reference } = customer;
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await expect(widget.field).toBeVisible();
  await inspect(page, "1-domain");

  await widget.enter(hostname);
  await expect(widget.card("TXT")).toContainText("Waiting for you");
  await expect(widget.card("CNAME")).toContainText("Waiting for you");
  await expect(widget.card("TXT")).toContainText(`_customdomain-challenge.${hostname}`);
  await inspect(page, "2-records");

  const connection = await sandbox.connectionOf(reference);
  expect(connection.state).toBe("pending_ownership");
  await sandbox.publish(connection.desired_records.filter(({ type }) => type === "TXT"));
  await expect(widget.card("TXT")).toContainText(/Visible everywhere|Found at/, LIVE);
  await inspect(page, "3-progress");

  await sandbox.publish(connection.desired_records.filter(({ type }) => type !== "TXT"));
  await expect(widget.heading(`${hostname} is live`)).toBeVisible(LIVE);
  await inspect(page, "4-live");
  expect((await sandbox.connectionOf(reference)).state).toBe("live");

  await widget.in.getByRole("button", { name: "Done" }).click();
  await expect.poll(() => eventNames(page)).toContain("close");
  const news = await told(page);
  const events = news.filter(({ by }) => by === "event");
  expect(events[0]?.name).toBe("ready");
  const steps = events.filter(({ name }) => name === "step").map(({ detail }) => detail.step);
  expect(steps[0]).toBe("domain");
  expect(steps).toContain("records");
  expect(steps.at(-1)).toBe("live");
  const success = events.filter(({ name }) => name === "success");
  expect(success).toHaveLength(1);
  expect(success[0]?.detail).toMatchObject({ domain: hostname, jobId: connection.id, setupType: "manual" });
  expect(events.at(-1)?.detail).toMatchObject({ domain: hostname, success: true, jobId: connection.id, reason: "done" });
  expect(news.filter(({ by }) => by === "csp")).toEqual([]);
});

test("a visitor who opened the widget again goes on where the first visit stopped", async ({ page, sandbox, site, customer }) => {
  const first = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await first.enter(customer.hostname);
  await expect(first.card("TXT")).toContainText("Waiting for you");
  const { value } = await first.read("TXT");

  await page.goto("about:blank");
  const { desired_records } = await sandbox.connectionOf(customer.reference);
  await sandbox.publish(desired_records);
  const again = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await expect(again.heading(`${customer.hostname} is live`)).toBeVisible(LIVE);
  await again.in.getByText("The records to keep").click();
  expect((await again.read("TXT")).value).toBe(value);
});

test("a domain goes live in the dialog, which then closes by itself", async ({ page, sandbox, site, customer }) => {
  const { widget_url: src } = await customer.mint();
  await page.goto(site.page("dialog.html", { embed: sandbox.url, src }));
  await page.getByRole("button", { name: "Connect a domain" }).click();
  const widget = new Widget(page);
  await widget.enter(customer.hostname);
  const { desired_records } = await sandbox.connectionOf(customer.reference);
  await sandbox.publish(desired_records);
  await expect(widget.heading(`${customer.hostname} is live`)).toBeVisible(LIVE);
  await inspect(page, "5-dialog-live");
  await widget.in.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect.poll(() => closings(page)).toMatchObject([{ success: true, reason: "done" }]);
});

test("frame and dialog are called in the reader's language, or as the page wishes", async ({ page, sandbox, site, customer }) => {
  const { widget_url } = await customer.mint({ locale: "de" });
  await openInline(page, sandbox, site, widget_url);
  await expect(page.locator("iframe")).toHaveAttribute("title", "Ihre Domain verbinden");
  await page.goto(site.page("dialog.html", { embed: sandbox.url, src: widget_url }));
  const open = page.getByRole("button", { name: "Connect a domain" });
  await open.click();
  await expect(page.getByRole("dialog", { name: "Ihre Domain verbinden" })).toBeVisible();
  await page.getByRole("button", { name: "Schließen" }).click();
  await page.evaluate("options = { title: 'Adresse', closeLabel: 'Weg damit' }");
  await open.click();
  await expect(page.getByRole("dialog", { name: "Adresse" })).toBeVisible();
  await expect(page.frameLocator("iframe").getByRole("textbox")).toBeVisible();
  await expect(page.getByRole("button", { name: "Weg damit" })).toBeVisible();
  await expect(page.locator("iframe")).toHaveAttribute("title", "Adresse");
});

/** The same way in two languages… */
const WORDS = {
  en: {
    question: "Which domain do you want to use?", go_on: "Continue", waits: "Waiting for you",
    value: /^Copy value fairlead-verify-/, check: "Check now", checked: /Checked .* ago/, live: "is live", done: "Done",
  },
  de: {
    question: "Welche Domain möchten Sie verwenden?", go_on: "Weiter", waits: "Wartet auf Sie",
    value: /^Wert fairlead-verify-/, check: "Jetzt prüfen", checked: /Geprüft vor/, live: "ist online", done: "Fertig",
  },
} as const;
/** … each on a desk and on a phone, and in both schemes. */
const WAYS = [
  { lang: "en", width: 1280, colorScheme: "light" },
  { lang: "en", width: 375, colorScheme: "dark" },
  { lang: "de", width: 1280, colorScheme: "dark" },
  { lang: "de", width: 375, colorScheme: "light" },
] as const;

for (const { lang, width, colorScheme } of WAYS) {
  const way = { ...WORDS[lang], lang, width, colorScheme };
  test(`everything can be done with the keyboard alone, in ${way.lang}, ${way.width} px, ${way.colorScheme}`, async ({ page, context, sandbox, site, customer }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.emulateMedia({ colorScheme: way.colorScheme });
    await page.setViewportSize({ width: way.width, height: 900 });
    const widget = await openInline(page, sandbox, site, (await customer.mint({ locale: way.lang })).widget_url);
    const shot = (name: string) => page.screenshot({ path: join(SHOTS, `way-${way.lang}-${way.width}-${name}.png`), fullPage: true });
    // What a screen reader goes through.
    const reads = (tree: string) => expect(widget.in.getByRole("main")).toMatchAriaSnapshot(tree, LIVE);
    const reach = (name: string | RegExp, role: "textbox" | "button") =>
      widget.reach(widget.in.getByRole(role, { name }).first());

    await reach(way.question, "textbox");
    await shot("1-domain");
    await reads(`
      - heading "${way.question}" [level=1]
      - textbox "${way.question}"
      - button "${way.go_on}"
    `);
    await page.keyboard.type(customer.hostname);
    await page.keyboard.press("Enter");
    await expect(widget.card("TXT")).toContainText(way.waits);
    await shot("2-records");
    const records = `
      - heading /${customer.hostname}/ [level=1]
      - list:
        - listitem
        - listitem
        - listitem
        - listitem
      - list:
        - listitem:
          - text: TXT
          - heading [level=2]
          - term
          - definition:
            - button /_customdomain-challenge/
          - term
          - definition:
            - button /fairlead-verify-/
        - listitem:
          - text: CNAME
      - button "${way.check}"
    `;
    await reads(records);
    await reach(way.value, "button");
    await page.keyboard.press("Enter");
    const { value } = await widget.read("TXT");
    await expect.poll(() => clipboard(page)).toBe(value);

    await reach(way.check, "button");
    await page.keyboard.press("Enter");
    await expect(widget.in.getByText(way.checked).first()).toBeVisible();

    const { desired_records } = await sandbox.connectionOf(customer.reference);
    await sandbox.publish(desired_records.filter(({ type }) => type === "TXT"));
    await expect(widget.card("TXT")).not.toContainText(way.waits, LIVE);
    await shot("3-progress");
    await sandbox.publish(desired_records);
    await expect(widget.heading(`${customer.hostname} ${way.live}`)).toBeVisible(LIVE);
    await shot("4-live");
    await reads(`
      - heading "${customer.hostname} ${way.live}" [level=1]
      - paragraph:
        - link /${customer.hostname}/
        - button "${way.done}"
    `);
    await reach(way.done, "button");
    await page.keyboard.press("Enter");
    await expect.poll(() => eventNames(page)).toContain("close");
  });
}

test("a live domain whose record changes is put right where it was connected", async ({ page, own, site, customer }) => {
  const { widget_url } = await own.mint({ reference: customer.reference });
  const widget = await openInline(page, own, site, widget_url);
  await widget.enter(customer.hostname);
  const { desired_records } = await own.connectionOf(customer.reference);
  await own.publish(desired_records);
  await expect(widget.heading(`${customer.hostname} is live`)).toBeVisible(LIVE);
  await own.remove(customer.hostname, "CNAME");
  await own.put(customer.hostname, "A", ["203.0.113.9"]);
  const { id } = await own.connectionOf(customer.reference);
  // Two looks that are five minutes apart must agree.
  for (let looks = 0; looks < 3; looks++) {
    await own.api("POST", `/v1/connections/${id}/records:check`);
    await own.advance(301);
  }
  await expect(widget.heading(`${customer.hostname} needs your attention`)).toBeVisible(LIVE);
  await expect(widget.in.getByText("203.0.113.9").first()).toBeVisible();
  await inspect(page, "6-drifted");
  await own.remove(customer.hostname, "A");
  await own.publish(desired_records);
  // Nobody need ask: what is watched is looked at.
  await expect(widget.heading(`${customer.hostname} is live`)).toBeVisible(LIVE);
});

test("domains are connected one after the other, until there are too many unproven", async ({ page, sandbox, site, customer, watch }) => {
  watch.excuse(/status of 422/);
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  for (let nth = 1; nth <= 5; nth++) {
    await widget.enter(`n${nth}-${customer.hostname}`);
    await widget.in.getByRole("link", { name: "Connect another domain" }).click();
    await expect(widget.field).toBeVisible();
  }
  await widget.in.getByRole("link", { name: "All domains" }).click();
  await expect(widget.in.getByRole("link", { name: customer.hostname })).toHaveCount(5);
  await widget.in.getByRole("link", { name: "Connect another domain" }).click();
  await widget.field.fill(`n6-${customer.hostname}`);
  await widget.in.getByRole("button", { name: "Continue" }).click();
  await expect(widget.in.getByRole("alert")).toContainText("Finish or remove one first");
  await expect(widget.field).toHaveValue(`n6-${customer.hostname}`);
  await inspect(page, "7-too-many");
});

test("Escape inside the widget closes the dialog around it", async ({ page, sandbox, site, customer }) => {
  const { widget_url } = await customer.mint();
  await page.goto(site.page("dialog.html", { embed: sandbox.url, src: widget_url }));
  await page.getByRole("button", { name: "Connect a domain" }).click();
  const widget = new Widget(page);
  await expect(widget.field).toBeVisible();
  await expect.poll(async () => (await told(page)).map(({ name }) => name)).toContain("step");
  await widget.field.focus();
  escape(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect.poll(() => closings(page)).toMatchObject([{ success: false, reason: "user" }]);
  expect((await told(page)).filter(({ by }) => by === "callback").at(-1)?.name).toBe("close");
});

// The whole way to a live domain, as customers walk it.
import { Widget, eventNames, expect, inspect, openInline, test, told } from "../lib/test.js";

const LIVE = { timeout: 45_000 };
test.describe.configure({ timeout: 120_000 });

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
  const close = (await told(page)).filter(({ by, name }) => by === "callback" && name === "close");
  expect(close).toHaveLength(1);
  expect(close[0]?.detail).toMatchObject({ success: true, reason: "done" });
});

test("everything can be done with the keyboard alone", async ({ page, context, sandbox, site, customer }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  const reach = async (name: string | RegExp, role: "textbox" | "button") => {
    const target = widget.in.getByRole(role, { name }).first();
    await expect(target).toBeVisible();
    for (let presses = 0; presses < 60; presses++) {
      if (await target.evaluate((element) => element === document.activeElement && document.hasFocus())) {
        const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
        expect(outline, `a focus ring on ${name}`).not.toBe("none");
        return;
      }
      await page.keyboard.press("Tab");
    }
    throw new Error(`${name} can't be reached by the Tab key`);
  };

  await reach("Which domain do you want to use?", "textbox");
  await page.keyboard.type(customer.hostname);
  await page.keyboard.press("Enter");
  await expect(widget.card("TXT")).toContainText("Waiting for you");
  await reach(/^Copy value fairlead-verify-/, "button");
  await page.keyboard.press("Enter");
  const { value } = await widget.read("TXT");
  await expect.poll(() => page.evaluate("navigator.clipboard.readText()").catch(() => "")).toBe(value);

  await reach("Check now", "button");
  await page.keyboard.press("Enter");
  await expect(widget.in.getByText(/Checked .* ago/).first()).toBeVisible({ timeout: 4_000 });

  const { desired_records } = await sandbox.connectionOf(customer.reference);
  await sandbox.publish(desired_records);
  await expect(widget.heading(`${customer.hostname} is live`)).toBeVisible(LIVE);
  await reach("Done", "button");
  await page.keyboard.press("Enter");
  await expect.poll(() => eventNames(page)).toContain("close");
});

test("Escape inside the widget closes the dialog around it", async ({ page, sandbox, site, customer }) => {
  const { widget_url } = await customer.mint();
  await page.goto(site.page("dialog.html", { embed: sandbox.url, src: widget_url }));
  await page.getByRole("button", { name: "Connect a domain" }).click();
  const widget = new Widget(page);
  await expect(widget.field).toBeVisible();
  await expect.poll(async () => (await told(page)).map(({ name }) => name)).toContain("step");
  await widget.field.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const last = (await told(page)).filter(({ by }) => by === "callback").at(-1);
  expect(last?.name).toBe("close");
  expect(last?.detail).toMatchObject({ success: false, reason: "user" });
});

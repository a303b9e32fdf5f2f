// The real widget in places that are hard on it: a sidebar, a page that hides it, a dialog's frame.
import { Widget, closings, escape, eventNames, expect, openInline, test, told } from "../lib/test.js";
import { expectNoHeavier, weigh } from "../lib/weigh.js";

test("in a sidebar of 300 px nothing is cut off", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await page.evaluate("document.querySelector('main').style.width = '300px'");
  await widget.enter(customer.hostname);
  const frame = page.frames().find((frame) => frame.url().includes("/widget/"));
  await expect.poll(() => frame?.evaluate("innerWidth")).toBe(300);
  const [wanted, room] = (await frame?.evaluate("[document.documentElement.scrollWidth, innerWidth]")) as [number, number];
  expect(wanted).toBeLessThanOrEqual(room);
  // What is in the frame fits it, so that no second scroll bar appears.
  await expect.poll(() => frame?.evaluate("document.documentElement.scrollHeight <= innerHeight")).toBe(true);
});

test("a page that hides the widget and shows it again finds it as it was, at its height", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await widget.enter(customer.hostname);
  const frame = page.locator("iframe");
  const main = (display: string) => page.evaluate(`document.querySelector('main').style.display = '${display}'`);
  await expect(widget.card("CNAME")).toBeVisible();
  await main("none");
  await expect(frame).toBeHidden();
  // It grows while nobody sees it.
  const inner = page.frames().find((frame) => frame.url().includes("/widget/"));
  await inner?.evaluate("document.querySelector('#widget').append(Object.assign(document.createElement('div'), { style: 'height: 333px' }))");
  await main("block");
  await expect.poll(() => inner?.evaluate("document.documentElement.scrollHeight <= innerHeight")).toBe(true);
  const tall = (await inner?.evaluate("document.querySelector('#widget').getBoundingClientRect().height")) as number;
  await expect.poll(async () => (await frame.boundingBox())?.height).toBe(Math.ceil(tall));
  expect(await eventNames(page)).toContain("ready");
  await expect(widget.card("TXT")).toContainText("Waiting for you");
});

test("Escape inside the frame closes the dialog, and the focus goes back to the button", async ({ page, sandbox, site, customer }) => {
  const { widget_url: src } = await customer.mint();
  await page.goto(site.page("dialog.html", { embed: sandbox.url, src }));
  const opener = page.getByRole("button", { name: "Connect a domain" });
  await opener.press("Enter");
  const { field } = new Widget(page);
  // From here on it hears keys.
  await expect.poll(async () => (await told(page)).map(({ name }) => name)).toContain("step");
  await field.focus();
  escape(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(opener).toBeFocused();
  await expect.poll(async () => (await closings(page)).map(({ reason }) => reason)).toEqual(["user"]);
});

test("three widgets of one page each go their own way", async ({ page, sandbox, site, customer }) => {
  const [src, second, third] = (await Promise.all(["a", "b", "c"].map((name) => sandbox.mint({ reference: `${customer.reference}-${name}` })))).map(
    ({ widget_url }) => widget_url,
  ) as [string, string, string];
  await page.goto(site.page("several.html", { embed: sandbox.url, src, second, third }));
  await expect.poll(async () => (await eventNames(page)).filter((name) => name === "ready")).toHaveLength(3);
  const middle = page.frameLocator("#second iframe");
  await middle.getByRole("textbox").fill(customer.hostname);
  await middle.getByRole("button", { name: "Continue" }).click();
  await expect(middle.locator(".type", { hasText: "TXT" })).toBeVisible();
  await expect(page.frameLocator("#first iframe").getByRole("textbox")).toBeVisible();
  await expect(page.frameLocator("#third iframe").getByRole("textbox")).toBeVisible();
});

test("a page that has opened the dialog a hundred times is no heavier than after twenty", async ({ page, sandbox, site, customer }) => {
  test.setTimeout(300_000);
  await sandbox.connectAndLook(customer.hostname, customer.reference);
  const { widget_url: src } = await customer.mint();
  await page.goto(site.page("dialog.html", { embed: sandbox.url, src }));
  await page.waitForFunction("window.Fairlead");
  const rounds = async (times: number): Promise<void> => {
    await page.evaluate(
      async ({ src, times }) => {
        for (let time = 0; time < times; time += 1) {
          await new Promise<void>((resolve) => {
            const dialog = (window as any).Fairlead.open({ src, onStep: () => dialog.close(), onClose: () => resolve() });
          });
        }
      },
      { src, times },
    );
    await expect(page.locator("iframe, dialog")).toHaveCount(0);
  };
  await rounds(20);
  const before = await weigh(page);
  await rounds(80);
  await expectNoHeavier(page, before);
});

test("a page that refreshes the widget finds it where the visit stands", async ({ page, sandbox, site, customer }) => {
  const widget = await openInline(page, sandbox, site, (await customer.mint()).widget_url);
  await widget.enter(customer.hostname);
  const { value } = await widget.read("TXT");
  await page.evaluate("told.length = 0; document.querySelector('fairlead-widget').refresh()");
  await expect.poll(() => eventNames(page)).toEqual(["ready", "step"]);
  expect((await told(page)).at(-1)?.detail).toMatchObject({ step: "records", domain: customer.hostname });
  expect((await widget.read("TXT")).value).toBe(value);
  await widget.in.getByRole("button", { name: "Check now" }).click();
  await expect(widget.in.locator("#answer")).toContainText("Checked");
});

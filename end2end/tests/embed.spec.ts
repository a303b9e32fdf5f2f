// embed.js by itself, against a frame that is made up.
import { expect, type Page, test as base } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Fake, startFake } from "../lib/fake.js";
import { type Site, startSite } from "../lib/host.js";
import { Watch } from "../lib/watch.js";
import { expectNoHeavier, weigh } from "../lib/weigh.js";

interface Told {
  by: string;
  name: string;
  on?: string;
  detail: Record<string, unknown>;
}

const test = base.extend<{ watch: Watch }, { fake: Fake; site: Site }>({
  fake: [async ({}, use) => { const fake = await startFake(); await use(fake); await fake.stop(); }, { scope: "worker" }],
  site: [async ({}, use) => { const site = await startSite(); await use(site); await site.stop(); }, { scope: "worker" }],
  watch: [async ({ context }, use) => { const watch = new Watch(context); await use(watch); watch.check(); }, { auto: true }],
});

/** What the browser writes down of a refused frame, and of a greeting that came before it was gone. */
const REFUSED = /frame-src 'none'|target origin provided/;

const told = (page: Page): Promise<Told[]> => page.evaluate("told");
const names = async (page: Page, by: string): Promise<string[]> =>
  (await told(page)).filter((news) => news.by === by).map((news) => news.name);
const inside = (page: Page, path: string) => {
  const frame = page.frames().find((frame) => frame.url().includes(path));
  if (!frame) throw new Error(`no frame at ${path}`);
  return frame;
};
const inline = (site: Site, fake: Fake, path: string, more: Record<string, string> = {}) =>
  site.page("inline.html", { embed: fake.origin, src: `${fake.origin}/widget/${path}`, ...more });

test("the frame has exactly the rights that the contract gives it", async ({ page, site, fake }) => {
  await page.goto(inline(site, fake, "a"));
  const frame = page.locator("iframe");
  await expect(frame).toHaveAttribute(
    "sandbox",
    "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals",
  );
  await expect(frame).toHaveAttribute("allow", "clipboard-write");
  await expect(page.getByTitle("Connect your domain")).toBeVisible();
  await expect(page.locator("[style]")).toHaveCount(1);
});

test("the loader adds one global, whichever file it comes in and whatever it shows", async ({ page, site, fake }) => {
  await page.addInitScript("window.before = Object.getOwnPropertyNames(window)");
  const added = (): Promise<string[]> =>
    page.evaluate("Object.getOwnPropertyNames(window).filter((name) => !before.includes(name) && isNaN(name)).sort()");
  await page.goto(inline(site, fake, "a"));
  await expect.poll(() => names(page, "event")).toEqual(["ready"]);
  // What the test's own page brings along.
  const own = ["before", "callbacks", "told"];
  expect(await added()).toEqual(["Fairlead", ...own].sort());
  const manifest = await readFile(join(import.meta.dirname, "..", "..", "public", "embed.json"), "utf8");
  const { script } = JSON.parse(manifest) as { script: string };
  await page.goto(site.page("dialog.html", { embed: fake.origin, script, src: `${fake.origin}/widget/a` }));
  await page.getByRole("button", { name: "Connect a domain" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await added()).toEqual(["Fairlead", "dialog", ...own].sort());
});

test("the frame learns where it is, and the page learns what happens in it", async ({ page, site, fake }) => {
  await page.goto(inline(site, fake, "a"));
  await expect.poll(() => names(page, "event")).toEqual(["ready"]);
  const frame = inside(page, "/widget/a");
  const heard = (await frame.evaluate("heard")) as Record<string, unknown>[];
  expect(heard[0]).toMatchObject({ type: "fairlead:hello", origin: site.origin, fromParent: true });
  await expect.poll(async () => (await page.locator("iframe").boundingBox())?.height).toBe(778);

  const step = { step: "records", domain: "shop.acme.com", provider: null, jobId: "j1" };
  await frame.evaluate((detail) => (window as any).tell("step", detail), step);
  await frame.evaluate(() => (window as any).tell("success", { domain: "shop.acme.com" }));
  await expect.poll(() => names(page, "event")).toEqual(["ready", "step", "success"]);
  expect((await told(page))[1]).toEqual({ by: "event", name: "step", on: "fairlead-widget", detail: step });
});

test("a reloaded frame is greeted again, and the page hears of one ready", async ({ page, site, fake }) => {
  await page.goto(inline(site, fake, "a"));
  await expect.poll(() => names(page, "event")).toEqual(["ready"]);
  await inside(page, "/widget/a").evaluate("location.href = '/widget/b'");
  await expect.poll(() => page.frames().some((frame) => frame.url().endsWith("/widget/b"))).toBe(true);
  await expect.poll(() => inside(page, "/widget/b").evaluate("window.greeted === true")).toBe(true);
  expect(await names(page, "event")).toEqual(["ready"]);
});

test("nobody else's messages are heard", async ({ page, site, fake }) => {
  await page.goto(inline(site, fake, "a"));
  await expect.poll(() => names(page, "event")).toEqual(["ready"]);
  await page.evaluate(() => window.postMessage({ type: "fairlead:success", detail: {} }, "*"));
  // A frame of another origin, in the place of ours.
  await page.evaluate((origin) => {
    const widget = document.querySelector("fairlead-widget") as any;
    const other = document.createElement("iframe");
    other.src = `${origin}/widget/other`;
    other.name = "other";
    widget.after(other);
  }, fake.origin);
  await expect.poll(() => page.frames().some((frame) => frame.url().endsWith("/other"))).toBe(true);
  await inside(page, "/other").evaluate(() => (window as any).tell("success", {}));
  await inside(page, "/widget/a").evaluate(() => (window as any).tell("step", { step: "live" }));
  await inside(page, "/widget/a").evaluate(() => {
    for (const odd of [null, 1, "fairlead:step", {}, { type: 7 }, { type: "other:step" }]) {
      parent.postMessage(odd, "*");
    }
    (window as any).tell("height", { px: "calc(1px)" });
    (window as any).tell("height", { px: -5 });
    (window as any).tell("height");
    (window as any).tell("step", { step: "live" });
  });
  await expect.poll(() => names(page, "event")).toEqual(["ready", "step", "step"]);
  await expect.poll(async () => (await page.locator("fairlead-widget iframe").boundingBox())?.height).toBe(778);
});

test("a dialog opens, keeps the focus, closes by Escape and gives the focus back", async ({ page, site, fake }) => {
  await page.goto(site.page("dialog.html", { embed: fake.origin, src: `${fake.origin}/widget/a` }));
  const opener = page.getByRole("button", { name: "Connect a domain" });
  await opener.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Connect your domain" });
  await expect(dialog).toBeVisible();
  await expect(page.getByRole("button", { name: "Close" })).toBeFocused();
  await expect.poll(() => names(page, "callback")).toEqual(["ready"]);
  await page.keyboard.press("Tab");
  await expect(page.locator("iframe")).toBeFocused();
  await page.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.locator("iframe")).toHaveCount(0);
  await expect(opener).toBeFocused();
  await expect.poll(() => names(page, "callback")).toEqual(["ready", "close"]);
  const news = (await told(page)).filter(({ by }) => by === "callback").at(-1);
  expect(news?.detail).toEqual({ domain: null, success: false, lastState: null, jobId: null, reason: "user" });
});

test("a dialog closes by its button, by the frame and by the page, and says so once", async ({ page, site, fake }) => {
  await page.goto(site.page("dialog.html", { embed: fake.origin, src: `${fake.origin}/widget/a` }));
  const opener = page.getByRole("button", { name: "Connect a domain" });
  const dialog = page.getByRole("dialog");
  const ways = [
    () => page.getByRole("button", { name: "Close" }).click(),
    () => inside(page, "/widget/a").evaluate(() => (window as any).tell("close", { reason: "done" })),
    () => page.evaluate("dialog.close()"),
  ];
  for (const way of ways) {
    await page.evaluate("told.length = 0");
    await opener.click();
    await expect.poll(() => names(page, "callback")).toEqual(["ready"]);
    await inside(page, "/widget/a").evaluate(() =>
      (window as any).tell("step", { step: "progress", domain: "a.test", jobId: "j" }),
    );
    await expect.poll(() => names(page, "callback")).toEqual(["ready", "step"]);
    await way();
    await expect(dialog).toHaveCount(0);
    await expect.poll(() => names(page, "callback")).toEqual(["ready", "step", "close"]);
  }
  const last = (await told(page)).filter(({ by }) => by === "callback").at(-1);
  expect(last?.detail).toEqual({ domain: "a.test", success: false, lastState: "progress", jobId: "j", reason: "user" });
});

test("who leaves after an error is told apart from who changed their mind", async ({ page, site, fake }) => {
  await page.goto(site.page("dialog.html", { embed: fake.origin, src: `${fake.origin}/widget/a` }));
  await page.getByRole("button", { name: "Connect a domain" }).click();
  await expect.poll(() => names(page, "callback")).toEqual(["ready"]);
  await inside(page, "/widget/a").evaluate(() => (window as any).tell("error", { code: "domain_failed" }));
  await expect.poll(() => names(page, "callback")).toEqual(["ready", "error"]);
  await page.evaluate("dialog.close()");
  await expect.poll(() => names(page, "callback")).toEqual(["ready", "error", "close"]);
  const last = (await told(page)).filter(({ by }) => by === "callback").at(-1);
  expect(last?.detail).toMatchObject({ reason: "error", success: false });
});

test("a token is posted to our own origin and is in no address", async ({ page, site, fake, watch }) => {
  // Chromium warns of a sandboxed frame while that is still empty and so of the page's own origin.
  watch.excuse(/both allow-scripts and allow-same-origin/);
  fake.posted.length = 0;
  await page.goto(site.page("dialog.html", { embed: fake.origin, csp: "token" }));
  await page.evaluate("options = { token: 'secret.jwt', locale: 'de', theme: 'dark' }");
  await page.getByRole("button", { name: "Connect a domain" }).click();
  await expect.poll(() => names(page, "callback")).toEqual(["ready"]);
  expect(fake.posted).toEqual([{ query: "?theme=dark&locale=de", body: "token=secret.jwt" }]);
  await expect(page.locator("form")).toHaveCount(0);
});

test("a session is renewed silently by getToken, and again after a failure", async ({ page, site, fake }) => {
  await page.clock.install();
  await page.goto(inline(site, fake, "a"));
  await expect.poll(() => names(page, "event")).toEqual(["ready"]);
  await page.evaluate(() => {
    const late = () => Promise.reject(new Error("asked too often"));
    const answers = [() => Promise.reject(new Error("away")), () => Promise.resolve("fresh"), late];
    (document.querySelector("fairlead-widget") as any).getToken = () => answers.shift()?.();
  });
  const frame = inside(page, "/widget/a");
  const tokens = () => frame.evaluate("heard.filter((m) => m.type === 'fairlead:token')") as Promise<unknown[]>;
  await frame.evaluate(() => (window as any).tell("token-expiring", { expires_at: "2026-01-01T00:00:00Z" }));
  await expect.poll(() => names(page, "event")).toEqual(["ready", "token-expiring", "error"]);
  expect(await tokens()).toEqual([]);
  await page.clock.fastForward(20_000);
  await frame.evaluate(() => (window as any).tell("token-expiring", {}));
  await expect.poll(tokens).toEqual([
    { type: "fairlead:token", detail: { token: "fresh" }, origin: site.origin, fromParent: true },
  ]);
  await expect.poll(() => names(page, "event")).toEqual(["ready", "token-expiring", "error", "token-expiring"]);
});

test("refresh loads the frame anew, which is greeted and heard in place of the old one", async ({ page, site, fake }) => {
  await page.goto(inline(site, fake, "a"));
  await expect.poll(() => names(page, "event")).toEqual(["ready"]);
  const refresh = () => page.evaluate("document.querySelector('fairlead-widget').refresh()");
  await inside(page, "/widget/a").evaluate("window.old = true");
  await refresh();
  await expect.poll(() => names(page, "event")).toEqual(["ready", "ready"]);
  expect(await inside(page, "/widget/a").evaluate("window.old")).toBeUndefined();
  await inside(page, "/widget/a").evaluate(() => (window as any).tell("step", { step: "records" }));
  await expect.poll(() => names(page, "event")).toEqual(["ready", "ready", "step"]);
  // As often as it is asked for, there is one.
  await page.evaluate("for (let times = 0; times < 5; times++) document.querySelector('fairlead-widget').refresh()");
  await expect.poll(() => names(page, "event")).toEqual(["ready", "ready", "step", "ready"]);
  await expect(page.locator("iframe")).toHaveCount(1);
  await expect.poll(() => page.frames().length).toBe(2);
  // What has no place on the page loads nothing, and harms nothing.
  await page.evaluate("const widget = document.querySelector('fairlead-widget'); widget.remove(); widget.refresh()");
  await expect(page.locator("iframe")).toHaveCount(0);
  await expect.poll(() => page.frames().length).toBe(1);
});

test("without an address, refresh asks for a token and posts that", async ({ page, site, fake, watch }) => {
  watch.excuse(/both allow-scripts and allow-same-origin/);
  fake.posted.length = 0;
  await page.goto(site.page("inline.html", { embed: fake.origin, csp: "token" }));
  await page.waitForFunction("window.Fairlead");
  await expect(page.locator("iframe")).toHaveCount(0);
  await page.evaluate(() => {
    const tokens = ["first.jwt", "second.jwt"];
    const widget = document.querySelector("fairlead-widget") as any;
    widget.getToken = () => Promise.resolve(tokens.shift());
    widget.refresh();
  });
  await expect.poll(() => names(page, "event")).toEqual(["ready"]);
  await page.evaluate("document.querySelector('fairlead-widget').refresh()");
  await expect.poll(() => names(page, "event")).toEqual(["ready", "ready"]);
  expect(fake.posted.map(({ body }) => body)).toEqual(["token=first.jwt", "token=second.jwt"]);
});

test("without getToken an expiring session only tells the page", async ({ page, site, fake }) => {
  await page.goto(inline(site, fake, "a"));
  await expect.poll(() => names(page, "event")).toEqual(["ready"]);
  const frame = inside(page, "/widget/a");
  await frame.evaluate(() => {
    (window as any).tell("token-expiring", {});
    (window as any).tell("token-expired");
  });
  await expect.poll(() => names(page, "event")).toEqual(["ready", "token-expiring", "token-expired"]);
});

test("a policy that forbids the frame is told at once", async ({ page, site, fake, watch }) => {
  watch.excuse(REFUSED);
  await page.goto(inline(site, fake, "a", { csp: "noframe" }));
  await expect.poll(() => names(page, "event")).toEqual(["error"]);
  const error = (await told(page)).find(({ by }) => by === "event");
  expect(error?.detail).toEqual({ code: "mount_blocked", hostedUrl: `${fake.origin}/widget/a` });
  await expect(page.getByText("The widget can’t be shown here.")).toBeVisible();
  await expect(page.locator("iframe")).toBeHidden();
});

test("a frame that refuses this page, and one that never comes, are told after 15 s", async ({ page, site, fake, watch }) => {
  watch.excuse(/frame-ancestors|target origin provided/);
  for (const [path, code] of [["refused", "mount_blocked"], ["mute", "mount_blocked"], ["never", "load_timeout"]] as const) {
    await page.clock.install();
    await page.goto(inline(site, fake, path), { waitUntil: path === "never" ? "commit" : "load" });
    await page.waitForFunction(() => document.querySelector("fairlead-widget")?.shadowRoot?.querySelector("iframe"));
    await page.clock.fastForward(8_000);
    expect(await names(page, "event")).toEqual([]);
    await page.clock.fastForward(7_100);
    await expect.poll(() => names(page, "event")).toEqual(["error"]);
    const error = (await told(page)).find(({ by }) => by === "event");
    expect(error?.detail).toEqual({ code, hostedUrl: `${fake.origin}/widget/${path}` });
    await expect(page.getByText("The widget can’t be shown here.")).toBeVisible();
  }
});

test("an address that would run in the page itself is refused", async ({ page, site, fake, watch }) => {
  watch.excuse(/Fairlead: bad src/);
  await page.goto(site.page("dialog.html", { embed: fake.origin }));
  for (const src of ["javascript:alert(1)", "data:text/html,<p>x", "blob:null/x"]) {
    const refused = await page.evaluate((src) => {
      try {
        (window as any).Fairlead.open({ src });
        return false;
      } catch {
        return true;
      }
    }, src);
    expect(refused, src).toBe(true);
  }
  await expect(page.locator("iframe, dialog")).toHaveCount(0);
});

test("three widgets on one page keep apart, and one that leaves takes all of itself", async ({ page, site, fake }) => {
  const [src, second, third] = ["a", "b", "c"].map((path) => `${fake.origin}/widget/${path}`) as [string, string, string];
  await page.goto(site.page("several.html", { embed: fake.origin, src, second, third }));
  await expect.poll(() => names(page, "event")).toEqual(["ready", "ready", "ready"]);
  await page.evaluate("told.length = 0");
  await inside(page, "/widget/b").evaluate(() => (window as any).tell("height", { px: 200 }));
  await expect.poll(async () => (await page.locator("#second iframe").boundingBox())?.height).toBe(200);
  expect((await page.locator("#first iframe").boundingBox())?.height).toBe(778);

  await page.evaluate("document.querySelector('#first').remove()");
  await page.evaluate("document.querySelector('#third').src = document.querySelector('#second').src");
  await expect.poll(() => names(page, "event")).toEqual(["ready"]);
  await expect(page.locator("iframe")).toHaveCount(2);
});

test("a frame that was refused leaves the reader a way to the hosted page", async ({ page, context, site, fake, watch }) => {
  watch.excuse(REFUSED);
  await page.goto(inline(site, fake, "a", { csp: "noframe" }));
  const link = page.getByRole("link", { name: "Connect your domain" });
  await expect(link).toBeVisible();
  const opened = context.waitForEvent("page");
  await link.click();
  const hosted = await opened;
  await expect(hosted.getByRole("heading", { name: "/widget/a" })).toBeVisible();
  expect(hosted.url()).toBe(`${fake.origin}/widget/a`);
  expect(await hosted.evaluate("window.opener")).toBeNull();
});

test("in a dialog, too, a frame that never comes leaves a way", async ({ page, site, fake }) => {
  await page.clock.install();
  await page.goto(site.page("dialog.html", { embed: fake.origin, src: `${fake.origin}/widget/mute` }));
  await page.getByRole("button", { name: "Connect a domain" }).click();
  await expect(page.locator("iframe")).toHaveCount(1);
  await page.clock.fastForward(15_100);
  const link = page.getByRole("dialog").getByRole("link", { name: "Connect your domain" });
  await expect(link).toBeVisible();
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(page.getByRole("dialog").getByText("Not available right now")).toBeVisible();
  await expect.poll(() => names(page, "callback")).toEqual(["error"]);
});

test("before the page speaks, the dialog does, in the language that is wished for or the reader's own", async ({ page, site, fake }) => {
  await page.addInitScript("Object.defineProperty(navigator, 'languages', { value: ['xx-XX', 'nl-BE', 'en'] })");
  for (const [locale, close, failed] of [
    ["pt-BR", "Fechar", "Indisponível agora"],
    ["DE", "Schließen", "Gerade nicht verfügbar"],
    ["arc", "Sluiten", "Nu niet beschikbaar"],
    [undefined, "Sluiten", "Nu niet beschikbaar"],
    ["ar", "إغلاق", "غير متاح الآن"],
  ]) {
    await page.goto(site.page("dialog.html", { embed: fake.origin, src: `${fake.origin}/widget/mute` }));
    await page.evaluate(`window.options = ${JSON.stringify({ locale })}`);
    await page.getByRole("button", { name: "Connect a domain" }).click();
    await expect(page.getByRole("button", { name: close })).toBeVisible();
    await expect(page.getByRole("dialog").getByText(failed ?? "")).toHaveCount(1);
  }
});

test("a late frame takes the place of its fallback", async ({ page, site, fake }) => {
  await page.clock.install();
  await page.goto(inline(site, fake, "mute"));
  await expect(page.locator("iframe")).toHaveCount(1);
  await page.clock.fastForward(15_100);
  await expect.poll(() => names(page, "event")).toEqual(["error"]);
  await expect(page.getByRole("link")).toBeVisible();
  await inside(page, "/widget/mute").evaluate((origin) => {
    parent.postMessage({ type: "fairlead:ready", detail: {} }, origin);
  }, site.origin);
  await expect.poll(() => names(page, "event")).toEqual(["error", "ready"]);
  await expect(page.getByRole("link")).toBeHidden();
});

test("a policy that is only tried out refuses nothing", async ({ page, site, fake, watch }) => {
  watch.excuse(/frame-src 'none'/);
  const reports: string[] = [];
  page.on("console", (message) => reports.push(message.text()));
  await page.goto(inline(site, fake, "a", { csp: "report" }));
  await expect.poll(() => reports.some((report) => report.includes("frame-src 'none'"))).toBe(true);
  await expect.poll(() => names(page, "event")).toEqual(["ready"]);
  await expect(page.locator("iframe")).toHaveCount(1);
});

for (const csp of ["trusted", "nonce"]) {
  test(`inline and dialog work under a policy with ${csp === "nonce" ? "a nonce alone" : "Trusted Types"}`, async ({ page, site, fake }) => {
    await page.goto(site.page("dialog.html", { embed: fake.origin, src: `${fake.origin}/widget/a`, csp }));
    await page.getByRole("button", { name: "Connect a domain" }).click();
    await expect.poll(() => names(page, "callback")).toEqual(["ready"]);
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.evaluate("dialog.close()");
    await page.goto(inline(site, fake, "a", { csp }));
    await expect.poll(() => names(page, "event")).toEqual(["ready"]);
    expect((await told(page)).filter(({ by }) => by === "csp")).toEqual([]);
  });
}

test("the dialog's part is fetched when it is needed, and again after a failure", async ({ page, site, fake, watch }) => {
  watch.excuse(/status of 503|Failed to (fetch|load)/);
  fake.asked.length = 0;
  await page.goto(site.page("dialog.html", { embed: fake.origin, src: `${fake.origin}/widget/a` }));
  await page.waitForFunction("window.Fairlead");
  expect(fake.asked).toEqual(["/embed.js"]);
  fake.away.push("/embed/");
  const opener = page.getByRole("button", { name: "Connect a domain" });
  await opener.click();
  await expect.poll(() => names(page, "callback")).toEqual(["error"]);
  const [error] = (await told(page)).filter(({ by }) => by === "callback");
  expect(error?.detail).toEqual({ code: "load_timeout", hostedUrl: `${fake.origin}/widget/a` });
  fake.away.length = 0;
  await opener.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect.poll(() => names(page, "callback")).toEqual(["error", "ready"]);
  // Once it is there, it is there.
  const asked = fake.asked.length;
  await page.evaluate("dialog.close()");
  await opener.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(fake.asked).toHaveLength(asked);
});

test("a dialog that is closed before it could be shown never shows", async ({ page, site, fake }) => {
  await page.goto(site.page("dialog.html", { embed: fake.origin, src: `${fake.origin}/widget/a` }));
  await page.waitForFunction("window.Fairlead");
  await page.evaluate((src) => {
    (window as any).Fairlead.open({ src }).close();
    (window as any).second = (window as any).Fairlead.open({ src });
  }, `${fake.origin}/widget/a`);
  await expect(page.locator("dialog")).toHaveCount(1);
});

test("loading the script twice is harmless", async ({ page, site, fake }) => {
  await page.goto(inline(site, fake, "a"));
  await expect.poll(() => names(page, "event")).toEqual(["ready"]);
  await page.evaluate(async (src) => {
    const before = (window as any).Fairlead;
    const again = Object.assign(document.createElement("script"), { src });
    const loaded = new Promise((resolve) => again.addEventListener("load", resolve));
    document.head.append(again);
    await loaded;
    if (before !== (window as any).Fairlead) throw new Error("replaced");
  }, `${fake.origin}/embed.js`);
  await expect(page.locator("iframe")).toHaveCount(1);
  expect(await names(page, "event")).toEqual(["ready"]);
});

test("a dialog keeps the keyboard to itself", async ({ page, site, fake }) => {
  await page.goto(site.page("dialog.html", { embed: fake.origin, src: `${fake.origin}/widget/a` }));
  await page.getByRole("button", { name: "Connect a domain" }).press("Enter");
  await expect.poll(() => names(page, "callback")).toEqual(["ready"]);
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press(presses % 2 ? "Shift+Tab" : "Tab");
    expect(await page.evaluate("document.activeElement.id")).not.toBe("connect");
  }
});

for (const mode of ["inline", "dialog"]) {
  test(`a hundred times ${mode}, opened and closed, leave nothing behind`, async ({ page, site, fake }) => {
    test.setTimeout(120_000);
    await page.goto(site.page("dialog.html", { embed: fake.origin, src: `${fake.origin}/widget/a` }));
    await page.waitForFunction("window.Fairlead");
    const cycles = (times: number) =>
      page.evaluate(
        async ({ src, times, mode }) => {
          for (let time = 0; time < times; time += 1) {
            await new Promise<void>((resolve) => {
              const onReady = () => resolve();
              const { Fairlead } = window as any;
              const widget = mode === "dialog" ? Fairlead.open({ src, onReady }) : document.createElement("fairlead-widget");
              (window as any).leave = () => (mode === "dialog" ? widget.close() : widget.remove());
              if (mode === "dialog") return;
              widget.addEventListener("fairlead:ready", onReady);
              document.body.append(Object.assign(widget, { src }));
            });
            (window as any).leave();
          }
          (window as any).leave = undefined;
          (window as any).told.length = 0;
        },
        { src: `${fake.origin}/widget/a`, times, mode },
      );
    // What the test itself brings into the page is there before, too.
    const expectNone = () => expect(page.locator("iframe, dialog")).toHaveCount(0);
    await cycles(10);
    await expectNone();
    const before = await weigh(page);
    await cycles(100);
    await expectNone();
    // One that stays of each round would be a hundred.
    await expectNoHeavier(page, before);
  });
}

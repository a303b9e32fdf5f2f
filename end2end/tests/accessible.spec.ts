// WCAG 2.2 AA on every screen and theme, and what those hear who listen instead of looking.
import { AxeBuilder } from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { join } from "node:path";
import { type Gallery, LANGS, RENDERED } from "../lib/gallery.js";
import { asleep, clipboard, expect, test } from "../lib/test.js";
import { WIDE, unfold } from "../lib/whole.js";

// Each goes through the whole gallery: what bounds it is a machine that hangs, not one that is slow.
test.describe.configure({ timeout: 1_800_000 });

const SHOTS = join(import.meta.dirname, "..", "artefacts", "accessible");
/** One of each kind; the groups of findings are the same screen. */
const SCREENS = [
  "domain", "domain-bound", "domain-refused", "records", "apex", "progress", "issuing", "live", "drifted",
  "stalled", "failed", "list", "shared", "shared-live", "not-found", "over", "link-over", "branded",
];

test.beforeEach(async ({ page, watch }) => {
  await page.clock.setFixedTime(RENDERED);
  // A page that is left before its module has come.
  watch.excuse(/preloaded using link preload|Failed to load resource/);
});

/** What can be pressed and is smaller than a finger; a box is as large as its label, and what stands in a
 * sentence may be small where there is a mouse. */
const SMALL = `[...document.querySelectorAll("a[href], button, summary, input")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => !element.matches(".chip") || matchMedia("(pointer: coarse)").matches)
  .map((element) => [element, (element.closest("label") ?? element).getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 43.9 || height < 43.9)
  .map(([element, { width, height }]) => element.outerHTML.slice(0, 90) + " is " + width + " × " + height)`;

/** What axe finds on a page with all of its folds open. */
async function violations(page: Page): Promise<string[]> {
  await unfold(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any.map(({ message }) => message).join(" ")}`),
  );
}

const others = LANGS.filter((lang) => lang !== "en");
for (const [share, lang] of others.entries()) {
  test(`no language breaks what axe looks at: its share of the screens in ${lang}`, async ({ page, gallery }) => {
    for (const [at, name] of gallery.names.entries()) {
      if (at % others.length !== share) continue;
      await page.emulateMedia({ colorScheme: at % 2 ? "dark" : "light" });
      await page.goto(gallery.page(name, lang));
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      expect.soft(await violations(page), `axe on ${name}, ${lang}`).toEqual([]);
    }
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`every screen is clean of what axe finds, in ${colorScheme} colours`, async ({ page, gallery }) => {
    await page.emulateMedia({ colorScheme });
    for (const name of gallery.names) {
      await page.goto(gallery.page(name));
      expect.soft(await violations(page), `axe on ${name}, ${colorScheme}`).toEqual([]);
    }
  });

  test(`what stands over a screen is clean, too, in ${colorScheme} colours`, async ({ page, gallery }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(gallery.page("records"));
    for (const phase of ["ending", "ended"]) {
      await page.evaluate(`widget.dataset.phase = "${phase}"`);
      await expect(page.locator(`.bar.${phase}`)).toBeVisible();
      expect(await page.evaluate(SMALL)).toEqual([]);
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id), phase).toEqual([]);
    }
    for (const [name, note] of [["offline", "#offline"], ["away", "#away"], ["ended-alone", ".bar.ended"]] as const) {
      await page.goto(gallery.still(name));
      await expect(page.locator(note)).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id), name).toEqual([]);
    }
  });
}

test("when the session is over, no screen offers a way that leads into nothing", async ({ page, gallery }) => {
  for (const name of gallery.names) {
    // Without the code, which would go by its own clock.
    await page.goto(gallery.still(name));
    await page.evaluate("widget.dataset.phase = 'ended'");
    // What is listed loses its addresses when the page hears of the end.
    const left = `[...document.querySelectorAll("a[href^='/widget/'], a[href^='/connect/'], form :is(button, input:not([type=hidden]))")]
      .filter((way) => way.checkVisibility({ visibilityProperty: true }) && !way.closest(".list, .ask"))
      .map((way) => way.outerHTML)`;
    expect.soft(await page.evaluate(left), name).toEqual([]);
  }
});

test("at 400 % nothing is cut off or scrolled sideways, in either direction of writing", async ({ page, gallery }) => {
  // 1280 × 1024 at 400 %, and the narrowest sidebar.
  const views = [["en", 320], ["de", 320], ["ar", 320], ["en", 300]] as const;
  for (const [lang, width] of views) {
    await page.setViewportSize({ width, height: 256 });
    for (const name of gallery.names) {
      await page.goto(gallery.page(name, lang));
      await unfold(page);
      expect.soft(await page.evaluate(WIDE), `${name} in ${lang} at ${width}`).toEqual([]);
    }
  }
});

test("whatever can be pressed is 44 px or more", async ({ page, gallery }) => {
  for (const [lang, width] of [["en", 1280], ["en", 320], ["ja", 320]] as const) {
    await page.setViewportSize({ width, height: 800 });
    for (const name of gallery.names) {
      await page.goto(gallery.page(name, lang));
      await unfold(page);
      expect.soft(await page.evaluate(SMALL), `${name} in ${lang} at ${width}`).toEqual([]);
    }
  }
});

test("by a finger, what stands in a sentence can be pressed as well", async ({ browser, gallery }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } });
  const page = await context.newPage();
  for (const name of gallery.names.filter((name) => /^(findings|clearing|progress|apex)/.test(name))) {
    await page.goto(gallery.page(name));
    await unfold(page);
    expect.soft(await page.evaluate(SMALL), name).toEqual([]);
    expect.soft(await page.evaluate(WIDE), name).toEqual([]);
  }
  await context.close();
});

test("the Tab key goes through all that can be pressed, in the order in which it is read", async ({ page, gallery }) => {
  for (const name of SCREENS) {
    for (const lang of ["en", "ar"]) {
      await page.goto(gallery.page(name, lang));
      // What was refused has the focus already.
      await page.evaluate("document.body.tabIndex = -1; document.body.focus()");
      const all = `[...document.querySelectorAll("a[href], button, summary, input")].filter((element) => element.checkVisibility({ visibilityProperty: true }))`;
      const count = (await page.evaluate(`${all}.length`)) as number;
      let last = 0;
      for (let at = 0; at < count; at++) {
        await page.keyboard.press("Tab");
        const [index, top, outline, width] = (await page.evaluate(
          `[${all}.indexOf(document.activeElement), scrollY + document.activeElement.getBoundingClientRect().bottom,
            getComputedStyle(document.activeElement).outlineStyle, parseFloat(getComputedStyle(document.activeElement).outlineWidth)]`,
        )) as [number, number, string, number];
        expect(index, `${name} in ${lang}`).toBe(at);
        expect(outline, `a ring around ${at} of ${name}`).not.toBe("none");
        expect(width).toBeGreaterThanOrEqual(2);
        // Line after line: what is beside the last one may begin somewhat higher.
        expect(top, `${at} of ${name} in ${lang} stands above the one before`).toBeGreaterThan(last - 40);
        last = top;
      }
    }
  }
});

test("folds and copy fields work by the keyboard", async ({ page, context, gallery }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(gallery.page("progress"));
  for (const fold of await page.locator("summary").all()) {
    if (!(await fold.isVisible())) continue;
    await fold.focus();
    await page.keyboard.press("Enter");
    expect(await fold.evaluate((summary) => summary.closest("details")?.open)).toBe(true);
  }
  const field = page.getByRole("button", { name: /^Copy value/ }).first();
  await field.focus();
  await page.keyboard.press("Space");
  const value = await field.getAttribute("data-copy");
  await expect.poll(() => clipboard(page)).toBe(value);
});

test("in forced colours each status is told by its shape and its words", async ({ page, gallery }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const seen = new Map<string, string>();
  for (const name of ["records", "progress", "issuing", "drifted", "list"]) {
    await page.goto(gallery.page(name));
    await page.screenshot({ path: join(SHOTS, `forced-${name}.png`), fullPage: true });
    for (const pill of await page.locator(".pill").all()) {
      const [word, shape, border, stroke, ground] = await pill.evaluate((pill) => {
        const icon = pill.querySelector("svg") as SVGElement;
        const style = getComputedStyle(pill);
        return [pill.textContent ?? "", icon.querySelector("use")?.getAttribute("href") ?? "", style.borderTopStyle,
          getComputedStyle(icon).stroke, style.backgroundColor];
      });
      expect(border, `${word} has an edge`).toBe("solid");
      expect(stroke, `${word} has a shape to see`).not.toBe(ground);
      seen.set(word ?? "", shape ?? "");
    }
  }
  expect(new Set(seen.values()).size, "shapes").toBeGreaterThanOrEqual(4);
  await page.goto(gallery.page("progress"));
  const knots = await page.locator("#line li").evaluateAll((steps) => steps.map((step) => getComputedStyle(step, "::after").borderTopWidth));
  expect(new Set(knots.slice(0, 3)).size, `done, in progress and to come differ: ${knots}`).toBe(3);
  const marks = await page.locator("#steps li").evaluateAll((steps) =>
    steps.map((step) => getComputedStyle(step, "::before").backgroundColor + getComputedStyle(step).fontWeight));
  expect(new Set(marks).size, "the three steps differ").toBe(3);
});

test("what is found settles, and moves nothing else", async ({ page, gallery }) => {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await listen(page, gallery, "records");
  await page.evaluate(`
    window.moved = new Set();
    document.addEventListener("transitionrun", ({ target, propertyName }) => moved.add(propertyName + " of " + target.closest("[id]").id));
  `);
  const before = await page.locator("#line").boundingBox();
  await gallery.push("progress", "r1");
  await expect.poll(() => page.evaluate("[...moved]")).toContain("background-color of r1");
  expect(await page.locator("#r1 .pill").evaluate((pill) => getComputedStyle(pill).transitionDuration)).toMatch(/^0\.2s/);
  expect(await page.evaluate("[...moved].filter((moved) => !moved.endsWith('r1') || !/color/.test(moved))")).toEqual([]);
  expect((await page.locator("#line").boundingBox())?.y).toBe(before?.y);
});

test("nothing moves where less motion is wished", async ({ page, gallery }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const name of SCREENS) {
    await page.goto(gallery.page(name));
    const moving = await page.evaluate(`[...document.querySelectorAll("*")].filter((element) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
      return transitionDuration.split(", ").some((span) => parseFloat(span) > 0.01) || animationName !== "none" || scrollBehavior === "smooth";
    }).map((element) => element.outerHTML.slice(0, 90))`);
    expect.soft(moving, name).toEqual([]);
  }
});

/** Opens a screen, waits until it listens, and writes down all that is spoken from then on. */
async function listen(page: Page, gallery: Gallery, name: string): Promise<() => Promise<string[]>> {
  const before = gallery.resumed.length;
  await page.goto(gallery.page(name));
  await expect.poll(() => gallery.resumed.length).toBeGreaterThan(before);
  await expect(asleep(page)).toHaveCount(0);
  await page.evaluate(`
    window.spoken = [];
    const live = [...document.querySelectorAll("[role=status], [role=alert], [role=log], [aria-live]")];
    window.lives = live.length;
    for (const region of live) {
      new MutationObserver((changes) => {
        for (const { type, addedNodes, target } of changes) {
          // Whatever is written there is spoken; what is taken away is not.
          if (type === "characterData") spoken.push(target.data);
          else for (const node of addedNodes) if (node.textContent.trim()) spoken.push(node.textContent);
        }
      }).observe(region, { childList: true, characterData: true, subtree: true });
    }`);
  expect(await page.evaluate("lives"), "one live region").toBe(1);
  return () => page.evaluate("spoken");
}

const PARTS = ["steps", "lead", "points", "r1", "r2", "line", "host", "seen", "look", "say"];

test("each change is spoken once, by one live region", async ({ page, context, gallery, watch }) => {
  watch.excuse(/ERR_|Failed to fetch/);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const spoken = await listen(page, gallery, "records");
  await gallery.push("progress", ...PARTS);
  await expect.poll(async () => (await spoken()).length).toBe(1);
  expect((await spoken())[0]).toMatch(/TXT/);
  await expect(page.locator("#r1 .pill")).toContainText("Found at");

  // The same again, as after a broken connection, and three seconds of running clocks: silence.
  await gallery.push("progress", ...PARTS);
  await page.clock.setFixedTime(new Date(RENDERED.getTime() + 3000));
  await expect(page.locator("#look time")).toHaveText("5 seconds ago");
  expect(await spoken()).toHaveLength(1);

  gallery.answer = `Still not there. Checked <time datetime="2026-11-21T14:26:02Z" data-t="ago">14:26</time>.`;
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.locator("#answer")).toHaveText(/Still not there/);
  await expect.poll(async () => (await spoken()).length).toBe(2);
  expect((await spoken())[1]).toBe("Still not there. Checked 1 second ago.");
  await page.clock.setFixedTime(new Date(RENDERED.getTime() + 9000));
  await expect(page.locator("#answer time")).toHaveText("7 seconds ago");
  expect(await spoken()).toHaveLength(2);

  await page.getByRole("button", { name: /^Copy value/ }).first().click();
  await expect.poll(async () => (await spoken()).slice(2)).toEqual(["Copied"]);
  // A stream that comes back by itself is not worth a word; a network that is gone is.
  const streams = gallery.resumed.length;
  gallery.hangUp();
  await expect.poll(() => gallery.resumed.length).toBe(streams + 1);
  // Whether it came back is asked five seconds later.
  await page.waitForTimeout(5_500);
  expect(await spoken()).toHaveLength(3);
  await context.setOffline(true);
  await expect(page.locator("#offline")).toBeVisible();
  await expect.poll(async () => (await spoken()).slice(3)).toEqual([expect.stringContaining("No connection.")]);
  await context.setOffline(false);
  await expect(page.locator("#offline")).toBeHidden();
  expect(await spoken()).toHaveLength(4);
});

test("the focus stays where it is while the page changes around it", async ({ page, gallery }) => {
  await listen(page, gallery, "records");
  const field = page.locator("#r2").getByRole("button", { name: /^Copy value/ });
  await page.locator("#seen, .fold").first().evaluate((fold) => (fold as HTMLDetailsElement).open = true);
  await field.focus();
  await page.evaluate("window.held = document.activeElement");
  await gallery.push("progress", ...PARTS);
  await expect(page.locator("#r2 .finding")).toBeVisible();
  expect(await page.evaluate("document.activeElement === held && held.isConnected")).toBe(true);
  expect(await page.locator(".fold").first().evaluate((fold) => (fold as HTMLDetailsElement).open)).toBe(true);
  await gallery.push("records", ...PARTS.filter((id) => id !== "seen"));
  await expect(page.locator("#r2 .finding")).toHaveCount(0);
  expect(await page.evaluate("document.activeElement === held")).toBe(true);
});

test("what is held stays when what stood before it goes, or something comes before it", async ({ page, gallery }) => {
  await listen(page, gallery, "clearing");
  const cards = (await page.locator("#clear > li").evaluateAll((cards) => cards.map((card) => card.outerHTML))) as string[];
  expect(cards).toHaveLength(3);
  await page.locator("#clear > li").nth(2).getByRole("button").first().focus();
  await page.evaluate("window.held = document.activeElement");
  const held = () => page.evaluate("document.activeElement === held && held.isConnected");
  const keys = await page.locator("#clear > li").evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset.key));
  const order = () => page.locator("#clear > li").evaluateAll((cards, keys) => cards.map((card) => keys.indexOf((card as HTMLElement).dataset.key)), keys);
  const show = async (...shown: (string | undefined)[]): Promise<void> => {
    gallery.send(["clear", `<ul id="clear" class="clear">${shown.join("")}</ul>`]);
    await expect.poll(order).toEqual(shown.map((card) => cards.indexOf(card ?? "")));
  };
  await show(cards[1], cards[2]);
  expect(await held(), "the first went").toBe(true);
  await show(cards[2]);
  expect(await held(), "the second, too").toBe(true);
  await show(cards[0], cards[1], cards[2]);
  expect(await held(), "both came back").toBe(true);
  await show(cards[2], cards[0], cards[1]);
  expect(await held(), "it came first").toBe(true);
  await show(cards[1], cards[2], cards[0]);
  expect(await held(), "and in between").toBe(true);
});

test("a stream goes on after the last event that was read, and what was answered stays", async ({ page, gallery, watch }) => {
  watch.excuse(/ERR_|Failed to fetch/);
  await listen(page, gallery, "link");
  gallery.answer = "Still not there.";
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.locator("#answer")).toHaveText(gallery.answer);
  await gallery.push("records", "look");
  await gallery.push("progress", "r1");
  await expect(page.locator("#r1 .pill")).toContainText("Found at");
  const last = async (): Promise<unknown> => gallery.resumed.at(-1);
  const seen = String(gallery.sent());
  gallery.hangUp();
  // The browser's own way…
  await expect.poll(last).toEqual(["", seen]);
  // … and that of the page, when there is a network again.
  await page.evaluate("dispatchEvent(new Event('online'))");
  await expect.poll(last).toEqual([seen, undefined]);
  // The whole screen as it was served: it has no link and no answer.
  await gallery.push("records", "screen");
  await expect(page.locator("#r1 .pill")).toContainText("Waiting for you");
  await expect(page.locator("#answer")).toHaveText(gallery.answer);
  await expect(page.getByRole("button", { name: /^Copy http/ })).toHaveCount(1);
});

test("what Check now has said goes when it is not so any more", async ({ page, gallery }) => {
  await listen(page, gallery, "records");
  gallery.answer = "Still not there.";
  await page.getByRole("button", { name: "Check now" }).click();
  const answer = page.locator("#answer");
  await expect(answer).toHaveText(gallery.answer);
  await gallery.push("to-go", "lead");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("One record to go");
  await expect(answer, "its own look has found that").toHaveText(gallery.answer);
  await page.clock.setFixedTime(new Date(RENDERED.getTime() + 5000));
  await gallery.push("all-found", "lead");
  await expect(answer).toBeEmpty();
});

test("the first look has five lines, which are ticked off in their places", async ({ page, gallery }) => {
  await listen(page, gallery, "analysis");
  const lines = page.locator("#analysis li");
  await expect(lines).toHaveCount(5);
  const before = await page.locator("#analysis .found").count();
  expect(before).toBeLessThan(5);
  const place = await lines.last().boundingBox();
  await gallery.push("analysis-found", "analysis");
  await expect(page.locator("#analysis .found")).toHaveCount(5);
  expect((await lines.last().boundingBox())?.y).toBe(place?.y);
});

test("when another screen comes, the focus goes to its heading and to no other button", async ({ page, gallery }) => {
  await listen(page, gallery, "issuing");
  await page.locator("#r1").getByRole("button", { name: /^Copy value/ }).focus();
  await gallery.push("live", "screen", "steps", "say");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("shop.acme.com is live");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: /^Open shop.acme.com/ })).toBeFocused();
  // Who is elsewhere is left there.
  await page.locator(".langs summary").focus();
  await gallery.push("issuing", "screen");
  await expect(page.locator("#r1")).toBeVisible();
  await expect(page.locator(".langs summary")).toBeFocused();
});

test("where copying is refused, the text is selected and that is said", async ({ page, gallery }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } });
  });
  const spoken = await listen(page, gallery, "txt-255");
  const field = page.getByRole("button", { name: /^Copy value v/ });
  await field.click();
  await expect.poll(() => page.evaluate("getSelection().toString().trim()")).toBe("v".repeat(255));
  await expect.poll(spoken).toEqual(["Selected. Press Ctrl+C or ⌘C to copy."]);
  // What stands nowhere in one piece gets a field.
  const all = page.getByRole("button", { name: "Copy all" });
  await all.click();
  const whole = page.getByRole("textbox", { name: "Copy all" });
  await expect(whole).toBeFocused();
  expect(await page.evaluate("getSelection().toString()")).toBe(await all.getAttribute("data-copy"));
});

for (const lang of ["en", "ar"]) {
  test(`each screen reads as it is written down, in ${lang}`, async ({ page, gallery }) => {
    await page.setViewportSize({ width: 800, height: 900 });
    for (const name of lang === "en" ? gallery.names : SCREENS) {
      await page.goto(gallery.still(name, lang));
      await expect(asleep(page)).toHaveCount(0);
      await unfold(page);
      // All of it, and nothing that is not written down.
      expect.soft(`${await page.locator("body").ariaSnapshot()}\n`).toMatchSnapshot(`${name}.${lang}.yml`);
    }
  });
}

// What every test of the real server stands on: a sandbox, a tenant's site, and a watch on the browser.
import { AxeBuilder } from "@axe-core/playwright";
import { type Frame, type FrameLocator, type Locator, type Page, expect, test as base } from "@playwright/test";
import { join } from "node:path";
import { type Gallery, startGallery } from "./gallery.js";
import { type Site, startSite } from "./host.js";
import { type Connection, type Minted, Sandbox } from "./sandbox.js";
import { Watch } from "./watch.js";

export interface Told {
  by: "event" | "callback" | "csp";
  name: string;
  detail: Record<string, unknown>;
}

/** One customer of the tenant: nobody else in the run has this name or this reference. */
export interface Customer {
  hostname: string;
  reference: string;
  mint: (wish?: Record<string, unknown>) => Promise<Minted>;
}

interface Each {
  watch: Watch;
  customer: Customer;
  /** A server of the test's own, for tests that move clocks or change what all visits share. */
  own: Sandbox;
}

interface Shared {
  sandbox: Sandbox;
  site: Site;
  gallery: Gallery;
}

let customers = 0;

export const test = base.extend<Each, Shared>({
  site: [
    async ({}, use) => {
      const site = await startSite();
      await use(site);
      await site.stop();
    },
    { scope: "worker" },
  ],
  sandbox: [
    async ({ site }, use) => {
      const sandbox = await Sandbox.start();
      await sandbox.allow(site.origin);
      await use(sandbox);
      await sandbox.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  gallery: [
    async ({ sandbox }, use) => {
      const gallery = await startGallery(sandbox);
      await use(gallery);
      await gallery.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  own: async ({ context, site }, use) => {
    const own = await Sandbox.start();
    await own.allow(site.origin);
    await use(own);
    // Whoever is still there would ask a server that is gone.
    await Promise.all(context.pages().map((page) => page.close()));
    await own.stop();
  },
  watch: [
    async ({ context }, use) => {
      const watch = new Watch(context);
      await use(watch);
      watch.check();
    },
    { auto: true },
  ],
  customer: async ({ sandbox }, use) => {
    const reference = `customer-${process.pid}-${++customers}`;
    await use({
      hostname: `shop${customers}.${sandbox.guide.zone}`,
      reference,
      mint: (wish = {}) => sandbox.mint({ reference, ...wish }),
    });
  },
});

export { expect };

/** What the fields to copy are called in the languages that tests speak. */
const COPY = /^Copy|kopieren$/;

/** The widget as a person sees it, wherever it is embedded. */
export class Widget {
  readonly in: FrameLocator;

  constructor(readonly page: Page) {
    this.in = page.frameLocator("iframe").first();
  }

  get field(): Locator {
    return this.in.getByRole("textbox", { name: "Which domain do you want to use?" });
  }

  heading(name: string | RegExp): Locator {
    return this.in.getByRole("heading", { name });
  }

  /** The card of the record that is `type`. */
  card(type: string): Locator {
    return this.in
      .getByRole("listitem")
      .filter({ has: this.page.getByText(type, { exact: true }) })
      .filter({ has: this.page.getByRole("button", { name: COPY }) });
  }

  /** Goes there by the Tab key, and sees a ring around it. */
  async reach(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let presses = 0; presses < 80; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement && document.hasFocus())) {
        const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
        expect(outline, `a focus ring on ${String(target)}`).not.toBe("none");
        await expect(target).toBeInViewport();
        return;
      }
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`${String(target)} can't be reached by the Tab key`);
  }

  async enter(hostname: string): Promise<void> {
    await this.field.fill(hostname);
    await this.in.getByRole("button", { name: "Continue" }).click();
    await expect(this.card("TXT")).toBeVisible();
  }

  /** What the copy buttons of a card hold, read as a person does: name, then value. */
  async read(type: string): Promise<{ name: string; value: string }> {
    await expect(this.card(type)).toBeVisible();
    const texts = await this.card(type).getByRole("button", { name: COPY }).locator(".mono").allInnerTexts();
    const [name = "", value = ""] = texts.map((text) => text.trim());
    return { name, value };
  }
}

/** Looks at a connection until it is live; each look comes two seconds after the one before. */
export const goLive = (sandbox: Sandbox, id: string): Promise<void> =>
  expect
    .poll(async () => (await sandbox.api<Connection>("POST", `/v1/connections/${id}/records:check`)).state, {
      timeout: 30_000,
      intervals: [2_100],
    })
    .toBe("live");

/** The islands whose code is not there yet. */
export const asleep = (page: Page | Frame | FrameLocator): Locator => page.locator("leptos-island:not([data-awake])");

/** Where nothing comes by itself: presses as long as there is something to press, until it is there. */
export const askUntil = (check: Locator, wanted: Locator, within: { timeout: number }): Promise<void> =>
  expect(async () => {
    if (await check.isVisible()) await check.click();
    await expect(wanted).toBeVisible({ timeout: 2_500 });
  }).toPass(within);

/** What was copied last, or why that can't be told. */
export async function clipboard(page: Page): Promise<string> {
  const text = await page.evaluate<string>("navigator.clipboard.readText()").catch(String);
  // A page that is not in front may not read it; one that nobody has touched reads nothing.
  if (!text || /NotAllowed|not focused/.test(text)) {
    await page.bringToFront();
    await page.keyboard.press("Shift");
  }
  return text;
}

/** What the tenant's page was told by the widget. */
export const told = (page: Page): Promise<Told[]> => page.evaluate("told");
export const eventNames = async (page: Page): Promise<string[]> =>
  (await told(page)).filter(({ by }) => by === "event").map(({ name }) => name);

/** What the tenant's page was told each time that a dialog had closed. */
export const closings = async (page: Page): Promise<Told["detail"][]> =>
  (await told(page)).filter(({ by, name }) => by === "callback" && name === "close").map(({ detail }) => detail);

/** Presses Escape in a frame that goes with it: whoever presses may never hear that it was taken. */
export const escape = (page: Page): void => void page.keyboard.press("Escape").catch(() => undefined);

/** Opens the tenant's page with the widget in it. */
export async function openInline(page: Page, sandbox: Sandbox, site: Site, src: string): Promise<Widget> {
  await page.goto(site.page("inline.html", { embed: sandbox.url, src }));
  return new Widget(page);
}

const ARTEFACTS = join(import.meta.dirname, "..", "artefacts", "screens");
const WIDE = { width: 1280, height: 1500 };
const NARROW = { width: 375, height: 2400 };
const SMALLEST = { width: 320, height: 2400 };

/** Looks at a screen as it must be good: both widths, both schemes, no sideways scroll, axe content. */
export async function inspect(page: Page, name: string, excepted: string[] = []): Promise<void> {
  const before = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const viewport of [WIDE, NARROW, SMALLEST]) {
      await page.setViewportSize(viewport);
      await settle(page);
      await expectNoSidewaysScroll(page);
      if (viewport !== SMALLEST) {
        await page.screenshot({ path: join(ARTEFACTS, `${name}-${viewport.width}-${colorScheme}.png`) });
      }
    }
    const { violations } = await new AxeBuilder({ page }).disableRules(excepted).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.any.map(({ message }) => message).join(" ")}`),
    );
    expect(found, `axe on ${name}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

/** Waits until the frame has taken the height that its page asked for. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const frame = page.locator("iframe").first();
  if ((await frame.count()) === 0) return;
  let last = -1;
  await expect
    .poll(async () => {
      const height = (await frame.boundingBox())?.height ?? 0;
      const still = height === last;
      last = height;
      return still;
    })
    .toBe(true);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    const [width, room] = (await frame.evaluate("[document.documentElement.scrollWidth, innerWidth]")) as [number, number];
    expect(width, `width of ${new URL(frame.url()).pathname}`).toBeLessThanOrEqual(room);
  }
}

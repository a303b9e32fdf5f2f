// What the widget looks like: every screen is whole in every language, and some of them are pictures
// that must not change unseen.
import { AxeBuilder } from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { LANGS, RENDERED } from "../lib/gallery.js";
import { asleep, expect, test } from "../lib/test.js";
import { CUT, WIDE, unfold } from "../lib/whole.js";

test.beforeEach(async ({ page, watch }) => {
  await page.clock.setFixedTime(RENDERED);
  watch.excuse(/preloaded using link preload|Failed to load resource/);
});

test("the gallery shows every screen in every language, theme and width", async ({ page, sandbox }) => {
  await page.goto(`${sandbox.url}/demo/gallery`);
  for (const [of, count] of [["Language", 12], ["Colours", 3], ["Branding", 3], ["Width", 4]] as const) {
    await expect(page.getByRole("navigation", { name: of }).getByRole("link")).toHaveCount(count);
  }
  await page.getByRole("link", { name: "Deutsch" }).click();
  await page.getByRole("link", { name: "dark" }).click();
  await page.getByRole("link", { name: "320 px" }).click();
  for (const name of ["Deutsch", "dark", "320 px"]) {
    await expect(page.getByRole("link", { name })).toHaveAttribute("aria-current", "true");
  }
  const frame = page.frameLocator(`iframe[title="records"]`);
  await page.locator("#records").scrollIntoViewIfNeeded();
  await expect(frame.locator("html")).toHaveAttribute("lang", "de");
  await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await page.locator(`iframe[title="records"]`).evaluate((frame) => frame.clientWidth)).toBe(320);
  // It is the page of the customers: its islands wake, and nothing says that it is cut off.
  await expect(asleep(frame)).toHaveCount(0);
  await expect(frame.locator("#away")).toBeHidden();
  await page.screenshot({ path: join(import.meta.dirname, "..", "artefacts", "gallery.png") });
});

for (const lang of LANGS) {
  test(`nothing is cut off or scrolled sideways on a narrow page in ${lang}`, async ({ page, gallery }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width: 320, height: 800 });
    // The page as it comes: what wakes later moves nothing.
    await page.route("**/pkg/**", (route) => (/\.(js|wasm)$/.test(route.request().url()) ? route.abort() : route.continue()));
    for (const name of gallery.names) {
      await page.goto(gallery.page(name, lang), { waitUntil: "domcontentloaded" });
      await unfold(page);
      expect.soft(await page.evaluate(WIDE), `${name} is wider than the page`).toEqual([]);
      expect.soft(await page.evaluate(CUT), `${name} is cut`).toEqual([]);
    }
  });
}

/** Ten screens that have all parts among them. */
const PICTURED = [
  "domain-refused", "analysis-found", "records", "apex", "clearing", "progress", "slip", "statuses", "live", "drifted",
];
/** Each language with a size and colours of its own. */
const VIEWS = [
  { lang: "en", width: 960, colorScheme: "light" },
  { lang: "de", width: 375, colorScheme: "dark" },
  { lang: "ar", width: 375, colorScheme: "light" },
  { lang: "ja", width: 960, colorScheme: "dark" },
] as const;

/** What a few signs that no font of ours has may differ by: a fifth of a percent of the picture. */
const DRAWN_ANEW = 0.002;

/** Fonts that no browser and no system brings along, so that neither changes a picture. */
const FONTS = ["noto-sans", "noto-sans-arabic", "noto-sans-jp", "noto-sans-mono"];
const WEIGHTS = [400, 600];
const modules = createRequire(import.meta.url);
const folder = (font: string): string => dirname(modules.resolve(`@fontsource/${font}/package.json`));

async function withFonts(page: Page): Promise<void> {
  await page.route("**/fonts/**", async (route) => {
    const [font = "", file = ""] = new URL(route.request().url()).pathname.split("/").slice(2);
    await route.fulfill({ path: join(folder(font), "files", file), contentType: "font/woff2" });
  });
  const faces = FONTS.flatMap((font) => WEIGHTS.map(async (weight) => {
    const css = await readFile(join(folder(font), `${weight}.css`), "utf8");
    return css.replaceAll("./files/", `/fonts/${font}/`);
  }));
  const stack = `"Noto Sans", "Noto Sans Arabic", "Noto Sans JP"`;
  const own = `:root { --font: ${stack}; --mono: "Noto Sans Mono", ${stack} } * { caret-color: transparent !important }`;
  await page.addStyleTag({ content: (await Promise.all(faces)).join("\n") + own });
  await page.evaluate("document.fonts.ready");
}

test.describe("pictures", () => {
  // The fonts are the test's, which the page's policy doesn't know.
  test.use({ bypassCSP: true });

  for (const { lang, width, colorScheme } of VIEWS) {
    test(`the screens look as they did, in ${lang}, ${width} px wide, ${colorScheme}`, async ({ page, gallery }) => {
      test.setTimeout(240_000);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      for (const name of PICTURED) {
        await page.goto(gallery.page(name, lang));
        await expect(asleep(page)).toHaveCount(0);
        await withFonts(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect.soft(await page.evaluate(WIDE), `${name} is wider than the page`).toEqual([]);
        expect.soft(await page.evaluate(CUT), `${name} is cut`).toEqual([]);
        expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), `axe on ${name}`).toEqual([]);
        await expect.soft(page).toHaveScreenshot(`${name}.${lang}.png`, { fullPage: true, maxDiffPixelRatio: DRAWN_ANEW });
      }
    });
  }
});

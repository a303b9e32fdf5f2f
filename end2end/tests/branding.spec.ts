// A tenant's colours, shapes and words, as its customers see them.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Sandbox } from "../lib/sandbox.js";
import { expect, inspect, openInline, test } from "../lib/test.js";

const brand = (own: Sandbox, branding: object): Promise<unknown> =>
  own.api("PATCH", `/v1/applications/${own.guide.application_id}`, { branding });

const GUIDE = join(import.meta.dirname, "..", "..", "docs", "branding.md");

test("the guide’s example is what the reader sees", async ({ page, own, site }) => {
  const [, example = ""] = /```json\n([^`]*)```/.exec(await readFile(GUIDE, "utf8")) ?? [];
  await brand(own, JSON.parse(example).branding);
  await page.emulateMedia({ colorScheme: "light" });
  const { widget_url } = await own.mint({ reference: "r" });
  const widget = await openInline(page, own, site, widget_url);
  const field = widget.in.getByRole("textbox", { name: "Which address shall your shop have?" });
  await expect(field).toBeVisible();
  await expect(widget.in.getByText("Northwind", { exact: true })).toBeVisible();
  const logo = widget.in.locator("img.logo");
  await expect.poll(() => logo.evaluate((logo) => (logo as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  const button = widget.in.getByRole("button", { name: "Continue" });
  await expect(button).toHaveCSS("background-color", "rgb(0, 105, 62)");
  await expect(button).toHaveCSS("border-radius", "12px");
  expect(await button.evaluate((button) => getComputedStyle(button).fontFamily)).toBe("Inter, system-ui, sans-serif");
  await expect(widget.in.locator(".langs")).toHaveCount(0);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(button).toHaveCSS("background-color", "rgb(127, 214, 164)");
  await expect(widget.in.locator("body")).toHaveCSS("background-color", "rgb(16, 20, 24)");
  await inspect(page, "brand-1-domain");
  await field.fill(`shop.${own.guide.zone}`);
  await button.click();
  await expect(widget.card("TXT")).toBeVisible();
  await expect(widget.in.getByRole("link", { name: "Get help" })).toHaveAttribute("href", "https://northwind.example/help");
  await inspect(page, "brand-2-records");

  // The page of a share link is the tenant's, too.
  const { id } = await own.connectionOf("r");
  const { url } = await own.api<{ url: string }>("POST", `/v1/connections/${id}/share`, {});
  await page.goto(url);
  await expect(page.locator("img.logo")).toBeVisible();
  expect(await page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--radius')")).toBe("12px");
  await inspect(page, "brand-3-share");
});

test("colours that can hardly be read are made so that they can", async ({ page, own, site }) => {
  await own.connect(`shop.${own.guide.zone}`, "r");
  for (const [accent, surface, dark] of [["#ffd400", "#ffffff", "#000000"], ["#ff69b4", "#ffe4f0", "#1a0010"], ["#808080", "#c8c8c8", "#222222"]]) {
    await brand(own, { colours: { accent, surface, text: "#999999" }, dark_colours: { surface: dark, text: "#777777" } });
    const { widget_url } = await own.mint({ reference: "r" });
    await openInline(page, own, site, widget_url);
    await inspect(page, `brand-hard-${accent?.slice(1)}`);
  }
});

test("what a tenant tries to smuggle in is text, and no policy is broken", async ({ page, own, site }) => {
  const evil = `"'></style><script>document.title = "broken"</script><img src=x onerror=alert(1)>`;
  await brand(own, { name: evil.slice(0, 60), texts: { en: { question: evil, go_on: evil } } });
  await own.api("PATCH", `/v1/applications/${own.guide.application_id}`, { name: evil });
  const { widget_url } = await own.mint({ reference: "r" });
  const widget = await openInline(page, own, site, widget_url);
  await expect(widget.in.getByRole("heading", { level: 1 })).toHaveText(evil);
  await expect(widget.in.locator("img")).toHaveCount(0);
  for (const frame of page.frames()) expect(await frame.title()).not.toBe("broken");
  const refused = await fetch(`${own.url}/v1/applications/${own.guide.application_id}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${own.guide.api_key}`, "content-type": "application/json" },
    body: JSON.stringify({ branding: { colours: { accent: "red;}</style><script>" } } }),
  });
  expect(refused.status).toBe(400);
  expect((await refused.json()).error.details.fields).toEqual(["branding.colours.accent"]);
});

test("the dialog around the page wears the tenant's colours in both schemes", async ({ page, own, site }) => {
  const colours = { surface: "#fff8ee", text: "#20160a" };
  await brand(own, { colours, dark_colours: { surface: "#101418" }, colour_scheme: "dark" });
  await page.emulateMedia({ colorScheme: "light" });
  const { widget_url: src } = await own.mint({ reference: "r" });
  await page.goto(site.page("dialog.html", { embed: own.url, src }));
  await page.getByRole("button", { name: "Connect a domain" }).click();
  const [dialog, header] = [page.getByRole("dialog"), page.getByRole("dialog").locator("header")];
  const body = page.frameLocator("iframe").locator("body");
  const alike = async (ground: string): Promise<void> => {
    for (const place of [body, dialog, header]) await expect(place).toHaveCSS("background-color", ground);
    const text = await body.evaluate((body) => getComputedStyle(body).color);
    await expect(dialog).toHaveCSS("color", text);
  };
  // Nobody wishes for a scheme: the tenant's own holds.
  await alike("rgb(16, 20, 24)");
  await page.screenshot({ path: join(import.meta.dirname, "..", "artefacts", "screens", "brand-4-dialog-dark.png") });
  const wish = (theme: string): Promise<void> => page.evaluate(`dialog.setTheme("${theme}")`);
  await wish("light");
  await alike("rgb(255, 248, 238)");
  await page.screenshot({ path: join(import.meta.dirname, "..", "artefacts", "screens", "brand-4-dialog-light.png") });
  await wish("auto");
  await alike("rgb(16, 20, 24)");
});

test("the page around the widget chooses the scheme before the branding does", async ({ page, own, site }) => {
  await brand(own, { colour_scheme: "dark", dark_colours: { surface: "#101418" } });
  await page.emulateMedia({ colorScheme: "light" });
  const { widget_url } = await own.mint({ reference: "r" });
  const widget = await openInline(page, own, site, widget_url);
  await expect(widget.in.locator("body")).toHaveCSS("background-color", "rgb(16, 20, 24)");
  await page.evaluate("document.querySelector('fairlead-widget').setAttribute('theme', 'light')");
  await expect(widget.in.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
});

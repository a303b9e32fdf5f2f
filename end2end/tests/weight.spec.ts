// What the reader waits for: one answer to read and copy from, and code that comes behind it.
import { createHash } from "node:crypto";
import { get } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type Page } from "@playwright/test";
import { LANGS } from "../lib/gallery.js";
import { type Sandbox } from "../lib/sandbox.js";
import { asleep, clipboard, expect, test } from "../lib/test.js";

const FIRST_WINDOW = 14_000;

interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/** As it comes over the wire: `fetch` would decode it. */
function ask(address: string, coding: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { "accept-encoding": coding } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const headers = answer.headers as Record<string, string | undefined>;
        resolve({ status: answer.statusCode ?? 0, headers, body: Buffer.concat(chunks) });
      });
    }).on("error", reject);
  });
}

/** The addresses of the script and of the module, as a page names them. */
async function code(address: string): Promise<string[]> {
  const html = (await ask(address, "identity")).body.toString();
  const found = [...html.matchAll(/<link[^>]* href="([^"]*)"[^>]* data-code/g)];
  return found.map(([, path]) => new URL(path ?? "", address).href);
}

/** A page with records to publish. */
async function records(sandbox: Sandbox, hostname: string, reference: string): Promise<string> {
  const { id } = await sandbox.connectAndLook(hostname, reference);
  return (await sandbox.mint({ connection_id: id })).widget_url;
}

const islands = (page: Page) => page.locator("leptos-island");

/** Copies the first value, and compares what was copied with what is shown. */
async function expectCopies(page: Page): Promise<void> {
  const field = page.getByRole("button", { name: /^Copy value/ }).first();
  const value = (await field.locator(".mono").innerText()).trim();
  await field.click();
  await expect(field).toHaveAttribute("data-copied", "");
  await expect.poll(() => clipboard(page)).toBe(value);
}

async function expectFolds(page: Page): Promise<void> {
  const fold = page.locator("details").filter({ has: page.locator("summary:visible") }).first();
  await fold.locator("summary").first().click();
  await expect(fold).toHaveAttribute("open", "");
}

test("while the module is on its way, copying, links and folds work", async ({ page, context, sandbox, customer }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const asked = page.waitForRequest(/\.wasm$/);
  await page.route(/\.wasm$/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(await records(sandbox, customer.hostname, customer.reference), { waitUntil: "commit" });
  await asked;
  await expectCopies(page);
  await expectFolds(page);
  const zone = page.getByRole("link", { name: "zone file", exact: false });
  expect(decodeURIComponent((await zone.getAttribute("href")) ?? "")).toContain(`.${sandbox.guide.zone}.`);
  expect(await asleep(page).count()).toBe(await islands(page).count());
  release();
  await expect(asleep(page)).toHaveCount(0);
  expect(await islands(page).count()).toBeGreaterThan(1);
});

test("where the module never comes, the page says that it stands still", async ({ page, context, sandbox, customer, watch }) => {
  watch.excuse(/ERR_FAILED|preload/);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.route(/\.wasm$/, (route) => route.abort());
  await page.goto(await records(sandbox, customer.hostname, customer.reference));
  await expect(page.locator(".no-script")).toBeVisible();
  await expectCopies(page);
  await expectFolds(page);
  // Without the live parts the form is sent as a form, and the whole page comes back.
  await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "Check now" }).click()]);
  await expect(page.getByRole("button", { name: /^Copy value/ }).first()).toBeVisible();
});

test("one answer paints the page, and fits in the first flight", async ({ page, sandbox, customer, watch }) => {
  watch.excuse(/ERR_FAILED|preload/);
  const address = await records(sandbox, customer.hostname, customer.reference);
  const { headers, body } = await ask(address, "gzip, deflate, br");
  expect(headers["content-encoding"]).toBe("br");
  expect(body.length).toBeLessThan(FIRST_WINDOW);

  // Nothing but the page itself may arrive.
  await page.route(/\/(pkg\/|favicon)/, (route) => route.abort());
  await page.goto(address);
  const painted = "performance.getEntriesByName('first-contentful-paint').length";
  await expect.poll(() => page.evaluate(painted)).toBe(1);
  // Styled: a field to copy is as tall as a finger needs it.
  const box = await page.locator(".copy").first().boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  const blocking = "performance.getEntriesByType('resource').filter((it) => it.renderBlockingStatus === 'blocking').length";
  expect(await page.evaluate(blocking)).toBe(0);
});

test("a first view fits in the first flight in every language", async ({ sandbox, customer }) => {
  const address = await records(sandbox, customer.hostname, customer.reference);
  for (const lang of LANGS) {
    const { headers, body } = await ask(`${address}${address.includes("?") ? "&" : "?"}lang=${lang}`, "gzip, deflate, br");
    expect(headers["content-language"]).toBe(lang);
    expect(body.length, lang).toBeLessThan(FIRST_WINDOW);
  }
});

test("the code is named by its content, kept for ever, and compressed before it is asked for", async ({ sandbox, customer }) => {
  const addresses = await code(await records(sandbox, customer.hostname, customer.reference));
  expect(addresses.map((address) => address.split("/").at(-1))).toEqual(["app.js", "app_bg.wasm"]);
  for (const address of addresses) {
    const plain = await ask(address, "identity");
    const type = address.endsWith(".wasm") ? "application/wasm" : "text/javascript; charset=utf-8";
    expect(plain.headers["content-type"]).toBe(type);
    expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(plain.headers.vary).toContain("accept-encoding");
    const digest = createHash("sha256").update(plain.body).digest("hex");
    expect(address).toContain(`/pkg/${digest.slice(0, 16)}/`);

    const brotli = await ask(address, "gzip, br");
    expect(brotli.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    const gzip = await ask(address, "gzip, br;q=0");
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotli.body.length).toBeLessThan(gzip.body.length);
    expect(gzip.body.length).toBeLessThan(plain.body.length);

    // A page of another release gets what is here, and nobody keeps it under the wrong name.
    const other = await ask(address.replace(digest.slice(0, 16), "0000000000000000"), "identity");
    expect(other.body.equals(plain.body)).toBe(true);
    expect(other.headers["cache-control"]).toBe("no-store");
  }
});

test("the code is preloaded, fetched once, and compiled while it streams", async ({ page, sandbox, customer }) => {
  await page.addInitScript(() => {
    const { instantiateStreaming } = WebAssembly;
    Object.assign(window, { streamed: 0 });
    WebAssembly.instantiateStreaming = async (...given) => {
      const made = await instantiateStreaming.apply(WebAssembly, given);
      Object.assign(window, { streamed: (window as unknown as { streamed: number }).streamed + 1 });
      return made;
    };
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(await records(sandbox, customer.hostname, customer.reference));
  await expect(asleep(page)).toHaveCount(0);
  expect(await page.evaluate("streamed")).toBe(1);
  const files = asked.filter((path) => path.startsWith("/pkg/")).map((path) => path.split("/").at(-1));
  expect(files.sort()).toEqual(["app.js", "app_bg.wasm"]);
});

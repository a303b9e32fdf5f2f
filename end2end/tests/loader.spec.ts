// The loader as files: what git holds is what the source gives, what is pinned stays whole, and what a
// page has of it is what the types say.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { loader } from "../embed.mjs";
import { expect, openInline, test } from "../lib/test.js";

const END2END = join(import.meta.dirname, "..");
const PUBLIC = join(END2END, "..", "public");
const text = (place: string): Promise<string> => readFile(join(PUBLIC, place), "utf8");

interface Manifest {
  script: string;
  integrity: string;
  more: string;
}

const hashOf = (content: string, name: string, encoding: "hex" | "base64"): string =>
  createHash(name).update(content).digest(encoding);

test("git holds what the source gives (if not: npm run embed)", async () => {
  const built = await loader();
  expect(Object.keys(built)).toHaveLength(4);
  for (const [place, content] of Object.entries(built)) {
    expect(await text(place).catch(() => "missing"), place).toBe(content);
  }
});

test("the loader's word for closing is the pages' own, in each language", async () => {
  const code = (await text("loader/words.js")).replaceAll("export ", "");
  const words = new Function(`${code}; return WORDS`)() as Record<string, string>;
  const folder = join(END2END, "..", "app", "words");
  const tags = (await readdir(folder)).map((file) => file.replace(".ftl", ""));
  expect(Object.keys(words).sort()).toEqual(tags.map((tag) => tag.slice(0, 2)).sort());
  for (const tag of tags) {
    const [, close] = /^close = (.+)$/m.exec(await readFile(join(folder, `${tag}.ftl`), "utf8")) ?? [];
    expect(words[tag.slice(0, 2)]?.split("|")[1], tag).toBe(close);
  }
});

test("every file is named by what is in it", async () => {
  const names = await readdir(join(PUBLIC, "embed"));
  expect(names.length).toBeGreaterThanOrEqual(2);
  for (const name of names) {
    const wanted = hashOf(await text(`embed/${name}`), "sha256", "hex").slice(0, 8);
    expect(name, name).toMatch(new RegExp(`^(v\\d+\\.)?${wanted}\\.js$`));
  }
});

test("the server sends each file so that any page may take it, and for as long as it holds", async ({ sandbox }) => {
  const get = (path: string) => fetch(sandbox.url + path);
  for (const [path, type] of [
    ["/embed.js", "text/javascript; charset=utf-8"],
    ["/embed.json", "application/json"],
    ["/embed.d.ts", "text/plain; charset=utf-8"],
  ] as const) {
    const response = await get(path);
    expect(response.status, path).toBe(200);
    expect(response.headers.get("content-type"), path).toBe(type);
    expect(response.headers.get("cache-control"), path).toBe("public, max-age=300");
    expect(response.headers.get("access-control-allow-origin"), path).toBe("*");
    expect(await response.text(), path).toBe(await text(path.slice(1)));
  }
  const manifest = (await (await get("/embed.json")).json()) as Manifest;
  for (const path of [manifest.script, manifest.more]) {
    const response = await get(path);
    expect(response.headers.get("cache-control"), path).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("access-control-allow-origin"), path).toBe("*");
    expect(await response.text(), path).toBe(await text(path.slice(1)));
  }
  expect(manifest.integrity).toBe(`sha384-${hashOf(await text(manifest.script.slice(1)), "sha384", "base64")}`);
  for (const path of ["/embed/v1.0000000000000000.js", "/embed/element.js", "/loader/element.js"]) {
    expect((await get(path)).status, path).toBe(404);
  }
});

test("a pinned loader works with its integrity, and not with another", async ({ page, sandbox, site, customer, watch }) => {
  const { script, integrity } = (await (await fetch(`${sandbox.url}/embed.json`)).json()) as Manifest;
  const { widget_url } = await customer.mint();
  const params = { embed: sandbox.url, src: widget_url, script, integrity };
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(site.page("pinned.html", params));
  await expect(page.frameLocator("fairlead-widget iframe").getByRole("textbox")).toBeVisible();
  // The dialog, too, is in the one file whose content was checked.
  await page.getByRole("button", { name: "Connect a domain" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(asked.filter((path) => path.startsWith("/embed"))).toEqual([script]);

  watch.excuse(/Failed to find a valid digest in the 'integrity' attribute/);
  await page.goto(site.page("pinned.html", { ...params, integrity: `sha384-${"A".repeat(64)}` }));
  expect(await page.evaluate("typeof Fairlead")).toBe("undefined");
  await expect(page.locator("iframe")).toHaveCount(0);
});

test("the types fit their uses", async () => {
  const tsc = join(END2END, "node_modules", ".bin", "tsc");
  const project = join(END2END, "host", "types");
  const done = promisify(execFile)(tsc, ["--noEmit", "--project", project]).catch((error: { stdout: string }) => error);
  expect((await done).stdout).toBe("");
});

test("the types name what the widget really tells", async ({ page, sandbox, site, customer }) => {
  const types = await text("embed.d.ts");
  const fieldsOf = (name: string): string[] => {
    const body = new RegExp(`interface ${name} \\{([^]*?)\\n\\}`).exec(types)?.[1] ?? "";
    return [...body.matchAll(/^ {2}"?([\w-]+)"?\??:/gm)].map(([, field]) => field ?? "").sort();
  };
  const details = fieldsOf("FairleadDetails");
  expect(details).toEqual(["close", "error", "height", "ready", "step", "success", "token-expired", "token-expiring"]);

  const heard: [string, string[]][] = [];
  await page.exposeFunction("hear", (name: string, fields: string[]) => heard.push([name, fields.sort()]));
  await page.addInitScript(`
    addEventListener("message", ({ data }) => {
      if (String(data?.type).startsWith("fairlead:")) hear(data.type.slice(9), Object.keys(data.detail));
    });
  `);
  const { widget_url } = await customer.mint();
  const widget = await openInline(page, sandbox, site, widget_url);
  await widget.enter(customer.hostname);
  const connection = await sandbox.connectionOf(customer.reference);
  await sandbox.publish(connection.desired_records);
  await expect(widget.heading(/is live/)).toBeVisible({ timeout: 30_000 });
  await widget.in.getByRole("button", { name: "Done" }).click();
  await expect.poll(() => heard.map(([name]) => name)).toContain("close");

  const ofName: Record<string, string> = {
    step: "FairleadStepDetail",
    success: "FairleadSuccessDetail",
    close: "FairleadCloseDetail",
  };
  const seen = new Set(heard.map(([name]) => name));
  expect(["close", "height", "ready", "step", "success"].filter((name) => !seen.has(name))).toEqual([]);
  for (const [name, fields] of heard) {
    if (name === "hello" || name === "token") continue;
    expect(details, name).toContain(name);
    if (ofName[name]) expect(fields, name).toEqual(fieldsOf(ofName[name]));
    if (name === "height") expect(fields).toEqual(["px"]);
    if (name === "ready") expect(fields).toEqual(["close", "colours", "title"]);
  }
});

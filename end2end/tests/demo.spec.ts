// The demo as a newcomer meets it: the page that `./fairlead run` prints.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Page } from "@playwright/test";
import { Widget, clipboard, expect, inspect, test } from "../lib/test.js";

const LIVE = { timeout: 45_000 };
test.describe.configure({ timeout: 300_000 });

async function add(page: Page, type: string, name: string, value: string): Promise<void> {
  await page.getByLabel("Type").selectOption(type);
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("textbox", { name: "Value" }).fill(value);
  await page.getByRole("button", { name: "Add record" }).click();
  await expect(page.getByText("Record added.")).toBeVisible();
}

/** Runs what the page tells a newcomer to run: names are looked up nowhere, TLS is checked. */
async function visit(commands: string): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), "fairlead-visit-"));
  try {
    return (await promisify(execFile)("sh", ["-ec", commands], { cwd })).stdout;
  } finally {
    await rm(cwd, { recursive: true });
  }
}

test("a newcomer connects a domain by the DNS console beside the widget", async ({ page, context, sandbox }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(sandbox.guide.demo_url);
  const widget = new Widget(page);
  await expect(widget.field).toBeVisible();
  await inspect(page, "demo-1-start");

  await widget.enter("shop.sandbox.test");
  // As soon as the zone is known the names are the host's.
  await expect(widget.card("CNAME").getByRole("button", { name: "Copy name shop", exact: true })).toBeVisible();
  const [txt, cname] = [await widget.read("TXT"), await widget.read("CNAME")];
  expect(txt.name).toBe("_customdomain-challenge.shop");
  await add(page, "TXT", txt.name, txt.value);
  await expect(widget.card("TXT")).toContainText(/Visible everywhere|Found at/, LIVE);
  await inspect(page, "demo-2-half");

  // The wrong way first: the whole name, where the host adds the zone by itself.
  await add(page, "CNAME", "shop.sandbox.test", cname.value);
  await expect(widget.heading("The name was entered twice.")).toBeVisible(LIVE);
  await inspect(page, "demo-3-doubled");
  await page.getByRole("button", { name: "Edit CNAME shop.sandbox.test" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("shop");
  await page.getByRole("button", { name: "Save record" }).click();
  await expect(page.getByText("Record saved.")).toBeVisible();

  await expect(widget.heading("shop.sandbox.test is live")).toBeVisible(LIVE);
  await expect(page.getByRole("heading", { name: "A visitor’s view" })).toBeVisible();
  await page.getByRole("button", { name: "Copy commands" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  await expect.poll(() => clipboard(page)).toContain(sandbox.guide.edge_addr);
  const commands = await clipboard(page);
  expect(await visit(commands)).toMatch(/<html/i);
  await inspect(page, "demo-4-live");

  await page.getByRole("button", { name: "Delete TXT _customdomain-challenge.shop" }).click();
  await expect(page.getByText("Record deleted.")).toBeVisible();
});

test("the console takes trouble on command, and says what it did", async ({ page, sandbox }) => {
  await page.goto(sandbox.guide.demo_url);
  await page.getByText("Make trouble").click();
  await page.getByLabel("Server 2 is silent").check();
  await expect(page.getByText("Server 2 misbehaves from now on.")).toBeVisible();
  await page.getByLabel("Server 2 is silent").uncheck();
  await expect(page.getByText("Server 2 is well again.")).toBeVisible();
  await page.getByRole("button", { name: "Flush the resolver" }).click();
  await expect(page.getByText("The resolver has forgotten its old answers.")).toBeVisible();
});

test("the demo leads to the address at which the frame is allowed", async ({ page, sandbox }) => {
  await page.goto(`${sandbox.url}/demo`);
  await page.waitForURL(sandbox.guide.demo_url);
  await expect(new Widget(page).in.getByRole("main")).toBeVisible();
});

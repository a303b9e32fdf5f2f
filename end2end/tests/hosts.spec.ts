// The widget in pages that are written with a framework, each by its example in host/.
import { expect, test as base } from "@playwright/test";
import { type Fake, startFake } from "../lib/fake.js";
import { type Framework, type FrameworkSite, type Order, startFrameworks } from "../lib/frameworks.js";
import { Watch } from "../lib/watch.js";

const test = base.extend<{ watch: Watch }, { fake: Fake; site: FrameworkSite }>({
  fake: [async ({}, use) => { const fake = await startFake(); await use(fake); await fake.stop(); }, { scope: "worker" }],
  site: [async ({}, use) => { const site = await startFrameworks(); await use(site); await site.stop(); }, { scope: "worker", timeout: 60_000 }],
  watch: [async ({ context }, use) => { const watch = new Watch(context); await use(watch); watch.check(); }, { auto: true }],
});

const cases: [Framework, Order][] = [
  ["react", "before"],
  ["react", "after"],
  ["vue", "before"],
  ["vue", "after"],
  ["next", "before"],
  ["next", "after"],
];

for (const [framework, order] of cases) {
  test(`${framework}, with embed.js ${order} it: mounts, tells, leaves nothing behind, mounts again`, async ({ page, site, fake }) => {
    await page.goto(site.page(framework, order, { embed: fake.origin, src: `${fake.origin}/widget/a` }));
    const news = page.locator("output");
    const frames = page.locator("iframe");
    await expect(news).toHaveText("ready");
    await expect(frames).toHaveCount(1);

    const frame = () => page.frames().find((frame) => frame.url().includes("/widget/a"));
    await frame()?.evaluate(() => {
      (window as any).tell("step", { step: "records", domain: "a.test", provider: null, jobId: "j" });
      (window as any).tell("success", { domain: "a.test", jobId: "j", setupType: "manual", provider: null });
    });
    await expect(news).toHaveText("ready, step records, success a.test");

    await page.getByRole("button", { name: "Hide" }).click();
    await expect(frames).toHaveCount(0);
    await expect(page.locator("fairlead-widget, dialog")).toHaveCount(0);
    await expect.poll(() => page.frames().length).toBe(1);

    await page.getByRole("button", { name: "Show" }).click();
    await expect(news).toHaveText("ready, step records, success a.test, ready");
    await page.evaluate(() => document.dispatchEvent(new Event("leave")));
    await expect(frames).toHaveCount(0);
    await expect(page.locator("main")).toBeEmpty();
    expect(await page.evaluate("document.body.children.length")).toBe(2);
  });
}

test("what Next rendered shows its fallback without any script", async ({ browser, site, fake }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(site.page("next", "before", { embed: fake.origin, src: `${fake.origin}/widget/a` }));
  await expect(page.getByText("The widget can’t be shown here.")).toBeVisible();
  await page.close();
});

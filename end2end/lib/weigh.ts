// What a page weighs.
import { type Page, expect } from "@playwright/test";

type Weight = Record<string, number>;

/** What the browser itself counts in the page's process, after it has thrown away what it could. */
export async function weigh(page: Page): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.enable");
  // What was freed may free more.
  for (let times = 0; times < 3; times += 1) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** That the page has not grown since. The last frames go when their processes have. */
export async function expectNoHeavier(page: Page, before: Weight): Promise<void> {
  await expect(async () => {
    const after = await weigh(page);
    const grown = (name: string): number => (after[name] ?? 0) - (before[name] ?? 0);
    for (const name of ["Documents", "Frames", "JSEventListeners"]) expect(grown(name), name).toBeLessThanOrEqual(2);
    expect(grown("Nodes")).toBeLessThanOrEqual(20);
    expect(grown("JSHeapUsedSize")).toBeLessThan(400_000);
  }).toPass({ timeout: 20_000 });
}

// From navigation to something to read, to copy, and to watch, as a browser lives it.

/** Runs in the page before anything else, and notes when what can be seen can be used. */
function stopwatch() {
  const seen = { readable: null, copied: null, blocked: 0 };
  window.seen = seen;
  new PerformanceObserver((list) => {
    // What a task takes beyond 50 ms is what a tap may have to wait for.
    for (const { duration } of list.getEntries()) seen.blocked += duration - 50;
  }).observe({ type: "longtask", buffered: true });

  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiateStreaming.apply(WebAssembly, given);
    const { exports } = made.instance;
    window.memory = Object.values(exports).find((one) => one instanceof WebAssembly.Memory);
    return made;
  };

  const look = () => {
    const button = document.querySelector(".record [data-copy], .record .copy");
    // Before its style is there the page is not painted, and nothing has a box.
    if (seen.readable === null && button && 0 < button.getClientRects().length) {
      requestAnimationFrame(() => (seen.readable ??= performance.now()));
    }
    // Pressed until it answers: what comes before somebody listens is lost.
    if (button && seen.copied === null) {
      if ("copied" in button.dataset) seen.copied = performance.now();
      else button.click();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const LIVE = {
  /** Every island is awake. */
  ours: () => {
    const islands = [...document.querySelectorAll("leptos-island")];
    return window.seen.copied !== null && 0 < islands.length && islands.every((island) => "awake" in island.dataset);
  },
  /** Its effects have run: they are what opens the stream. */
  peer: () => window.seen.copied !== null && document.querySelector("#widget.scripted") !== null,
};

/** The page's own policy forbids what `waitForFunction` would do in between. */
async function until(page, done) {
  for (const end = Date.now() + 60_000; !(await page.evaluate(done)); await new Promise((go) => setTimeout(go, 20))) {
    if (end < Date.now()) throw new Error(`60 s went by without: ${done}`);
  }
}

/** One load in a fresh context, the processor slowed by `throttle`; what its stopwatch says. */
export async function load(browser, { address, kind }, throttle) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  try {
    if (kind === "still") return await loadStill(context, address, throttle);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await context.addInitScript(stopwatch);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: throttle });
    await page.goto(address);
    await until(page, LIVE[kind]);
    // The last task is told once it is over.
    await page.evaluate(() => new Promise((go) => setTimeout(go, 200)));
    const seen = await page.evaluate("({ ...seen, arrived: performance.getEntriesByType('navigation')[0].responseEnd, wasm: window.memory?.buffer.byteLength ?? 0 })");
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    return { ...seen, heap: await heap(devtools) };
  } finally {
    await context.close();
  }
}

async function loadStill(context, address, throttle) {
  await context.addInitScript(stopwatch);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  await page.goto(address);
  await until(page, () => window.seen.readable !== null);
  return page.evaluate("seen");
}

/** What the page's scripts hold on to, after the collector ran. */
async function heap(devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  return usedSize;
}

import { defineConfig } from "@playwright/test";

// One world after another: each is a real server with its own DNS and TLS edge, on two cores.
export default defineConfig({
  testDir: "tests",
  outputDir: "artefacts/results",
  workers: Number(process.env.FAIRLEAD_WORKERS ?? 1),
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // For a slow machine: what bounds a test is what it waits for.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Oslo",
    // What is looked at stands still; what moves is asked for by the test that looks at it.
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 15_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.FAIRLEAD_CHROMIUM ?? "/usr/bin/chromium",
      // Containers seldom allow Chromium's own sandbox, and give a small /dev/shm; the rest keeps
      // the browser from talking to anybody but us.
      args: [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [{ name: "chromium" }],
});

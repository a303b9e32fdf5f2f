// What the reader of the widget waits for: bytes, records on the screen, and the green mark.
// Run by `./fairlead bench`, on the release build; every figure beside its anchor.
import { chromium } from "playwright-core";
import { noticing } from "./bench/noticing.mjs";
import { sizes } from "./bench/ours.mjs";
import { besidePeers } from "./bench/peers.mjs";
import { say } from "./bench/report.mjs";
import { newConnection, startServer } from "./bench/server.mjs";

const server = await startServer();
const browser = await chromium.launch({
  executablePath: process.env.FAIRLEAD_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  say(`\nChromium ${browser.version()}, Node ${process.version}`);
  const { widget } = await newConnection(server, "reader");
  await sizes(server, widget);
  await besidePeers(browser, server, widget);
  await noticing(server, browser);
} finally {
  await browser.close();
  await server.stop();
}

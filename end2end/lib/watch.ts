// Listens to a browser context for everything that must not happen in any test.
import { type BrowserContext, expect } from "@playwright/test";

/** What the browser notes of its own when it asks after a session that is over. */
export const OVER = /status of 410/;

export class Watch {
  private readonly seen: string[] = [];
  private readonly excused: RegExp[] = [];

  constructor(context: BrowserContext) {
    context.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        this.seen.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on("weberror", (error) => this.seen.push(`uncaught: ${error.error().message}`));
    // The browser looks nothing up: whatever isn't on this machine's loopback is somebody else.
    context.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      const isOurs = /^(localhost|127\.0\.0\.\d+)$/.test(hostname);
      if (/^(https?|wss?):$/.test(protocol) && !isOurs) this.seen.push(`request to ${request.url()}`);
    });
  }

  /** This one is the very thing under test. */
  excuse(pattern: RegExp): void {
    this.excused.push(pattern);
  }

  /** Nothing was complained about, nobody else was asked. A violated policy is a console error. */
  check(): void {
    expect(this.seen.filter((line) => !this.excused.some((pattern) => pattern.test(line)))).toEqual([]);
  }
}

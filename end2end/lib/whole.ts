// What is there in full, and what is not.
import { type Page } from "@playwright/test";

/** Opens every fold. */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))");

/** What is wider than the page. */
export const WIDE = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 || element.getBoundingClientRect().left < -0.5)
  .filter((element) => !element.closest(".sr, svg"))
  .map((element) => "too wide: " + element.outerHTML.slice(0, 90))`;

/** Texts that are cut by the box that they stand in; those for listeners alone have none, and those in
 * fields are scrolled by whoever reads them. */
export const CUT = `[...document.querySelectorAll("body *")]
  .filter((element) => !element.closest(".sr, svg") && element.checkVisibility())
  .filter((element) => element.clientWidth > 2 && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible" && !element.matches("input, textarea"))
  .map((element) => element.outerHTML.slice(0, 90))`;

// How figures are printed: tables in Markdown, each with its goal and whether it is met.
export const say = (line = "") => console.log(line);
export const verdict = (met) => (met ? "met" : "MISSED");

export function table(title, columns) {
  say(`\n### ${title}\n\n| ${columns.join(" | ")} |\n| ${columns.map(() => "---").join(" | ")} |`);
}
export const row = (...cells) => say(`| ${cells.join(" | ")} |`);

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
export const median = (values) => quantile(values, 0.5);

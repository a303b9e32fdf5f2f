// What a handshake at the edge costs that asks us first, beside one that asks a server which says yes
// to everybody. Run by `./fairlead bench`, on the release build, with both versions of Caddy.
//
// CPU time is counted, of Caddy and of who answers it. All Caddies run side by side and get the same
// handshakes by turns, a few at a time, so that what else goes on meets each; and they are started
// anew several times, since one process is never quite like the next.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCaddy } from "./bench/edge/caddy.mjs";
import { hostname, startGate } from "./bench/edge/names.mjs";
import { cpu, startProgram, stopPrograms } from "./bench/edge/program.mjs";
import { median, row, table, verdict } from "./bench/report.mjs";

const NAMES = 100_000;
/** Certificates that Caddy remembers: it is as full as one that serves more names than it has room for. */
const REMEMBERED = 100;
/** Most of what may be on top of the anchor. */
const GOAL = 1.025;
const CURRENT = process.env.FAIRLEAD_CADDY ?? join(import.meta.dirname, "..", "target", "tools", "python", "bin", "caddy");
const COLUMNS = ["what", "Caddy, CPU µs", "who answers, CPU µs", "together", "handshakes/s of a core", ": anchor", "least – most", "goal", ""];

/** One at a time: the issuer of 2.6 fails now and then where several wait for it. */
const FIRST = { series: 7, turns: 12, size: 10, inFlight: 1, once: true };
const AGAIN = { series: 7, turns: 28, size: 50, inFlight: 4, once: false };

const folder = mkdtempSync(join(tmpdir(), "fairlead-bench-"));
const forget = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
process.on("exit", forget);
try {
  await measure();
} finally {
  await stopPrograms();
}

async function measure() {
  const gate = await startGate(folder, NAMES);
  const silent = await startYes();
  const anchors = [
    { name: "asked: a server that says 200 and nothing else", ...silent },
    { name: "the same once more: the noise", ...silent },
  ];
  const talking = { name: "the same with a body, which Caddy leaves unread", ...(await startYes('{"allow":true}')) };
  const ours = { name: `asked: \`ask\`, ${NAMES} names known`, ...gate, ours: true };
  for (const program of ["caddy", CURRENT]) {
    const version = execFileSync(program, ["version"], { encoding: "utf8" }).match(/\d+(\.\d+)+/)[0];
    const edge = { program, storage: join(folder, version), issued: 0 };
    mkdirSync(edge.storage);
    await compare(`Caddy ${version}, a name's first handshake, for which its own CA issues`, edge, [...anchors, ours], FIRST);
    // The older asks before it issues, and then never again.
    if (version.startsWith("2.6.")) continue;
    await compare(`Caddy ${version}, a certificate that is on its disk and not in its memory`, edge, [...anchors, talking, ours], AGAIN);
  }
}

async function startYes(...body) {
  const { line, pid } = await startProgram(process.execPath, [join(import.meta.dirname, "bench", "edge", "yes.mjs"), ...body], process.env);
  return { url: `http://127.0.0.1:${line}`, pid };
}

/** All subjects by turns: for names that are new, or for those that were issued for, each once by each Caddy. */
async function compare(title, edge, subjects, load) {
  if (!load.once && edge.issued < (load.turns + 1) * load.size) throw new Error("too few certificates were issued");
  const all = [];
  for (let nth = 0; nth < load.series; nth++) all.push(await series(edge, subjects, load));
  print(`${title}: ${load.series} times ${load.turns * load.size} handshakes, ${load.inFlight} in flight`, subjects, all);
}

/** CPU µs of a handshake, for each subject. */
async function series(edge, subjects, { turns, size, inFlight, once }) {
  const ours = subjects.find(({ ours }) => ours);
  const asked = await ours.asks();
  const caddies = [];
  // One after the other: the first makes the CA.
  for (const { url } of subjects) caddies.push(await startCaddy(edge.program, edge.storage, url, REMEMBERED));
  const spent = subjects.map(() => ({ caddy: 0, answerer: 0 }));
  // The first turn warms up.
  for (let turn = 0; turn <= turns; turn++) {
    for (let step = 0; step < subjects.length; step++) {
      const which = (step + turn) % subjects.length;
      const first = once ? edge.issued : turn * size;
      if (once) edge.issued += size;
      const names = Array.from({ length: size }, (_, nth) => hostname(first + nth));
      const caddy = cpu(caddies[which].pid);
      const answerer = cpu(subjects[which].pid);
      await visit(caddies[which], names, inFlight);
      if (turn === 0) continue;
      spent[which].caddy += (cpu(caddies[which].pid) - caddy) / (turns * size);
      spent[which].answerer += (cpu(subjects[which].pid) - answerer) / (turns * size);
    }
  }
  for (const caddy of caddies) await caddy.stop();
  const asks = (await ours.asks()) - asked;
  if (asks !== (turns + 1) * size) throw new Error(`${asks} questions for ${(turns + 1) * size} handshakes`);
  return spent;
}

async function visit(caddy, names, inFlight) {
  const left = names.values();
  const one = async () => {
    for (const name of left) await caddy.handshake(name);
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  // What is left to do after the last one's end belongs to it.
  await new Promise((go) => setTimeout(go, 5));
}

function print(title, subjects, all) {
  table(title, COLUMNS);
  const together = ({ caddy, answerer }) => caddy + answerer;
  subjects.forEach(({ name, ours }, which) => {
    const of = (figure) => median(all.map((spent) => figure(spent[which])));
    const ratios = all.map((spent) => together(spent[which]) / together(spent[0]));
    const ratio = median(ratios);
    const goal = ours ? [`≤ ${GOAL.toFixed(3)}x`, verdict(ratio <= GOAL)] : ["–", ""];
    const spread = `${Math.min(...ratios).toFixed(3)} – ${Math.max(...ratios).toFixed(3)}`;
    const judged = which === 0 ? ["1", "", "anchor", ""] : [`${ratio.toFixed(3)}x`, spread, ...goal];
    const cells = [({ caddy }) => caddy, ({ answerer }) => answerer, together].map((figure) => of(figure).toFixed(0));
    row(name, ...cells, (1e6 / of(together)).toFixed(0), ...judged);
  });
}

// Look-ups by Node's own resolver (c-ares), every answer's content compared.
import { Resolver } from "node:dns/promises";

const [server, zone, names, count, window] = process.argv.slice(2);
const resolver = new Resolver({ timeout: 2000, tries: 1 });
resolver.setServers([server]);

const tally = { lost: 0, wrong: 0 };
let next = 0;
async function ask() {
  for (let nth = next++; nth < Number(count); nth = next++) {
    const index = nth % Number(names);
    const value = `fairlead-verify-${String(index).padStart(32, "0")}`;
    try {
      const found = await resolver.resolveTxt(`_verify.d${index}.${zone}`);
      if (found[0]?.join("") !== value) tally.wrong++;
    } catch {
      tally.lost++;
    }
  }
}

const begun = { cpu: process.cpuUsage(), at: performance.now() };
await Promise.all(Array.from({ length: Number(window) }, ask));
const { user, system } = process.cpuUsage(begun.cpu);
const seconds = (performance.now() - begun.at) / 1000;
console.log([tally.lost, tally.wrong, (user + system) / Number(count), Number(count) / seconds].join(" "));

// Builds the loader: `npm run embed` in this folder. What it makes is in git, because tenants pin it
// by its hash: it has to stay what it is, byte by byte, whatever builds the next one.
import { build } from "esbuild";
import { minify } from "terser";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PUBLIC = fileURLToPath(new URL("../public", import.meta.url));
/** Of the messages between page and frame: an address with this number keeps its promises. */
const PROTOCOL = "v1";
/** What the loader is written for. */
const YEAR = 2022;

const bundle = async (file, format, define) => {
  const { outputFiles } = await build({
    entryPoints: [join(PUBLIC, "loader", file)],
    bundle: true,
    charset: "utf8",
    legalComments: "none",
    write: false,
    target: `es${YEAR}`,
    format,
    define,
  });
  // Long expressions are shorter, but statements compress better.
  const compress = { ecma: YEAR, passes: 3, toplevel: true, sequences: false, if_return: false };
  const { code } = await minify(outputFiles[0].text, {
    compress,
    mangle: { toplevel: true },
    module: format === "esm",
  });
  return code;
};

const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** Every file of the loader, by its place below `public/`. */
export async function loader() {
  const more = await bundle("more.js", "esm");
  const moreName = `${hash(more)}.js`;
  const element = await bundle("embed.js", "iife", { MORE: JSON.stringify(moreName) });
  const pinned = await bundle("pinned.js", "iife");
  const address = `/embed/${PROTOCOL}.${hash(pinned)}.js`;
  const integrity = `sha384-${createHash("sha384").update(pinned).digest("base64")}`;
  return {
    "embed.js": element,
    [`embed/${moreName}`]: more,
    [address.slice(1)]: pinned,
    "embed.json": `${JSON.stringify({ script: address, integrity, more: `/embed/${moreName}` }, null, 2)}\n`,
  };
}

async function replace() {
  const before = JSON.parse(await readFile(join(PUBLIC, "embed.json"), "utf8").catch(() => "{}"));
  const files = await loader();
  // Somebody may have pinned what was released; what was not, nobody has seen.
  if (!process.argv.includes("--released")) {
    for (const place of [before.script, before.more]) {
      if (place) await rm(join(PUBLIC, place), { force: true });
    }
  }
  for (const [place, text] of Object.entries(files)) {
    await mkdir(dirname(join(PUBLIC, place)), { recursive: true });
    await writeFile(join(PUBLIC, place), text);
    console.log(place);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await replace();

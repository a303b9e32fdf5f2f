// Builds a peer as its documentation says for production: one minified bundle, compressed once.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { brotli, gzip } from "../bench/bytes.mjs";

const FOLDER = import.meta.dirname;

/** The script as the browser gets it, and the function that renders the page on the server. */
export async function buildPeer(name) {
  const shared = {
    bundle: true,
    minify: true,
    write: false,
    jsx: "automatic",
    jsxImportSource: name,
    alias: { hooks: join(FOLDER, name, "hooks.js") },
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    logLevel: "warning",
  };
  const client = await build({
    ...shared,
    entryPoints: [join(FOLDER, name, "client.jsx")],
    format: "esm",
    target: "es2022",
  });
  const body = Buffer.from(client.outputFiles[0].contents);
  const version = createHash("sha256").update(body).digest("hex").slice(0, 16);
  return {
    name,
    script: { path: `/pkg/${version}/app.js`, body, br: brotli(body), gzip: gzip(body) },
    render: await onServer(name, shared),
  };
}

async function onServer(name, shared) {
  const folder = await mkdtemp(join(tmpdir(), "fairlead-peer-"));
  try {
    const outfile = join(folder, "server.cjs");
    await build({
      ...shared,
      write: true,
      entryPoints: [join(FOLDER, name, "server.jsx")],
      format: "cjs",
      platform: "node",
      outfile,
    });
    return createRequire(import.meta.url)(outfile).render;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

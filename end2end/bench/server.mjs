// The release build in its sandbox mode, and connections to look at.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ROOT = join(import.meta.dirname, "..", "..");

/** The program that is measured. */
export function program() {
  const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
  const path = process.env.FAIRLEAD_BIN ?? join(target, "release", "fairlead");
  if (!existsSync(path)) throw new Error("no release build was found: cargo build --release --package server");
  return path;
}

export async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), "fairlead-bench-"));
  const child = spawn(program(), ["serve"], {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      MODE: "sandbox",
      LISTEN_ADDR: "127.0.0.1:0",
      INTERNAL_ADDR: "127.0.0.1:0",
      DATABASE_URL: `sqlite://${folder}/bench.db`,
      LOG: "warn",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const ready = await Promise.race([
    new Promise((resolve) => {
      createInterface({ input: child.stdout }).on("line", (line) => line.startsWith("{") && resolve(JSON.parse(line)));
    }),
    ended.then((code) => Promise.reject(new Error(`the server ended with ${code} before it was ready`))),
  ]);
  const url = ready.public_url;
  const guide = await (await fetch(`${url}/sandbox`)).json();
  const api = async (method, path, body) => {
    const headers = { authorization: `Bearer ${guide.api_key}`, "content-type": "application/json" };
    const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text ? JSON.parse(text) : null;
  };
  const stop = async () => {
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(patience);
    await rm(folder, { recursive: true, force: true });
  };
  return { url, guide, api, stop };
}

/** A connection with nothing published yet, and the address of a widget that shows it. */
export async function newConnection(server, label) {
  const application_id = server.guide.application_id;
  const hostname = `${label}.${server.guide.zone}`;
  const connection = await server.api("POST", "/v1/connections", { application_id, hostname, reference: label });
  // Until its first look has ended, a page shows that instead of the records.
  await server.api("POST", `/v1/connections/${connection.id}/records:check`);
  const { widget_url } = await server.api("POST", "/v1/tokens", { application_id, connection_id: connection.id });
  return { connection, widget: widget_url };
}

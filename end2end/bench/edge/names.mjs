// The release build with a database full of live names, and nothing to do but to answer edges.
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { startProgram } from "./program.mjs";
import { program } from "../server.mjs";

export const hostname = (nth) => `d${nth}.customer.example`;

/** One connection as it is once it's live, of which the others are copies; `json()` lest they be taken for texts. */
const live = (count) => {
  const now = new Date().toISOString();
  const end = new Date(Date.now() + 90 * 86_400_000).toISOString().replace(/\.\d+/, "");
  const begin = now.replace(/\.\d+/, "");
  const ok = `json('{"status":"ok","since":"${now}"}')`;
  const axes = ["ownership", "routing", "certificate", "serving"].map((axis) => `'$.axes.${axis}', ${ok}`).join(", ");
  const columns = "application_id, tenant_id, environment, setup_type, metadata, desired, progress, state, claim_held, certificate, observed_at, last_checked_at, next_check_at, created_at, updated_at, change";
  return `PRAGMA synchronous = OFF;
    UPDATE connections SET state = 'live', claim_held = 1,
      progress = json_set(progress, ${axes}, '$.proven_at', '${now}', '$.first_live_at', '${now}'),
      certificate = json_set(certificate, '$.status', 'active', '$.issuer', 'Bench CA', '$.not_before', '${begin}', '$.not_after', '${end}'),
      observed_at = created_at, last_checked_at = created_at, next_check_at = created_at + 21600000000;
    CREATE TEMP TABLE one AS SELECT * FROM connections;
    DELETE FROM history; DELETE FROM outbox; DELETE FROM connections;
    WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${count})
      INSERT INTO connections (id, hostname, display_hostname, reference, ${columns})
      SELECT printf('01977777-7777-7777-8777-%012x', n), 'd' || n || '.customer.example', 'd' || n || '.customer.example', 'customer-' || n, ${columns}
      FROM one, numbers;
    PRAGMA wal_checkpoint(TRUNCATE);`;
};

/** Starts the program, which knows `count` names, `d0.customer.example` and on. */
export async function startGate(folder, count) {
  const file = join(folder, "bench.db");
  const secret = () => `bench:${randomBytes(32).toString("base64")}`;
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    DATABASE_URL: `sqlite://${file}`,
    PUBLIC_URL: "https://connect.example",
    TOKEN_SECRET: secret(),
    CREDENTIAL_KEY: secret(),
    WORKER_ENABLED: "0",
    LISTEN_ADDR: "127.0.0.1:0",
    INTERNAL_ADDR: "127.0.0.1:0",
    LOG: "warn",
  };
  const serve = () => startProgram(program(), ["serve"], env);
  const made = JSON.parse(execFileSync(program(), ["tenant", "create", "--name", "bench", "--cname-target", "edge.example"], { env }));
  const first = await serve();
  try {
    const answer = await fetch(`http://${JSON.parse(first.line).listen}/v1/connections`, {
      method: "POST",
      headers: { authorization: `Bearer ${made.api_key}`, "content-type": "application/json" },
      body: JSON.stringify({ application_id: made.application_id, hostname: "first.customer.example" }),
    });
    if (!answer.ok) throw new Error(`POST /v1/connections answered ${answer.status}: ${await answer.text()}`);
  } finally {
    await first.stop();
  }
  const filled = spawnSync("sqlite3", ["-bail", file], { input: live(count), encoding: "utf8" });
  if (filled.status !== 0) throw new Error(`sqlite3 could not bring the names in: ${filled.stderr ?? filled.error}`);
  const gate = await serve();
  const url = `http://${JSON.parse(gate.line).internal}`;
  /** What a figure of `/metrics` is. */
  const figure = async (name) => {
    const lines = (await (await fetch(`${url}/metrics`)).text()).split("\n");
    return Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length));
  };
  const known = await figure("fairlead_index_names");
  if (known !== count) throw new Error(`${known} names are known, not ${count}`);
  return { url, pid: gate.pid, stop: gate.stop, asks: () => figure('fairlead_asks_total{answer="allow"}') };
}

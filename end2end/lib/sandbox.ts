// The real server in its sandbox mode: started, spoken to, and stopped as an operator would.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ROOT = join(import.meta.dirname, "..", "..");
const LOGS = join(import.meta.dirname, "..", "artefacts");

/** What `GET /sandbox` tells, as far as the tests need it. */
export interface Guide {
  zone: string;
  resolver_addr: string;
  domain_connect: string;
  edge_addr: string;
  api_key: string;
  application_id: string;
  cname_target: string;
  demo_url: string;
}

export interface Minted {
  auth_token: string;
  expires_at: string;
  widget_url: string;
  jti: string;
}

export interface Wanted {
  host: string;
  type: string;
  value: string;
  purpose: string;
}

export interface Connection {
  id: string;
  hostname: string;
  state: string;
  desired_records: Wanted[];
}

function binary(): string {
  const built = ["debug", "release"].map((profile) =>
    join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), profile, "fairlead"),
  );
  const found = [process.env.FAIRLEAD_BIN, ...built].find((path) => path && existsSync(path));
  if (!found) throw new Error(`no server was built: looked at FAIRLEAD_BIN, ${built.join(", ")}`);
  return found;
}

/** Settings beside those that every server of a test has. */
export type Settings = Record<string, string>;

export class Sandbox {
  private killed = false;

  private constructor(
    private child: ChildProcess,
    private readonly folder: string,
    private readonly settings: Settings,
    /** Where API and widget are. */
    readonly url: string,
    readonly guide: Guide,
  ) {}

  static async start(settings: Settings = {}): Promise<Sandbox> {
    const folder = await mkdtemp(join(tmpdir(), "fairlead-end2end-"));
    const [child, ready] = await Sandbox.spawn(folder, settings);
    const answer = await fetch(`${ready.public_url}/sandbox`);
    return new Sandbox(child, folder, settings, ready.public_url, (await answer.json()) as Guide);
  }

  private static async spawn(folder: string, settings: Settings): Promise<[ChildProcess, Ready]> {
    const program = binary();
    await mkdir(LOGS, { recursive: true });
    const log = await open(join(LOGS, "server.log"), "a");
    const child = spawn(program, ["serve"], {
      // None of the caller's settings may reach it.
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        MODE: "sandbox",
        LISTEN_ADDR: "127.0.0.1:0",
        INTERNAL_ADDR: "127.0.0.1:0",
        DATABASE_URL: `sqlite://${folder}/t.db`,
        LOG: process.env.LOG ?? "info",
        ...settings,
      },
      stdio: ["ignore", "pipe", log.fd],
    });
    try {
      return [child, await readyLine(child)];
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    } finally {
      await log.close();
    }
  }

  /** Kills it, as a machine dies. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.killed = true;
    this.child.kill("SIGKILL");
    await ended;
  }

  /** Starts it again where it was. */
  async revive(): Promise<void> {
    [this.child] = await Sandbox.spawn(this.folder, { ...this.settings, LISTEN_ADDR: new URL(this.url).host });
    this.killed = false;
  }

  /** Ends it by SIGTERM; that it then ends well is part of what is tested. */
  async stop(): Promise<void> {
    if (this.killed) return rm(this.folder, { recursive: true, force: true });
    const ended = new Promise<number | null>((resolve) => this.child.once("exit", resolve));
    const patience = setTimeout(() => this.child.kill("SIGKILL"), 15_000);
    this.child.kill("SIGTERM");
    const code = await ended;
    clearTimeout(patience);
    await rm(this.folder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the server ended with ${code} after SIGTERM; its log is in ${LOGS}`);
  }

  async api<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${this.guide.api_key}`, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text ? JSON.parse(text) : null) as T;
  }

  /** As a tenant's server would, for one of its customers. */
  mint(wish: Record<string, unknown>): Promise<Minted> {
    return this.api("POST", "/v1/tokens", { application_id: this.guide.application_id, ...wish });
  }

  connect(hostname: string, reference: string): Promise<Connection> {
    const application_id = this.guide.application_id;
    return this.api("POST", "/v1/connections", { application_id, hostname, reference });
  }

  /** The same, once the first look at it has ended: from then on its page is that of the records. */
  async connectAndLook(hostname: string, reference: string): Promise<Connection> {
    const { id } = await this.connect(hostname, reference);
    return this.api("POST", `/v1/connections/${id}/records:check`).then(() => this.api("GET", `/v1/connections/${id}`));
  }

  async connectionOf(reference: string): Promise<Connection> {
    const { data } = await this.api<{ data: Connection[] }>("GET", `/v1/connections?reference=${reference}`);
    if (!data[0]) throw new Error(`no connection of ${reference}`);
    return data[0];
  }

  put(name: string, type: string, values: string[], ttl = 5): Promise<void> {
    return this.api("PUT", "/sandbox/records", { name, type, ttl, values });
  }

  remove(name: string, type: string): Promise<void> {
    return this.api("DELETE", `/sandbox/records?name=${name}&type=${type}`);
  }

  /** Publishes what is wanted, as a customer who makes no mistakes. */
  async publish(records: Wanted[]): Promise<void> {
    for (const { host, type, value } of records) await this.put(host, type, [value]);
  }

  /** Puts an empty zone in. */
  async addZone(name: string): Promise<void> {
    const soa = `@ 30 IN SOA ns1.sandbox.test. hostmaster.sandbox.test. 1 60 60 600 5\n`;
    const answer = await fetch(`${this.url}/sandbox/zones/${name}`, { method: "PUT", body: soa });
    if (!answer.ok) throw new Error(`the zone ${name} was refused: ${await answer.text()}`);
  }

  advance(seconds: number): Promise<void> {
    return this.api("PUT", "/sandbox/clock", { advance_seconds: seconds });
  }

  /** Lets pages of `origins` embed the widget, beside the demo. */
  async allow(...origins: string[]): Promise<void> {
    const demo = new URL(this.guide.demo_url).origin;
    await this.api("PATCH", `/v1/applications/${this.guide.application_id}`, {
      allowed_origins: [demo, ...origins],
    });
  }
}

interface Ready {
  ready: boolean;
  listen: string;
  internal: string;
  public_url: string;
}

function readyLine(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code} before it was ready; see ${LOGS}/server.log`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("{")) resolve(JSON.parse(line) as Ready);
    });
  });
}

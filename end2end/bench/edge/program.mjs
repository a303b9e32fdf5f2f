// Programs that end with this one, and what CPU time they took.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { connect, createServer } from "node:net";
import { createInterface } from "node:readline";

const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
for (const [signal, code] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })) process.once(signal, () => process.exit(code));

/** Starts it, and returns once it has printed its first line, or once it listens at `port`. */
export async function startProgram(program, args, env, port) {
  const child = spawn(program, args, { env, stdio: ["ignore", port ? "ignore" : "pipe", "pipe"] });
  running.add(child);
  let said = "";
  child.stderr.on("data", (bytes) => (said = (said + bytes).slice(-4000)));
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(code ?? signal));
  }).then((how) => {
    running.delete(child);
    return how;
  });
  const failed = ended.then((how) => Promise.reject(new Error(`${program} ended (${how}): ${said}`)));
  failed.catch(() => {});
  const ready = port ? listens(port) : new Promise((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
  const line = await Promise.race([ready, failed]);
  return { line, pid: child.pid, said: () => said, stop: () => stop(child) };
}

async function stop(child) {
  if (!running.has(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const patience = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await ended;
  clearTimeout(patience);
}

/** Stops all that still runs. */
export const stopPrograms = () => Promise.all([...running].map(stop));

async function listens(port) {
  for (let tries = 0; tries < 1500; tries++) {
    const reached = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (reached) return;
    await new Promise((go) => setTimeout(go, 10));
  }
  throw new Error(`nobody listens at ${port}`);
}

/** A port where nobody listens: below those that systems hand out by themselves. */
export async function freePort() {
  for (let tries = 0; tries < 1000; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const listener = createServer();
    const free = await new Promise((resolve) => {
      listener.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true));
    });
    if (!free) continue;
    await new Promise((closed) => listener.close(closed));
    return port;
  }
  throw new Error("no port is free");
}

/** CPU time of every thread of a process, the kernel's part included, µs: the scheduler counts nanoseconds. */
export function cpu(pid) {
  let sum = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      sum += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]);
    } catch {
      // A thread may end between the listing and the reading.
    }
  }
  return sum / 1000;
}

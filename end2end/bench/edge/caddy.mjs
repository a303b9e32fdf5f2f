// Caddy with the configuration that is shipped, but for its issuer and the room of its memory.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect, createSecureContext } from "node:tls";
import { cpu, freePort, startProgram } from "./program.mjs";

const CONFIG = join(import.meta.dirname, "..", "..", "..", "docs", "deploy", "Caddyfile");

/** A Caddy that asks `gate`; certificates come from a CA of its own in `storage`. */
export async function startCaddy(program, storage, gate, capacity) {
  const [http, https] = [await freePort(), await freePort()];
  const env = {
    PATH: process.env.PATH,
    HOME: storage,
    EDGE_STORAGE: storage,
    EDGE_BIND: "127.0.0.1",
    HTTP_PORT: String(http),
    HTTPS_PORT: String(https),
    CONTROLPLANE_URL: gate,
  };
  const adapted = execFileSync(program, ["adapt", "--config", CONFIG, "--adapter", "caddyfile"], { env, stdio: ["ignore", "pipe", "ignore"] });
  const config = JSON.parse(adapted);
  config.logging = { logs: { default: { level: "ERROR" } } };
  config.apps.pki = { certificate_authorities: { local: { install_trust: false } } };
  config.apps.tls.automation.policies[0].issuers = [{ module: "internal" }];
  config.apps.tls.cache = { capacity };
  const file = join(storage, `${https}.json`);
  writeFileSync(file, JSON.stringify(config));
  const caddy = await startProgram(program, ["run", "--config", file], env, https);
  const secureContext = createSecureContext();
  return {
    ...caddy,
    spent: () => cpu(caddy.pid),
    /** One whole handshake: nothing is resumed, and the certificate must be the name's own. */
    handshake: (name) =>
      new Promise((resolve, reject) => {
        // Whose certificate it is, is looked at; who has signed it makes no difference.
        const socket = connect({ host: "127.0.0.1", port: https, servername: name, secureContext, rejectUnauthorized: false });
        socket.setTimeout(20_000, () => socket.destroy(new Error("20 s went by")));
        socket.once("secureConnect", () => {
          if (socket.getPeerX509Certificate()?.checkHost(name)) socket.end();
          else socket.destroy(new Error("the certificate is another's"));
        });
        socket.once("error", (error) => reject(new Error(`${name}: ${error.message} ${caddy.said()}`)));
        socket.once("close", resolve).resume();
      }),
  };
}

// What travels: bodies as they come over the wire, and how small they can be.
import { request } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

export const brotli = (body) =>
  brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
export const gzip = (body) => gzipSync(body, { level: 9 });

/** What a browser says that it takes. */
export const BROWSER = "gzip, deflate, br";

/** The body as it comes over the wire. */
export function transfer(address, encoding) {
  return new Promise((resolve, reject) => {
    const headers = { "accept-encoding": encoding };
    request(address, { headers }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => {
        const body = Buffer.concat(chunks);
        if (answer.statusCode !== 200) reject(new Error(`${address} answered ${answer.statusCode}`));
        resolve({ body, coding: answer.headers["content-encoding"] ?? "none" });
      });
    }).on("error", reject).end();
  });
}

export async function weigh(address) {
  const plain = (await transfer(address, "identity")).body;
  const sent = await transfer(address, BROWSER);
  return {
    plain,
    coding: sent.coding,
    raw: plain.length,
    gzip: gzip(plain).length,
    brotli: brotli(plain).length,
    sent: sent.body.length,
  };
}

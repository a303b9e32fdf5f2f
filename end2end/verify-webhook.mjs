// Checks a message as a tenant's server on Node would: the one form with the public package, the
// other by hand. Reads {secret, headers, body}, writes {standard, plain}.
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));

function standard() {
  try {
    return new Webhook(secret).verify(body, headers).id === headers["webhook-id"];
  } catch {
    return false;
  }
}

function plain() {
  const made = createHmac("sha256", secret).update(`${headers["x-cd-timestamp"]}.${body}`);
  const [want, got] = [`sha256=${made.digest("hex")}`, headers["x-cd-signature"]].map((text) => Buffer.from(text));
  return want.length === got.length && timingSafeEqual(want, got);
}

console.log(JSON.stringify({ standard: standard(), plain: plain() }));

// Checks assertions as an origin on Node would. Reads {server, application, assertions}, writes for
// each the hostname, or null.
import { readFileSync } from "node:fs";
import { verifier } from "./origins/verify.mjs";

const { server, application, assertions } = JSON.parse(readFileSync(0, "utf8"));
const visit = verifier(server, application);
const said = assertions.map((assertion) =>
  visit({ "x-fairlead-assertion": assertion }).then(({ hostname }) => hostname, () => null),
);
console.log(JSON.stringify(await Promise.all(said)));

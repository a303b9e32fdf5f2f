// How an origin on Node knows for whom a request came through the edge.
import { createRemoteJWKSet, jwtVerify } from "jose";

/** `server` is Fairlead's PUBLIC_URL, `application` the id of the application that is served here. */
export function verifier(server, application) {
  // Fetched when it is needed, kept, and fetched anew when an assertion names a key that is not there.
  const keys = createRemoteJWKSet(new URL(`${server}/.well-known/jwks.json`));
  const wanted = { issuer: server, audience: "fairlead-origin", algorithms: ["EdDSA"], clockTolerance: 30, requiredClaims: ["exp", "sub"] };

  /** The customer's hostname and connection; throws where the request did not come through the edge. */
  return async (headers) => {
    const { payload } = await jwtVerify(headers["x-fairlead-assertion"] ?? "", keys, wanted);
    if (payload.application_id !== application) throw new Error("for another application");
    return { hostname: payload.hostname, connection: payload.sub };
  };
}

// A tenant's site: the pages of host/, under a Content-Security-Policy as strict as it can be.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Served, serve } from "./serve.js";

const FOLDER = join(import.meta.dirname, "..", "host");
const TYPES: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css" };

const NONCE = "of-this-page";

export interface Site extends Served {
  /** The address of a page of host/, with what its template needs. */
  page: (file: string, params: Record<string, string>) => string;
}

/** `embed` is the origin that serves embed.js and the frame. */
export async function startSite(): Promise<Site> {
  const served = await serve("localhost", async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const file = url.pathname.slice(1);
    if (!/^[a-z]+\.(html|js|css)$/.test(file)) {
      // An empty icon, so that the browser does not complain about a missing one.
      response.statusCode = file === "favicon.ico" ? 204 : 404;
      response.end();
      return;
    }
    const params = new URLSearchParams({ script: "/embed.js", nonce: NONCE });
    url.searchParams.forEach((value, name) => params.set(name, value));
    const text = await readFile(join(FOLDER, file), "utf8");
    response.setHeader("content-type", `${TYPES[file.split(".")[1] ?? ""]}; charset=utf-8`);
    response.setHeader("content-security-policy", policy(params));
    // Tenants try a policy out before they mean it.
    if (params.get("csp") === "report") {
      response.setHeader("content-security-policy-report-only", "frame-src 'none'");
    }
    response.end(text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => escape(params.get(name) ?? "")));
  });
  return {
    ...served,
    page: (file, params) => `${served.origin}/${file}?${new URLSearchParams(params)}`,
  };
}

/** What the documentation asks a tenant for, and nothing more. */
export function policy(params: URLSearchParams): string {
  const embed = params.get("embed") ?? "";
  const csp = params.get("csp");
  const frame = csp === "noframe" ? "'none'" : embed;
  const action = csp === "token" ? embed : "'none'";
  return [
    "default-src 'none'",
    // A page may name no origin at all, and pass its trust on by a nonce.
    csp === "nonce" ? `script-src 'nonce-${NONCE}'` : `script-src 'self' ${embed}`,
    ...(csp === "trusted" ? ["require-trusted-types-for 'script'", "trusted-types 'none'"] : []),
    "style-src 'self'",
    "connect-src 'self'",
    `frame-src ${frame}`,
    `form-action ${action}`,
    "base-uri 'none'",
  ].join("; ");
}

const escape = (text: string): string => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

// Serves a peer's page as our server serves ours: the same head, policy, headers and compression.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** The page is compressed for each answer, and so at the quality that our server has time for. */
const PAGE_QUALITY = 4;

function pageOf(peer, { view, sheet }, style, nonce) {
  // A closing tag in a text must not end the script.
  const data = JSON.stringify(view).replace(/</g, "\\u003c");
  return (
    `<!DOCTYPE html><html lang="${view.lang}" dir="${view.dir}" data-theme="${view.theme}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">' +
    `<title>${escape(view.title)}</title><link rel="icon" href="/favicon.ico">` +
    `<style nonce="${nonce}">${style}</style>` +
    `<link rel="modulepreload" href="${peer.script.path}" nonce="${nonce}"></head>` +
    `<body><div id="root">${peer.render(view)}</div>${sheet}` +
    `<script type="application/json" id="view">${data}</script>` +
    `<script type="module" src="${peer.script.path}" nonce="${nonce}"></script></body></html>`
  );
}

function sendPage(request, response, peer, shown, style) {
  const nonce = randomBytes(16).toString("hex");
  const html = Buffer.from(pageOf(peer, shown, style, nonce));
  const codings = request.headers["accept-encoding"] ?? "";
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("cache-control", "no-store");
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("vary", "accept-encoding");
  response.setHeader(
    "content-security-policy",
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self'; ` +
      "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  if (codings.includes("br")) {
    response.setHeader("content-encoding", "br");
    response.end(brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: PAGE_QUALITY } }));
  } else if (codings.includes("gzip")) {
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync(html));
  } else {
    response.end(html);
  }
}

function sendScript(request, response, script) {
  const coding = ["br", "gzip"].find((coding) => request.headers["accept-encoding"]?.includes(coding));
  response.setHeader("content-type", "text/javascript; charset=utf-8");
  response.setHeader("cache-control", "public, max-age=31536000, immutable");
  response.setHeader("vary", "accept-encoding");
  if (coding) response.setHeader("content-encoding", coding);
  response.end(script[coding ?? "body"]);
}

function sendJson(response, value) {
  response.setHeader("content-type", "application/json");
  response.setHeader("cache-control", "no-store");
  response.end(JSON.stringify(value));
}

/** What a page has that was told everything. */
const MARK = "1";
/** So often something is said on a silent stream, milliseconds. */
const KEEP_ALIVE = 15_000;

/** The stream tells at once how things stand, as ours does, and then that it is not dead. */
function sendEvents(response, view, seen) {
  response.setHeader("content-type", "text/event-stream");
  response.setHeader("cache-control", "no-store");
  response.write("retry: 1000\n\n");
  if (seen !== MARK) response.write(`id: ${MARK}\nevent: view\ndata: ${JSON.stringify(view)}\n\n`);
  const alive = setInterval(() => response.write("event: alive\ndata: yes\n\n"), KEEP_ALIVE);
  response.on("close", () => clearInterval(alive));
}

/** `peer` is what `buildPeer` made; `shown` what `readView` read. */
export async function startPeer(peer, shown, style) {
  const { view, answers } = shown;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const { method, headers } = request;
    if (pathname === peer.script.path) return sendScript(request, response, peer.script);
    switch (`${method} ${pathname}`) {
      case "GET /visit":
        if (headers.accept === "application/json") sendJson(response, { now: Math.floor(Date.now() / 1000), exp: view.exp });
        else sendPage(request, response, peer, shown, style);
        break;
      case "GET /visit/events":
        sendEvents(response, view, headers["last-event-id"] ?? searchParams.get("seen"));
        break;
      case "POST /visit/check":
        sendJson(response, answers.checked);
        break;
      case "POST /visit/share":
        sendJson(response, answers.sent);
        break;
      case "POST /visit/token":
        sendJson(response, view.exp + 3600);
        break;
      case "POST /widget":
        response.writeHead(303, { location: "/visit" }).end();
        break;
      default:
        response.writeHead(pathname === "/favicon.ico" ? 204 : 404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    name: peer.name,
    address: `http://127.0.0.1:${server.address().port}/visit`,
    script: peer.script,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

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
    `<!DOCTYPE html><html lang="${view.lang}" dir="${view.dir}"><head><meta charset="utf-8">` +
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

/** The stream tells at once how things stand, as ours does. */
function sendEvents(response, view) {
  response.setHeader("content-type", "text/event-stream");
  response.setHeader("cache-control", "no-store");
  response.write(`event: view\ndata: ${JSON.stringify(view)}\n\n`);
}

/** `peer` is what `buildPeer` made; `shown` what `readView` read. */
export async function startPeer(peer, shown, style) {
  const { view } = shown;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/visit") sendPage(request, response, peer, shown, style);
    else if (pathname === peer.script.path) sendScript(request, response, peer.script);
    else if (pathname === "/visit/events") sendEvents(response, view);
    else if (pathname === "/visit/check") response.end("Looked just now: nothing new.");
    else if (pathname === "/visit/token") response.end(String(view.exp + 3600));
    else response.writeHead(pathname === "/favicon.ico" ? 204 : 404).end();
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

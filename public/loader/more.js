// What <fairlead-widget> needs only sometimes: tokens and their renewal, the dialog, and what to do
// when the page's policy forbids the frame. Each task gets the element, its frame and its address.

import { words } from "./words.js";

const RETRY = 20000;
const STYLE =
  ":host{display:contents!important}" +
  "dialog{box-sizing:border-box;width:680px;max-width:100%;max-height:100%;border:0;padding:0;" +
  "margin:auto;border-radius:14px;overflow:auto;background:Canvas;color:CanvasText;" +
  "font:16px/1.5 system-ui,sans-serif;color-scheme:light dark;" +
  "box-shadow:0 24px 64px rgba(0,0,0,.28)}" +
  "dialog.light{color-scheme:light}dialog.dark{color-scheme:dark}" +
  "dialog::backdrop{background:rgba(10,12,16,.55)}" +
  "header{display:flex;justify-content:flex-end;position:sticky;top:0;background:inherit}" +
  "button{all:unset;box-sizing:border-box;width:44px;height:44px;margin:4px;text-align:center;" +
  "font-size:24px;line-height:44px;border-radius:50%;cursor:pointer}" +
  "button:hover{background:rgba(128,128,128,.16)}" +
  "button:focus-visible{outline:2px solid;outline-offset:-4px}" +
  "@media(max-width:719px){dialog{width:100%;height:100%;border-radius:0}}";

// Before the page has told its own, which is in the language of the reader.
const TITLE = "Connect your domain";

const make = (name, properties) => Object.assign(document.createElement(name), properties);

let count = 0;

// A session address opens by itself; a token is posted, so that no URL ever holds it.
export const load = async (widget, frame, url) => {
  let { token } = widget;
  try {
    if (!token || token.call) token = await widget.getToken();
  } catch {
    widget.fail("token_failed");
    return;
  }
  if (!frame.isConnected) return;
  url.pathname = "/widget";
  const target = "fairlead-" + ++count;
  // The window is named, and not its element: browsers read that one's name only once.
  frame.contentWindow.name = target;
  const form = make("form", { method: "post", action: url, target, hidden: true });
  form.append(make("input", { type: "hidden", name: "token", value: token }));
  document.body.append(form);
  form.submit();
  form.remove();
};

// One at a time, and at most one in so long: every token looks old to a clock that is wrong. What
// failed is tried again.
export const renew = async (widget, frame) => {
  if (frame.renewal || !frame.isConnected) return;
  let failed;
  frame.renewal = setTimeout(() => {
    frame.renewal = 0;
    if (failed) renew(widget, frame);
  }, RETRY);
  try {
    widget.post("token", { token: await widget.getToken() });
  } catch {
    failed = true;
    if (frame.isConnected) widget.emit("error", { code: "token_failed", hostedUrl: widget.src });
  }
};

// Of all directives only frame-src and form-action begin so and can hold our address.
export const refuse = (widget, frame, url, { effectiveDirective, disposition, blockedURI }) => {
  const enforced = /^f.*enforce/.test(effectiveDirective + disposition);
  if (!enforced || !url.href.startsWith(blockedURI || "-")) return;
  widget.fail("mount_blocked");
  frame.remove();
};

// A way to the page by itself; a token has none. Where the server is away this file doesn't come.
export const link = (widget, frame, url, place) => {
  if (widget.src) place.append(" ", make("a", { href: url, target: "_blank", textContent: widget.title || TITLE }));
};

/** Shows `widget` as a dialog. Escape, the button, the frame's own "Done" and close() end it, once. */
export const open = (widget) => {
  if (widget.closed) return;
  const host = make("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const dialog = make("dialog");
  // The page's own scheme holds where nobody wishes for one.
  let { theme } = widget, scheme = "";
  const paint = () => (dialog.className = /auto|^$/.test(theme || "") ? scheme : theme);
  paint();
  const close = () => dialog.close();
  const button = make("button", {
    type: "button",
    textContent: "\u00d7",
    onclick: close,
  });
  const label = ({ title, close, colours }) => {
    dialog.ariaLabel = widget.title || title;
    button.ariaLabel = widget.closeLabel || close;
    if (colours) [scheme, dialog.style.background, dialog.style.color] = colours.split(" ");
    paint();
  };
  // Until the page has told its own.
  const [failed, shut] = words(widget.locale);
  label({ title: TITLE, close: shut });
  const header = make("header");
  header.append(button);
  dialog.append(header, widget);
  root.append(dialog);
  widget.mode = "dialog";
  widget.append(widget.failedLabel || failed);
  for (const name of ["theme", "locale"]) {
    if (widget[name]) widget.setAttribute(name, widget[name]);
  }

  // What the page is told at the end, unless the frame says it.
  let news = { domain: null, success: false, lastState: null, jobId: null, reason: "user" };
  widget.close = close;
  widget.setTheme = (wish) => {
    widget.setAttribute("theme", (theme = wish));
    paint();
  };
  widget.emit = (name, detail) => {
    if (name === "ready" && detail.title) label(detail);
    if (/^(ready|error)$/.test(name)) news.reason = name === "error" ? name : "user";
    if (name === "close") {
      // The session goes on with the token that is on its way.
      if (detail.reason === "expired" && widget.getToken) return;
      news = detail;
      close();
      return;
    }
    if (/^s(tep|uccess)$/.test(name)) {
      news.domain = detail.domain || news.domain;
      news.jobId = detail.jobId || news.jobId;
      news.lastState = detail.step || news.lastState;
      news.success ||= name === "success";
    }
    tell(name, detail);
  };
  const tell = (name, detail) => {
    Object.getPrototypeOf(widget).emit.call(widget, name, detail);
    // token-expiring is onTokenExpiring.
    widget[("on-" + name).replace(/-./g, (part) => part[1].toUpperCase())]?.(detail);
  };
  dialog.onclose = () => {
    widget.end();
    tell("close", news);
    host.remove();
  };
  document.body.append(host);
  dialog.showModal();
};

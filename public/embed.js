// Puts the widget into a page: <fairlead-widget src="{widget_url}"> inline, Fairlead.open({src}) as
// a dialog. It holds one sandboxed iframe, carries messages between it and the page, and no words
// but two labels.
(() => {
  "use strict";
  if (window.Fairlead) return;

  // Read here, because currentScript is null once this file has run.
  const script = document.currentScript;
  const home = script && script.src ? new URL(script.src).origin : "";

  const SANDBOX =
    "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox " +
    "allow-downloads allow-modals";
  const PATIENCE = 15000;
  const RETRY = 20000;
  const MAX_HEIGHT = 50000;
  let count = 0;

  // A constructed sheet in a shadow root: a strict style-src has no say in it, nor the page's resets.
  const css = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  };
  const INLINE = css(
    ":host{display:block!important}:host([hidden]){display:none!important}" +
      "iframe{display:block;width:100%;height:440px;border:0}slot{display:none}" +
      ".failed slot{display:block}.refused iframe{display:none}"
  );
  const DIALOG = css(
    ":host{display:contents!important}slot{display:none}" +
      "dialog{box-sizing:border-box;width:680px;max-width:100%;max-height:100%;padding:0;border:0;" +
      "margin:auto;border-radius:14px;overflow:auto;background:Canvas;color:CanvasText;" +
      "color-scheme:light dark;box-shadow:0 24px 64px rgba(0,0,0,.28)}" +
      "dialog.light{color-scheme:light}dialog.dark{color-scheme:dark}" +
      "dialog::backdrop{background:rgba(10,12,16,.55)}" +
      "header{display:flex;justify-content:flex-end;position:sticky;top:0;background:Canvas}" +
      "button{all:unset;box-sizing:border-box;width:44px;height:44px;margin:4px;text-align:center;" +
      "font:24px/44px system-ui,sans-serif;border-radius:50%;cursor:pointer}" +
      "button:hover{background:rgba(128,128,128,.16)}" +
      "button:focus-visible{outline:2px solid;outline-offset:-4px}" +
      "iframe{display:block;width:100%;height:440px;border:0}" +
      "@media(max-width:719px){dialog{width:100%;height:100%;border-radius:0}}"
  );

  // One frame inside `box`. `host` is the element that events are dispatched on, `options` holds the
  // callbacks. Returns how to speak to the frame and how to end it.
  const mount = (host, box, options, mode, closing) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", SANDBOX);
    frame.setAttribute("allow", "clipboard-write");
    frame.title = options.title || "Connect your domain";
    frame.name = "fairlead-" + ++count;

    const url = options.src ? new URL(options.src, document.baseURI) : null;
    const origin = url ? url.origin : home;
    // Any other scheme (javascript:, data:) would run in the page itself.
    if (!/^https?:/.test(origin)) {
      throw new TypeError("Fairlead: src must be the widget_url, or embed.js loaded by its address");
    }

    const seen = { domain: null, success: false, lastState: null, jobId: null };
    let alive = true;
    let ready = false;
    let loaded = false;
    let greeting = 0;
    let renewal = 0;

    const emit = (name, detail) => {
      host.dispatchEvent(
        new CustomEvent("fairlead:" + name, { detail, bubbles: true, composed: true })
      );
      const callback = options["on" + name.replace(/(?:^|-)(.)/g, (_, c) => c.toUpperCase())];
      if (typeof callback === "function") callback.call(options, detail);
    };

    const post = (type, detail) => {
      const target = frame.contentWindow;
      // An empty frame still has the page's own origin, and would be told to nobody.
      if (alive && target && !frame.contentDocument) {
        target.postMessage({ type: "fairlead:" + type, detail }, origin);
      }
    };

    const fail = (code, refused) => {
      clearTimeout(deadline);
      if (!alive || ready || box.classList.contains("failed")) return;
      box.classList.add("failed");
      box.classList.toggle("refused", Boolean(refused));
      emit("error", { code, hostedUrl: url && url.href });
    };

    // The frame can't hear before its script runs, and its page may be reloaded: so every load is
    // greeted, ever more seldom, until it answers.
    const greet = (wait) => {
      clearTimeout(greeting);
      if (!alive || wait > PATIENCE || box.classList.contains("refused")) return;
      post("hello", { mode, theme: options.theme || "auto", locale: options.locale || null });
      greeting = setTimeout(greet, wait, wait * 1.4);
    };

    // At most once in so long: a reader's clock may be wrong, and every token look old at once.
    const renew = () => {
      renewal = setTimeout(() => (renewal = 0), RETRY);
      Promise.resolve()
        .then(() => options.getToken())
        .then(
          (token) => post("token", { token }),
          () => {
            if (!alive) return;
            clearTimeout(renewal);
            renewal = setTimeout(renew, RETRY);
            emit("error", { code: "token_failed", hostedUrl: url && url.href });
          }
        );
    };

    const heed = (name, detail) => {
      if (name === "ready") {
        clearTimeout(greeting);
        clearTimeout(deadline);
        box.classList.remove("failed", "refused");
        const again = ready;
        ready = true;
        return !again;
      }
      if (name === "height") {
        const px = Math.ceil(detail.px);
        if (px > 0 && px < MAX_HEIGHT) frame.style.height = px + "px";
      } else if (name === "step" || name === "success") {
        seen.domain = detail.domain || seen.domain;
        seen.jobId = detail.jobId || seen.jobId;
        seen.lastState = detail.step || seen.lastState;
        seen.success = seen.success || name === "success";
      } else if (name === "token-expiring") {
        if (options.getToken && !renewal) renew();
      } else if (name === "token-expired") {
        clearTimeout(renewal);
        renewal = 0;
      }
      return true;
    };

    const hear = (event) => {
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      const { type, detail } = Object(event.data);
      if (typeof type !== "string" || !type.startsWith("fairlead:")) return;
      const name = type.slice("fairlead:".length);
      if (!heed(name, Object(detail))) return;
      emit(name, detail);
      if (name === "close" && closing) closing();
    };

    const refuse = (event) => {
      const { effectiveDirective, blockedURI } = event;
      const ours = blockedURI && (url ? url.href : origin).startsWith(blockedURI);
      if (ours && /^(frame-src|form-action)$/.test(effectiveDirective)) fail("mount_blocked", true);
    };

    const end = () => {
      alive = false;
      [greeting, deadline, renewal].forEach(clearTimeout);
      removeEventListener("message", hear);
      document.removeEventListener("securitypolicyviolation", refuse);
      frame.remove();
    };

    // A session address opens by itself; a token is posted, so that no URL ever holds it.
    const load = (token) => {
      if (!alive) return;
      const form = document.createElement("form");
      form.method = "post";
      form.action = dressed(home + "/widget");
      form.target = frame.name;
      form.hidden = true;
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "token";
      field.value = token;
      form.append(field);
      document.body.append(form);
      form.submit();
      form.remove();
    };

    // Language and colours are the server's to render, so they travel in the address.
    const dressed = (address) => {
      const to = new URL(address);
      for (const key of ["locale", "theme"]) {
        if (options[key]) to.searchParams.set(key, options[key]);
      }
      return to.href;
    };

    frame.addEventListener("load", () => {
      if (frame.contentDocument) return;
      loaded = true;
      greet(60);
    });
    addEventListener("message", hear);
    document.addEventListener("securitypolicyviolation", refuse);
    // A refused page loads too, as the browser's own error page, which never answers.
    const deadline = setTimeout(() => fail(loaded ? "mount_blocked" : "load_timeout"), PATIENCE);

    if (url) frame.src = dressed(url.href);
    box.append(frame);
    if (!url) {
      const token = options.token || options.getToken;
      Promise.resolve()
        .then(() => (typeof token === "function" ? options.getToken() : token))
        .then(load, () => fail("token_failed"));
    }
    return { post, end, emit, seen };
  };

  // Inline. Callbacks and getToken are set as properties; children are shown when the frame can't be.
  class Widget extends HTMLElement {
    static get observedAttributes() {
      return ["src", "theme"];
    }

    connectedCallback() {
      // What was assigned before this script came hides the accessors.
      for (const name of ["src", "theme"]) {
        if (Object.prototype.hasOwnProperty.call(this, name)) {
          const value = this[name];
          delete this[name];
          this.setAttribute(name, value);
        }
      }
      if (!this.mounted) this.refresh();
    }

    disconnectedCallback() {
      this.stop();
    }

    attributeChangedCallback(name, was, is) {
      if (!this.isConnected || was === is) return;
      if (name === "src" || !this.mounted) this.refresh();
      else this.mounted.post("theme", { theme: is || "auto" });
    }

    get src() {
      return this.getAttribute("src");
    }

    set src(value) {
      this.setAttribute("src", value);
    }

    get theme() {
      return this.getAttribute("theme");
    }

    set theme(value) {
      this.setAttribute("theme", value);
    }

    get locale() {
      return this.getAttribute("locale");
    }

    /** Loads the frame anew: by `src`, or by the properties `token` or `getToken`. */
    refresh() {
      this.stop();
      if (!this.isConnected || !(this.src || this.token || this.getToken)) return;
      const root = this.shadowRoot || this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [INLINE];
      const box = document.createElement("div");
      box.append(document.createElement("slot"));
      root.append(box);
      this.mounted = mount(this, box, this, "inline");
    }

    stop() {
      if (this.mounted) this.mounted.end();
      this.mounted = null;
      if (this.shadowRoot) this.shadowRoot.replaceChildren();
    }
  }

  const open = (options) => {
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [DIALOG];
    const dialog = document.createElement("dialog");
    const label = options.title || "Connect your domain";
    dialog.setAttribute("aria-label", label);
    if (/^(light|dark)$/.test(options.theme)) dialog.className = options.theme;
    const header = document.createElement("header");
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", options.closeLabel || "Close");
    button.textContent = "\u00d7";
    header.append(button);
    const box = document.createElement("div");
    dialog.append(header, box);
    root.append(dialog);

    let said = false;
    const close = () => {
      if (dialog.open) dialog.close();
    };
    const mounted = mount(host, box, options, "dialog", () => {
      said = true;
      close();
    });
    button.addEventListener("click", close);
    // Escape, the button, the frame's own "Done" and close() all end here, once.
    dialog.addEventListener("close", () => {
      mounted.end();
      if (!said) mounted.emit("close", { ...mounted.seen, reason: "user" });
      host.remove();
    });
    document.body.append(host);
    dialog.showModal();
    return { close, setTheme: (theme) => mounted.post("theme", { theme }) };
  };

  window.Fairlead = Object.freeze({ open });
  if (!customElements.get("fairlead-widget")) customElements.define("fairlead-widget", Widget);
})();

// <fairlead-widget src="{widget_url}">: one sandboxed iframe, and the messages between it and the
// page. What a page needs only sometimes is in more.js; `fetchMore` promises it, from an origin.

const PATIENCE = 15000;
const BEAT = 100;
const RETRY = 20000;
const SANDBOX =
  "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox " +
  "allow-downloads allow-modals";
// Set by script, and in a shadow root: a strict style-src has no say in it, nor the page's resets.
const STYLE = "display:block;width:100%;border:0";

export const define = (fetchMore) => {
  if (window.Fairlead) return;

  // Read here, because currentScript is null once this file has run.
  const home = document.currentScript?.src;
  const make = (name, properties) => Object.assign(document.createElement(name), properties);

  const locate = ({ src }) => {
    const url = new URL(src || home, document.baseURI);
    // Any other scheme (javascript:, data:) would run in the page itself.
    if (url.host) return url;
    throw TypeError("bad src");
  };

  // Callbacks and getToken are set as properties; children are shown when the frame can't be.
  class Widget extends HTMLElement {
    static observedAttributes = ["src", "theme"];

    constructor() {
      super().attachShadow({ mode: "open" });
    }

    connectedCallback() {
      // What was assigned before this script came hides the accessor.
      const { src } = this;
      delete this.src;
      this.src = src;
      this.refresh();
    }

    disconnectedCallback() {
      this.end?.();
    }

    attributeChangedCallback(name, was, theme) {
      if (name === "theme") this.post?.(name, { theme: theme || "auto" });
      else if (was !== theme) this.refresh();
    }

    get src() {
      return this.getAttribute("src");
    }

    set src(value) {
      if (value) this.setAttribute("src", value);
      else this.removeAttribute("src");
    }

    /** Until it is shown as a dialog, which then has its own way. */
    close() {
      this.closed = true;
    }

    /** Dispatches `fairlead:<name>`. */
    emit(name, detail) {
      this.dispatchEvent(
        new CustomEvent("fairlead:" + name, { detail, bubbles: true, composed: true })
      );
    }

    /** Loads the frame anew: by `src`, or by the properties `token` or `getToken`. */
    refresh() {
      this.end?.();
      const { src } = this;
      if (!this.isConnected || !(src || this.token || this.getToken)) return;

      const url = locate(this);
      // Language and colours are the server's to render, so they travel in the address.
      for (const name of ["theme", "locale"]) {
        const value = this.getAttribute(name);
        if (value) url.searchParams.set(name, value);
      }
      const frame = make("iframe", {
        height: 440,
        sandbox: SANDBOX,
        allow: "clipboard-write",
        style: STYLE,
        title: this.title || "Connect your domain",
      });
      const fallback = make("p", { hidden: true });
      const listening = new AbortController();
      let ready, loaded, greeting;

      const more = (task, detail) =>
        fetchMore(url.origin).then(
          (rest) => rest[task](this, frame, url, detail),
          () => setTimeout(more, RETRY, task, detail)
        );

      this.fail = (code) => {
        if (ready || !fallback.hidden) return;
        fallback.hidden = false;
        this.emit("error", { code, hostedUrl: src && url.href });
        more("link", fallback);
      };

      // The frame can't hear before its script runs, and its page may be reloaded: so it is greeted
      // until it answers. A refused page loads too, as the browser's own error page, which never does.
      const greet = (since = Date.now()) => {
        clearTimeout(greeting);
        greeting = setInterval(() => {
          this.post("hello", { mode: this.mode, theme: this.getAttribute("theme") });
          if (Date.now() - since > PATIENCE) {
            clearTimeout(greeting);
            this.fail(loaded ? "mount_blocked" : "load_timeout");
          }
        }, BEAT);
      };

      this.end = () => {
        clearTimeout(greeting);
        listening.abort();
        frame.remove();
      };

      this.post = (type, detail) => {
        // An empty frame still has the page's own origin, and would be told to nobody.
        if (loaded) frame.contentWindow?.postMessage({ type: "fairlead:" + type, detail }, url.origin);
      };

      frame.onload = () => {
        loaded = !frame.contentDocument;
        if (ready) greet();
      };

      const hear = ({ source, origin, data }) => {
        if (source !== frame.contentWindow || origin !== url.origin) return;
        const { type, detail } = data || 0;
        const name = /^fairlead:(.+)/.exec(type)?.[1];
        if (name === "ready") {
          clearTimeout(greeting);
          fallback.hidden = true;
          // In the language of the reader, who may choose another.
          frame.title = this.title || detail.title;
          if (ready) return;
          ready = true;
        }
        if (detail?.px > 0) frame.height = detail.px;
        if (/^token/.test(name) && this.getToken) more("renew");
        if (name) this.emit(name, detail);
      };
      const refuse = (event) => {
        if (!ready) more("refuse", event);
      };
      addEventListener("message", hear, listening);
      addEventListener("securitypolicyviolation", refuse, listening);

      fallback.append(make("slot"));
      greet();
      if (src) frame.src = url;
      else more("load");
      this.shadowRoot.replaceChildren(fallback, frame);
    }
  }

  window.Fairlead = {
    open(options) {
      const { origin } = locate(options);
      const widget = make("fairlead-widget", options);
      fetchMore(origin).then(
        (rest) => rest.open(widget),
        () => options.onError?.({ code: "load_timeout", hostedUrl: options.src })
      );
      return widget;
    },
  };
  customElements.define("fairlead-widget", Widget);
};

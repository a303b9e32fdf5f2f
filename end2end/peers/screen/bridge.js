// The messages between this page and the one that embeds it, by exact origin both ways.
import { useCallback, useEffect, useRef, useState } from "hooks";
import { useChange } from "./page.js";

/** The page that embeds this one, once it has greeted; nothing is posted before that. */
export function useHost() {
  const [host, setHost] = useState(null);
  const latest = useRef(null);
  const greeted = useCallback((host) => {
    const isFirst = latest.current === null;
    latest.current = host;
    setHost(host);
    return isFirst;
  }, []);
  const post = useCallback((kind, detail = {}) => {
    if (latest.current) parent.postMessage({ type: `fairlead:${kind}`, detail }, latest.current.origin);
  }, []);
  return { host, greeted, post };
}

/** Step, state, domain, provider and id of a state line. */
const fields = (line) => {
  const [step, state, domain, provider, id] = line.split("\t");
  return { step, state, domain, provider: provider || null, id };
};

export function useBridge(view, session, { host, greeted, post }, element) {
  const { step, state, domain, provider, id } = fields(view.state);
  const tellStep = () => post("step", { step, domain, provider, jobId: id });
  const tellHeight = () => post("height", { px: Math.ceil(element.current.getBoundingClientRect().height) });
  const tellPhase = () => {
    if (session.phase === "ending") post("token-expiring", { expires_at: new Date(session.exp * 1000).toISOString() });
    if (session.phase === "ended") post("token-expired");
  };
  const close = (reason) => post("close", { domain, success: state === "live", lastState: step, jobId: id, reason });

  // What the listeners call is always of the last render.
  const latest = useRef(null);
  latest.current = {
    greet(origin, mode) {
      const isFirst = greeted({ origin, mode });
      post("ready", { title: document.title, close: view.words.close, colours: view.colours });
      if (isFirst) {
        tellStep();
        tellPhase();
      }
      tellHeight();
    },
    press(event) {
      // The dialog is the host page's, which hears no key that is pressed in here.
      if (host?.mode === "dialog" && event.key === "Escape" && !event.defaultPrevented && !event.isComposing) close("user");
    },
    renew: session.renew,
    tellHeight,
  };

  useEffect(() => {
    if (parent === window) return;
    const root = document.documentElement;
    const hear = ({ source, origin, data }) => {
      if (source !== parent || !view.origins.includes(origin)) return;
      const { theme, mode, token } = data?.detail ?? {};
      // Where the host page has no wish, the tenant's holds.
      if (theme) root.dataset.theme = theme === "auto" ? view.theme : theme;
      if (data?.type === "fairlead:hello") latest.current.greet(origin, mode);
      if (data?.type === "fairlead:token" && typeof token === "string") latest.current.renew(token);
    };
    const press = (event) => latest.current.press(event);
    const grown = new ResizeObserver(() => latest.current.tellHeight());
    addEventListener("message", hear);
    addEventListener("keydown", press);
    grown.observe(element.current);
    return () => {
      removeEventListener("message", hear);
      removeEventListener("keydown", press);
      grown.disconnect();
    };
  }, []);

  const before = useRef(view.state);
  useChange(view.state, () => {
    const was = fields(before.current);
    before.current = view.state;
    if (step !== was.step || provider !== was.provider || id !== was.id) tellStep();
    if (state === "live" && (was.state !== "live" || id !== was.id)) {
      post("success", { domain, jobId: id, setupType: "manual", provider });
    }
    if ((state === "failed" || state === "archived") && state !== was.state) post("error", { code: `domain_${state}` });
  });
  useChange(session.phase, tellPhase);

  /** The reader wants to go on: the host page is asked for a token once more, then left. */
  return () => {
    post("token-expired");
    close("expired");
  };
}

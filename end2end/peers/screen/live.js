// What moves: the event stream, the end of the session, and the messages to the host page.
import { useCallback, useEffect, useRef, useState } from "hooks";

const NOTICE = 300;
const AGAIN = 5000;

/** The view as the server last told it, whether the stream is away, and whether the server ended it. */
export function useLive(first, phase, end) {
  const [view, setView] = useState(first);
  const [away, setAway] = useState(false);
  const ended = phase === "ended";
  useEffect(() => {
    if (ended) return setAway(false);
    let stream, timer;
    const open = () => {
      stream = new EventSource(`${first.base}/events${first.query}`);
      stream.onopen = () => setAway(false);
      stream.onerror = () => {
        setAway(true);
        if (stream.readyState === EventSource.CLOSED) timer = setTimeout(again, AGAIN);
      };
      stream.addEventListener("view", ({ data }) => setView(JSON.parse(data)));
      stream.addEventListener("end", end);
    };
    const again = async () => {
      const answer = await fetch(first.base).catch(() => null);
      if (answer?.status === 404 || answer?.status === 410) end();
      else if (answer?.ok) open();
      else timer = setTimeout(again, AGAIN);
    };
    open();
    return () => {
      stream.close();
      clearTimeout(timer);
    };
  }, [ended, first.base, first.query, end]);
  return [view, away];
}

/** The last minutes count down by the server's clock. */
export function useSession(view) {
  const [expires, setExpires] = useState(view.exp);
  const [left, setLeft] = useState(Infinity);
  const [over, setOver] = useState(false);
  const end = useCallback(() => setOver(true), []);
  useEffect(() => {
    const ahead = view.now - Date.now() / 1000;
    const look = () => setLeft(Math.ceil(expires - ahead - Date.now() / 1000));
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [expires, view.now]);
  const renew = useCallback(
    async (token) => {
      const answer = await fetch(`${view.base}/token`, { method: "POST", body: token }).catch(() => null);
      if (answer?.status !== 200) return;
      setExpires(Number(await answer.text()));
      setOver(false);
    },
    [view.base],
  );
  const phase = over || left <= 0 ? "ended" : left <= NOTICE ? "ending" : "running";
  return { phase, left, expires, end, renew };
}

const fields = (line) => {
  const [step = "", state = "", domain = "", provider = "", id = ""] = (line ?? "domain").split("\t");
  return { step, state, domain: domain || null, provider: provider || null, id: id || null };
};

/** The page that embeds this one is told, by its exact origin, once it has greeted. */
export function useBridge(view, session, element) {
  const host = useRef(null);
  const before = useRef(null);
  const post = useCallback((kind, detail = {}) => {
    if (host.current) parent.postMessage({ type: `fairlead:${kind}`, detail }, host.current);
  }, []);
  const stands = fields(view.state);
  const tellStep = () =>
    post("step", { step: stands.step, domain: stands.domain, provider: stands.provider, jobId: stands.id });
  const tellHeight = () => post("height", { px: Math.ceil(element.current.getBoundingClientRect().height) });
  const tellPhase = () => {
    if (session.phase === "ending") post("token-expiring", { expires_at: new Date(session.expires * 1000).toISOString() });
    if (session.phase === "ended") post("token-expired");
  };
  const close = (reason) =>
    post("close", {
      domain: stands.domain,
      success: stands.state === "live",
      lastState: stands.state || null,
      jobId: stands.id,
      reason,
    });

  // What the listeners call is always of the last render.
  const latest = useRef();
  latest.current = { tellStep, tellHeight, tellPhase, close, renew: session.renew };

  useEffect(() => {
    if (parent === window) return;
    let dialog = false;
    const hear = ({ source, origin, data }) => {
      if (source !== parent || !view.origins.includes(origin)) return;
      if (data?.detail?.theme) document.documentElement.dataset.theme = data.detail.theme;
      if (data?.type === "fairlead:token" && typeof data.detail?.token === "string") latest.current.renew(data.detail.token);
      if (data?.type !== "fairlead:hello") return;
      const known = host.current !== null;
      host.current = origin;
      dialog = data.detail?.mode === "dialog";
      post("ready");
      if (!known) {
        latest.current.tellStep();
        latest.current.tellPhase();
      }
      latest.current.tellHeight();
    };
    const press = (event) => {
      if (dialog && event.key === "Escape" && !event.defaultPrevented && !event.isComposing) latest.current.close("user");
    };
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

  useEffect(() => {
    const was = fields(before.current);
    const changed = before.current !== null && before.current !== view.state;
    before.current = view.state;
    if (!changed) return;
    if (stands.step !== was.step || stands.provider !== was.provider || stands.id !== was.id) tellStep();
    if (stands.state === "live" && (was.state !== "live" || stands.id !== was.id)) {
      post("success", { domain: stands.domain, jobId: stands.id, setupType: "manual", provider: stands.provider });
    }
    if (["failed", "archived"].includes(stands.state) && stands.state !== was.state) post("error", { code: `domain_${stands.state}` });
  }, [view.state]);

  useEffect(tellPhase, [session.phase]);

  return {
    reopen: () => {
      if (parent === window) return location.reload();
      post("token-expired");
      close("expired");
    },
  };
}

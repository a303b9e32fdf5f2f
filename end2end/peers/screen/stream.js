// The page as the server last told it, by an event stream.
import { useEffect, useReducer, useRef, useState } from "hooks";
import { ask, useChange } from "./page.js";

/** How long a refused stream is left alone, milliseconds. */
const AGAIN = 5000;
/** How long one that broke may take to come back before that is told, milliseconds. */
const SILENTLY = 5000;
/** The server is heard every 15 s. A stream that says nothing for so long is dead and does not know it, milliseconds. */
const DEAD = 40_000;

/** The view, and why it may not be fresh: "offline", "away" or nothing. */
export function useStream(first, { phase, turn, end }, tell) {
  const [view, setView] = useState(first);
  const [why, setWhy] = useState(null);
  const [tries, reopen] = useReducer((tries) => tries + 1, 0);
  const stream = useRef(null);
  // What the page has by the last event; a new stream goes on from there.
  const seen = useRef("");
  const over = phase === "ended";
  const note = (away) => setWhy(away ? (navigator.onLine ? "away" : "offline") : null);

  useEffect(() => {
    if (over) return;
    let silence, again, closed;
    const noteLater = () => setTimeout(() => note(stream.current?.readyState !== EventSource.OPEN), SILENTLY);
    const hear = () => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        reopen();
        noteLater();
      }, DEAD);
    };
    // A stream that was refused is not opened again by the browser: either the session is over, or
    // the server is away for a while.
    const look = async () => {
      const { status } = await ask(first.base);
      if (closed) return;
      if (status === 404 || status === 410) end();
      else if (status === 200) reopen();
      else again = setTimeout(look, AGAIN);
    };
    const opened = new EventSource(`${first.base}/events${first.query}${first.query ? "&" : "?"}seen=${seen.current}`);
    stream.current = opened;
    opened.onopen = () => note(false);
    opened.onerror = () => {
      noteLater();
      if (opened.readyState !== EventSource.CLOSED) return;
      clearTimeout(silence);
      again = setTimeout(look, AGAIN);
    };
    opened.addEventListener("alive", hear);
    opened.addEventListener("view", ({ data, lastEventId }) => {
      hear();
      seen.current = lastEventId;
      setView(JSON.parse(data));
    });
    opened.addEventListener("end", end);
    hear();
    return () => {
      closed = true;
      opened.close();
      stream.current = null;
      clearTimeout(silence);
      clearTimeout(again);
    };
  }, [over, turn, tries, first.base, first.query, end]);

  // With another network, a stream may be dead and not know it.
  useEffect(() => {
    const lose = () => note(true);
    addEventListener("online", reopen);
    addEventListener("offline", lose);
    return () => {
      removeEventListener("online", reopen);
      removeEventListener("offline", lose);
    };
  }, []);

  const away = over ? null : why;
  useChange(away, () => away && tell(first.words[away]));
  return [view, away];
}

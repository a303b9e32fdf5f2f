// Times come as UTC and are shown by the reader's clock, with their distance.
import { createContext, useContext, useEffect, useState } from "hooks";

const Now = createContext(null);

const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Ticks for everybody below. Null on the server and in the first render: nobody's clock is known there. */
export function Clock({ children }) {
  const [now, setNow] = useState(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);
  return <Now.Provider value={now}>{children}</Now.Provider>;
}

function distance(seconds) {
  const [unit, size] = units.find(([, size]) => size <= Math.abs(seconds)) ?? units[3];
  return new Intl.RelativeTimeFormat(document.documentElement.lang).format(Math.trunc(seconds / size), unit);
}

function shown(at, how, now) {
  const seconds = Math.round((at - now) / 1000);
  if (how === "ago") return distance(Math.min(-1, seconds));
  const today = at.toDateString() === new Date(now).toDateString();
  const text = (today ? clock : date).format(at);
  return how === "until" && 0 < seconds ? `${text}, ${distance(seconds)}` : text;
}

export function Time({ at, how, utc }) {
  const now = useContext(Now);
  return <time dateTime={at}>{now === null ? utc : shown(new Date(at), how, now)}</time>;
}

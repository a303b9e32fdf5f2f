// Times come as UTC and are shown by the reader's clock, with their distance.
import { createContext, useContext, useEffect, useMemo, useState } from "hooks";

const Now = createContext({ now: null, until: "" });

const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Ticks for everybody below. Null on the server and in the first render: nobody's clock is known there. */
export function Clock({ server, until, children }) {
  const [now, setNow] = useState(null);
  useEffect(() => {
    // Many a reader's clock is wrong: the server's is the one to count by.
    const ahead = server * 1000 - Date.now();
    const tick = () => setNow(Date.now() + ahead);
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [server]);
  const value = useMemo(() => ({ now, until }), [now, until]);
  return <Now.Provider value={value}>{children}</Now.Provider>;
}

function distance(seconds) {
  const [unit, size] = units.find(([, size]) => size <= Math.abs(seconds)) ?? units[3];
  return new Intl.RelativeTimeFormat(document.documentElement.lang).format(Math.trunc(seconds / size), unit);
}

function shown(at, how, { now, until }) {
  const seconds = Math.round((at - now) / 1000);
  if (how === "ago") return distance(Math.min(-1, seconds));
  const today = at.toDateString() === new Date(now).toDateString();
  const text = (today ? clock : date).format(at);
  return how === "until" && 0 < seconds ? until.replace("%1", text).replace("%2", distance(seconds)) : text;
}

export function Time({ at, how, utc }) {
  const told = useContext(Now);
  return <time dateTime={at}>{told.now === null ? utc : shown(new Date(at), how, told)}</time>;
}

// Times come as UTC and are shown by the reader's clock, with their distance.
import { createContext, useContext, useEffect, useMemo, useState } from "hooks";

const Now = createContext(null);

const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

/** In the language of the page, as the reader's own region has it. */
function formatsOf(lang) {
  const base = (tag) => tag.split("-")[0];
  const own = navigator.languages.find((tag) => base(tag) === base(lang)) ?? lang;
  return {
    relative: new Intl.RelativeTimeFormat(lang),
    clock: new Intl.DateTimeFormat(own, { timeStyle: "short" }),
    date: new Intl.DateTimeFormat(own, { dateStyle: "medium", timeStyle: "short" }),
  };
}

/** Ticks for everybody below. Null on the server and in the first render: nobody's clock is known there. */
export function Clock({ ahead, lang, until, children }) {
  const [now, setNow] = useState(null);
  useEffect(() => {
    if (ahead === null) return;
    const tick = () => setNow(Date.now() + ahead);
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [ahead]);
  const isKnown = now !== null;
  const formats = useMemo(() => isKnown && formatsOf(lang), [isKnown, lang]);
  const value = useMemo(() => ({ now, until, formats }), [now, until, formats]);
  return <Now.Provider value={value}>{children}</Now.Provider>;
}

function distance(seconds, relative) {
  const [unit, size] = units.find(([, size]) => size <= Math.abs(seconds)) ?? units[3];
  return relative.format(Math.trunc(seconds / size), unit);
}

function shown(at, how, { now, until, formats }) {
  const seconds = Math.round((at - now) / 1000);
  if (how === "ago") return distance(Math.min(-1, seconds), formats.relative);
  const today = at.toDateString() === new Date(now).toDateString();
  const text = (today && how !== "on" ? formats.clock : formats.date).format(at);
  if (how !== "until" || seconds <= 0) return text;
  return until.replace("%1", text).replace("%2", distance(seconds, formats.relative));
}

export function Time({ at, how, utc }) {
  const told = useContext(Now);
  return <time dateTime={at}>{told.now === null ? utc : shown(new Date(at), how, told)}</time>;
}

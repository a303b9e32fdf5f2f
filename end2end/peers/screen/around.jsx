// What stands around a screen: head, bars, notes and languages.
import { useEffect, useRef } from "hooks";
import { usePage } from "./page.js";
import { Phrase } from "./phrase.jsx";

/** How long a silent renewal may take before the last minutes are told of, milliseconds. */
const SILENTLY = 3000;

function Steps({ steps: { label, items } }) {
  return (
    <ol id="steps" className="steps" aria-label={label}>
      {items.map(({ name, done, current }) => (
        <li key={name} className={done ? "done" : undefined} aria-current={current ? "step" : undefined}>
          <span>{name}</span>
        </li>
      ))}
    </ol>
  );
}

export function Head({ head: { initial, logo, tenant, steps } }) {
  return (
    <header className="head">
      {logo ? <img className="logo" src={logo.src} alt={logo.alt} /> : <span className="logo" aria-hidden="true">{initial}</span>}
      {tenant && <span className="name">{tenant}</span>}
      {steps && <Steps steps={steps} />}
    </header>
  );
}

/** Both bars of the session; the style sheet lets one of them be seen, or none. */
export function Bars({ bars: { ending, ended, again }, session: { phase, left }, reopen }) {
  const { tell } = usePage();
  const [last, over] = [useRef(null), useRef(null)];
  // The bars themselves are silent: the time in one of them changes each second. A page that renews
  // the session silently does so at once: then there is nothing to say.
  useEffect(() => {
    if (phase === "running") return;
    const [bar, wait] = phase === "ending" ? [last, SILENTLY] : [over, 0];
    const timer = setTimeout(() => tell(bar.current.innerText), wait);
    return () => clearTimeout(timer);
  }, [phase]);
  const clock = phase === "ending" ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "";
  const pieces = ending.map((piece) => (piece.kind === "left" ? { ...piece, text: clock } : piece));
  return (
    <>
      <div className="bar ending">
        <span ref={last}><Phrase pieces={pieces} /></span>
      </div>
      <div className="bar ended">
        <p ref={over}>
          {/* Where no page embeds this one, nobody hears the button. */}
          {ended.alone ? <><span>{ended.text}</span> <span className="alone">{ended.alone}</span></> : <Phrase pieces={ended.pieces} />}
        </p>
        <button type="button" className="btn push" onClick={reopen}>{again}</button>
      </div>
    </>
  );
}

export function Told({ lines }) {
  return (
    <div id="told" className="sr" role="status" aria-atomic="false">
      {lines.map(({ text, key }) => <p key={key}>{text}</p>)}
    </div>
  );
}

export function Notes({ away }) {
  const { words } = usePage();
  return ["offline", "away"].map((why) => (
    <div key={why} id={why} className="note" hidden={away !== why}><p>{words[why]}</p></div>
  ));
}

export function Languages({ languages }) {
  return (
    <details className="langs">
      <summary>{languages.summary}</summary>
      <ul>
        {languages.links.map(({ name, href, lang, dir, current }) => (
          <li key={lang}>
            <a className="link" href={href} lang={lang} dir={dir} aria-current={current || undefined}>{name}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}

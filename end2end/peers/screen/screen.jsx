// The records screen, whole.
import { useCallback, useEffect, useMemo, useRef, useState } from "hooks";
import { CopyAll, Tell } from "./copy.jsx";
import { useBridge, useLive, useSession } from "./live.js";
import { Phrase } from "./phrase.jsx";
import { Finding, Record } from "./record.jsx";
import { Seen } from "./seen.jsx";
import { Clock } from "./time.jsx";

function Head({ view }) {
  return (
    <header className="head">
      <span className="logo" aria-hidden="true">{view.initial}</span>
      <span className="name">{view.tenant}</span>
      <ol id="steps" className="steps" aria-label={view.steps.label}>
        {view.steps.items.map(({ name, done, current }) => (
          <li key={name} className={done ? "done" : undefined} aria-current={current ? "step" : undefined}>
            <span>{name}</span>
          </li>
        ))}
      </ol>
    </header>
  );
}

function Bars({ words, session, reopen }) {
  const { left } = session;
  const clock = session.phase === "ending" ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "";
  return (
    <>
      <div className="bar ending">
        <span>{words.ending} <span className="left" role="timer">{clock}</span></span>
      </div>
      <div className="bar ended">
        <span>{words.ended}</span>
        <button type="button" className="btn push" onClick={reopen}>{words.again}</button>
      </div>
    </>
  );
}

function Line({ items }) {
  return (
    <ol id="line" className="line">
      {items.map(({ name, className, said, text }) => (
        <li key={name} className={className || undefined}>
          {name} {said && <span className="sr">{said}</span>}
          <small><Phrase pieces={text} /></small>
        </li>
      ))}
    </ol>
  );
}

function Host({ host }) {
  return (
    <div id="host" className="host">
      <span><Phrase pieces={host.banner} /></span>
      {host.elsewhere && (
        <details>
          <summary>{host.elsewhere.summary}</summary>
          <p>{host.elsewhere.text}</p>
        </details>
      )}
      {host.open && (
        <a className="btn push" href={host.open.href} target="_blank" rel="noopener noreferrer">
          {host.open.text} <span aria-hidden="true"> ↗</span>
        </a>
      )}
    </div>
  );
}

function Fold({ summary, children }) {
  return (
    <details className="fold">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

function Remove({ remove }) {
  return (
    <Fold summary={remove.summary}>
      <form className="remove" method="post" action={remove.action}>
        <p>{remove.why}</p>
        <button className="btn danger" type="submit">{remove.button}</button>
      </form>
    </Fold>
  );
}

function Foot({ foot, end }) {
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState("");
  const check = async (event) => {
    event.preventDefault();
    setBusy(true);
    const response = await fetch(foot.check.action, { method: "POST", headers: { accept: "text/plain" } }).catch(() => null);
    if (response?.status === 200) setAnswer(await response.text());
    if (response?.status === 410) end();
    setBusy(false);
  };
  return (
    <footer className="foot">
      <span id="look"><Phrase pieces={foot.look} /></span>
      <form className="check" method="post" action={foot.check.action} onSubmit={check} aria-busy={busy || undefined}>
        <button className="link" type="submit">{foot.check.text}</button>
      </form>
      <p id="answer" role="status">{answer}</p>
      {foot.help && <a className="link push" href={foot.help.href} target="_blank" rel="noopener noreferrer">{foot.help.text}</a>}
    </footer>
  );
}

function Languages({ languages }) {
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

export function Screen({ first }) {
  const element = useRef(null);
  const session = useSession(first);
  const [view, away] = useLive(first, session.phase, session.end);
  const { reopen } = useBridge(view, session, element);
  const [scripted, setScripted] = useState(false);
  const [told, setTold] = useState("");
  useEffect(() => setScripted(true), []);
  const { words } = view;
  const tell = useCallback((text) => {
    setTold("");
    setTimeout(() => setTold(text), 50);
  }, []);
  const teller = useMemo(() => ({ tell, words }), [tell, words]);
  return (
    <Tell.Provider value={teller}>
      <Clock server={first.now} until={words.until}>
        <main id="widget" ref={element} className={scripted ? "widget scripted" : "widget"} data-phase={session.phase}>
          <Head view={view} />
          <Bars words={words} session={session} reopen={reopen} />
          <div id="screen">
            <div id="lead" className="lead">
              <h1><Phrase pieces={view.lead.title} /></h1>
              {view.lead.why && <p><Phrase pieces={view.lead.why} /></p>}
            </div>
            <Line items={view.line} />
            <div id="points">{view.points.map((finding, at) => <Finding key={at} finding={finding} heading="h2" />)}</div>
            <Host host={view.host} />
            <ol className="records">{view.records.map((record) => <Record key={record.id} record={record} />)}</ol>
            <p className="tools">
              <CopyAll text={view.tools.copyAll.text} value={view.tools.copyAll.value} />
              <a className="link" href={view.tools.zone.href} download={view.tools.zone.file}>{view.tools.zone.text}</a>
            </p>
            {view.howTo && (
              <Fold summary={view.howTo.summary}>
                <ol className="how">{view.howTo.steps.map((step, at) => <li key={at}><Phrase pieces={step} /></li>)}</ol>
              </Fold>
            )}
            <Seen seen={view.seen} />
            {view.remove && <Remove remove={view.remove} />}
            <Foot foot={view.foot} end={session.end} />
            <p className="no-script">{view.noScript}</p>
          </div>
          <p id="say" className="sr" role="status">{view.say}</p>
          <p id="told" className="sr" role="status">{told}</p>
          <div className="note" hidden={!away}><p role="status">{words.offline}</p></div>
          <Languages languages={view.languages} />
        </main>
      </Clock>
    </Tell.Provider>
  );
}

// The records screen, whole.
import { useEffect, useMemo, useRef, useState } from "hooks";
import { Bars, Head, Languages, Notes, Told } from "./around.jsx";
import { useBridge, useHost } from "./bridge.js";
import { CopyAll } from "./copy.jsx";
import { Glossary, HowTo, Remove, Send } from "./folds.jsx";
import { Foot } from "./foot.jsx";
import { Stamp } from "./icon.jsx";
import { Page, useChange, useTold } from "./page.js";
import { Phrase } from "./phrase.jsx";
import { Clear, Finding, Names, Record } from "./record.jsx";
import { Seen } from "./seen.jsx";
import { useSession } from "./session.js";
import { useStream } from "./stream.js";
import { Clock } from "./time.jsx";

function Way({ className, link: { text, href } }) {
  return <p className={className}><a className="link" href={href}>{text}</a></p>;
}

function Line({ items }) {
  return (
    <ol id="line" className="line">
      {items.map(({ name, className, said, text }) => (
        <li key={name} className={className}>
          {name}
          {said && <span className="sr">{said}</span>}
          <small><Phrase pieces={text} /></small>
        </li>
      ))}
    </ol>
  );
}

/** A link to another page, beside this one. */
function Out({ link: { text, href }, ...rest }) {
  return (
    <a href={href} target="_blank" {...rest}>
      <Phrase pieces={text} />
      <span aria-hidden="true"> ↗</span>
    </a>
  );
}

/** The way to have the records added, where the DNS host does that for a customer who agrees. */
function Consent({ offer }) {
  // In a frame only the window that led there hears who comes back.
  const [rel, setRel] = useState("noopener");
  useEffect(() => {
    if (parent !== window) setRel("opener");
  }, []);
  return (
    <div id="consent" className="host">
      {offer && (
        <>
          <p><Phrase pieces={offer.why} /></p>
          <Out className="btn primary" link={offer.open} rel={rel} />
        </>
      )}
    </div>
  );
}

function Host({ host: { banner, elsewhere, open } }) {
  return (
    <div id="host" className="host">
      <span><Phrase pieces={banner} /></span>
      {elsewhere && (
        <details>
          <summary>{elsewhere.summary}</summary>
          <p>{elsewhere.why}</p>
        </details>
      )}
      {open && <Out className="btn push" link={open} rel="noopener noreferrer" />}
    </div>
  );
}

function Tools({ tools: { all, zone, print: word } }) {
  return (
    <p id="tools" className="tools">
      {all.map((all) => <CopyAll key={all.className} all={all} />)}
      {zone && <a className="link" href={zone.href} download={zone.file}>{zone.text}</a>}
      <button type="button" className="link needs-script" onClick={() => print()}>{word}</button>
    </p>
  );
}

/** The other name of a pair, or the offer to connect it. */
function Pair({ pair: { way, offer } }) {
  return (
    <div id="pair">
      {way && (
        <p className="pair">
          <a className="link" href={way.href}><Phrase pieces={way.text} /></a>
          <Stamp stamp={way.pill} />
        </p>
      )}
      {offer && (
        <form className="pair" method="post" action={offer.action}>
          <p>{offer.why}</p>
          <input type="hidden" name="domain" value={offer.domain} />
          <button className="btn" type="submit"><Phrase pieces={offer.button} /></button>
        </form>
      )}
    </div>
  );
}

function Records({ view }) {
  const title = useRef(null);
  // Who came here by a key goes on at the title.
  useEffect(() => {
    if (document.hasFocus()) title.current.focus();
  }, []);
  return (
    <div id="screen">
      {view.back && <Way className="back" link={view.back} />}
      <div id="lead" className="lead">
        <h1 ref={title} tabIndex={-1}><Phrase pieces={view.lead.title} /></h1>
        {view.lead.why && <p><Phrase pieces={view.lead.why} /></p>}
      </div>
      <Line items={view.line} />
      <div id="points">{view.points.map((finding) => <Finding key={finding.key} finding={finding} heading="h2" />)}</div>
      <Consent offer={view.consent} />
      <Host host={view.host} />
      <Clear cards={view.clear} />
      {view.names && <Names names={view.names} />}
      <ol className="records">{view.records.map((record) => <Record key={record.id} record={record} />)}</ol>
      <Tools tools={view.tools} />
      <Pair pair={view.pair} />
      {view.howTo && <HowTo howTo={view.howTo} />}
      {view.glossary && <Glossary glossary={view.glossary} />}
      {view.send && <Send send={view.send} />}
      {view.seen && <Seen seen={view.seen} />}
      {view.remove && <Remove remove={view.remove} />}
      {view.foot && <Foot foot={view.foot} lead={view.lead} />}
      <p className="leave"><Phrase pieces={view.leave} /></p>
      {view.next && <Way className="next" link={view.next} />}
      {view.noScript && <p className="no-script">{view.noScript}</p>}
    </div>
  );
}

export function Screen({ first }) {
  const element = useRef(null);
  const [lines, tell] = useTold();
  const host = useHost();
  const session = useSession(first, host.post);
  const [view, away] = useStream(first, session, tell);
  const reopen = useBridge(view, session, host, element);
  const [byHand, setByHand] = useState(null);
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  useChange(view.say, () => tell(view.say));
  const { words } = first;
  const { end } = session;
  const page = useMemo(() => ({ words, tell, end, byHand, setByHand }), [words, tell, end, byHand]);
  return (
    <Page.Provider value={page}>
      <Clock ahead={session.ahead} lang={first.lang} until={words.until}>
        <main
          id="widget"
          ref={element}
          className={scripted ? "widget scripted" : "widget"}
          data-phase={session.phase}
          data-host={host.host?.origin}
        >
          <Head head={view.head} />
          <Bars bars={view.bars} session={session} reopen={reopen} />
          <Records view={view} />
          <p id="say" hidden>{view.say}</p>
          <Told lines={lines} />
          <Notes away={away} />
          {view.languages && <Languages languages={view.languages} />}
        </main>
      </Clock>
    </Page.Provider>
  );
}

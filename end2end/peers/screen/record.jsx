// The cards: of records to add with what is wrong with them, and of what is to be deleted.
import { CopyField } from "./copy.jsx";
import { Stamp } from "./icon.jsx";
import { Phrase } from "./phrase.jsx";

/** What is to be copied into a field of the host's console. */
function Copies({ value: { empty, copies, hint } }) {
  return (
    <dd>
      {empty && <p className={empty.className}>{empty.text}</p>}
      {copies.map((copy) => <CopyField key={copy.className + copy.text} copy={copy} />)}
      {hint && <p className="hint short"><Phrase pieces={hint} /></p>}
    </dd>
  );
}

/** What stands there beside what should. */
function Compared({ value: { found, legend } }) {
  return (
    <dd className="compared">
      {found.map((value, at) => <p key={at} className="mono" dir="ltr"><Phrase pieces={value} /></p>)}
      {legend && <p className="hint"><Phrase pieces={legend} /></p>}
    </dd>
  );
}

/** What else the form of the DNS host asks for. */
function Choice({ value: { text, lang } }) {
  return <dd className="choice" lang={lang}><bdi dir="ltr">{text}</bdi></dd>;
}

const values = { copies: Copies, compared: Compared, choice: Choice };

function Field({ field: { label, lang, kind, value } }) {
  const Value = values[kind];
  return (
    <>
      <dt lang={lang}>{label}</dt>
      <Value value={value} />
    </>
  );
}

/** What, why, what to do, and what was seen; on a card the heading is the card's own. */
export function Finding({ finding: { className, title, why, fix, evidence }, heading: Heading }) {
  return (
    <div className={className}>
      {title && <Heading><Phrase pieces={title} /></Heading>}
      <p><Phrase pieces={why} /></p>
      <p className="do"><Phrase pieces={fix} /></p>
      {evidence && (
        <details>
          <summary>{evidence.summary}</summary>
          <ul className="evidence">
            {evidence.items.map(({ asked, answer }, at) => (
              <li key={at}>
                <Phrase pieces={asked} />
                <ul>{answer.map((line, at) => <li key={at}><Phrase pieces={line} /></li>)}</ul>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Card({ id, card: { types, why, pill, fields }, children }) {
  return (
    <li id={id} className="record">
      <div className="top">
        {types.map((type) => <span key={type} className="type">{type}</span>)}
        <h2 className="why"><Phrase pieces={why} /></h2>
        <Stamp stamp={pill} />
      </div>
      <dl className="fields">{fields.map((field) => <Field key={field.label} field={field} />)}</dl>
      {children}
    </li>
  );
}

export function Record({ record }) {
  return (
    <Card id={record.id} card={record}>
      {record.findings.map((finding) => <Finding key={finding.key} finding={finding} heading="h3" />)}
    </Card>
  );
}

/** What goes before the rest comes. */
export function Clear({ cards }) {
  return (
    <ul id="clear" className="clear">
      {cards.map((card) => (
        <Card key={card.finding.key} card={card}>
          <Finding finding={card.finding} />
          {card.mail && <p className="mail">{card.mail}</p>}
        </Card>
      ))}
    </ul>
  );
}

/** A box that the style sheet looks at. */
export function Names({ names: { text, why } }) {
  return (
    <label className="names">
      <input type="checkbox" id="full" />
      <span>{text} <small><Phrase pieces={why} /></small></span>
    </label>
  );
}

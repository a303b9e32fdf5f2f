// The card of a record, the fields to copy in it, and the findings below them.
import { CopyField } from "./copy.jsx";
import { Icon } from "./icon.jsx";
import { Phrase } from "./phrase.jsx";

function Field({ field }) {
  return (
    <>
      <dt>{field.label}</dt>
      <dd>
        {field.empty ? <p className="empty">{field.empty}</p> : <CopyField text={field.text} label={field.copyLabel} />}
        {field.hint && <p className="hint"><Phrase pieces={field.hint} /></p>}
      </dd>
    </>
  );
}

export function Finding({ finding, heading: Heading }) {
  return (
    <div className={finding.className}>
      <Heading><Phrase pieces={finding.title} /></Heading>
      <p><Phrase pieces={finding.why} /></p>
      <p className="do"><Phrase pieces={finding.fix} /></p>
      {finding.evidence && (
        <details>
          <summary>{finding.evidence.summary}</summary>
          <ul className="evidence">
            {finding.evidence.items.map(({ asked, answer }, at) => (
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

export function Record({ record }) {
  return (
    <li id={record.id} className="record">
      <div className="top">
        <span className="type">{record.type}</span>
        <h2 className="why">{record.why}</h2>
        <span className={record.pill.className}><Icon name={record.pill.icon} />{record.pill.word}</span>
      </div>
      <dl className="fields">{record.fields.map((field) => <Field key={field.label} field={field} />)}</dl>
      {record.findings.map((finding, at) => <Finding key={at} finding={finding} heading="h3" />)}
    </li>
  );
}

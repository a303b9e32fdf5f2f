// What is folded away below the records.
import { CopyField } from "./copy.jsx";
import { useForm } from "./page.js";
import { Phrase } from "./phrase.jsx";

function Fold({ summary, children }) {
  return (
    <details className="fold">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

export function HowTo({ howTo: { summary, steps } }) {
  return (
    <Fold summary={<Phrase pieces={summary} />}>
      <ol className="how">{steps.map((step, at) => <li key={at}><Phrase pieces={step} /></li>)}</ol>
    </Fold>
  );
}

function Word({ word, meaning }) {
  return (
    <>
      <dt>{word}</dt>
      <dd>{meaning}</dd>
    </>
  );
}

export function Glossary({ glossary: { summary, words } }) {
  return (
    <Fold summary={summary}>
      <dl className="words">{words.map(({ word, meaning }) => <Word key={word} word={word} meaning={meaning} />)}</dl>
    </Fold>
  );
}

function Sent({ link: { ready, copy, mail } }) {
  return (
    <>
      <p>{ready}</p>
      <CopyField copy={copy} />
      <p className="actions">
        <a className="btn" href={mail.href} target="_blank" rel="noopener">{mail.text}</a>
      </p>
    </>
  );
}

/** A link for whoever may add the records, and an e-mail that is written already. */
export function Send({ send: { summary, why, button, action, link } }) {
  const { answer, place, form } = useForm(action, link);
  return (
    <details className="fold send" open={Boolean(link)}>
      <summary>{summary}</summary>
      <p className="muted">{why}</p>
      <form {...form}>
        <button className="btn" type="submit">{button}</button>
      </form>
      <div id="sent" ref={place}>{answer && (answer.pieces ? <Phrase pieces={answer.pieces} /> : <Sent link={answer} />)}</div>
    </details>
  );
}

export function Remove({ remove: { summary, why, button, action } }) {
  return (
    <Fold summary={summary}>
      <form className="remove" method="post" action={action}>
        <p>{why}</p>
        <button className="btn danger" type="submit">{button}</button>
      </form>
    </Fold>
  );
}

// When the last look was, the button for another, and who helps.
import { useEffect, useRef } from "hooks";
import { useChange, useForm, usePage } from "./page.js";
import { Phrase } from "./phrase.jsx";

/** How long news may belong to the look that was asked for, milliseconds. */
const FRESH = 3000;

/** How long a look may take before that is told, as the style sheet has it, milliseconds. */
const SLOW = 1200;

/** Whoever comes back from the DNS host has the records looked for at once; it tells that twice. */
function useReturn(action, check) {
  const latest = useRef(null);
  latest.current = check;
  useEffect(() => {
    let heard;
    const back = ({ origin, data }) => {
      if (origin !== location.origin || data?.type !== "fairlead:consent" || data.at === heard) return;
      heard = data.at;
      if (action.includes(data.connection)) latest.current();
    };
    const channel = new BroadcastChannel("fairlead");
    channel.onmessage = back;
    addEventListener("message", back);
    return () => {
      channel.close();
      removeEventListener("message", back);
    };
  }, [action]);
}

export function Foot({ foot: { look, check, help, answer: first }, lead }) {
  const { tell } = usePage();
  const { answer, setAnswer, busy, send, place, form } = useForm(check.action, first);
  const answered = useRef(0);
  useChange(answer, () => {
    if (answer) answered.current = Date.now();
  });
  // What was answered is not so any more; what its own look has found comes at once.
  useChange(JSON.stringify(lead), () => {
    if (answered.current + FRESH < Date.now()) setAnswer(null);
  });
  // A look that took long has ended: whoever asked for it is told what it found.
  useChange(JSON.stringify(look), () => {
    if (answer?.running) send();
  });
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => tell(check.asking), SLOW);
    return () => clearTimeout(timer);
  }, [busy]);
  useReturn(check.action, send);
  return (
    <footer className="foot">
      <span id="look"><Phrase pieces={look} /></span>
      <form className="check" {...form}>
        <button className="link" type="submit">{check.text}</button>
        <span className="asking">{check.asking}</span>
      </form>
      <p id="answer" ref={place}>
        {answer && (answer.running ? <span><Phrase pieces={answer.pieces} /></span> : <Phrase pieces={answer.pieces} />)}
      </p>
      {help && <a className="link push" href={help.href} target="_blank" rel="noopener noreferrer">{help.text}</a>}
    </footer>
  );
}

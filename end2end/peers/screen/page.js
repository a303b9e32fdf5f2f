// What every part of the page may need.
import { createContext, useCallback, useContext, useEffect, useRef, useState } from "hooks";

/** How long what was said can be read again, milliseconds. */
const TOLD = 5000;
/** How long our server may take to answer, milliseconds: it promises two seconds. */
const PATIENCE = 8000;

/** The words of the page, how something is said, and how the session is ended. */
export const Page = createContext(null);
export const usePage = () => useContext(Page);

/** Status, text and address of an answer; the status is 0 where none came. */
export async function ask(address, options) {
  try {
    const headers = { accept: "application/json" };
    const answer = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE), ...options });
    return { status: answer.status, text: await answer.text(), address: answer.url };
  } catch {
    return { status: 0 };
  }
}

/** Runs when the value has become another one, not when it is first there. */
export function useChange(value, run) {
  const before = useRef(value);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    run();
  }, [value]);
}

/** Says something to those who listen rather than look: once, and after what was said before. */
export function useTold() {
  const [lines, setLines] = useState([]);
  const count = useRef(0);
  const tell = useCallback((text) => {
    const line = { text, key: count.current++ };
    setLines((lines) => [...lines, line]);
    setTimeout(() => setLines((lines) => lines.filter((other) => other !== line)), TOLD);
  }, []);
  return [lines, tell];
}

/** Sends a form behind the page's back, and keeps what it was answered. */
export function useForm(action, first) {
  const { tell, words, end } = usePage();
  const [answer, setAnswer] = useState(first);
  const [busy, setBusy] = useState(false);
  const place = useRef(null);
  const send = async () => {
    setBusy(true);
    const { status, text } = await ask(action, { method: "POST" });
    // Whoever asked is told in any case.
    if (status === 410) end();
    else setAnswer(status === 200 ? JSON.parse(text) : { pieces: [words.failed] });
    setBusy(false);
  };
  useChange(answer, () => answer && tell(place.current.textContent));
  const onSubmit = (event) => {
    event.preventDefault();
    send();
  };
  return { answer, setAnswer, busy, send, place, form: { method: "post", action, onSubmit, "aria-busy": busy ? "true" : undefined } };
}

// How far the session is: the last minutes count down by the server's clock, and the host page is
// asked for a new token.
import { useCallback, useEffect, useReducer, useRef, useState } from "hooks";
import { ask } from "./page.js";

/** From here on the end is announced, seconds. */
const NOTICE = 300;
/** A look comes every second. Where more time has passed the machine slept, or its clock was set, milliseconds. */
const GAP = 30_000;
/** How long the server is left alone after it gave no answer, in looks and in milliseconds. */
const REST = 5;
const AGAIN = 5000;

const phaseOf = (left) => (left <= 0 ? "ended" : left <= NOTICE ? "ending" : "running");
/** Many a reader's clock is wrong: so far the server's is ahead of it, milliseconds. */
const aheadOf = (now) => now * 1000 - Date.now();
const leftOf = ({ exp, ahead }) => Math.ceil(exp - (ahead + Date.now()) / 1000);

export function useSession({ base, query, now, exp }, post) {
  const [told, setTold] = useState({ exp, ahead: null });
  const [phase, setPhase] = useState("running");
  const [left, setLeft] = useState(0);
  // Who hangs on the session begins anew with each turn: after a sleep, and after a renewal.
  const [turn, begin] = useReducer((turn) => turn + 1, 0);
  const looked = useRef(0);
  const resting = useRef(0);
  const over = useRef(false);
  over.current = phase === "ended";
  const end = useCallback(() => setPhase("ended"), []);

  useEffect(() => setTold({ exp, ahead: aheadOf(now) }), [exp, now]);

  // Into the last phase only the server's word leads.
  useEffect(() => {
    const left = leftOf(told);
    if (told.ahead === null || over.current || left <= 0) return;
    setPhase(phaseOf(left));
    setLeft(left);
  }, [told]);

  useEffect(() => {
    if (told.ahead === null) return;
    // The clock here may have been set, another tab may have renewed it.
    const inquire = async () => {
      const rests = resting.current;
      resting.current = rests === 0 ? REST : rests - 1;
      if (rests !== 0) return;
      const { status, text } = await ask(base);
      if (status === 404 || status === 410) return end();
      if (status !== 200) return setTold((told) => ({ ...told }));
      const { now, exp } = JSON.parse(text);
      resting.current = 0;
      setTold({ exp, ahead: aheadOf(now) });
    };
    const look = () => {
      const gap = Date.now() - looked.current;
      looked.current += gap;
      const jumped = GAP <= Math.abs(gap);
      if (jumped) {
        resting.current = 0;
        begin();
      }
      // What the server ended does not go on because the clock here says so.
      if (phase === "ended") return;
      const left = leftOf(told);
      if (phase === "ending") setLeft(Math.max(left, 0));
      if (jumped || phaseOf(left) !== phase) inquire();
    };
    looked.current ||= Date.now();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [phase, told, base, end]);

  const renew = useCallback(
    async (token) => {
      const refuse = () => post("error", { code: "token_refused" });
      // What the reader has before them stays until there is something better.
      const startOver = async () => {
        const { status, address } = await ask("/widget", { method: "POST", body: new URLSearchParams({ token }) });
        if (status === 200) location.replace(address + query);
        else refuse();
      };
      // It comes too late for this address, after a night's sleep say: it gets another.
      if (over.current) return startOver();
      const { status, text } = await ask(`${base}/token`, { method: "POST", body: token });
      if (status === 410) return startOver();
      if (400 <= status && status < 500) return refuse();
      if (status !== 200) return setTimeout(() => renew(token), AGAIN);
      resting.current = 0;
      setPhase("running");
      setTold(({ ahead }) => ({ exp: Number(text), ahead }));
      begin();
    },
    [base, query, post],
  );
  return { phase, left, turn, end, renew, ...told };
}

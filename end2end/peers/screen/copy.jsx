// Everything that is copied by a click on it.
import { createContext, useContext, useEffect, useRef, useState } from "hooks";
import { Icon } from "./icon.jsx";

/** Says something to those who listen rather than look. */
export const Tell = createContext(() => {});

function useCopy(text) {
  const { tell, words } = useContext(Tell);
  const [copied, setCopied] = useState(false);
  const button = useRef(null);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const onClick = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      tell(words.copied);
    } catch {
      getSelection().selectAllChildren(button.current.querySelector(".mono") ?? button.current);
      tell(words.select);
    }
  };
  return { ref: button, type: "button", onClick, "data-copied": copied ? "" : undefined };
}

export function CopyField({ text, label }) {
  const button = useCopy(text);
  return (
    <button {...button} className="copy" aria-label={label}>
      <span className="mono" dir="ltr">{text}</span>
      <Icon name="copy" />
      <Icon name="tick" />
    </button>
  );
}

export function Chip({ text, label }) {
  const button = useCopy(text);
  return (
    <button {...button} className="chip mono" dir="ltr" aria-label={label}>{text}</button>
  );
}

export function CopyAll({ text, value }) {
  const button = useCopy(value);
  return <button {...button} className="link">{text}</button>;
}

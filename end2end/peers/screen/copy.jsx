// Everything that is copied by a click on it.
import { useEffect, useRef, useState } from "hooks";
import { Icon } from "./icon.jsx";
import { usePage } from "./page.js";

function useCopy(value) {
  const { tell, words, setByHand } = usePage();
  const [copied, setCopied] = useState(false);
  const button = useRef(null);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const onClick = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      tell(words.copied);
    } catch {
      // By hand: as it stands there, or in a field of its own.
      const shown = button.current.querySelector(".mono") ?? button.current;
      const isShown = shown.textContent === value;
      setByHand(isShown ? null : { value });
      if (isShown) getSelection().selectAllChildren(shown);
      tell(words.select);
    }
  };
  return { ref: button, type: "button", onClick, "data-copied": copied ? "" : undefined };
}

/** A text whose whole field is the button that copies it. */
export function CopyField({ copy: { className, text, label } }) {
  const button = useCopy(text);
  return (
    <button {...button} className={className} aria-label={label}>
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

function ByHand({ all, label }) {
  const field = useRef(null);
  useEffect(() => field.current.select(), [all]);
  return <textarea ref={field} className="all mono" readOnly value={all.value} aria-label={label} />;
}

/** A button that copies what is not to be seen on it. */
export function CopyAll({ all: { className, text, value } }) {
  const { byHand } = usePage();
  const button = useCopy(value);
  return (
    <>
      <button {...button} className={className}>{text}</button>
      {byHand?.value === value && <ByHand all={byHand} label={text} />}
    </>
  );
}

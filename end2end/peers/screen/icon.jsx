// The drawings are defined in the document, and used by name.
import { Phrase } from "./phrase.jsx";

export function Icon({ name }) {
  return (
    <svg className={name === "tick" ? "i tick" : "i"} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** The status of something: shape, word and colour. */
export function Stamp({ stamp }) {
  return (
    <span className={stamp.className}>
      <Icon name={stamp.icon} />
      <Phrase pieces={stamp.word} />
    </span>
  );
}

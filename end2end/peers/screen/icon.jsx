// The drawings are defined in the document, and used by name.
export function Icon({ name }) {
  return (
    <svg className={name === "tick" ? "i tick" : "i"} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

// `/embed.js`: the element at once; what it needs only sometimes comes when it does. The build writes
// that file's name, which is its content's hash.
import { define } from "./element.js";

let tries = 0;

define((origin) =>
  import(`${origin}/embed/${MORE}?${tries}`).catch((error) => {
    // Browsers remember that an import failed; another query is another try.
    tries += 1;
    throw error;
  })
);

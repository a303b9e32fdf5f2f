// `/embed.js`: the element at once; what it needs only sometimes comes when it does. The build writes
// that file's name, which is its content's hash.
import { define } from "./element.js";

define(function load(origin) {
  load.tries |= 0;
  return import(`${origin}/embed/${MORE}?${load.tries}`).catch((error) => {
    // Browsers remember that an import failed; another query is another try.
    load.tries++;
    throw error;
  });
});

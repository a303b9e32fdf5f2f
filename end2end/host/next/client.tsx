// The browser's side of a page that was rendered on the server, as Next does it.
import { hydrateRoot } from "react-dom/client";
import { Settings } from "../react/Settings";

const app = document.querySelector<HTMLElement>("#app");
if (app) {
  const root = hydrateRoot(app, <Settings src={app.dataset.src ?? ""} />, {
    // What React had to mend is an error here.
    onRecoverableError: (error) => console.error(error),
  });
  document.addEventListener("leave", () => root.unmount());
}

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Settings } from "./Settings";

const app = document.querySelector<HTMLElement>("#app");
if (app) {
  const root = createRoot(app);
  root.render(
    <StrictMode>
      <Settings src={app.dataset.src ?? ""} />
    </StrictMode>,
  );
  document.addEventListener("leave", () => root.unmount());
}

import { hydrateRoot } from "react-dom/client";
import { Screen } from "../screen/screen.jsx";

const view = JSON.parse(document.getElementById("view").textContent);
hydrateRoot(document.getElementById("root"), <Screen first={view} />);

import { hydrate } from "preact";
import { Screen } from "../screen/screen.jsx";

const view = JSON.parse(document.getElementById("view").textContent);
hydrate(<Screen first={view} />, document.getElementById("root"));

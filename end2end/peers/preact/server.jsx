import { renderToString } from "preact-render-to-string";
import { Screen } from "../screen/screen.jsx";

export const render = (view) => renderToString(<Screen first={view} />);

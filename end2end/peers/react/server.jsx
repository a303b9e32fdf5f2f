import { renderToString } from "react-dom/server";
import { Screen } from "../screen/screen.jsx";

export const render = (view) => renderToString(<Screen first={view} />);

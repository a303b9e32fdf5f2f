// The server's side: the element is in the markup before any script has run.
import { renderToString } from "react-dom/server";
import { Settings } from "../react/Settings";

export const render = (src: string): string => renderToString(<Settings src={src} />);

// Tells TypeScript that React's JSX has the element.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { FairleadTheme, FairleadWidgetElement } from "../../../public/embed";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "fairlead-widget": DetailedHTMLProps<HTMLAttributes<FairleadWidgetElement>, FairleadWidgetElement> & {
        src?: string;
        theme?: FairleadTheme;
        locale?: string;
      };
    }
  }
}

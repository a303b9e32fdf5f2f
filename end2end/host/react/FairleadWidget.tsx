// The element as a React component: its events as callbacks, and what is no attribute as a property.
import { type ReactNode, useEffect, useRef, useState } from "react";
import type {
  FairleadCloseDetail,
  FairleadErrorDetail,
  FairleadStepDetail,
  FairleadSuccessDetail,
  FairleadTheme,
  FairleadWidgetElement,
} from "../../../public/embed";

interface Props {
  /** The `widget_url` of a token that your server minted. */
  src: string;
  theme?: FairleadTheme;
  /** A language tag, such as `de`. */
  locale?: string;
  getToken?: () => Promise<string>;
  onReady?: () => void;
  onStep?: (detail: FairleadStepDetail) => void;
  onSuccess?: (detail: FairleadSuccessDetail) => void;
  /** The reader is done, or can't go on: take the widget away. */
  onClose?: (detail: FairleadCloseDetail) => void;
  onTokenExpired?: () => void;
  onError?: (detail: FairleadErrorDetail) => void;
  /** Shown where the frame can't be. */
  children?: ReactNode;
}

export function FairleadWidget({ src, theme, locale, getToken, children, ...callbacks }: Props) {
  const { onReady, onStep, onSuccess, onClose, onTokenExpired, onError } = callbacks;
  const element = useRef<FairleadWidgetElement>(null);
  // What was rendered on the server stands there before anybody listens: until then it has no address.
  const [listens, setListens] = useState(false);
  useEffect(() => {
    const widget = element.current;
    if (!widget) return;
    widget.getToken = getToken;
    const heard = new AbortController();
    widget.addEventListener("fairlead:ready", () => onReady?.(), heard);
    widget.addEventListener("fairlead:step", ({ detail }) => onStep?.(detail), heard);
    widget.addEventListener("fairlead:success", ({ detail }) => onSuccess?.(detail), heard);
    widget.addEventListener("fairlead:close", ({ detail }) => onClose?.(detail), heard);
    widget.addEventListener("fairlead:token-expired", () => onTokenExpired?.(), heard);
    widget.addEventListener("fairlead:error", ({ detail }) => onError?.(detail), heard);
    setListens(true);
    return () => heard.abort();
  }, [getToken, onReady, onStep, onSuccess, onClose, onTokenExpired, onError]);
  return (
    <fairlead-widget ref={element} src={listens ? src : undefined} theme={theme} locale={locale}>
      {children}
    </fairlead-widget>
  );
}

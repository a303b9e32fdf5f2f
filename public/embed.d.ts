// Types of Fairlead's loader, `embed.js`. Copy this file into your project: what it declares is then
// known everywhere in it, and `import type { FairleadOptions } from "./embed"` names the rest.

/** What the reader sees. */
export type FairleadStep = "domain" | "analysis" | "records" | "progress" | "live";
export type FairleadTheme = "light" | "dark" | "auto";

export interface FairleadStepDetail {
  step: FairleadStep;
  domain: string | null;
  /** The DNS host's id, where it is known. */
  provider: string | null;
  /** The connection's id. */
  jobId: string | null;
}

export interface FairleadSuccessDetail {
  domain: string;
  jobId: string;
  setupType: string;
  provider: string | null;
}

export interface FairleadCloseDetail {
  domain: string | null;
  success: boolean;
  lastState: string | null;
  jobId: string | null;
  /** `user`: closed by the reader or by your page; `done`: by "Done"; `expired`: the session is over. */
  reason: "done" | "user" | "expired" | "error";
}

export interface FairleadErrorDetail {
  /**
   * `mount_blocked`: a policy forbids the frame, or what came does not answer. `load_timeout`: nothing
   * came within 15 seconds. `token_failed`: `getToken` failed; a renewal is tried again.
   * `token_refused`: what it answered is for another customer, or is over.
   * `domain_failed`, `domain_archived`: the connection ended so.
   */
  code:
    | "mount_blocked"
    | "load_timeout"
    | "token_failed"
    | "token_refused"
    | "domain_failed"
    | "domain_archived";
  /** Where the same page opens by itself; none with a token. Only on errors of the loader. */
  hostedUrl?: string | null;
}

/** Every event, by its name after `fairlead:`. */
export interface FairleadDetails {
  ready: { title?: string; close?: string; colours?: string };
  height: { px: number };
  step: FairleadStepDetail;
  success: FairleadSuccessDetail;
  close: FairleadCloseDetail;
  error: FairleadErrorDetail;
  "token-expiring": { expires_at: string };
  "token-expired": Record<string, never>;
}

export type FairleadEventMap = {
  [Name in keyof FairleadDetails as `fairlead:${Name}`]: CustomEvent<FairleadDetails[Name]>;
};

/** In a dialog `token-expiring` also calls `onTokenExpiring`. */
export type FairleadCallbackName<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Capitalize<Head>}${FairleadCallbackName<Tail>}`
  : Capitalize<Name>;

export type FairleadCallbacks = {
  [Name in keyof FairleadDetails as `on${FairleadCallbackName<Name>}`]?: (
    detail: FairleadDetails[Name],
  ) => void;
};

export interface FairleadSession {
  /** The `widget_url` of a token. */
  src?: string | null;
  /** Instead of `src`: the `auth_token`; the page's policy then needs `form-action`. */
  token?: string;
  /** Answers a fresh `auth_token` for the same customer: asked before the session ends. */
  getToken?: () => string | Promise<string>;
  theme?: FairleadTheme | null;
  /** A language tag, such as `de`. */
  locale?: string | null;
  /** What a screen reader calls the frame, and the fallback link's text; without it, the page's title. */
  title?: string;
}

export interface FairleadOptions extends FairleadSession, FairleadCallbacks {
  /** The label of the dialog's close button; without it, the page's own in the reader's language. */
  closeLabel?: string;
  /** What the dialog says where the page can't be loaded, beside the way to it. */
  failedLabel?: string;
}

export interface FairleadDialog {
  close(): void;
  setTheme(theme: FairleadTheme): void;
}

export interface FairleadWidgetElement extends HTMLElement {
  /** The attribute `src`; another one loads the frame anew. */
  src: string | null;
  token?: string;
  getToken?: () => string | Promise<string>;
  /** Loads the frame anew: by `src`, or by `token` or `getToken`. */
  refresh(): void;
}

declare global {
  interface GlobalEventHandlersEventMap extends FairleadEventMap {}

  interface HTMLElementTagNameMap {
    "fairlead-widget": FairleadWidgetElement;
  }

  /** What `embed.js` adds to the page, and all of it. */
  var Fairlead: {
    /** Opens the widget as a dialog. Throws where `src` is no http(s) address. */
    open(options: FairleadOptions): FairleadDialog;
  };
}

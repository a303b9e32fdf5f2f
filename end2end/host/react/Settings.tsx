// A tenant's page in React: shows the widget, takes it away, and lists what it told.
import { useState } from "react";
import { FairleadWidget } from "./FairleadWidget";

export function Settings({ src }: { src: string }) {
  const [shown, setShown] = useState(true);
  const [news, setNews] = useState<string[]>([]);
  const tell = (text: string) => setNews((before) => [...before, text]);
  return (
    <>
      <h1>Settings</h1>
      <button type="button" onClick={() => setShown(!shown)}>
        {shown ? "Hide" : "Show"}
      </button>
      <output>{news.join(", ")}</output>
      {shown && (
        <FairleadWidget
          src={src}
          onReady={() => tell("ready")}
          onStep={({ step }) => tell(`step ${step}`)}
          onSuccess={({ domain }) => tell(`success ${domain}`)}
          onClose={() => setShown(false)}
        >
          <p>The widget can’t be shown here.</p>
        </FairleadWidget>
      )}
    </>
  );
}

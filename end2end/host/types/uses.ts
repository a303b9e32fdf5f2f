// How a page in TypeScript uses the loader: compiled by a test, and never run.
import type { FairleadErrorDetail, FairleadOptions } from "../../../public/embed";

const widget = document.querySelector("fairlead-widget");
if (widget) {
  widget.src = "https://connect.example.com/widget/x";
  widget.getToken = async () => "token";
  widget.addEventListener("fairlead:token-expiring", ({ detail }) => console.log(new Date(detail.expires_at)));
  widget.addEventListener("fairlead:step", ({ detail }) => {
    const step: "domain" | "analysis" | "records" | "progress" | "live" = detail.step;
    console.log(step, detail.domain?.toUpperCase(), detail.jobId);
  });
  widget.addEventListener("click", (event) => console.log(event.clientX));
  widget.refresh();
  document.body.append(widget);
}

document.addEventListener("fairlead:success", ({ detail }) => console.log(detail.domain.length));
document.createElement("fairlead-widget").refresh();

const explain = ({ code, hostedUrl }: FairleadErrorDetail) => {
  if (code === "mount_blocked" && hostedUrl) location.assign(hostedUrl);
};
const options: FairleadOptions = {
  getToken: async () => "token",
  locale: "de",
  theme: "auto",
  closeLabel: "Schließen",
  onError: explain,
  onTokenExpiring: ({ expires_at }) => console.log(new Date(expires_at)),
  onClose: ({ reason, success }) => console.log(reason === "done", success),
};
const dialog = Fairlead.open(options);
dialog.setTheme("dark");
dialog.close();

// @ts-expect-error a theme that does not exist
Fairlead.open({ src: "/x", theme: "blue" });
// @ts-expect-error an event that does not exist
Fairlead.open({ src: "/x", onFinished: () => {} });
// @ts-expect-error `jobId` may be missing before there is a connection
document.addEventListener("fairlead:step", ({ detail }) => detail.jobId.length);
// @ts-expect-error it takes options
Fairlead.open();

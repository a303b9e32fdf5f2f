// What a page that says one thing still does: it answers whoever embeds it, says why it is over, and
// opens anew with the token that it is given; or it hands back to the page that led to a DNS host.
(() => {
  const doc = document, widget = doc.getElementById("widget");
  widget.classList.add("scripted");
  const { origins, close: word, colours, tells, code, connection, given } = widget.dataset;
  const root = doc.documentElement, scheme = root.dataset.theme;
  let told = !tells;
  if (parent !== window) addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || (origins !== "*" && !origins.split(" ").includes(origin))) return;
    const tell = (type, detail) => parent.postMessage({ type: "fairlead:" + type, detail }, origin);
    const { type, detail } = data || 0;
    if (detail?.theme) root.dataset.theme = detail.theme === "auto" ? scheme : detail.theme;
    if (type === "fairlead:hello") {
      tell("ready", { title: doc.title, close: word, colours });
      tell("height", { px: Math.ceil(doc.body.getBoundingClientRect().height) });
      if (!told) tell(tells, code ? { code } : {});
      told = true;
    }
    if (type === "fairlead:token" && detail?.token) {
      const form = doc.createElement("form"), field = doc.createElement("input");
      Object.assign(form, { method: "post", action: "/widget" + location.search, hidden: true });
      Object.assign(field, { name: "token", value: detail.token });
      form.append(field);
      doc.body.append(form);
      form.submit();
    }
  });

  // The page that led here hears it from its window; where a host has cut that off, on a channel.
  if (connection) {
    const back = { type: "fairlead:consent", connection, at: Date.now() };
    opener?.postMessage(back, location.origin);
    new BroadcastChannel("fairlead").postMessage(back);
    if (given !== undefined) setTimeout(() => close(), 500);
  }
  doc.querySelector("[data-shut]")?.addEventListener("click", () => close());
})();

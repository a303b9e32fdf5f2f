// What a page that is over still does for whoever embeds it: it answers, says why it is over, and
// opens anew with the token that it is given.
(() => {
  const doc = document, { origins, close, tells, code } = doc.getElementById("widget").dataset;
  const root = doc.documentElement, scheme = root.dataset.theme;
  if (parent !== window) addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || (origins !== "*" && !origins.split(" ").includes(origin))) return;
    const tell = (type, detail) => parent.postMessage({ type: "fairlead:" + type, detail }, origin);
    const { type, detail } = data || 0;
    if (detail?.theme) root.dataset.theme = detail.theme === "auto" ? scheme : detail.theme;
    if (type === "fairlead:hello") {
      tell("ready", { title: doc.title, close });
      tell("height", { px: Math.ceil(doc.body.getBoundingClientRect().height) });
      if (tells) tell(tells, code ? { code } : {});
    }
    if (type === "fairlead:token") {
      const form = doc.createElement("form"), field = doc.createElement("input");
      Object.assign(form, { method: "post", action: "/widget" + location.search, hidden: true });
      Object.assign(field, { name: "token", value: detail?.token });
      form.append(field);
      doc.body.append(form);
      form.submit();
    }
  });
})();

// What works before the WASM is there: copying, the reader's clock, and who embeds the page.
(() => {
  const doc = document, widget = doc.getElementById("widget"), told = doc.getElementById("told");
  widget.classList.add("scripted");

  doc.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    let text = widget.dataset.copied;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.dataset.copied = "";
      setTimeout(() => delete button.dataset.copied, 2000);
    } catch {
      text = widget.dataset.select;
      select(button, button.dataset.copy);
    }
    const line = doc.createElement("p");
    line.textContent = text;
    told.append(line);
    setTimeout(() => line.remove(), 5000);
  });

  // What is to be copied by hand: as it stands there, or in a field of its own.
  const select = (button, value) => {
    doc.querySelector("textarea.all")?.remove();
    const shown = button.querySelector(".mono") || button;
    if (shown.textContent.trim() === value) return getSelection().selectAllChildren(shown);
    const all = doc.createElement("textarea");
    Object.assign(all, { className: "all mono", readOnly: true, value, ariaLabel: button.textContent });
    button.after(all);
    all.select();
  };

  doc.addEventListener("click", ({ target }) => target.closest("[data-print]") && print());

  // Whoever is here already goes on at the title, or where an entry was refused; `autofocus` is not for
  // frames of other origins.
  const start = doc.querySelector("[aria-invalid]") || doc.querySelector("h1");
  if (doc.hasFocus()) start?.focus({ preventScroll: true });

  // Times come as UTC and are shown by the reader's clock, with their distance.
  const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  // In the language of the page, as the reader's own region has it.
  const lang = doc.documentElement.lang, base = (tag) => tag.split("-")[0];
  const own = navigator.languages.find((tag) => base(tag) === base(lang)) || lang;
  const relative = new Intl.RelativeTimeFormat(lang);
  const clock = new Intl.DateTimeFormat(own, { timeStyle: "short" });
  const date = new Intl.DateTimeFormat(own, { dateStyle: "medium", timeStyle: "short" });
  const distance = (seconds) => {
    const [unit, size] = units.find(([, size]) => size <= Math.abs(seconds)) || units[3];
    return relative.format(Math.trunc(seconds / size), unit);
  };
  // Many a reader's clock is wrong: the server's is the one to count by.
  const now = () => Date.now() + Number(widget.dataset.ahead);
  const set = () => (widget.dataset.ahead = widget.dataset.now * 1000 - Date.now());
  set();
  doc.addEventListener("fairlead:clock", set);
  const tick = () => {
    for (const time of doc.querySelectorAll("time[data-t]")) {
      const at = new Date(time.dateTime), seconds = Math.round((at - now()) / 1000);
      const how = time.dataset.t;
      const today = at.toDateString() === new Date(now()).toDateString();
      let text = (today && how !== "on" ? clock : date).format(at);
      if (how === "ago") text = distance(Math.min(-1, seconds));
      else if (how === "until" && 0 < seconds) text = widget.dataset.until.replace("%1", text).replace("%2", distance(seconds));
      if (time.textContent !== text) time.textContent = text;
    }
  };
  tick();
  setInterval(tick, 1000);
  doc.addEventListener("fairlead:applied", tick);

  // The host page may greet before the islands listen. Where it has no wish, the tenant's holds.
  const root = doc.documentElement;
  const scheme = root.dataset.theme;
  if (parent !== window) addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || !widget.dataset.origins.split(" ").includes(origin)) return;
    if (data?.type === "fairlead:hello") {
      widget.dataset.mode = data.detail?.mode;
      widget.dataset.host = origin;
    }
    const theme = data?.detail?.theme;
    if (theme) root.dataset.theme = theme === "auto" ? scheme : theme;
  });

  // Whoever comes back from the DNS host has the records looked for at once; it tells that twice.
  // A frame hears of it from the window alone: of channels each site that embeds us has its own.
  let heard;
  if (parent !== window) doc.addEventListener("click", ({ target }) => {
    const way = target.closest("[data-consent]");
    if (way) way.rel = "opener";
  });
  const back = ({ origin, data }) => {
    const check = doc.querySelector("form.check");
    if (origin !== location.origin || data?.type !== "fairlead:consent" || data.at === heard) return;
    heard = data.at;
    if (check?.action.includes(data.connection)) check.requestSubmit();
  };
  addEventListener("message", back);
  new BroadcastChannel("fairlead").onmessage = back;

  // Both are on their way since the head was read.
  const [code, module] = doc.querySelectorAll("link[data-code]");
  import(code.href).then(async (app) => {
    await app.default({ module_or_path: module.href });
    const wake = () => {
      for (const island of doc.querySelectorAll("leptos-island:not([data-awake])")) {
        island.dataset.awake = "";
        app[island.dataset.component](island);
      }
    };
    wake();
    doc.addEventListener("fairlead:applied", wake);
    // Without them the page stands still, and says so as it does to those without scripts; only the
    // first look ends by itself.
  }).catch(() => {
    widget.classList.add("still");
    if (doc.getElementById("analysis")) setTimeout(() => location.reload(), 2000);
  });
})();

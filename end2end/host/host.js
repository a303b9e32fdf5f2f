// What a tenant's page does with the widget's news; here it writes them down for the tests.
"use strict";

const told = [];
window.told = told;

const NAMES = ["ready", "step", "success", "close", "error", "token-expiring", "token-expired"];
for (const name of NAMES) {
  document.addEventListener(`fairlead:${name}`, (event) => {
    told.push({ by: "event", name, on: event.target.localName, detail: event.detail });
  });
}
window.callbacks = (extra = {}) => {
  const callbacks = { ...extra };
  for (const name of NAMES) {
    const method = `on${name.replace(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase())}`;
    callbacks[method] = (detail) => told.push({ by: "callback", name, detail });
  }
  return callbacks;
};
document.addEventListener("securitypolicyviolation", (event) => {
  told.push({ by: "csp", name: event.effectiveDirective, detail: event.blockedURI });
});

const button = document.querySelector("#connect");
button?.addEventListener("click", () => {
  window.dialog = Fairlead.open(window.callbacks({ src: button.dataset.src, ...window.options }));
});

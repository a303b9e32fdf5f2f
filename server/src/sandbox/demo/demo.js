// The demo: a tenant's page that embeds the widget, and a DNS host's console for the sandbox's zone.
"use strict";

const REFERENCE = "harbour-street-ceramics";
const $ = (id) => document.getElementById(id);

const call = async (method, path, body, key) => {
  const headers = {};
  if (body !== undefined) headers["content-type"] = "application/json";
  if (key) headers.authorization = `Bearer ${key}`;
  const answer = await fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.ok) return text ? JSON.parse(text) : null;
  let message = `${method} ${path} answered ${answer.status}`;
  try {
    message = JSON.parse(text).error.message;
  } catch {
    // Not the API's envelope: the status says enough.
  }
  throw new Error(message);
};

const say = (id, text, isBad = false) => {
  $(id).textContent = text;
  $(id).classList.toggle("bad", isBad);
};

const fail = (error) => {
  $("alert").textContent = error.message;
  $("alert").hidden = false;
};

// --- the tenant's side -------------------------------------------------------

// In a real product this is a request to the tenant's own server, which holds the key.
const mint = (world) =>
  call(
    "POST",
    "/v1/tokens",
    { application_id: world.application_id, reference: REFERENCE },
    world.api_key
  );

const load = (src) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${src} could not be loaded`));
    document.head.append(script);
  });

const embed = async (world) => {
  const widget = $("widget");
  const minted = await mint(world);
  widget.getToken = async () => (await mint(world)).auth_token;
  widget.addEventListener("fairlead:ready", () => ($("waiting").hidden = true));
  widget.addEventListener("fairlead:success", (event) => showVisit(world, event.detail.domain));
  widget.addEventListener("fairlead:error", (event) => {
    $("waiting").hidden = true;
    fail(new Error(`The widget could not be shown (${event.detail.code}).`));
  });
  // "Open again" and "Done" both close; in a dashboard the widget simply starts over.
  widget.addEventListener("fairlead:close", async () => {
    try {
      widget.src = (await mint(world)).widget_url;
    } catch (error) {
      fail(error);
    }
  });
  widget.setAttribute("src", minted.widget_url);
  await load(`${new URL(minted.widget_url).origin}/embed.js`);
};

const showVisit = (world, domain) => {
  $("visit-name").textContent = domain;
  // One backslash less and the shell, sed or JSON would eat a line break of the certificate.
  const pem = String.raw`sed 's/.*"ca_pem":"\([^"]*\)".*/\1/; s/\\r//g; s/\\n/\n/g'`;
  $("command").textContent =
    `curl -s ${location.origin}/sandbox | ${pem} > sandbox-ca.pem\n` +
    `curl --cacert sandbox-ca.pem --connect-to ${domain}:443:${world.edge_addr} https://${domain}/`;
  $("visit").hidden = false;
};

const showLive = async (world) => {
  const path = `/v1/connections?reference=${REFERENCE}&state=live`;
  const { data } = await call("GET", path, undefined, world.api_key);
  if (data.length > 0) showVisit(world, data[0].hostname);
};

// --- the DNS host's side -----------------------------------------------------

const ICONS = {
  Edit: "M3 13l.6-2.6 7-7a1.4 1.4 0 0 1 2 2l-7 7L3 13z",
  Delete: "M3 4.5h10M6.5 4.5v-1.5h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5",
};
let zone = "sandbox.test";
let rrsets = [];
let editing = null;
let fixed = new Set();

// What people type is relative to the zone; only a final dot makes it whole. So a whole name without
// the dot lands below the zone once more, as it does at many a host.
const fullName = (name) => {
  const text = name.trim().toLowerCase();
  if (text === "" || text === "@") return zone;
  return text.endsWith(".") ? text.slice(0, -1) : `${text}.${zone}`;
};

const shortName = (name) => {
  if (name === zone) return "@";
  return name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : `${name}.`;
};

const find = (name, type) => rrsets.find((set) => set.name === name && set.type === type);

const put = (name, type, ttl, values) =>
  values.length > 0
    ? call("PUT", "/sandbox/records", { name, type, ttl, values })
    : call("DELETE", `/sandbox/records?name=${encodeURIComponent(name)}&type=${type}`);

const withdraw = ({ name, type, value }) => {
  const set = find(name, type);
  if (!set) return null;
  return put(name, type, set.ttl, set.values.filter((other) => other !== value));
};

// The zone's own SOA and NS records, its name servers and the edge are not the customer's business.
const isOurs = ({ name, type }) =>
  type !== "SOA" && !(type === "NS" && name === zone) && !fixed.has(name);

const read = async () => {
  const all = await call("GET", "/sandbox/records");
  return all.filter(({ name }) => name === zone || name.endsWith(`.${zone}`));
};

const refresh = async () => {
  rrsets = await read();
  const ours = rrsets.filter(isOurs);
  $("records").replaceChildren(...ours.flatMap(rows));
  $("own").replaceChildren(...rrsets.filter((set) => !isOurs(set)).flatMap(rows));
  $("none").hidden = ours.length > 0;
};

const cell = (kind, text) => {
  const td = document.createElement("td");
  td.className = kind;
  td.setAttribute("role", "cell");
  td.textContent = text;
  return td;
};

const icon = (word, record, act) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "icon";
  button.setAttribute("aria-label", `${word} ${record.type} ${shortName(record.name)}`);
  button.title = word;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[word]);
  svg.append(path);
  button.append(svg);
  button.addEventListener("click", act);
  return button;
};

const rows = (set) =>
  set.values.map((value) => {
    const record = { name: set.name, type: set.type, ttl: set.ttl, value };
    const row = document.createElement("tr");
    row.setAttribute("role", "row");
    row.classList.toggle("editing", editing !== null && isSame(record, editing));
    const name = cell("name mono", shortName(set.name));
    name.title = set.name;
    const acts = cell("acts", "");
    if (isOurs(set)) {
      acts.append(
        icon("Edit", record, () => edit(record)),
        icon("Delete", record, () => change(() => withdraw(record), "Record deleted."))
      );
    }
    row.append(
      cell("type", set.type),
      name,
      cell("ttl", `${set.ttl} s`),
      cell("value mono", value),
      acts
    );
    return row;
  });

const isSame = (one, other) =>
  one.name === other.name && one.type === other.type && one.value === other.value;

const change = async (act, told) => {
  say("told", "");
  try {
    await act();
    say("told", told);
  } catch (error) {
    say("told", error.message, true);
  }
  // What was refused must not look as if it had been taken.
  await refresh().catch(fail);
};

const form = () => $("record").elements;

const edit = (record) => {
  editing = record;
  form().type.value = record.type;
  form().name.value = shortName(record.name);
  form().value.value = record.value;
  form().ttl.value = record.ttl;
  $("save").textContent = "Save record";
  $("cancel").hidden = false;
  say("told", "");
  preview();
  refresh().catch(fail);
  form().value.focus();
};

const settle = () => {
  editing = null;
  form().name.value = "";
  form().value.value = "";
  $("save").textContent = "Add record";
  $("cancel").hidden = true;
  preview();
};

const preview = () => {
  const full = document.createElement("span");
  full.className = "mono";
  const text = form().name.value.trim();
  full.textContent = text ? fullName(text) : zone;
  $("full").replaceChildren(...(text ? ["Full name: ", full] : ["Leave the name empty for ", full, " itself."]));
};

const save = async () => {
  const { type, name, value, ttl } = form();
  const record = { type: type.value, name: fullName(name.value), ttl: Number(ttl.value) };
  // A name in a value is whole, with or without its final dot; in a TXT the dot is text.
  const isName = record.type === "CNAME" || record.type === "MX";
  record.value = isName ? value.value.trim().replace(/\.$/, "") : value.value.trim();
  const was = editing;
  if (was) {
    await withdraw(was);
    rrsets = await read();
  }
  const held = find(record.name, record.type);
  const others = held && record.type !== "CNAME" ? held.values : [];
  const values = [...others.filter((other) => other !== record.value), record.value];
  try {
    await put(record.name, record.type, record.ttl, values);
  } catch (error) {
    if (was) await put(was.name, was.type, was.ttl, [...(find(was.name, was.type)?.values ?? []), was.value]);
    throw error;
  }
  settle();
};

const wireConsole = (world) => {
  zone = world.zone;
  fixed = new Set([world.cname_target, `ns1.${zone}`, `ns2.${zone}`]);
  for (const place of document.querySelectorAll("[data-zone]")) place.textContent = zone;
  $("servers").textContent = world.dns_addrs.join(" · ");
  $("record").addEventListener("submit", (event) => {
    event.preventDefault();
    const told = editing ? "Record saved." : "Record added.";
    change(save, told);
  });
  $("record").addEventListener("input", preview);
  $("cancel").addEventListener("click", () => {
    settle();
    say("told", "");
    refresh().catch(fail);
  });
  // Records can also be put from a terminal.
  addEventListener("focus", () => refresh().catch(fail));
};

const wireTrouble = () => {
  const attempt = async (act, told) => {
    try {
      await act();
      say("trouble", told);
    } catch (error) {
      say("trouble", error.message, true);
    }
  };
  const boxes = [...document.querySelectorAll("[data-fault]")];
  for (const box of boxes) {
    box.addEventListener("change", () => {
      // A server has one fault at a time.
      for (const other of boxes) if (other !== box) other.checked = false;
      const kind = box.checked ? box.dataset.fault : "none";
      const told = box.checked ? "Server 2 misbehaves from now on." : "Server 2 is well again.";
      attempt(() => call("PUT", "/sandbox/faults", { server: 2, name: "*", kind }), told);
    });
  }
  $("flush").addEventListener("click", () =>
    attempt(() => call("POST", "/sandbox/resolver:flush"), "The resolver has forgotten its old answers.")
  );
  for (const button of document.querySelectorAll("[data-advance]")) {
    const seconds = Number(button.dataset.advance);
    const told = `The server’s clock is ${seconds / 3600} h further. Sessions may have ended.`;
    button.addEventListener("click", () =>
      attempt(() => call("PUT", "/sandbox/clock", { advance_seconds: seconds }), told)
    );
  }
};

const copyCommand = async () => {
  const button = $("copy-command");
  try {
    await navigator.clipboard.writeText($("command").textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren($("command"));
    button.textContent = "Selected";
  }
};

const start = async () => {
  const world = await call("GET", "/sandbox");
  // The widget's origin must not be this page's: at that address the frame is refused, rightly.
  const wanted = new URL(world.demo_url);
  if (wanted.origin !== location.origin) {
    location.replace(wanted);
    return;
  }
  $("key").textContent = world.api_key;
  $("copy-command").addEventListener("click", copyCommand);
  wireConsole(world);
  wireTrouble();
  await Promise.all([refresh(), embed(world), showLive(world)]);
};

start().catch((error) => {
  $("waiting").hidden = true;
  fail(error);
});

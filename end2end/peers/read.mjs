// What stands on a records page of ours, as the values that a peer is given to show, and the sheet
// of drawings, which needs no library.

/** Runs in a browser, and so holds everything that it needs. */
export function readView(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const widget = page.getElementById("widget");
  const { dataset } = widget;
  const one = (selector, within = page) => within.querySelector(selector);
  const all = (selector, within = page) => [...within.querySelectorAll(selector)];
  const text = (element) => element?.textContent.trim() ?? "";
  const path = (address) => address.replace(dataset.base, "/visit");

  const chip = (element, after = "") => ({
    kind: "chip", text: element.textContent.trim(), label: element.getAttribute("aria-label"), after,
  });
  const piece = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    if (node.matches("time")) return { kind: "time", at: node.getAttribute("datetime"), how: node.dataset.t, text: node.textContent };
    if (node.matches("bdi")) return { kind: "given", text: node.textContent };
    if (node.matches("b")) return { kind: "strong", text: node.textContent };
    if (node.matches(".keep")) return chip(one("button", node), text(node).slice(text(one("button", node)).length));
    if (node.matches(".chip")) return chip(node);
    const mark = one("mark", node);
    return { kind: "name", text: node.firstChild?.data ?? "", marked: mark?.textContent ?? "" };
  };
  const phrase = (element) => (element ? [...element.childNodes].map(piece).filter(Boolean) : null);
  const stamp = (element) => ({
    className: element.className,
    icon: one("use", element).getAttribute("href").slice("#i-".length),
    word: text(element),
  });

  const field = (label) => {
    const value = label.nextElementSibling;
    const button = one("button.copy", value);
    return {
      label: text(label),
      text: button && text(button),
      copyLabel: button?.getAttribute("aria-label"),
      empty: text(one(".empty", value)),
      hint: phrase(one(".hint", value)),
    };
  };
  const finding = (card) => {
    const details = one("details", card);
    return {
      className: card.className,
      title: phrase(one("h2, h3", card)),
      why: phrase(one(":scope > p:not(.do)", card)),
      fix: phrase(one(".do", card)),
      evidence: details && {
        summary: text(one("summary", details)),
        items: all(".evidence > li", details).map((item) => ({
          asked: [...item.childNodes].filter((node) => node.nodeName !== "UL").map(piece).filter(Boolean),
          answer: all("ul > li", item).map(phrase),
        })),
      },
    };
  };
  const record = (card) => ({
    id: card.id,
    type: text(one(".type", card)),
    why: text(one(".why", card)),
    pill: stamp(one(".pill", card)),
    fields: all("dt", card).map(field),
    findings: all(".finding", card).map(finding),
  });
  const row = (line) => {
    const [head, stand, values] = line.children;
    const [address, asked] = head.querySelectorAll("small").length === 2 ? all("small", head) : [null, one("small", head)];
    return {
      name: text(one(".mono", head)),
      address: text(address),
      asked: phrase(asked),
      stand: stamp(one(".stand", stand)),
      until: phrase(one("small", stand)),
      values: all(".value", values).map(text),
      none: text(values),
    };
  };
  const table = (element) => ({
    caption: text(one("caption", element)),
    columns: all("thead th", element).map(text),
    sides: all("tbody", element).map((side) => ({
      heading: text(one(".side", side)),
      rows: all("tr:not(.side)", side).map(row),
    })),
  });
  const step = (item) => ({
    name: text(item), done: item.classList.contains("done"), current: item.hasAttribute("aria-current"),
  });
  const axis = (item) => ({
    name: text(item.firstChild),
    className: item.className,
    said: one(".sr", item)?.textContent ?? "",
    text: phrase(one("small", item)),
  });
  const fold = (selector) => {
    const summary = one(`details.fold:has(${selector}) > summary`);
    return summary && text(summary);
  };

  const language = (link) => ({
    name: text(link),
    href: path(link.getAttribute("href")),
    lang: link.lang,
    dir: link.dir,
    current: link.hasAttribute("aria-current"),
  });

  const [copyAll, zone] = [one(".tools [data-copy]"), one(".tools a")];
  const [elsewhere, open] = [one("#host details"), one("#host a")];
  const [check, help, remove] = [one(".check"), one(".foot a"), one("form.remove")];
  const view = {
    lang: page.documentElement.lang,
    dir: page.documentElement.dir,
    title: page.title,
    base: "/visit",
    query: "",
    now: Number(dataset.now),
    exp: Number(dataset.exp),
    origins: dataset.origins.split(" "),
    state: dataset.state,
    tenant: text(one(".head .name")),
    initial: text(one(".logo")),
    steps: { label: one("#steps").getAttribute("aria-label"), items: all("#steps li").map(step) },
    words: {
      copied: dataset.copied,
      select: dataset.select,
      ending: text(one(".bar.ending span")),
      ended: text(one(".bar.ended span")),
      again: text(one("[data-reopen]")),
      offline: text(one(".note")),
      until: dataset.until,
    },
    lead: { title: phrase(one("#lead h1")), why: phrase(one("#lead p")) },
    line: all("#line li").map(axis),
    points: all("#points > .finding").map(finding),
    host: {
      banner: phrase(one("#host > span")),
      elsewhere: elsewhere && { summary: text(one("summary", elsewhere)), text: text(one("p", elsewhere)) },
      open: open && { text: text(open.firstChild), href: open.href },
    },
    records: all(".record").map(record),
    tools: {
      copyAll: { text: text(copyAll), value: copyAll.dataset.copy },
      zone: { text: text(zone), href: zone.getAttribute("href"), file: zone.download },
    },
    howTo: fold(".how") && { summary: fold(".how"), steps: all(".how > li").map(phrase) },
    seen: fold("table.seen") && { summary: fold("table.seen"), why: text(one("#seen .muted")), tables: all("table.seen").map(table) },
    remove: remove && {
      summary: fold("form.remove"),
      why: text(one("p", remove)),
      button: text(one("button", remove)),
      action: path(remove.getAttribute("action")),
    },
    foot: {
      look: phrase(one("#look")),
      check: { text: text(check), action: path(check.getAttribute("action")) },
      help: help && { text: text(help), href: help.href },
    },
    noScript: text(one(".no-script")),
    languages: { summary: text(one(".langs summary")), links: all(".langs a").map(language) },
    say: text(one("#say")),
  };
  return { view, sheet: one("div.sheet").outerHTML };
}

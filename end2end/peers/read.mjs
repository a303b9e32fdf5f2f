// What stands on a records page of ours, as the values that a peer is given to show, and the sheet
// of drawings, which needs no library.

/**
 * Runs in a browser, and so holds everything that it needs. `checked` and `sent` are what the forms
 * of the page answered to its script.
 */
export function readView({ html, checked = "", sent = "" }) {
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  const page = parse(html);
  const widget = page.getElementById("widget");
  const { dataset } = widget;
  const one = (selector, within = page) => within.querySelector(selector);
  const all = (selector, within = page) => [...within.querySelectorAll(selector)];
  const text = (element) => element?.textContent.trim() ?? "";
  // What is not there is left out of what travels.
  const attribute = (element, name) => element.getAttribute(name) ?? undefined;
  const path = (address) => address.replace(dataset.base, "/visit");
  const link = (element) => element && { text: text(element), href: path(attribute(element, "href")) };

  const chip = (element, after) => ({ kind: "chip", text: text(element), label: attribute(element, "aria-label"), after });
  const piece = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("svg, .sr, ul")) return "";
    if (node.matches("time")) return { kind: "time", at: node.getAttribute("datetime"), how: node.dataset.t, text: node.textContent };
    if (node.matches("b, bdi")) return { kind: node.localName, text: node.textContent };
    if (node.matches("del, ins")) return { kind: node.localName, said: text(one(".sr", node)), text: phrase(node).join("") };
    if (node.matches(".keep")) return chip(one("button", node), text(node).slice(text(one("button", node)).length));
    if (node.matches(".left")) return { kind: "left" };
    return { kind: "name", text: node.firstChild?.data ?? "", marked: one("mark", node)?.textContent };
  };
  /** Texts that stand side by side are one. */
  const joined = (pieces) =>
    pieces.filter(Boolean).reduce((joined, piece) => {
      const last = joined.at(-1);
      return typeof piece === "string" && typeof last === "string"
        ? [...joined.slice(0, -1), last + piece]
        : [...joined, piece];
    }, []);
  const phrase = (element) => (element ? joined([...element.childNodes].map(piece)) : undefined);
  const stamp = (element) => ({
    className: element.className,
    icon: attribute(one("use", element), "href").slice("#i-".length),
    word: phrase(element),
  });
  const out = (element) => element && {
    text: joined([...element.childNodes].filter((node) => node.ariaHidden !== "true").map(piece)),
    href: path(attribute(element, "href")),
  };

  const copy = (button) => ({ className: button.className, text: text(button), label: attribute(button, "aria-label") });
  const valueOf = (value) => {
    if (value.matches(".choice")) return { kind: "choice", value: { text: text(value), lang: attribute(value, "lang") } };
    const hint = phrase(one(".hint", value));
    if (value.matches(".compared")) return { kind: "compared", value: { found: all("p.mono", value).map(phrase), legend: hint } };
    const empty = one(".empty", value);
    return {
      kind: "copies",
      value: { empty: empty ? { className: empty.className, text: text(empty) } : undefined, copies: all(".copy", value).map(copy), hint },
    };
  };
  const field = (label) => ({ label: text(label), lang: attribute(label, "lang"), ...valueOf(label.nextElementSibling) });
  const finding = (card, at, cards) => {
    const { key } = card.dataset;
    const before = cards.slice(0, at).filter((other) => other.dataset.key === key).length;
    const details = one("details", card);
    return {
      key: before === 0 ? key : `${key} ${before}`,
      className: card.className,
      title: phrase(one("h2, h3", card)),
      why: phrase(one(":scope > p:not(.do)", card)),
      fix: phrase(one(".do", card)),
      evidence: details ? {
        summary: text(one("summary", details)),
        items: all(".evidence > li", details).map((item) => ({ asked: phrase(item), answer: all("ul > li", item).map(phrase) })),
      } : undefined,
    };
  };
  const card = (element) => ({
    types: all(".type", element).map(text),
    why: phrase(one(".why", element)),
    pill: stamp(one(".pill", element)),
    fields: all("dt", element).map(field),
  });
  const record = (element) => ({
    id: element.id,
    ...card(element),
    findings: all(".finding", element).map(finding),
  });
  const clear = () => {
    const findings = all("#clear .finding").map(finding);
    return all("#clear > li").map((element, at) => ({
      ...card(element),
      finding: findings[at],
      mail: text(one(".mail", element)) || undefined,
    }));
  };

  const row = (line) => {
    const [head, stand, values] = line.children;
    const none = one(":scope > span:not(.value)", values);
    return {
      key: line.dataset.key,
      name: text(one("span.mono", head)),
      address: text(one("small.mono", head)) || undefined,
      asked: phrase(one("small:not(.mono)", head)),
      stand: stamp(one(".stand", stand)),
      until: phrase(one("small", stand)),
      values: all(".value", values).map(text),
      none: none ? { className: none.className || undefined, pieces: phrase(none) } : undefined,
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
    className: item.className || undefined,
    said: one(".sr", item)?.textContent,
    text: phrase(one("small", item)),
  });
  const language = (link) => ({
    name: text(link),
    href: path(attribute(link, "href")),
    lang: link.lang,
    dir: link.dir,
    current: link.hasAttribute("aria-current"),
  });
  /** The fold in which that stands, by its summary. */
  const summary = (element) => text(one("summary", element.closest("details")));

  const sentLink = (place) => {
    const [button, mail] = [one(".copy", place), one("a", place)];
    return button ? { ready: text(one("p", place)), copy: copy(button), mail: { text: text(mail), href: attribute(mail, "href") } } : null;
  };
  const answer = (place) => {
    const running = one("[data-running]", place);
    return place.textContent ? { running: running !== null, pieces: phrase(running ?? place) } : null;
  };

  const [logo, steps] = [one(".head .logo"), one("#steps")];
  const [elsewhere, open] = [one("#host details"), one("#host > a")];
  const consent = one("#consent a");
  const [switched, zone] = [one(".names span"), one("#tools a")];
  const [way, offer] = [one("#pair p.pair"), one("#pair form")];
  const [how, glossary, send, seen] = [one(".how"), one(".words"), one("details.send"), one("#seen")];
  const [remove, foot, check] = [one("form.remove"), one(".foot"), one("form.check")];
  const help = foot && one(":scope > a", foot);
  const langs = one(".langs");
  const alone = one(".bar.ended .alone");
  const view = {
    lang: page.documentElement.lang,
    dir: page.documentElement.dir,
    theme: page.documentElement.dataset.theme,
    title: page.title,
    base: "/visit",
    query: dataset.query,
    now: Number(dataset.now),
    exp: Number(dataset.exp),
    origins: dataset.origins.split(" "),
    state: dataset.state,
    colours: dataset.colours,
    words: {
      copied: dataset.copied,
      select: dataset.select,
      failed: dataset.failed,
      until: dataset.until,
      close: dataset.close,
      offline: text(one("#offline")),
      away: text(one("#away")),
    },
    head: {
      initial: text(logo),
      logo: logo.matches("img") ? { src: attribute(logo, "src"), alt: logo.alt } : undefined,
      tenant: text(one(".head .name")) || undefined,
      steps: steps ? { label: attribute(steps, "aria-label"), items: all("li", steps).map(step) } : undefined,
    },
    bars: {
      ending: phrase(one(".bar.ending > span")),
      ended: alone
        ? { text: text(one(".bar.ended p > span")), alone: text(alone) }
        : { pieces: phrase(one(".bar.ended p")) },
      again: text(one("[data-reopen]")),
    },
    back: link(one(".back a")) ?? undefined,
    lead: { title: phrase(one("#lead h1")), why: phrase(one("#lead p")) },
    line: all("#line > li").map(axis),
    points: all("#points > .finding").map(finding),
    consent: consent ? { why: phrase(one("#consent p")), open: out(consent) } : undefined,
    host: {
      banner: phrase(one("#host > span")),
      elsewhere: elsewhere ? { summary: summary(elsewhere), why: text(one("p", elsewhere)) } : undefined,
      open: out(open) ?? undefined,
    },
    clear: clear(),
    names: switched ? { text: text(switched.firstChild), why: phrase(one("small", switched)) } : undefined,
    records: all(".records > .record").map(record),
    tools: {
      all: all("#tools [data-copy]").map((button) => ({ className: button.className, text: text(button), value: button.dataset.copy })),
      zone: zone ? { text: text(zone), href: attribute(zone, "href"), file: zone.download } : undefined,
      print: text(one("[data-print]")),
    },
    pair: {
      way: way ? { text: phrase(one("a", way)), href: path(attribute(one("a", way), "href")), pill: stamp(one(".pill", way)) } : undefined,
      offer: offer ? {
        action: path(attribute(offer, "action")),
        why: text(one("p", offer)),
        domain: one("input", offer).value,
        button: phrase(one("button", offer)),
      } : undefined,
    },
    howTo: how ? { summary: phrase(how.previousElementSibling), steps: all("li", how).map(phrase) } : undefined,
    glossary: glossary ? {
      summary: summary(glossary),
      words: all("dt", glossary).map((word) => ({ word: text(word), meaning: text(word.nextElementSibling) })),
    } : undefined,
    send: send ? {
      summary: summary(send),
      why: text(one(".muted", send)),
      action: path(attribute(one("form", send), "action")),
      button: text(one("form button", send)),
      link: sentLink(one("#sent")),
    } : undefined,
    seen: seen ? {
      summary: text(one("summary", seen)),
      why: text(one(".muted", seen)),
      tables: all("table", seen).map(table),
    } : undefined,
    remove: remove ? {
      summary: summary(remove),
      why: text(one("p", remove)),
      button: text(one("button", remove)),
      action: path(attribute(remove, "action")),
    } : undefined,
    foot: foot ? {
      look: phrase(one("#look")),
      check: { text: text(one("button", check)), asking: text(one(".asking", check)), action: path(attribute(check, "action")) },
      answer: answer(one("#answer")),
      help: link(help) ?? undefined,
    } : undefined,
    leave: phrase(one(".leave")),
    next: link(one(".next a")) ?? undefined,
    noScript: text(one(".no-script")) || undefined,
    languages: langs ? { summary: text(one("summary", langs)), links: all("a", langs).map(language) } : undefined,
    say: text(one("#say")),
  };
  return {
    view,
    sheet: one("div.sheet").outerHTML,
    answers: { checked: answer(parse(checked).body), sent: sentLink(parse(sent).body) },
  };
}

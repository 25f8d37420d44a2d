// An article's text with its figures and names marked, and the record of the one that is chosen.
const FIELDS = ["value", "indicator", "subject", "location", "period", "source"];

/** Text addressed by code points as Python counts them; a plain slice where no character needs two units. */
class Characters {
  constructor(text) {
    this.points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
    this.text = text;
    this.length = this.points ? this.points.length : text.length;
  }

  slice(start, end) {
    return this.points ? this.points.slice(start, end).join("") : this.text.slice(start, end);
  }
}

/** The text, of more than one empty line in a row only the first to be seen. */
function lines(text) {
  return text.split(/((?<=\n[ \t\r\u3000]*\n)(?:[ \t\r\u3000]*\n)+)/).map((part, i) => (i % 2 ? h("span", { class: "blank" }, part) : part));
}

/** Spans → nested nodes: where two cross, the later one is opened again. `make(span, again)` gives its node. */
function nest(root, characters, from, to, spans, make) {
  const inside = spans.filter((s) => s.start < s.end && s.end > from && s.start < to).sort((a, b) => a.start - b.start || b.end - a.end);
  const cuts = [...new Set([from, to, ...inside.flatMap((s) => [s.start, s.end])])].filter((c) => c >= from && c <= to).sort((a, b) => a - b);
  const opened = new Set();
  let open = [];
  let next = 0;
  let active = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [a, b] = [cuts[i], cuts[i + 1]];
    active = active.filter((s) => s.end > a);
    while (next < inside.length && inside[next].start <= a) active.push(inside[next++]);
    let same = 0;
    while (same < open.length && open[same].span === active[same]) same++;
    open = open.slice(0, same);
    for (const span of active.slice(same)) {
      const node = make(span, opened.has(span));
      opened.add(span);
      (open.length ? open[open.length - 1].node : root).append(node);
      open.push({ span, node });
    }
    (open.length ? open[open.length - 1].node : root).append(...lines(characters.slice(a, b)));
  }
}

/** Scrolls a node to the middle of what is seen; on a narrow page the record covers the lower half. */
function centre(node) {
  if (!node) return;
  const half = matchMedia("(max-width: 900px)").matches ? 0.3 : 0.45;
  const box = node.getBoundingClientRect();
  scrollBy({ top: box.top - innerHeight * half, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

/** The stretches of [0, length) that no body span covers. */
function outside(body, length) {
  const gaps = [];
  let at = 0;
  for (const [start, end] of [...body].sort((x, y) => x[0] - y[0])) {
    if (start > at) gaps.push([at, start]);
    at = Math.max(at, end);
  }
  if (at < length) gaps.push([at, length]);
  return gaps;
}

/** One article on the page: text, legend, record. `onpick(index)` hears of a figure chosen here. */
class ArticleView {
  constructor(onpick = () => {}) {
    this.onpick = onpick;
    this.entities = true;
    this.around = false;
    this.text = h("div", { class: "prose", role: "group", lang: "zh-CN", onclick: (e) => this.click(e), onkeydown: (e) => this.key(e) });
    this.panel = h("aside", { class: "record", "aria-live": "polite" });
    this.tools = h("div", { class: "tools" });
    this.node = h("div", { class: "reading" }, h("div", { class: "column" }, this.tools, this.text), this.panel);
  }

  show(article, picked = null, focus = false) {
    const fresh = article !== this.article;
    this.article = article;
    if (fresh) this.characters = new Characters(article.text);
    this.picked = picked;
    this.draw();
    const node = this.current();
    if (node && focus) {
      node.focus({ preventScroll: true });
      centre(node);
    }
  }

  current() {
    return this.picked ? this.text.querySelector(`[data-${this.picked.kind}="${this.picked.index}"]`) : null;
  }

  draw() {
    this.drawTools();
    const { article, characters } = this;
    const spans = article.figures.map((f, index) => ({ start: f.start, end: f.end, kind: "figure", index }));
    if (this.entities) spans.push(...article.entities.map((e, index) => ({ start: e.start, end: e.end, kind: "entity", index })));
    spans.push(...this.originSpans());
    fill(this.text);
    this.text.setAttribute("aria-label", t("article"));
    const gaps = outside(article.body, characters.length);
    let at = 0;
    for (const [start, end] of gaps) {
      nest(this.text, characters, at, start, spans, (s, again) => this.mark(s, again));
      this.text.append(this.gap(start, end));
      at = end;
    }
    nest(this.text, characters, at, characters.length, spans, (s, again) => this.mark(s, again));
    const stop = this.current() ?? this.text.querySelector("[role=button]");
    if (stop) stop.tabIndex = 0;
    this.drawRecord();
  }

  gap(start, end) {
    const text = this.characters.slice(start, end);
    if (!text.trim()) return document.createTextNode(text);
    if (this.around) return h("span", { class: "outside" }, text);
    return h("span", { class: `gap${text.includes("\n") ? " lines" : ""}` }, t("outside", count(end - start)));
  }

  mark(span, again) {
    if (span.kind === "origin") return h("span", { class: `origin ${span.field}`, "data-origin": span.field, "data-label": again ? null : t("mark." + span.field) });
    const chosen = this.picked && this.picked.kind === span.kind && this.picked.index === span.index;
    const common = { role: "button", tabindex: "-1", "aria-pressed": String(Boolean(chosen)), [`data-${span.kind}`]: span.index };
    if (span.kind === "figure") {
      const figure = this.article.figures[span.index];
      return h("mark", { ...common, class: `figure${chosen ? " chosen" : ""}${figure.optional ? " optional" : ""}` });
    }
    const type = this.article.entities[span.index].type;
    return h("span", { ...common, class: `entity ${type}${chosen ? " chosen" : ""}`, title: t("type." + type) });
  }

  originSpans() {
    if (this.picked?.kind !== "figure") return [];
    const origins = this.article.figures[this.picked.index].origins ?? {};
    return FIELDS.flatMap((field) => (origins[field] ?? []).map(([start, end]) => ({ start, end, kind: "origin", field })));
  }

  click(event) {
    const node = event.target.closest("[role=button]");
    if (node && this.text.contains(node)) this.pick(node);
  }

  pick(node) {
    const kind = node.dataset.figure !== undefined ? "figure" : "entity";
    this.picked = { kind, index: Number(node.dataset[kind]) };
    this.draw();
    this.current()?.focus({ preventScroll: true });
    if (kind === "figure") this.onpick(this.picked.index);
  }

  key(event) {
    const node = event.target.closest("[role=button]");
    if (!node) return;
    const stops = [...this.text.querySelectorAll("[role=button]")];
    const at = stops.indexOf(node);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (to !== undefined && stops[to]) {
      event.preventDefault();
      node.tabIndex = -1;
      stops[to].tabIndex = 0;
      stops[to].focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.pick(node);
    } else if (event.key === "Escape") this.close();
  }

  close() {
    const before = this.picked;
    this.picked = null;
    this.draw();
    const node = before && this.text.querySelector(`[data-${before.kind}="${before.index}"]`);
    if (node) {
      for (const other of this.text.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
      node.tabIndex = 0;
      node.focus({ preventScroll: true });
    }
    this.onpick(null);
  }

  step(by) {
    const index = this.picked.index + by;
    const list = this.picked.kind === "figure" ? this.article.figures : this.article.entities;
    if (!list[index]) return;
    this.picked = { kind: this.picked.kind, index };
    this.draw();
    centre(this.current());
    this.panel.querySelector(by > 0 ? ".next" : ".prev")?.focus({ preventScroll: true });
    if (this.picked.kind === "figure") this.onpick(index);
  }

  drawTools() {
    const box = (name, label) =>
      h("label", { class: "check" }, h("input", { type: "checkbox", checked: this[name], onchange: (e) => { this[name] = e.target.checked; this.draw(); } }), t(label));
    const hasGap = outside(this.article.body, this.characters.length).some(([a, b]) => this.characters.slice(a, b).trim());
    const types = [...new Set(this.article.entities.map((e) => e.type))].sort();
    const key = h("span", { class: "legend" }, h("span", { class: "figure" }, t("figure")), ...(this.entities ? types.map((type) => h("span", { class: `entity ${type}` }, t("type." + type))) : []));
    fill(this.tools, key, box("entities", "showEntities"), hasGap ? box("around", "showOutside") : null);
  }

  drawRecord() {
    const { picked } = this;
    this.panel.classList.toggle("empty", !picked);
    this.panel.setAttribute("aria-label", t("record"));
    if (!picked) return void fill(this.panel, h("p", { class: "hint" }, t("noPick")));
    const list = picked.kind === "figure" ? this.article.figures : this.article.entities;
    const item = list[picked.index];
    const button = (name, sign, on, off) => h("button", { class: `quiet ${name}`, "aria-label": t(name), title: t(name), disabled: off, onclick: on }, sign);
    fill(
      this.panel,
      h("div", { class: "recordhead" },
        h("h3", { lang: "zh-CN" }, item.text),
        h("span", { class: "position" }, `${picked.index + 1}/${list.length}`),
        button("prev", "‹", () => this.step(-1), picked.index === 0),
        button("next", "›", () => this.step(1), picked.index + 1 >= list.length),
        button("close", "×", () => this.close(), false)),
      picked.kind === "figure" ? figureFields(item, (field) => this.reveal(field)) : entityFields(item),
      picked.kind === "figure" && !item.origins ? h("p", { class: "hint" }, t("noOrigins")) : null);
  }

  /** Brings the words of a field into view and lets them flash. */
  reveal(field) {
    const nodes = [...this.text.querySelectorAll(`[data-origin="${field}"]`)];
    centre(nodes[0]);
    for (const node of nodes) {
      node.classList.remove("flash");
      void node.offsetWidth;
      node.classList.add("flash");
    }
  }
}

function fields(rows) {
  return h("dl", {}, rows.filter(([, value]) => value !== null && value !== "" && value !== undefined).map(([name, value, extra]) => h("div", {}, h("dt", extra?.dt ?? {}, t(name)), h("dd", extra?.dd ?? {}, value, extra?.after))));
}

function ruleList(rules) {
  return rules?.length ? h("ul", { class: "rules" }, rules.map((r) => h("li", {}, h("code", {}, r)))) : null;
}

function figureFields(figure, reveal) {
  const origins = figure.origins ?? {};
  const row = (name, value, zh = false) => {
    const known = origins[name]?.length > 0;
    const how = figure.how?.[name];
    const arrow = known && h("button", { class: "arrow", "data-field": name, "aria-label": t("toWords", t(name)), title: t("toWords", t(name)), onclick: () => reveal(name) }, "↩");
    return [name, value || h("span", { class: "none" }, t("none")), { dt: known ? { class: `origin ${name}`, "data-label": t("mark." + name) } : {}, dd: zh ? { lang: "zh-CN" } : {}, after: [arrow, how && h("span", { class: "how", lang: "en" }, how)] }];
  };
  return fields([
    row("value", fullValue(figure)),
    ["bound", figure.bound && figure.bound !== "exact" ? t("bound." + figure.bound) : null],
    row("indicator", first(figure.indicator), true),
    row("subject", first(figure.subject), true),
    row("location", locations(figure).map((c) => `${placeName(c)} ${c}`).join(", "), true),
    row("period", shortPeriod(figure.period)),
    ["kind", t("kind." + figure.kind)],
    ["category", t("category." + figure.category)],
    ["basis", figure.basis ? t("basis." + figure.basis) : null],
    ["status", t("status." + figure.status)],
    row("source", first(figure.source), true),
    ["section", figure.section?.length ? figure.section.join(" › ") : null],
    ["optional", figure.optional ? t("yes") : null],
    ["rules", ruleList(figure.rules)],
    ["offsets", `${figure.start}–${figure.end}`],
  ]);
}

function entityFields(entity) {
  return fields([
    ["type", `${t("type." + entity.type)} (${entity.type})`],
    ["adcode", entity.adcode ? `${placeName(entity.adcode)} ${entity.adcode}` : null],
    ["rules", ruleList(entity.rules)],
    ["offsets", `${entity.start}–${entity.end}`],
  ]);
}

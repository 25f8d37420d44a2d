// The table of all figures: what stands in its columns and what its filters let through.
const FILTERS = ["search", "place", "indicator", "article", "from", "to", "category", "kind", "status"];

/** Figures of all articles with what filters compare, made once. */
function figureRows(articles) {
  const chains = new Map();
  const chain = (code) => {
    if (!chains.has(code)) chains.set(code, placeChain(code).toLowerCase());
    return chains.get(code);
  };
  return articles.flatMap((article, a) => article.figures.map((figure, f) => {
    const place = locations(figure).map(chain).join(" ");
    const name = `${article.title ?? ""} ${article.id}`.toLowerCase();
    const indicator = [figure.indicator].flat().join(" ").toLowerCase();
    const all = [figure.text, indicator, [figure.subject].flat().join(" "), [figure.source].flat().join(" "), figure.unit, place, name, ...(figure.rules ?? [])].join(" ").toLowerCase();
    return { a, f, article, figure, place, name, indicator, all };
  }));
}

/** "2021" → its first or last day; "" where it is no date. */
function edge(text, last) {
  const found = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text.trim());
  if (!found) return "";
  const [, year, month, day] = found;
  if (!month) return `${year}-${last ? "12-31" : "01-01"}`;
  const end = day ?? (last ? new Date(Date.UTC(+year, +month, 0)).getUTCDate() : 1);
  return `${year}-${month.padStart(2, "0")}-${String(end).padStart(2, "0")}`;
}

function passes(wanted) {
  const words = wanted.search.toLowerCase().split(/\s+/).filter(Boolean);
  const [place, indicator, article] = ["place", "indicator", "article"].map((k) => wanted[k].trim().toLowerCase());
  const [from, to] = [edge(wanted.from, false), edge(wanted.to, true)];
  const noPlace = place === "-";
  const province = /^\d\d$/.test(place) ? place : null;
  return (row) => {
    const { figure } = row;
    if (wanted.category && figure.category !== wanted.category) return false;
    if (wanted.kind && figure.kind !== wanted.kind) return false;
    if (wanted.status && figure.status !== wanted.status) return false;
    if (noPlace ? locations(figure).length : province ? !locations(figure).some((c) => c.startsWith(province)) : place && !row.place.includes(place)) return false;
    if (indicator && !row.indicator.includes(indicator)) return false;
    if (article && !row.name.includes(article)) return false;
    if ((from || to) && !figure.period) return false;
    if (from && figure.period[1] < from) return false;
    if (to && figure.period[0] > to) return false;
    return words.every((w) => row.all.includes(w));
  };
}

const figureColumns = [
  { id: "text", key: (r) => r.figure.text, show: (r) => r.figure.text, zh: true },
  { id: "value", key: (r) => r.figure.value, show: (r) => shortValue(r.figure), numeric: true },
  { id: "unit", key: (r) => r.figure.unit, show: (r) => r.figure.unit, zh: true },
  { id: "indicator", key: (r) => first(r.figure.indicator), show: (r) => first(r.figure.indicator), zh: true },
  { id: "subject", key: (r) => first(r.figure.subject), show: (r) => first(r.figure.subject), zh: true },
  { id: "location", key: (r) => locations(r.figure)[0] ?? "", show: (r) => locations(r.figure).map(placeName).join(", "), zh: true },
  { id: "period", key: (r) => (r.figure.period ? r.figure.period[1] + r.figure.period[0] : ""), show: (r) => shortPeriod(r.figure.period) },
  { id: "kind", key: (r) => t("kind." + r.figure.kind), show: (r) => t("kind." + r.figure.kind) },
  { id: "category", key: (r) => t("category." + r.figure.category), show: (r) => t("category." + r.figure.category) },
  { id: "status", key: (r) => t("status." + r.figure.status), show: (r) => t("status." + r.figure.status) },
  { id: "source", key: (r) => first(r.figure.source), show: (r) => first(r.figure.source), zh: true },
  { id: "article", key: (r) => r.article.title ?? r.article.id, show: (r) => r.article.title ?? r.article.id, zh: true },
];

class FiguresView {
  constructor(articles, open) {
    this.rows = figureRows(articles);
    this.wanted = Object.fromEntries(FILTERS.map((f) => [f, ""]));
    this.table = new VirtualTable({ id: "figures-table", columns: figureColumns, label: "figures", empty: "noRows", open });
    this.total = h("p", { class: "total", role: "status" });
    this.clear = h("button", { class: "quiet clear", onclick: () => this.filter({}) });
    this.form = h("form", { class: "filters", onsubmit: (e) => e.preventDefault(), oninput: () => this.read() });
    this.fold = h("details", { class: "fold" }, h("summary"), this.form);
    this.fold.open = !narrow.matches;
    this.node = h("div", { class: "view" }, this.fold, h("div", { class: "above" }, this.total, this.clear), this.table.node);
  }

  redraw() {
    const text = (name, label, hint) => h("label", {}, t(label ?? name), h("input", { name, type: "search", value: this.wanted[name], placeholder: hint ? t(hint) : "", autocomplete: "off", spellcheck: "false" }));
    const choice = (name) => {
      const values = [...new Set(this.rows.map((r) => r.figure[name]))].filter(Boolean).sort();
      return h("label", {}, t(name), h("select", { name }, h("option", { value: "" }, t("all")), values.map((v) => h("option", { value: v, selected: this.wanted[name] === v }, t(`${name}.${v}`)))));
    };
    this.fold.firstChild.textContent = t("filters");
    fill(this.form, text("search", "search", "searchHint"), text("place", "place", "placeHint"), text("indicator"), text("article"), text("from", "from", "dateHint"), text("to", "to", "dateHint"),
      choice("category"), choice("kind"), choice("status"));
    this.clear.textContent = t("clear");
    this.apply();
    this.table.redraw();
  }

  read() {
    for (const name of FILTERS) this.wanted[name] = this.form.elements[name].value;
    this.apply();
  }

  filter(values) {
    for (const name of FILTERS) {
      this.wanted[name] = values[name] ?? "";
      if (this.form.elements[name]) this.form.elements[name].value = this.wanted[name];
    }
    this.apply();
  }

  apply() {
    const rows = this.rows.filter(passes(this.wanted));
    this.clear.hidden = FILTERS.every((name) => !this.wanted[name]);
    const cut = PAGE.summary.figures > this.rows.length ? ` · ${t("cut", count(this.rows.length), count(PAGE.summary.figures))}` : "";
    this.total.textContent = t("shown", count(rows.length), count(this.rows.length)) + cut;
    this.table.setRows(rows);
  }
}

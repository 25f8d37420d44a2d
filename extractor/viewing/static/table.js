// A table of any length: only the rows in view exist, the rest is empty space of the right height.
const collator = new Intl.Collator("zh-CN", { numeric: true });
const narrow = matchMedia("(max-width: 700px)");
const OVERSCAN = 8;

/** Row indices in the order of a column; texts are ranked once, not compared pair by pair. Empty comes last. */
function order(rows, key, descending) {
  const values = rows.map(key);
  const texts = values.some((v) => typeof v === "string");
  const rank = new Map();
  if (texts) [...new Set(values)].filter((v) => v !== "" && v != null).sort(collator.compare).forEach((v, i) => rank.set(v, i));
  const number = (v) => (v === "" || v == null ? null : texts ? rank.get(v) : v);
  const keys = values.map(number);
  const sign = descending ? -1 : 1;
  return rows.map((_, i) => i).sort((a, b) => {
    if (keys[a] === null || keys[b] === null) return (keys[a] === null) - (keys[b] === null) || a - b;
    return sign * (keys[a] - keys[b]) || a - b;
  });
}

/** columns: {id, key(row) → sort value, show(row) → text or node, numeric?, zh?}; rows appear as given until sorted. */
class VirtualTable {
  constructor({ id, columns, label, empty, open }) {
    Object.assign(this, { id, columns, label, empty, open, rows: [], shown: [], at: 0, sorted: null });
    this.head = h("thead", { role: "rowgroup" });
    this.body = h("tbody", { role: "rowgroup" });
    this.table = h("table", { role: "grid", class: "grid", id }, this.head, this.body);
    this.sorter = h("div", { class: "sorter" });
    this.none = h("p", { class: "hint", hidden: true });
    this.scroller = h("div", { class: "scroller", onscroll: () => this.paint() }, this.table);
    this.node = h("div", { class: "tablebox" }, this.sorter, this.scroller, this.none);
    this.body.addEventListener("click", (e) => this.click(e));
    this.body.addEventListener("keydown", (e) => this.key(e));
    narrow.addEventListener("change", () => this.redraw());
    new ResizeObserver(() => this.paint()).observe(this.scroller);
  }

  get rowHeight() {
    return narrow.matches ? 84 : 38;
  }

  setRows(rows) {
    this.rows = rows;
    this.arrange();
    this.at = 0;
    this.scroller.scrollTop = 0;
    this.paint(true);
  }

  arrange() {
    const column = this.sorted && this.columns.find((c) => c.id === this.sorted.id);
    this.shown = column ? order(this.rows, column.key, this.sorted.descending).map((i) => this.rows[i]) : this.rows;
  }

  /** First press ascending, second descending, third as it came. */
  sort(id) {
    if (this.sorted?.id !== id) this.sorted = { id, descending: false };
    else if (!this.sorted.descending) this.sorted.descending = true;
    else this.sorted = null;
    this.arrange();
    this.at = 0;
    this.scroller.scrollTop = 0;
    this.redraw();
  }

  redraw() {
    this.table.setAttribute("aria-label", t(this.label));
    const mark = (c) => (this.sorted?.id === c.id ? (this.sorted.descending ? " ↓" : " ↑") : "");
    const aria = (c) => (this.sorted?.id === c.id ? (this.sorted.descending ? "descending" : "ascending") : "none");
    fill(this.head, h("tr", { role: "row", "aria-rowindex": 1 }, this.columns.map((c) =>
      h("th", { role: "columnheader", scope: "col", "aria-sort": aria(c), class: `${c.id}${c.numeric ? " numeric" : ""}` },
        h("button", { "data-sort": c.id, onclick: () => { this.sort(c.id); this.head.querySelector(`[data-sort="${c.id}"]`)?.focus(); } }, t(c.label ?? c.id) + mark(c))))));
    this.drawSorter();
    this.paint(true);
  }

  drawSorter() {
    const choose = h("select", { id: `${this.id}-sort`, onchange: (e) => { this.sorted = e.target.value ? { id: e.target.value, descending: false } : null; this.arrange(); this.scroller.scrollTop = 0; this.redraw(); } },
      h("option", { value: "" }, "–"), this.columns.map((c) => h("option", { value: c.id, selected: this.sorted?.id === c.id }, t(c.label ?? c.id))));
    const turn = this.sorted && h("button", { class: "quiet", onclick: () => { this.sorted.descending = !this.sorted.descending; this.arrange(); this.redraw(); } }, t(this.sorted.descending ? "descending" : "ascending"));
    fill(this.sorter, h("label", { for: `${this.id}-sort` }, t("sortBy")), choose, turn);
  }

  paint(force = false) {
    const height = this.rowHeight;
    const total = this.shown.length;
    const view = this.scroller.clientHeight || 600;
    const from = Math.max(0, Math.floor(this.scroller.scrollTop / height) - OVERSCAN);
    const to = Math.min(total, Math.ceil((this.scroller.scrollTop + view) / height) + OVERSCAN);
    if (!force && this.from === from && this.to === to) return;
    [this.from, this.to] = [from, to];
    const focused = this.body.contains(document.activeElement);
    this.table.setAttribute("aria-rowcount", total + 1);
    const rows = this.shown.slice(from, to).map((row, i) => this.row(row, from + i));
    fill(this.body, this.space(from * height), rows, this.space((total - to) * height));
    fill(this.none, t(this.empty));
    this.none.hidden = total > 0;
    this.scroller.hidden = total === 0;
    const stop = this.body.querySelector(`[data-row="${this.at}"]`) ?? this.body.querySelector("[data-row]");
    if (stop) stop.tabIndex = 0;
    if (focused) stop?.focus({ preventScroll: true });
  }

  row(row, index) {
    return h("tr", { role: "row", tabindex: "-1", "data-row": index, "aria-rowindex": index + 2 }, this.columns.map((c) =>
      h("td", { role: "gridcell", class: `${c.id}${c.numeric ? " numeric" : ""}`, lang: c.zh ? "zh-CN" : null }, c.show(row))));
  }

  space(height) {
    if (height <= 0) return null;
    const node = h("tr", { class: "space", role: "presentation" }, h("td", { role: "presentation", colspan: this.columns.length }));
    node.firstChild.style.height = `${height}px`;
    return node;
  }

  click(event) {
    const row = event.target.closest("[data-row]");
    if (!row || String(getSelection())) return;
    this.at = Number(row.dataset.row);
    this.open(this.shown[this.at]);
  }

  key(event) {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    const at = Number(row.dataset.row);
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.rowHeight) - 2);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: this.shown.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.move(Math.max(0, Math.min(this.shown.length - 1, to)));
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.at = at;
      this.open(this.shown[at]);
    }
  }

  move(to) {
    this.at = to;
    const [height, head] = [this.rowHeight, this.head.offsetHeight];
    const box = this.scroller;
    if (to * height < box.scrollTop) box.scrollTop = to * height;
    else if ((to + 1) * height + head > box.scrollTop + box.clientHeight) box.scrollTop = (to + 1) * height + head - box.clientHeight;
    this.paint(true);
    this.body.querySelector(`[data-row="${to}"]`)?.focus({ preventScroll: true });
  }
}

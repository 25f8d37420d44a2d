// The pages of a report and the way between them; the address after # says where one is.
const articleColumns = [
  { id: "title", key: (r) => r.article.title ?? r.article.id, show: (r) => r.article.title ?? r.article.id, zh: true },
  { id: "published", key: (r) => r.article.published ?? "", show: (r) => r.article.published ?? "" },
  { id: "count", label: "figures", key: (r) => r.article.figures.length, show: (r) => count(r.article.figures.length), numeric: true },
  { id: "names", label: "entities", key: (r) => r.article.entities.length, show: (r) => count(r.article.entities.length), numeric: true },
  { id: "id", key: (r) => r.article.id, show: (r) => r.article.id },
];

class ArticlesView {
  constructor(articles) {
    this.rows = articles.map((article, a) => ({ a, article, name: `${article.title ?? ""} ${article.id}`.toLowerCase() }));
    this.table = new VirtualTable({ id: "articles-table", columns: articleColumns, label: "articles", empty: "noRowsArticles", open: (r) => go(`article/${r.a}`) });
    this.input = h("input", { type: "search", id: "article-search", oninput: () => this.apply(), autocomplete: "off" });
    this.label = h("label", { for: "article-search" });
    this.total = h("p", { class: "total", role: "status" });
    this.node = h("div", { class: "view" }, h("div", { class: "filters short" }, this.label, this.input), this.total, this.table.node);
  }

  redraw() {
    this.label.textContent = t("search");
    this.apply();
    this.table.redraw();
  }

  apply() {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = this.rows.filter((r) => words.every((w) => r.name.includes(w)));
    this.total.textContent = t("shownArticles", count(rows.length), count(this.rows.length));
    this.table.setRows(rows);
  }
}

const articles = PAGE.articles;
const main = h("main", { id: "main", tabindex: "-1" });
const nav = h("nav");
const skip = h("a", { class: "skip", href: "#main", onclick: (e) => { e.preventDefault(); main.focus(); } });
const reading = new ArticleView((figure) => history.replaceState(null, "", address(`article/${reading.at}`, figure)));
const figures = new FiguresView(articles, (row) => go(`article/${row.a}/${row.f}`));
const listing = new ArticlesView(articles);
const top_ = switches(() => { top_.label(); [figures, listing].forEach((v) => v.redraw()); route(false); });

const address = (path, figure) => `#/${path}${figure === null || figure === undefined ? "" : "/" + figure}`;
function go(path) {
  location.hash = `#/${path}`;
}

function filterFigures(values) {
  figures.filter(values);
  figures.fold.open = true;
  go("figures");
}

function route(focus = true) {
  const [page = "overview", a, f] = location.hash.replace(/^#\/?/, "").split("/").map((p) => p || undefined);
  const known = ["overview", "figures", "articles", "article"].includes(page) ? page : "overview";
  fill(nav, ["overview", "figures", "articles"].map((p) => h("a", { href: `#/${p}`, "aria-current": known === p || (known === "article" && p === "articles") ? "page" : null }, t(p))));
  skip.textContent = t("skip");
  document.title = PAGE.title;
  if (known === "figures") showView(figures);
  else if (known === "articles") showView(listing);
  else if (known === "article" && articles[Number(a)]) showArticle(Number(a), f === undefined ? null : Number(f), focus);
  else fill(main, drawOverview(PAGE.summary, filterFigures));
  if (known !== "article") scrollTo(0, 0);
}

function showView(view) {
  fill(main, view.node);
  view.table.paint(true);
  view.table.scroller.scrollTop = view.table.at * view.table.rowHeight > view.table.scroller.clientHeight ? view.table.at * view.table.rowHeight - 100 : 0;
}

function showArticle(a, f, focus) {
  const article = articles[a];
  reading.at = a;
  const move = (to, name, sign) => (articles[to] ? h("a", { class: "quiet", href: address(`article/${to}`), "aria-label": t(name), title: t(name) }, sign) : null);
  const meta = [article.published, article.path ?? article.id].filter(Boolean).join(" · ");
  fill(main, h("div", { class: "articlehead" },
    h("h1", { lang: "zh-CN" }, article.title ?? article.id), h("p", { class: "hint" }, meta), h("div", { class: "steps" }, move(a - 1, "prev", "‹"), move(a + 1, "next", "›"))), reading.node);
  const picked = f !== null && article.figures[f] ? { kind: "figure", index: f } : null;
  if (!picked) scrollTo(0, 0);
  reading.show(article, picked, focus);
}

document.body.append(skip, h("header", { class: "top" }, h("span", { class: "brand" }, PAGE.title), nav, h("span", { class: "spacer" }), top_.nodes), main);
top_.label();
figures.redraw();
listing.redraw();
addEventListener("hashchange", () => route());
route();
document.documentElement.dataset.ready = "yes";

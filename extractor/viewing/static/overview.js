// The first page of a report: what there is, of what kind, about where and when, and what could not be read.
function drawOverview(summary, filter) {
  const card = (name, value, note) => h("div", { class: "card" }, h("span", { class: "big" }, count(value)), h("span", {}, t(name)), note ? h("span", { class: "note" }, note) : null);
  const cards = h("div", { class: "cards" },
    card("articles", summary.articles), card("figures", summary.figures, `${t("targets")} ${count(summary.targets)}`), card("entities", summary.entities), card("failures", summary.failures));
  const cut = summary.figures > summary.listed ? h("p", { class: "notice" }, t("cut", count(summary.listed), count(summary.figures))) : null;
  return h("div", { class: "overview" }, cards, cut,
    h("div", { class: "charts" },
      h("div", {}, panel("byCategory", drawCategories(summary, filter)), panel("byTime", drawTime(summary, filter))),
      h("div", {}, panel("byPlace", drawMap(summary, filter)), panel("topPlaces", drawTop(summary, filter)))),
    panel("failures", drawFailures(summary)),
    summary.fingerprint ? h("p", { class: "hint" }, t("reported", summary.fingerprint)) : null);
}

function panel(name, ...kids) {
  return h("section", { class: `panel ${name}`, "aria-label": t(name) }, h("h2", {}, t(name)), kids);
}

function svg(tag, attributes, ...kids) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...kids);
  return node;
}

/** A horizontal bar as a share of `top`. */
function bar(value, top) {
  return svg("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { width: Math.max(0.5, (100 * value) / top), height: 10, rx: 1 }));
}

function barRows(entries, filter) {
  const top = Math.max(1, ...entries.map(([, n]) => n));
  return h("ul", { class: "bars" }, entries.map(([name, n, wanted, zh]) =>
    h("li", {}, h("button", { class: "barrow", onclick: () => filter(wanted) }, h("span", { class: "name", lang: zh ? "zh-CN" : null }, name), bar(n, top), h("span", { class: "number" }, count(n))))));
}

function drawCategories(summary, filter) {
  return barRows(Object.entries(summary.categories).sort((a, b) => b[1] - a[1]).map(([name, n]) => [t("category." + name), n, { category: name }]), filter);
}

function drawTop(summary, filter) {
  return barRows(summary.places.map(([code, n]) => [placeName(code), n, { place: code }, true]), filter);
}

/** Provinces as tiles, each about where it lies; the shade grows with the logarithm of the count. */
function drawMap(summary, filter) {
  const counts = summary.provinces;
  const top = Math.max(1, ...Object.values(counts));
  const tile = (key, name, wanted, row, column, wide = 1) => {
    const n = counts[key] ?? 0;
    const level = n ? 1 + Math.min(4, Math.floor((4.999 * Math.log1p(n)) / Math.log1p(top))) : 0;
    const node = h("button", { class: `tile level${level}`, lang: "zh-CN", "aria-label": `${name} ${count(n)}`, disabled: n === 0, onclick: () => filter(wanted) }, h("span", {}, name), h("span", { class: "number", "aria-hidden": "true" }, n ? count(n) : ""));
    node.style.gridArea = `${row + 1} / ${column + 1} / auto / span ${wide}`;
    return node;
  };
  const tiles = Object.entries(PAGE.grid).map(([code, [row, column]]) => tile(code, PAGE.short[code] ?? code, { place: code }, row, column));
  return [h("p", { class: "hint" }, t("mapHint")),
    h("div", { class: "map" }, tile("10", t("nation"), { place: "100000" }, 0, 0, 2), tile("abroad", t("abroad"), { place: t("abroad") }, 0, 2, 2), tile("none", t("nowhere"), { place: "-" }, 7, 0, 2), tiles)];
}

/** Years as columns, targets hatched on top of what was; more than forty years are taken by fives. */
function drawTime(summary, filter) {
  const years = Object.keys(summary.years).map(Number).sort((a, b) => a - b);
  if (!years.length) return h("p", { class: "hint" }, t("undated"), ` ${count(summary.undated)}`);
  const [low, high] = [years[0], years[years.length - 1]];
  const step = high - low > 200 ? 50 : high - low > 40 ? 5 : 1;
  const bins = new Map();
  for (let y = Math.floor(low / step) * step; y <= high; y += step) bins.set(y, [0, 0]);
  for (const y of years) {
    const bin = bins.get(Math.floor(y / step) * step);
    bin[0] += summary.years[y][0];
    bin[1] += summary.years[y][1];
  }
  const top = Math.max(...[...bins.values()].map(([a, b]) => a + b));
  const every = Math.ceil(bins.size / 8);
  const columns = [...bins].map(([year, [actual, target]], i) => {
    const name = step === 1 ? String(year) : `${year}–${year + step - 1}`;
    const label = `${name}: ${t("actuals")} ${count(actual)}, ${t("targets")} ${count(target)}`;
    const node = h("button", { class: "year", title: label, "aria-label": label, disabled: actual + target === 0, onclick: () => filter({ from: String(year), to: String(year + step - 1) }) },
      h("span", { class: "stack" }, h("span", { class: "targets", hidden: target === 0 }), h("span", { class: "actuals" })), h("span", { class: "tick", "aria-hidden": "true" }, i % every === 0 ? String(year) : "\u00a0"));
    node.querySelector(".targets").style.height = `${(100 * target) / top}%`;
    node.querySelector(".actuals").style.height = `${(100 * actual) / top}%`;
    return node;
  });
  return [h("p", { class: "hint" }, t("timeHint")), h("div", { class: "years" }, columns), h("p", { class: "hint" }, `${t("undated")}: ${count(summary.undated)}`)];
}

function drawFailures(summary) {
  if (!summary.failures) return h("p", { class: "hint" }, t("noFailures"));
  const names = ["path", "code", "reason", "advice"];
  const head = h("thead", {}, h("tr", {}, names.map((n) => h("th", { scope: "col", class: n }, t(n)))));
  const body = h("tbody", {}, summary.failed.map((f) => h("tr", {}, names.map((n) => h("td", { class: n }, f[n] ?? "")))));
  const more = summary.failures > summary.failed.length ? h("p", { class: "hint" }, t("cutFailures", count(summary.failed.length), count(summary.failures))) : null;
  return [h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": t("failures") }, h("table", { class: "plain" }, head, body)), more];
}

// Small building blocks: nodes are only ever made with textContent and setAttribute, never from HTML.
const state = { lang: /^zh/i.test(navigator.language || "") ? "zh" : "en" };
const PAGE = JSON.parse(document.getElementById("data").textContent);

/** The word of the interface for `key`, `{0}`… filled in; the key's last part where there is none. */
function t(key, ...values) {
  const word = PAGE.strings[state.lang][key] ?? PAGE.strings.en[key] ?? key.replace(/^.*\./, "");
  return word.replace(/\{(\d)\}/g, (_, i) => values[i]);
}

/** An element: `on…` are listeners, null and false are left out, everything else an attribute. */
function h(tag, attributes = {}, ...kids) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...kids.flat(9).filter((k) => k !== null && k !== undefined && k !== false));
  return node;
}

function fill(node, ...kids) {
  node.replaceChildren(...kids.flat(9).filter((k) => k !== null && k !== undefined && k !== false));
  return node;
}

const first = (value) => (Array.isArray(value) ? (value[0] ?? "") : (value ?? ""));
const count = (n) => n.toLocaleString("en-US");
const compact = new Intl.NumberFormat("zh-CN", { notation: "compact", maximumFractionDigits: 4 });
const plainNumber = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

/** Short value such as 6.2万亿 or 5–6. */
function shortValue(figure) {
  const show = (v) => (v === null || v === undefined ? "" : Math.abs(v) < 1e4 ? plainNumber.format(v) : compact.format(v));
  const top = show(figure.value_max);
  return show(figure.value) + (top ? "–" + top : "");
}

function fullValue(figure) {
  const show = (v) => (v === null || v === undefined ? "" : plainNumber.format(v));
  const top = show(figure.value_max);
  return `${show(figure.value)}${top ? " – " + top : ""}${figure.unit ? " " + figure.unit : ""}`;
}

/** 2021, 2021-06, 2021-01-01 … as short as a period can be said. */
function shortPeriod(period) {
  if (!period) return "";
  const [a, b] = period;
  if (a === b) return a;
  if (a.endsWith("-01-01") && b.endsWith("-12-31")) return a.slice(0, 4) === b.slice(0, 4) ? a.slice(0, 4) : `${a.slice(0, 4)}–${b.slice(0, 4)}`;
  const lastDay = new Date(Date.UTC(+b.slice(0, 4), +b.slice(5, 7), 0)).getUTCDate();
  if (a.endsWith("-01") && +b.slice(8) === lastDay) return a.slice(0, 7) === b.slice(0, 7) ? a.slice(0, 7) : `${a.slice(0, 7)} – ${b.slice(a.slice(0, 4) === b.slice(0, 4) ? 5 : 0, 7)}`;
  return `${a} – ${b}`;
}

const regionNames = (() => {
  const cache = {};
  return (code) => {
    const names = (cache[state.lang] ??= new Intl.DisplayNames([state.lang === "zh" ? "zh-CN" : "en"], { type: "region" }));
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  };
})();

/** Name of an adcode or of a country; the code itself where it has none. */
const placeName = (code) => (code === "100000" ? t("nation") : PAGE.places[code]) ?? (/^[A-Z]{2}$/.test(code) ? regionNames(code) : code);

/** A place with the places it lies in, so that a search for a province finds its counties. */
function placeChain(code) {
  if (!/^\d{6}$/.test(code)) return `${placeName(code)} ${code} ${PAGE.strings.en.abroad} ${PAGE.strings.zh.abroad}`;
  const codes = new Set([code.slice(0, 2) + "0000", code.slice(0, 4) + "00", code]);
  const nation = code === "100000" ? ` ${PAGE.strings.en.nation} ${PAGE.strings.zh.nation}` : "";
  return [...codes].map((c) => PAGE.places[c] ?? "").join(" ") + " " + code + nation;
}

const locations = (figure) => (Array.isArray(figure.location) ? figure.location : figure.location ? [figure.location] : []);

/** A switch of language and one of light and dark for the head of a page. */
function switches(redraw) {
  const language = h("button", { class: "quiet", id: "language", onclick: () => { state.lang = state.lang === "zh" ? "en" : "zh"; redraw(); } });
  const theme = h("button", { class: "quiet", id: "theme", onclick: toggleTheme }, "◐");
  const label = () => {
    language.textContent = t("lang");
    language.setAttribute("lang", state.lang === "zh" ? "en" : "zh-CN");
    theme.setAttribute("aria-label", t("theme"));
    theme.title = t("theme");
    document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  };
  return { nodes: [language, theme], label };
}

function toggleTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

// The local page: text in, figures out; files of a folder; what was found to take away.
const PAUSE = 400;
const view = new ArticleView();
const box = h("textarea", { id: "article", spellcheck: "false", lang: "zh-CN", oninput: () => later(), maxlength: PAGE.limit });
const published = h("input", { id: "published", type: "date", onchange: () => later(0) });
const live = h("input", { id: "live", type: "checkbox", checked: true });
const message = h("p", { class: "total", role: "status" });
const output = h("div", { class: "output" });
const labels = h("div", { class: "controls" });
const filesBox = h("details", { class: "files", open: !matchMedia("(max-width: 700px)").matches });
const choice = h("div", { class: "controls", hidden: true });
const picker = h("input", { type: "file", class: "hidden-input", tabindex: "-1", "aria-hidden": "true", onchange: () => { if (picker.files[0]) readFile(picker.files[0]); picker.value = ""; } });
const main = h("main", { id: "main", tabindex: "-1" });
let article = null;
let told = null;
let timer = 0;
let running = null;
let listed = null;

/** Asks the API; a new question ends the one before. Gives the answer, or null where it was overtaken. */
async function ask(path, options) {
  running?.abort();
  const mine = (running = new AbortController());
  say(t("working"));
  try {
    const answer = await fetch(path, { ...options, signal: mine.signal, credentials: "same-origin" });
    if (!answer.ok) throw await failure(answer);
    return await answer.json();
  } catch (error) {
    if (mine.signal.aborted) return null;
    say(error.message, true);
    return null;
  }
}

async function failure(answer) {
  const text = await answer.text();
  try {
    const { code, reason, advice } = JSON.parse(text);
    return new Error(`[${code}] ${reason} ${advice}`);
  } catch {
    return new Error(text || String(answer.status));
  }
}

const post = (body) => ({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

function say(text, bad = false) {
  message.textContent = text;
  message.classList.toggle("bad", bad);
}

function later(pause = PAUSE) {
  clearTimeout(timer);
  if (live.checked || pause === 0) timer = setTimeout(extract, pause);
}

async function extract() {
  if (!box.value.trim()) return empty();
  choice.hidden = true;
  const from = performance.now();
  const found = await ask("api/extract", post({ text: box.value, published: published.value || null }));
  if (found) take(found, performance.now() - from);
}

async function readFile(file) {
  const from = performance.now();
  const found = await ask(`api/read?name=${encodeURIComponent(file.name)}`, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file });
  takeFirst(found, from);
}

async function openFile(name) {
  const from = performance.now();
  takeFirst(await ask(`api/files/${name.split("/").map(encodeURIComponent).join("/")}`), from);
}

function takeFirst(found, from) {
  if (!found?.length) return;
  const spent = performance.now() - from;
  const show = (one) => {
    box.value = one.text;
    published.value = one.published ?? "";
    take(one, spent);
  };
  show(found[0]);
  choice.hidden = found.length < 2;
  fill(choice, h("label", { for: "which" }, t("articles")), h("select", { id: "which", onchange: (e) => show(found[Number(e.target.value)]) }, found.map((one, i) => h("option", { value: i }, one.title ?? one.id))));
}

function take(found, spent) {
  article = found;
  told = [count(found.figures.length), count(found.entities.length), Math.round(spent)];
  drawResult();
}

function empty() {
  running?.abort();
  article = told = null;
  choice.hidden = true;
  drawResult();
}

function drawResult() {
  say(told ? t("tookFigures", ...told) : "");
  if (article) {
    fill(output, view.node);
    view.show(article);
  } else fill(output, h("p", { class: "hint" }, t("empty")));
  for (const node of labels.querySelectorAll("[data-needs]")) node.disabled = !article;
}

function save(blob, ending) {
  const link = h("a", { href: URL.createObjectURL(blob), download: `${(article.title ?? "article").replace(/[^\p{L}\p{N}]+/gu, "_").slice(0, 40)}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function saveCsv() {
  const answer = await fetch("api/table", post(article));
  if (answer.ok) save(await answer.blob(), "csv");
  else say((await failure(answer)).message, true);
}

function drawControls() {
  const button = (name, on, extra = {}) => h("button", { onclick: on, ...extra }, t(name));
  fill(labels,
    h("label", { for: "published" }, t("published")), published,
    button("run", () => later(0), { class: "primary" }), h("label", { class: "check" }, live, t("live")),
    button("openFile", () => picker.click()), picker,
    button("csv", saveCsv, { "data-needs": true }), button("json", () => save(new Blob([JSON.stringify(article, null, 1)], { type: "application/json" }), "json"), { "data-needs": true }),
    button("clearText", () => { box.value = ""; published.value = ""; empty(); box.focus(); }));
  box.setAttribute("aria-label", t("paste"));
  box.placeholder = t("pasteHint");
}

async function listFiles() {
  const answer = await fetch("api/files");
  listed = answer.ok ? await answer.json() : { files: [], total: 0 };
  drawFiles();
}

function drawFiles(word = "") {
  if (!listed) return;
  const input = h("input", { type: "search", "aria-label": t("filesHint"), placeholder: t("filesHint"), value: word, oninput: () => drawNames(input.value) });
  const list = h("ul");
  const drawNames = (wanted) => fill(list, listed.files.filter((f) => f.toLowerCase().includes(wanted.toLowerCase())).slice(0, 500).map((name) => h("li", {}, h("button", { class: "quiet", onclick: () => openFile(name) }, name))));
  drawNames(word);
  filesBox.setAttribute("aria-label", t("files"));
  fill(filesBox, h("summary", {}, t("files")), input, list, listed.total > listed.files.length ? h("p", { class: "hint" }, t("moreFiles", count(listed.files.length), count(listed.total))) : null);
}

function draw() {
  head.label();
  fill(nav, PAGE.report ? h("a", { href: "report" }, t("report")) : null, h("a", { href: "api" }, t("api")));
  drawControls();
  drawFiles();
  drawResult();
}

const nav = h("nav");
const head = switches(draw);
document.body.append(h("header", { class: "top" }, h("h1", { class: "brand" }, PAGE.title), nav, h("span", { class: "spacer" }), head.nodes), main);
main.append(h("div", { class: `desk${PAGE.folder ? " withfiles" : ""}` }, PAGE.folder ? filesBox : null, h("div", { class: "work" }, labels, box, message, choice, output)));
addEventListener("dragover", (e) => { e.preventDefault(); box.classList.add("over"); });
addEventListener("dragleave", () => box.classList.remove("over"));
addEventListener("drop", (e) => {
  e.preventDefault();
  box.classList.remove("over");
  if (e.dataTransfer.files[0]) readFile(e.dataTransfer.files[0]);
  else if (e.dataTransfer.getData("text/plain")) {
    box.value = e.dataTransfer.getData("text/plain");
    later(0);
  }
});
draw();
if (PAGE.folder) listFiles();
document.documentElement.dataset.ready = "yes";

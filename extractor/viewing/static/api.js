// openapi.json as a page for people.
const spec = PAGE.api;
const nav = h("nav", {}, h("a", { href: "./" }, "extractor"), h("a", { href: "api/openapi.json" }, "openapi.json"));
const main = h("main", { class: "api" });
const head = switches(() => {});
state.lang = "en";

const follow = (node) => (node?.$ref ? node.$ref.slice(2).split("/").reduce((at, key) => at[key], spec) : node);

function schemaLines(schema) {
  const { properties = {}, required = [] } = follow(schema) ?? {};
  return h("ul", {}, Object.entries(properties).map(([name, p]) => h("li", {}, h("code", {}, name), required.includes(name) ? " (required) " : " ", follow(p).description ?? "")));
}

function operation(path, method, what) {
  const body = what.requestBody && Object.entries(what.requestBody.content);
  return h("section", { "aria-label": `${method} ${path}` }, h("h2", {}, h("span", {}, method.toUpperCase()), ` ${path}`), h("p", {}, what.summary), what.description ? h("p", { class: "hint" }, what.description) : null,
    (what.parameters ?? []).map((p) => h("p", {}, h("code", {}, p.name), ` (${p.in}) ${p.description}`)),
    body ? body.map(([type, b]) => [h("p", {}, "Body: ", h("code", {}, type)), b.schema ? schemaLines(b.schema) : null, b.example ? h("pre", { tabindex: "0" }, JSON.stringify(b.example, null, 2)) : null]) : null,
    h("p", {}, "Answers:"), h("ul", {}, Object.entries(what.responses).map(([status, r]) => h("li", {}, h("code", {}, status), " ", r.description ?? follow(r).description))));
}

document.body.append(h("header", { class: "top" }, h("span", { class: "brand" }, "API"), nav, h("span", { class: "spacer" }), head.nodes[1]), main);
head.label();
fill(main, h("h1", {}, spec.info.title), h("p", {}, spec.info.description), Object.entries(spec.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, what]) => operation(path, method, what))));
document.documentElement.dataset.ready = "yes";

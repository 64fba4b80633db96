// What is new since the generation before.

function startNews() {
  const { first, before, tables, documents, facts } = DATA.news;
  if (first) return fill(at("new-view"), el("p", { class: "note" }, "This is the first generation: there is nothing to compare it with."));
  const compared = documents !== undefined;
  const number = n => (n === undefined ? "–" : count(n));
  const changed = compared ? tables.some(line => line.added || line.removed) : true;
  fill(at("new-view"),
    el("p", { class: "about" }, `Since the tables of ${stamp(before.created_at)}${compared ? "" : ", which another version wrote: only row counts can be compared"}.`,
      changed ? "" : " No article and no fact came or went."),
    table("Rows now and before", ["Table", ["Now", "num"], ["Before", "num"], ["New", "num"], ["Gone", "num"]], tables.map(line =>
      [TABLES[line.table], [number(line.rows), "num"], [number(line.before), "num"], [line.added ? el("strong", {}, `+${count(line.added)}`) : number(line.added), "num"], [number(line.removed), "num"]])),
    compared && documents.length > 0 && folded(`New articles (${documents.length}${tables[0].added > documents.length ? ` of ${count(tables[0].added)}` : ""})`,
      el("ul", { class: "events" }, documents.map(row => el("li", {}, el("span", { class: "when" }, row.published_on ? dayText(row.published_on) : "undated"),
        el("span", { class: "what" }, toArticle(row), ` ${plural(row.fact_count, "fact")}`))))),
    compared && facts.length > 0 && folded(`New facts (${facts.length}${tables.slice(1).reduce((sum, line) => sum + line.added, 0) > facts.length ? ", the latest" : ""})`,
      el("ul", { class: "events" }, facts.map(row => el("li", {}, el("span", { class: "when" }, row.published_on ? dayText(row.published_on) : "undated"),
        el("span", { class: "what" }, quoted(told(row.table, row)), " ", source(row.fact_id || row.meeting_id)))))));
}

function toArticle(row) {
  const title = quoted(row.title || row.source_path);
  return ARTICLES.has(row.doc_id) ? el("button", { type: "button", class: "link", on: { click: () => openArticle(row.doc_id) } }, title) : title;
}

// The reader's view: an article with its facts and its numbers marked; what was made of the one that is chosen.

let article = null;

function startReader() {
  const { articles, total } = DATA.reader;
  const view = at("articles-view");
  if (!articles.length) return fill(view, el("p", { class: "note" }, "There is no article."));
  const find = el("input", { type: "search", id: "article-find", placeholder: "Title or file", autocomplete: "off" });
  const list = el("ul", { id: "article-list", class: "articles" });
  find.addEventListener("input", () => listArticles(find.value));
  fill(view, el("div", { class: "reader" },
    el("div", { class: "shelf" }, el("label", { for: "article-find" }, "Find an article"), find, list,
      el("p", { class: "hint" }, articles.length < total ? `${count(articles.length)} of ${count(total)} articles: new ones, and those with most facts.` : `All ${count(total)} articles.`)),
    el("article", { id: "article-text", "aria-label": "Article" }), el("aside", { id: "article-panel", "aria-label": "What was made of it", "aria-live": "polite" })));
  listArticles("");
  show(articles[0].doc_id);
}

const titleOf = doc => doc.title || doc.source_path;

function listArticles(words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = doc => { const text = `${doc.title || ""} ${doc.source_path}`.toLowerCase(); return wanted.every(word => text.includes(word)); };
  const found = DATA.reader.articles.filter(fits);
  fill(at("article-list"), found.map(doc => el("li", {}, el("button", {
    type: "button", "data-doc": doc.doc_id, "aria-current": article && article.doc_id === doc.doc_id ? "true" : null, on: { click: () => show(doc.doc_id) },
  }, quoted(titleOf(doc)), el("small", {}, `${doc.published_on ? dayText(doc.published_on) : "undated"} · ${plural(doc.fact_count, "fact")}`)))),
  !found.length && el("li", { class: "note" }, "No article here has these words."));
}

// Shows an article from elsewhere on the page, and one of its facts.
function openArticle(doc, fact) {
  show(doc);
  at("articles").scrollIntoView();
  const target = fact && article.facts.find(f => f.id === fact);
  if (target) {
    choose([target]);
    const mark = at("article-text").querySelector(`[data-facts~="${article.facts.indexOf(target)}"]`);
    if (mark) { mark.scrollIntoView({ block: "center" }); if (mark.tabIndex >= 0) mark.focus({ preventScroll: true }); }
  } else at("article-heading").focus({ preventScroll: true });
}

function show(doc) {
  article = ARTICLES.get(doc);
  at("article-list").querySelectorAll("button").forEach(button => {
    button.dataset.doc === doc ? button.setAttribute("aria-current", "true") : button.removeAttribute("aria-current");
  });
  const left = article.mentions.filter(isLeft).length;
  fill(at("article-text"),
    el("h3", { id: "article-heading", tabindex: "-1" }, quoted(titleOf(article))),
    el("p", { class: "hint" }, [article.publisher, article.published_on ? `${dayText(article.published_on)} (${called(article.published_on_basis).toLowerCase()})` : "undated", article.source_path].filter(Boolean).map((text, i) => [i ? " · " : "", quoted(text)])),
    el("div", { class: "steps" }, el("button", { type: "button", class: "step", on: { click: () => step(-1) } }, "← Fact"), el("button", { type: "button", class: "step", on: { click: () => step(1) } }, "Fact →"),
      el("span", { class: "hint" }, `${plural(article.facts.length, "fact")}, ${plural(left, "number")} left alone`)),
    el("div", { class: "text", dir: "auto" }, paragraphs()),
    article.cut && el("p", { class: "note" }, "The beginning of a long article: the rest is in the tables."));
  fill(at("article-panel"), el("p", { class: "note" }, article.facts.length ? "Choose something that is marked in the text." : "Nothing in this article gave a fact."));
}

const isNumber = mention => ["money", "number", "percent", "change", "count", "ordinal"].includes(mention[2]);
const isLeft = mention => mention[6] !== "" && isNumber(mention);

// The text in stretches at whose borders a mark begins or ends.
function paragraphs() {
  const { text, facts, mentions, noise } = article;
  const borders = new Set([0, text.length]);
  [...facts, ...mentions, ...noise].forEach(mark => borders.add(mark[0]).add(mark[1]));
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) borders.add(i).add(i + 1);
  const places = [...borders].sort((a, b) => a - b);
  const done = [];
  let line = el("p"), blank = true;
  for (let i = 0; i + 1 < places.length; i++) {
    const [start, end] = [places[i], places[i + 1]];
    const words = text.slice(start, end);
    if (words === "\n") {
      // Lines that follow one another closely are those of a list or of a table.
      if (line.childNodes.length) done.push(line);
      blank = !line.childNodes.length;
      line = el("p", { class: blank ? null : "close" });
    } else if (words.trim() || line.childNodes.length) line.append(stretch(start, end, words));
  }
  return [...done, line];
}

const size = mark => mark[1] - mark[0];

function stretch(start, end, words) {
  const covers = mark => mark[0] <= start && mark[1] >= end && mark[0] < mark[1];
  const facts = article.facts.filter(covers).sort((a, b) => size(a) - size(b));
  const mention = article.mentions.filter(covers).sort((a, b) => size(a) - size(b))[0];
  const classes = [];
  if (article.noise.some(covers)) classes.push("noise");
  if (facts.length) classes.push("fact");
  if (mention) classes.push("mention", mention[2]);
  const left = mention && isLeft(mention);
  if (left) classes.push("left");
  if (!classes.length) return document.createTextNode(clean(words));
  const node = el("span", { class: classes.join(" "), "data-facts": facts.map(f => article.facts.indexOf(f)).join(" ") || null, "data-used": mention && mention[5] >= 0 ? String(mention[5]) : null }, words);
  // A number outside of the words of the fact that uses it: told a second time, or in another sentence.
  const user = !facts.length && mention && isNumber(mention) && article.facts[mention[5]];
  if (user) node.classList.add("part");
  const act = left ? () => chooseLeft(mention, node) : facts.length ? () => choose(facts) : user ? () => choose([user]) : null;
  if (!act) { node.title = `${mention ? `${mention[2]}: ${mention[3]}` : "noise of the page"}`; return node; }
  node.addEventListener("click", act);
  const begins = left || user ? mention[0] === start : facts.some(fact => fact[0] === start);
  if (begins) {
    node.setAttribute("role", "button");
    node.tabIndex = 0;
    node.setAttribute("aria-label", left ? `${clean(words)}, left alone` : `${clean(words)}, ${plural(facts.length || 1, "fact")}`);
    node.addEventListener("keydown", event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); } });
  }
  return node;
}

function mark(chosen, used) {
  at("article-text").querySelectorAll(".on, .uses").forEach(node => node.classList.remove("on", "uses"));
  const numbers = chosen.map(fact => String(article.facts.indexOf(fact)));
  at("article-text").querySelectorAll("[data-facts]").forEach(node => {
    if (node.dataset.facts.split(" ").some(n => numbers.includes(n))) node.classList.add("on");
  });
  at("article-text").querySelectorAll("[data-used]").forEach(node => { if (node.dataset.used === used) node.classList.add("uses"); });
}

let current = -1;

function choose(facts) {
  current = article.facts.indexOf(facts[0]);
  mark([facts[0]], String(current));
  fill(at("article-panel"), facts.map(card));
}

// The next fact of the text, or the one before.
function step(by) {
  const order = article.facts.map((fact, i) => [fact[0], fact[1], i]).sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).map(entry => entry[2]);
  if (!order.length) return;
  const place = order.indexOf(current);
  const next = order[place < 0 ? (by > 0 ? 0 : order.length - 1) : (place + by + order.length) % order.length];
  choose([article.facts[next]]);
  at("article-text").querySelector(".on")?.scrollIntoView({ block: "nearest" });
}

const SHOWN_APART = ["rule", "confidence", "period_basis", "parties_basis", "sentence_no", "currency", "alt_currency", "period_start", "period_end", "period_text", "date_start", "date_end", "date_text", "value_usd_basis", "qualifier"];

function slotText(name, value, slots) {
  if (["value", "value_high", "change_value"].includes(name)) return `${name === "value" ? WORDS[slots.qualifier] || "" : ""}${slots.currency || ""} ${digits(value)}`;
  if (name === "alt_value") return `${slots.alt_currency || ""} ${digits(value)}`;
  if (["change_pct", "share_pct"].includes(name)) return `${value} %`;
  if (name === "value_usd") return digits(value);
  if (["reporter", "partner", "investor", "host", "home", "country", "proponent"].includes(name)) return `${party(value)} (${value})`;
  if (name === "parties") return value.map(party).join(", ");
  if (name === "sector") return field(value);
  if (name === "as_of") return dayText(value);
  return ["flow", "measure", "status", "kind", "stance"].includes(name) ? called(value) : value;
}

function card(fact) {
  const { slots } = fact, about = DATA.columns[fact.table] || {};
  const lines = Object.entries(slots).filter(([name]) => !SHOWN_APART.includes(name)).sort((a, b) => Object.keys(SLOTS).indexOf(a[0]) - Object.keys(SLOTS).indexOf(b[0]));
  const row = (name, value, more, title) => [el("dt", { title }, name), el("dd", {}, quoted(value), more && el("small", {}, more))];
  const stretchOf = (from, to, words) => (slots[from] || slots[to] || slots[words]) && row(from === "date_start" ? "Date" : "Period",
    slots[from] || slots[to] ? period(slots[from], slots[to]) : "left open", `${slots[words] ? `“${slots[words]}”, ` : ""}${BASES[slots.period_basis] || ""}`, about[from]);
  const used = article.mentions.filter(mention => mention[5] === article.facts.indexOf(fact));
  return el("div", { class: "card" },
    el("p", { class: "eyebrow" }, TABLES[fact.table]), el("h4", {}, quoted(told(fact.table, slots))),
    el("dl", {}, lines.map(([name, value]) => row(SLOTS[name] || sentence(name), slotText(name, value, slots), ["reporter", "investor", "home", "parties"].includes(name) ? BASES[slots.parties_basis] : "", about[name])),
      stretchOf("period_start", "period_end", "period_text"), stretchOf("date_start", "date_end", "date_text"),
      (fact.participants || []).map(person => row("With", person.name, [person.role, person.organisation, person.country && party(person.country)].filter(Boolean).join(", "))),
      row("Rule", sentence(slots.rule), fact.id, about.rule), row("Confidence", `${Math.round(slots.confidence * 100)} %`, "of rows like this one are exactly right on checked articles", about.confidence)),
    used.length > 0 && el("div", { class: "words" }, el("p", { class: "eyebrow" }, "Read from"), el("ul", {}, used.map(mention =>
      el("li", {}, quoted(`“${article.text.slice(mention[0], mention[1])}”`), el("small", {}, [mention[2], mention[3], mention[4] === "stated" ? "" : BASES[mention[4]] || mention[4]].filter(Boolean).join(" · ")))))));
}

function chooseLeft(mention, node) {
  mark([], "");
  node.classList.add("on");
  fill(at("article-panel"), el("div", { class: "card" }, el("p", { class: "eyebrow" }, "Number left alone"), el("h4", {}, quoted(`“${article.text.slice(mention[0], mention[1])}”`)),
    el("p", {}, REASONS[mention[6]]?.[1] || "No row could be made of it."),
    el("dl", {}, el("dt", {}, "Reason"), el("dd", {}, reason(mention[6])), el("dt", {}, "Read as"), el("dd", {}, quoted(`${mention[2]}${mention[3] ? `: ${mention[3]}` : ""}`)))));
}

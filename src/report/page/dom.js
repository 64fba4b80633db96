// Building the page: elements with text only, never markup; codes, amounts and days in words.

const DATA = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
const at = id => document.getElementById(id);

// Characters that turn the direction of what follows could make a text read as something else: each is shown as a mark.
const clean = text => String(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd");

function make(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, f] of Object.entries(value)) node.addEventListener(event, f);
    else if (name === "style") for (const [key, v] of Object.entries(value)) node.style.setProperty(key, v);
    else node.setAttribute(name, value === true ? "" : clean(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(clean(child)));
  }
  return node;
}
const el = (name, attributes, ...children) => make(document.createElement(name), attributes, children);
const draw = (name, attributes, ...children) => make(document.createElementNS(SVG, name), attributes, children);
const fill = (node, ...children) => { node.replaceChildren(); return make(node, {}, children); };
// A text from an article: its own direction, whatever stands around it.
const quoted = (text, attributes) => el("bdi", attributes, text);

const party = code => DATA.parties[code] || code || "?";
const pairName = pair => pair.split("-").map(party).join(" – ");
const field = code => DATA.fields[code] || sentence(code);
const plural = (n, one, many) => `${count(n)} ${n === 1 ? one : many || one + "s"}`;
const count = n => Number(n).toLocaleString("en");

function compact(value) {
  const size = Math.abs(value);
  for (const [unit, word] of [[1e12, " tn"], [1e9, " bn"], [1e6, " m"]]) {
    if (size >= unit) return Number((value / unit).toPrecision(4)).toLocaleString("en", { maximumFractionDigits: 3 }) + word;
  }
  return Number(value).toLocaleString("en", { maximumFractionDigits: 2 });
}
const digits = text => {
  const [whole, part] = String(text).split(".");
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (part ? "." + part : "");
};
// An amount: short, with all its digits behind it.
function money(row, value = row.value) {
  if (value === undefined) return "–";
  const high = value === row.value && row.value_high !== undefined ? ` to ${compact(row.value_high)}` : "";
  const hedge = value === row.value ? WORDS[row.qualifier] || "" : "";
  return el("span", { title: `${digits(value)} ${row.currency || ""}`, class: "amount" }, `${hedge}${row.currency || ""} ${compact(value)}${high}`);
}
const moneyText = (row, value = row.value) => (value === undefined ? "" : money(row, value).textContent);
const percent = value => `${value > 0 ? "+" : ""}${Number(value).toLocaleString("en", { maximumFractionDigits: 1 })} %`;

const parts = day => day.split("-").map(Number);
const dayText = day => { const [y, m, d] = parts(day); return `${d} ${MONTHS[m - 1]} ${y}`; };
const lastOf = (y, m) => new Date(Date.UTC(y, m, 0)).getUTCDate();
// A stretch of days as people say it.
function period(start, end) {
  if (!start && !end) return "no period stated";
  if (!end) return `since ${dayText(start)}`;
  if (!start) return `until ${dayText(end)}`;
  const [y, m, d] = parts(start), [z, n, e] = parts(end);
  const whole = d === 1 && e === lastOf(z, n);
  if (whole && m === 1 && n === 12) return y === z ? `${y}` : `${y}–${z}`;
  if (whole && y === z) return m === n ? `${MONTHS[m - 1]} ${y}` : `${MONTHS[m - 1]}–${MONTHS[n - 1]} ${y}`;
  if (start === end) return dayText(start);
  if (y === z && m === n) return `${d}–${e} ${MONTHS[m - 1]} ${y}`;
  return `${dayText(start)} – ${dayText(end)}`;
}
const when = row => (row.year ? `${row.year}` : period(row.period_start, row.period_end));

// A table: heads are texts or [text, class]; cells are contents or [content, class].
function table(caption, heads, rows, attributes) {
  const one = (name, more) => cell => (Array.isArray(cell) ? el(name, { class: cell[1], ...more }, cell[0]) : el(name, more, cell));
  const body = rows.map(row => el("tr", {}, one("th", { scope: "row" })(row[0]), row.slice(1).map(one("td"))));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el("table", attributes, el("caption", { class: "unseen" }, caption),
      el("thead", {}, el("tr", {}, heads.map(one("th", { scope: "col" })))), el("tbody", {}, body)));
}
const folded = (title, ...inside) => el("details", {}, el("summary", {}, title), ...inside);
// A bar of so great a part, with what it stands for beside it.
const bar = (part, text, kind) => el("span", { class: `bar ${kind || ""}` },
  el("span", { class: "fill", style: { width: `${Math.max(0.5, Math.min(100, part * 100))}%` } }), el("span", { class: "label" }, text));

const ARTICLES = new Map(DATA.reader.articles.map(article => [article.doc_id, article]));
// Codes of mentions are numbers in the data.
for (const { mentions } of ARTICLES.values()) for (const mention of mentions) for (const i of [2, 4, 6]) mention[i] = DATA.reader.codes[mention[i]];
const docOf = fact => fact.slice(0, 16);
// A way to the article that a fact was read from, where it is on this page.
function source(fact, words) {
  const article = fact && ARTICLES.get(docOf(fact));
  if (!article) return el("span", { class: "faint", title: fact }, words ? words : "in the tables");
  return el("button", { type: "button", class: "link", "data-fact": fact, on: { click: () => openArticle(article.doc_id, fact) } }, words || "read it");
}

// What a fact says, in a line.
function told(table, row) {
  const more = [
    row.change_pct !== undefined ? percent(row.change_pct) : "",
    row.share_pct !== undefined ? `${row.share_pct} % share` : "",
    row.product ? clean(row.product) : "",
    row.status && row.status !== "actual" && row.status !== "held" ? called(row.status).toLowerCase() : "",
  ].filter(Boolean).join(", ");
  const amount = row.value !== undefined ? `: ${moneyText(row).trim()}` : "";
  const behind = more ? (amount ? ` (${more})` : `: ${more}`) : "";
  switch (table) {
    case "trade_figures": return `${called(row.flow)}, ${party(row.reporter)} ${row.flow === "turnover" ? "–" : row.flow === "import" ? "from" : row.flow === "export" ? "to" : "with"} ${party(row.partner)}, ${when(row)}${amount}${behind}`;
    case "investments": return `${called(row.measure)}, ${party(row.investor)} → ${party(row.host)}, ${when(row)}${amount}${behind}`;
    case "business_presence": return `${called(row.kind)} of ${party(row.home)} in ${party(row.host)}: ${WORDS[row.qualifier] || ""}${count(row.count)}`;
    case "meetings": return `${called(row.kind)}, ${row.date_start ? period(row.date_start, row.date_end) : "undated"}${row.city ? ", " + clean(row.city) : ""}: ${(row.parties || []).map(party).join(", ")}${behind.replace(":", ",")}`;
    default: return `${field(row.sector)}${row.parties ? ", " + row.parties.map(party).join(" – ") : ""}: ${row.stance}`;
  }
}

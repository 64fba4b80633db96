// Two economies: trade over the years, capital, companies.

const PAIRS = new Map(DATA.pairs.shown.map(view => [view.pair, view]));

function startPairs() {
  const choice = at("pair-choice");
  const views = [...PAIRS.values()].sort((a, b) => pairName(a.pair).localeCompare(pairName(b.pair), "en"));
  if (!views.length) {
    at("pair-choice").closest(".controls").hidden = true;
    return fill(at("pair-view"), el("p", { class: "note" }, "No article states figures between two economies."));
  }
  choice.append(...views.map(view => el("option", { value: view.pair }, `${pairName(view.pair)} (${view.statements})`)));
  choice.addEventListener("change", () => showPair(choice.value));
  choice.value = DATA.pairs.shown[0].pair;
  const left = DATA.pairs.total - views.length;
  fill(at("pair-hint"), left > 0 ? `the ${views.length} pairs with most statements; ${count(left)} more in the tables` : "in brackets: statements");
  showPair(choice.value);
}

function showPair(pair) {
  const view = PAIRS.get(pair);
  const trade = [...(view.years || []), ...(view.periods || []), ...(view.plans || [])];
  fill(at("pair-said"), `${pairName(pair)}: ${plural(trade.length, "figure")} of trade, ${plural((view.capital || []).length, "figure")} of investment`);
  fill(at("pair-view"),
    el("h3", {}, "Trade"), trade.length ? tradeOf(view) : el("p", { class: "note" }, "No figure of all trade between them is stated for a known period."),
    el("h3", {}, "Investment"), capitalOf(view),
    view.companies && [el("h3", {}, "Companies"), companiesOf(view.companies)]);
}

const yearOf = day => { const [y, m, d] = parts(day); return y + (m - 1 + (d - 1) / lastOf(y, m)) / 12; };
const statusOf = row => row.status || "actual";

// The side that a figure describes: both ways, or from the first economy to the second, or back.
function seriesOf(row, [a, b]) {
  if (row.flow === "turnover") return { key: "turnover", name: "Turnover", kind: "s0" };
  const other = row.reporter === a ? b : a;
  const [from, to] = row.flow === "export" ? [row.reporter, other] : [other, row.reporter];
  const name = row.flow === "export" ? `Exports of ${party(from)}` : `Imports of ${party(to)}`;
  return { key: row.flow + row.reporter, name, kind: from === a ? "s1" : "s2", dashed: row.flow === "import" };
}

function tradeOf(view) {
  const pair = view.pair.split("-");
  const all = [...(view.years || []), ...(view.periods || []), ...(view.plans || [])];
  const currency = mostOf(all.filter(row => row.flow !== "balance").map(row => row.currency)) || all[0].currency;
  const here = row => row.currency === currency && row.flow !== "balance";
  const years = (view.years || []).filter(here), plans = (view.plans || []).filter(row => here(row) && (row.period_end || row.period_start));
  const periods = (view.periods || []).filter(here);
  const box = el("div", { class: "plot" }), key = el("ul", { class: "key" });
  const hidden = new Set();
  let withParts = !years.length && !plans.length;
  const label = `Trade between ${pair.map(party).join(" and ")}, ${currency}: ${plural(years.length, "figure")} of whole years, ${plural(plans.length, "target or forecast", "targets and forecasts")}. The table below has these figures and those that cannot be drawn.`;
  const picture = width => {
    const series = chartSeries(pair, years, plans, withParts ? periods : []).filter(s => !hidden.has(s.key));
    if (!series.length) return el("p", { class: "note" }, "Nothing to draw: choose a series above.");
    return timeline(width, series, label, currency);
  };
  const again = () => { if (box.clientWidth) fill(box, picture(Math.floor(box.clientWidth))); };
  for (const s of chartSeries(pair, years, plans, periods)) {
    const button = el("button", { type: "button", class: `chip ${s.kind}`, "aria-pressed": "true" },
      el("span", { class: s.dashed ? "line dashed" : "line", "aria-hidden": "true" }), s.name);
    button.addEventListener("click", () => {
      hidden.has(s.key) ? hidden.delete(s.key) : hidden.add(s.key);
      button.setAttribute("aria-pressed", String(!hidden.has(s.key)));
      again();
    });
    key.append(el("li", {}, button));
  }
  const controls = periods.length > 0 && (years.length || plans.length) && el("label", { class: "tick-box" },
    el("input", { type: "checkbox", on: { change: event => { withParts = event.target.checked; again(); } } }), " parts of a year");
  setTimeout(() => fitted(box, picture));
  const elsewhere = all.length - years.length - plans.length - periods.length;
  return [
    years.length + plans.length + periods.length > 0 && [el("div", { class: "legend" }, key, controls), box, marksKey(years, plans)],
    elsewhere > 0 && el("p", { class: "hint" }, `${plural(elsewhere, "figure")} in other currencies, of balances or without a period: in the table only.`),
    differing(all, pair),
    folded(`Figures behind the chart (${all.length})`, tradeTable(view, pair)),
  ];
}

const marksKey = (years, plans) => el("p", { class: "hint marks" },
  el("span", {}, sample("actual"), "reported"), plans.some(p => p.status === "target") && el("span", {}, sample("target"), "target"),
  plans.some(p => p.status === "forecast") && el("span", {}, sample("forecast"), "forecast"),
  [...years, ...plans].some(row => /^at_/.test(row.qualifier)) && el("span", {}, draw("svg", { width: 18, height: 14, "aria-hidden": "true", class: "sample" }, draw("path", { d: "M5 10h8l-4 -6z" })), "at least; pointing down: at most"),
  years.some(differs) && el("span", {}, draw("svg", { width: 18, height: 14, "aria-hidden": "true", class: "sample" }, draw("path", { d: "M9 1V13M4 1h10M4 13h10", class: "spread" })), "from the lowest to the highest statement"));

const differs = row => row.agreement === "conflict" && Number(row.value_max) > Number(row.value_min);

function chartSeries(pair, years, plans, periods) {
  const series = new Map();
  const add = (row, point) => {
    const s = seriesOf(row, pair);
    point.bound = { at_least: 1, at_most: -1 }[row.qualifier];
    if (!series.has(s.key)) series.set(s.key, { ...s, points: [] });
    series.get(s.key).points.push(point);
  };
  const label = row => {
    const range = differs(row) ? `; statements from ${compact(row.value_min)} to ${compact(row.value_max)}` : "";
    return `${seriesOf(row, pair).name}, ${when(row)}: ${moneyText(row)}${statusOf(row) === "actual" ? "" : `, ${called(row.status).toLowerCase()}`}${range}`;
  };
  for (const row of years) {
    const spread = differs(row) ? { low: Number(row.value_min), high: Number(row.value_max) } : {};
    add(row, { x: row.year + 0.5, y: Number(row.value), shape: "actual", label: label(row), fact: row.best_fact_id, ...spread });
  }
  for (const row of plans) {
    add(row, { x: Number((row.period_end || row.period_start).slice(0, 4)) + 0.5, y: Number(row.value), shape: row.status, label: label(row), fact: row.fact_id });
  }
  for (const row of periods) {
    const from = yearOf(row.period_start), to = yearOf(row.period_end) + 1 / 366;
    add(row, { x: (from + to) / 2, y: Number(row.value), from, to, shape: "part", label: label(row), fact: row.best_fact_id });
  }
  const order = ["turnover", "export", "import"];
  return [...series.values()].sort((a, b) => order.findIndex(f => a.key.startsWith(f)) - order.findIndex(f => b.key.startsWith(f)) || (a.key < b.key ? -1 : 1));
}

function mostOf(values) {
  const counts = new Map();
  values.forEach(value => counts.set(value, (counts.get(value) || 0) + 1));
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

// Where statements contradict one another, all of them, each with its article.
function differing(rows, pair) {
  const apart = rows.filter(row => row.agreement === "conflict" && (row.stated || []).length > 1);
  if (!apart.length) return null;
  return el("div", { class: "differ" }, el("h4", {}, "Where statements differ"), el("ul", {}, apart.map(row =>
    el("li", {}, el("strong", {}, `${row.flow === "balance" ? "Balance" : seriesOf(row, pair).name}, ${when(row)}: `),
      row.stated.map((s, i) => [i ? " · " : "", money(s), " (", source(s.fact_id, s.published_on ? dayText(s.published_on) : "undated"), ")"])))));
}

function tradeTable(view, pair) {
  const all = [...(view.years || []), ...(view.periods || []), ...(view.plans || [])];
  const key = row => String(row.year ? `${row.year}-12-31` : row.period_end || row.period_start || "");
  all.sort((a, b) => key(b).localeCompare(key(a)) || String(a.flow).localeCompare(String(b.flow)));
  const name = row => (row.flow === "balance" ? `Balance of ${party(row.reporter)}` : seriesOf(row, pair).name);
  return table(`Trade between ${pair.map(party).join(" and ")}`,
    ["Period", "Flow", "Status", ["Value", "num"], ["Lowest to highest", "num"], ["Statements", "num"], ["Change", "num"], "Source"],
    all.map(row => [when(row), name(row), called(statusOf(row)), [money(row), "num"],
      [differs(row) ? `${compact(row.value_min)} – ${compact(row.value_max)}` : "–", "num"],
      [row.statements ? count(row.statements) : "1", "num"],
      [row.change_pct_stated !== undefined ? percent(row.change_pct_stated) : "–", "num"],
      source(row.best_fact_id || row.fact_id)]));
}

function capitalOf(view) {
  const rows = view.capital || [], projects = view.projects || [];
  if (!rows.length && !projects.length) return el("p", { class: "note" }, "No amount is stated.");
  const ways = new Map();
  rows.forEach(row => { const way = `${row.investor}>${row.host}`; ways.set(way, [...(ways.get(way) || []), row]); });
  const currency = mostOf(rows.map(row => row.currency));
  const most = Math.max(1, ...rows.filter(row => row.currency === currency).map(row => Math.abs(Number(row.value))));
  return [
    [...ways].map(([way, list]) => [el("h4", {}, way.split(">").map(party).join(" → ")), table(`Investment ${way.split(">").map(party).join(" to ")}`,
      ["Period", "Measure", "Value", ["Lowest to highest", "num"], "Source"],
      list.map(row => [when(row), called(row.measure).replace("Direct investment, ", ""),
        [row.currency === currency ? bar(Math.abs(Number(row.value)) / most, money(row), "s0") : money(row), "wide-cell"],
        [Number(row.value_max) > Number(row.value_min) ? `${compact(row.value_min)} – ${compact(row.value_max)}` : "–", "num"],
        source(row.best_fact_id)]))]),
    projects.length > 0 && folded(`Projects, loans and plans, as stated (${projects.length})`, table("Projects, loans and plans",
      ["From, to", "Measure", "Status", ["Value", "num"], "Period", "Source"],
      projects.map(row => [`${party(row.investor)} → ${party(row.host)}`, called(row.measure), called(row.status), [money(row), "num"], when(row), source(row.fact_id)]))),
  ];
}

const companiesOf = rows => el("ul", { class: "plain" }, rows.map(row => el("li", {},
  `${called(row.kind)} of ${party(row.home)} in ${party(row.host)}: `, el("strong", {}, `${WORDS[row.qualifier] || ""}${count(row.count)}`),
  row.count_max > row.count_min ? ` (stated: ${count(row.count_min)} to ${count(row.count_max)})` : "", " ", source(row.best_fact_id))));

// Fields of cooperation: pairs against fields, a table that is its own chart.

function startSectors() {
  const { pairs, fields, total } = DATA.sectors;
  if (!pairs.length) return fill(at("fields-view"), el("p", { class: "note" }, "No article names a field of cooperation between two economies."));
  const shown = fields.filter(code => pairs.some(row => row.fields[code]));
  const most = Math.max(5, ...pairs.flatMap(row => Object.values(row.fields).map(([n]) => n)));
  const mark = Object.fromEntries(STANCES);
  const cell = (row, code) => {
    const [n, stance] = row.fields[code] || [];
    if (!n) return el("td", {});
    const words = `${pairName(row.pair)}, ${field(code)}: ${plural(n, "article")}, ${stance}`;
    return el("td", { title: words }, el("span", { class: `heat l${Math.min(5, Math.max(1, Math.ceil((Math.log2(n + 1) / Math.log2(most + 1)) * 5)))}` },
      count(n), el("i", { "aria-hidden": "true" }, mark[stance]), el("span", { class: "unseen" }, ` ${stance}`)));
  };
  const grid = rows => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Fields of cooperation by pair" },
    el("table", { class: "heatmap" }, el("caption", { class: "unseen" }, "Articles that name a field of cooperation, by pair and field"),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "unseen" }, "Economies")), shown.map(code => el("th", { scope: "col", class: "tall", title: field(code) }, el("span", {}, sentence(code)))))),
      el("tbody", {}, rows.map(row => el("tr", {}, el("th", { scope: "row" }, pairName(row.pair)), shown.map(code => cell(row, code)))))));
  fill(at("fields-view"),
    el("p", { class: "hint marks" }, STANCES.map(([stance, sign]) => el("span", {}, el("b", {}, sign), ` ${stance} `))),
    grid(pairs.slice(0, 15)), pairs.length > 15 && folded(`${pairs.length - 15} more pairs`, grid(pairs.slice(15))),
    total > pairs.length && el("p", { class: "hint" }, `The ${pairs.length} pairs named most; ${count(total - pairs.length)} more in the tables.`));
}

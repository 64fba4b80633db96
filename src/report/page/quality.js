// Data quality: counts, and what stays open.

function startQuality() {
  const { documents, quarantine, facts, agreement, numbers } = DATA.quality;
  const { counts } = DATA.generation;
  const bars = (caption, head, counted, all, names = called) => {
    const rows = Object.entries(counted).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const most = Math.max(1, ...rows.map(row => row[1]));
    return table(caption, [head, "Count", ["Share", "num"]], rows.map(([name, n]) => [names(name), [bar(n / most, count(n), "s0"), "wide-cell"], [`${((100 * n) / Math.max(1, all)).toFixed(1)} %`, "num"]]));
  };
  const sum = counted => Object.values(counted).reduce((a, b) => a + b, 0);
  const left = sum(numbers.left_alone), figures = sum(agreement.figures);
  const open = Object.values(facts).reduce((n, f) => n + (f.periods.unresolved || 0), 0);
  const tile = (name, n, more) => el("div", {}, el("dt", {}, name), el("dd", {}, count(n), more && el("small", {}, more)));
  fill(at("quality-view"),
    el("dl", { class: "tiles small" }, tile("Files found", counts.files || 0), tile("Articles", documents.total, `${count(documents.without_facts)} without a fact`),
      tile("Exact copies", counts.duplicates || 0), tile("Quarantined", counts.quarantined || 0), tile("Undated articles", documents.undated), tile("Facts with an open period", open)),
    el("div", { class: "columns" },
      el("div", {}, el("h3", {}, "Numbers left alone"), numbers.total ? [el("p", { class: "about" }, `Of ${count(numbers.total)} numbers in the articles, ${count(numbers.total - left)} are part of facts or dates; ${count(left)} were left alone, each for a reason.`),
        bars("Numbers left alone by reason", "Reason", numbers.left_alone, left, reason)] : el("p", { class: "note" }, "Expressions are not published (output.mentions).")),
      el("div", {}, el("h3", {}, "Where publication dates come from"), bars("Articles by where their date was read", "Place", documents.dated_by, documents.total),
        el("h3", {}, "Quarantined files"), sum(quarantine) ? bars("Quarantined files by reason", "Reason", quarantine, sum(quarantine), sentence) : el("p", { class: "note" }, "None."),
        figures > 0 && [el("h3", {}, "Trade figures of one pair and period"), bars("Figures by agreement of their statements", "Statements", agreement.figures, figures),
          sum(agreement.checks) > 0 && bars("Cross-checks", "Cross-check", agreement.checks, sum(agreement.checks))])),
    el("h3", {}, "Where slots come from"),
    table("Facts by where their period and their parties come from",
      ["Table", ["Facts", "num"], ["Period stated", "num"], ["worked out", "num"], ["open", "num"], ["Parties stated", "num"], ["worked out", "num"], ["open", "num"], ["Mean confidence", "num"]],
      Object.entries(facts).map(([name, f]) => {
        const worked = c => (c.resolved || 0) + (c.inferred || 0) + (c.inherited || 0);
        const n = value => [count(value || 0), "num"];
        return [TABLES[name], n(f.rows), n(f.periods.stated), n(worked(f.periods)), n((f.periods.unresolved || 0) + (f.periods.none || 0)), n(f.parties.stated), n(worked(f.parties)), n((f.parties.unresolved || 0) + (f.parties.none || 0)), [f.confidence ? `${(f.confidence * 100).toFixed(1)} %` : "–", "num"]];
      })));
}

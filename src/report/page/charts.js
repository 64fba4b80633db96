// Charts: inline SVG, drawn to the width that is there, so that words keep their size on a phone.

// Round steps for an axis from `low` to `high`.
function ticks(low, high, wanted) {
  const rough = (high - low) / wanted || 1;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(f => f * unit).find(s => s >= rough);
  const first = Math.floor(low / step) * step;
  const all = [];
  for (let v = first; v < high + step * 0.999; v += step) all.push(Math.abs(v) < step / 1e6 ? 0 : v);
  return all;
}

const SHAPES = {
  actual: (x, y) => draw("circle", { cx: x, cy: y, r: 4 }),
  target: (x, y) => draw("path", { d: `M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z`, class: "hollow" }),
  forecast: (x, y) => draw("path", { d: `M${x} ${y - 6}L${x + 6} ${y + 5}L${x - 6} ${y + 5}Z`, class: "hollow" }),
  part: (x, y) => draw("circle", { cx: x, cy: y, r: 2.5, class: "hollow" }),
};

// A mark as it stands in the key beside a chart.
const sample = (shape, kind) => draw("svg", { width: 18, height: 14, "aria-hidden": "true", class: `sample ${kind || ""}` }, SHAPES[shape](9, 7));

// Points over time: series = [{name, kind, dashed, points: [{x, y, low, high, from, to, shape, label, fact}]}], x in years.
function timeline(width, series, label, unit) {
  const points = series.flatMap(s => s.points);
  const height = width < 520 ? 250 : 330, left = 58, right = 18, top = 14, bottom = 30;
  const lows = points.map(p => Math.min(p.y, p.low ?? p.y)), highs = points.map(p => Math.max(p.y, p.high ?? p.y));
  const steps = ticks(Math.min(0, ...lows), Math.max(...highs, 0), 5);
  const [y0, y1] = [steps[0], steps[steps.length - 1]];
  const x0 = Math.floor(Math.min(...points.map(p => p.from ?? p.x))), x1 = Math.max(Math.ceil(Math.max(...points.map(p => p.to ?? p.x))), x0 + 1);
  const X = x => left + ((x - x0) / (x1 - x0)) * (width - left - right);
  const Y = y => height - bottom - ((y - y0) / (y1 - y0 || 1)) * (height - top - bottom);
  const node = draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label, class: "chart" });
  for (const v of steps) {
    node.append(draw("line", { x1: left, x2: width - right, y1: Y(v), y2: Y(v), class: v === 0 ? "axis" : "grid" }));
    node.append(draw("text", { x: left - 8, y: Y(v) + 4, class: "tick end" }, compact(v)));
  }
  const every = Math.max(1, Math.ceil((x1 - x0) / Math.max(3, Math.floor((width - left - right) / 58))));
  for (let year = x0; year < x1; year += every) node.append(draw("text", { x: X(year + 0.5), y: height - 9, class: "tick middle" }, String(year)));
  node.append(draw("text", { x: left, y: 10, class: "tick unit" }, unit));
  for (const s of series) node.append(drawn(s, X, Y));
  return node;
}

function drawn(s, X, Y) {
  const group = draw("g", { class: `series ${s.kind}` });
  const actual = s.points.filter(p => p.shape === "actual").sort((a, b) => a.x - b.x);
  for (let i = 1; i < actual.length; i++) {
    const [a, b] = [actual[i - 1], actual[i]];
    // Years without a figure part the line: nothing is known in between.
    if (b.x - a.x < 1.01) group.append(draw("line", { x1: X(a.x), y1: Y(a.y), x2: X(b.x), y2: Y(b.y), class: s.dashed ? "run dashed" : "run" }));
  }
  for (const p of s.points) {
    const x = X(p.x), y = Y(p.y);
    const mark = draw("g", { class: `mark ${p.shape}${p.fact && ARTICLES.has(docOf(p.fact)) ? " open" : ""}` }, draw("title", {}, p.label));
    if (p.low !== undefined && p.high > p.low) {
      mark.append(draw("path", { d: `M${x} ${Y(p.low)}V${Y(p.high)}M${x - 6} ${Y(p.low)}h12M${x - 6} ${Y(p.high)}h12`, class: "spread" }));
    }
    if (p.from !== undefined) mark.append(draw("line", { x1: X(p.from), x2: X(p.to), y1: y, y2: y, class: "stretch" }));
    // A bound says that the figure lies above or below it.
    if (p.bound) mark.append(draw("path", { d: p.bound > 0 ? `M${x - 4} ${y - 7}h8l-4 -6z` : `M${x - 4} ${y + 7}h8l-4 6z`, class: "bound" }));
    mark.append(SHAPES[p.shape](x, y), draw("circle", { cx: x, cy: y, r: 11, class: "hit" }));
    if (p.fact && ARTICLES.has(docOf(p.fact))) mark.addEventListener("click", () => openArticle(docOf(p.fact), p.fact));
    group.append(mark);
  }
  return group;
}

// Draws into a box as wide as the box is, and again when that changes.
function fitted(box, picture) {
  let width = 0;
  const again = () => {
    const now = Math.floor(box.clientWidth);
    if (now && now !== width) { width = now; fill(box, picture(now)); }
  };
  new ResizeObserver(again).observe(box);
  again();
}

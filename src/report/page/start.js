// The head of the page, then every section.

function stamp(text) {
  const [day, time] = String(text).split("T");
  return day && time ? `${dayText(day)}, ${time.slice(0, 5)} UTC` : String(text);
}

function startHead() {
  const { generation: g, news } = DATA;
  fill(at("lede"), `What a program read in ${plural(g.rows.documents || 0, "article")}, each figure with the words it was read from (“read it” leads there). Tables of ${stamp(g.created_at)}.`, g.limit ? ` Only the first ${count(g.limit)} articles were read.` : "");
  const added = Object.fromEntries((news.tables || []).map(line => [line.table, line.added]));
  const tile = name => el("div", {}, el("dt", {}, TABLES[name]), el("dd", {}, count(g.rows[name] || 0), added[name] ? el("small", {}, `${count(added[name])} new`) : ""));
  fill(at("tiles"), Object.keys(TABLES).map(tile));
  fill(at("foot"), el("p", {}, `Generation ${g.id} · communique ${g.program}. All of it, with the sentence behind every row, is in the Parquet tables beside this file.`));
}

startHead();
startReader();
startPairs();
startMeetings();
startSectors();
startNews();
startQuality();

// The calendar: a table of years and months; a month that is chosen lists its events.

const CALENDARS = new Map([["", DATA.meetings], ...DATA.meetings.pairs.map(entry => [entry.pair, entry])]);

function startMeetings() {
  const choice = at("meetings-choice");
  if (!Object.keys(DATA.meetings.months).length) {
    choice.closest(".controls").hidden = true;
    return fill(at("meetings-view"), el("p", { class: "note" }, "No article tells of a meeting with a date."));
  }
  const pairs = DATA.meetings.pairs.map(entry => entry.pair).sort((a, b) => pairName(a).localeCompare(pairName(b), "en"));
  choice.append(el("option", { value: "" }, "all economies"), ...pairs.map(pair =>
    el("option", { value: pair }, `${pairName(pair)} (${CALENDARS.get(pair).events})`)));
  choice.addEventListener("change", () => showCalendar(choice.value));
  fill(at("meetings-hint"), `${plural(DATA.meetings.total, "dated event")}; ${plural(DATA.meetings.undated, "mention")} without a date`);
  showCalendar("");
}

const total = months => Object.values(months).reduce((sum, [held, planned]) => sum + held + planned, 0);

function showCalendar(pair) {
  const { months } = CALENDARS.get(pair);
  const years = [...new Set(Object.keys(months).map(month => month.slice(0, 4)))].sort().reverse();
  // A few events are not many, though no month has more.
  const most = Math.max(5, ...Object.values(months).map(([held, planned]) => held + planned));
  const grid = shown => el("div", { class: "scroll" }, el("table", { class: "calendar" },
    el("caption", { class: "unseen" }, `Meetings by month, ${pair ? pairName(pair) : "all economies"}`),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "unseen" }, "Year")), MONTHS.map(month => el("th", { scope: "col" }, month)))),
    el("tbody", {}, shown.map(year => el("tr", {}, el("th", { scope: "row" }, year), MONTHS.map((_, i) => day(months, `${year}-${String(i + 1).padStart(2, "0")}`, most, pair)))))));
  fill(at("meetings-view"), grid(years.slice(0, 8)),
    el("p", { class: "hint" }, "A number counts events held; one behind a + those announced. Choose a month to list them."),
    years.length > 8 && folded(`Earlier years (${years.length - 8})`, grid(years.slice(8))));
  listEvents(pair, "");
}

function day(months, month, most, pair) {
  const [held, planned] = months[month] || [0, 0];
  if (!held && !planned) return el("td", {});
  const level = Math.min(5, Math.max(1, Math.ceil(((held + planned) / most) * 5)));
  const [y, m] = month.split("-").map(Number);
  const label = `${MONTHS[m - 1]} ${y}: ${plural(held, "event")} held${planned ? `, ${planned} planned` : ""}`;
  const button = el("button", { type: "button", class: `heat l${level}`, "aria-label": label, "aria-pressed": "false", title: label }, held ? count(held) : "", planned ? el("small", {}, `+${count(planned)}`) : "");
  button.addEventListener("click", () => {
    at("meetings-view").querySelectorAll("[aria-pressed=true]").forEach(other => other.setAttribute("aria-pressed", "false"));
    button.setAttribute("aria-pressed", "true");
    listEvents(pair, month);
  });
  return el("td", {}, button);
}

function listEvents(pair, month) {
  const sides = pair ? pair.split("-") : [];
  const fits = event => sides.every(side => event.parties.includes(side)) && event.date_start.startsWith(month);
  const events = DATA.meetings.events.filter(fits);
  const shown = month ? events : events.slice(0, 6);
  const [held, planned] = (month && CALENDARS.get(pair).months[month]) || [0, 0];
  const [y, m] = month ? month.split("-").map(Number) : [];
  fill(at("meetings-list"), el("h3", {}, month ? `${MONTHS[m - 1]} ${y}` : "Latest"),
    el("ul", { class: "events" }, shown.map(event => el("li", {},
      el("span", { class: "when" }, period(event.date_start, event.date_end)),
      el("span", { class: "what" }, called(event.kind), event.status === "planned" && [" ", el("em", { class: "tag" }, "planned")],
        ": ", event.parties.map(party).join(", "), event.city || event.country ? " · " : "", event.city ? quoted(event.city) : event.country ? party(event.country) : "",
        event.name ? [" · ", quoted(event.name)] : "", " ", source(event.meeting_id))))),
    month && shown.length < held + planned && el("p", { class: "hint" }, `${plural(held + planned - shown.length, "more event")} of this month: in the tables.`));
}

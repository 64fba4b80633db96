//! When the event of a clause is: its date, and which year a day without one is of.

use super::candidate::lasts;
use super::clause::Clause;
use crate::calendar;
use crate::extract::article::Item;
use crate::lexicon::{Cue, CueSet, MeetingWord};
use crate::model::{MeetingKind, MentionKind, SlotBasis};
use jiff::civil::{Date, Weekday};

impl Clause<'_> {
    /// The nearest item of these kinds within the self.range.
    pub(super) fn nearest(&self, kinds: &'static [MentionKind]) -> Option<Item> {
        const NEAR: usize = 40;
        let distance = |i: &Item| if i.first >= self.hit.end { i.first - self.hit.end } else { self.hit.first.saturating_sub(i.end) + 2 };
        let late = |at: usize| usize::from(self.article.is_any(at, &["late", "mid", "early"]));
        let limit = |i: &Item| {
            let at = i.first.saturating_sub(1);
            let by_end = i.first >= 4 && self.article.starts(i.first - 4, &["by", "the", "end", "of"]);
            by_end || self.article.is_any(at - late(at).min(at), &["till", "until", "by"])
        };
        let fits =
            |i: &Item| self.fits_time(*i) && !limit(i) && !self.article.is_stamp(*i) && !self.is_of_telling(*i) && !self.is_former_plan(*i);
        let nearest = self.article.items_in(self.range.clone(), kinds).filter(fits).min_by_key(distance)?;
        // a day told a little further that is the event's comes before one of other matters
        let beside = self.hit.first.saturating_sub(NEAR).max(self.range.start)..(self.hit.end + NEAR).min(self.range.end);
        let own = || self.article.items_in(beside, kinds).filter(fits).filter(|i| self.dates_event(*i)).min_by_key(distance);
        let nearest = if self.dates_event(nearest) { nearest } else { own().unwrap_or(nearest) };
        // "today, 7 June 2023"
        let full = || self.article.item_at(nearest.end + 1, kinds).filter(|_| self.article.sign(nearest.end, ','));
        let open = self.article.is_any(nearest.first, &["today", "yesterday", "tomorrow"]);
        // "from Tuesday to Wednesday (May 27-28)"
        let bracket = || {
            let at = (nearest.end..nearest.end + 3).find(|&i| self.article.sign(i, '('))?;
            self.article.item_at(at + 1, &[MentionKind::Date])
        };
        if let Some(days) = bracket().filter(|_| self.article.form(nearest) == "weekday") {
            return Some(days);
        }
        Some(full().filter(|_| open).unwrap_or(nearest))
    }

    /// "planned originally for May, was held in July": when it did not take place.
    fn is_former_plan(&self, item: Item) -> bool {
        const NEAR: usize = 4;
        let lead = item.first.saturating_sub(NEAR).max(self.range.start)..item.first;
        let planned = ["planned", "scheduled", "set", "due", "foreseen"];
        // "was to take place in Lima in April, will be held in May"
        let far = item.first.saturating_sub(3 * NEAR).max(self.range.start)..item.first;
        let was = |i: usize| {
            self.article.is_any(i, &["was", "were"])
                && self.article.is_any(i + 1, &["to", "due", "scheduled", "planned", "set", "supposed", "slated"])
        };
        let put_off =
            far.into_iter().any(was) && self.article.has_any(item.end..self.range.end, &["will", "rescheduled", "postponed", "moved"]);
        if put_off {
            return true;
        }
        self.article.has_any(lead.clone(), &["originally", "initially", "first", "previously"]) && self.article.has_any(lead, &planned)
    }

    /// Days, single months and years that stand for a date, the half or quarter of a plan; not "the first eight months", not "for the past decade".
    fn fits_time(&self, item: Item) -> bool {
        let mention = self.article.mention(item);
        if mention.kind == MentionKind::Date {
            return true;
        }
        let ahead = || self.article.has_cue(self.range.clone(), Cue::Planned);
        mention.kind == MentionKind::Period
            && mention.code.is_some_and(|c| matches!(c.as_str(), "month" | "year") || c.as_str() == "part" && ahead())
    }

    /// "diplomatic relations since 1992", "adopted in 2007" date other things.
    pub(super) fn dates_event(&self, item: Item) -> bool {
        let article = self.article;
        let gap = if item.first >= self.hit.end { self.hit.end..item.first } else { item.end..self.hit.first };
        let beside = if item.first >= self.hit.end { gap.end.saturating_sub(6).max(gap.start)..gap.end } else { gap.clone() };
        let year = article.mention(item).kind == MentionKind::Period && article.mention(item).code.is_some_and(|c| c.as_str() == "year");
        let is_year = year && !article.has_any(beside, &["held", "place", "scheduled", "convened", "organized", "organised"]);
        let before_it = item.first < self.hit.first && self.is_behind_other(gap.clone());
        // "42 percent more than in 2021": what a figure is held against
        let than =
            item.first >= 2 && article.is_any(item.first - 2, &["than", "against", "to", "with"]) && article.is(item.first - 1, "in");
        let compared = item.first < self.hit.first && (than || article.is(item.first.saturating_sub(1), "than"));
        if before_it && !self.is_told_behind(item) || self.is_in_since_clause(item) || compared {
            return false;
        }
        // "the Ministry of Foreign Affairs and Trade" is a name
        // "the trade minister", "the newly appointed minister": what an office is of, and since when
        let office = |i: usize| {
            let held = article.items_in(gap.clone(), &[MentionKind::Role]).any(|r| r.first <= i && i < r.end);
            held || article.is(i.saturating_sub(1), "newly")
        };
        // "the commission on trade and economic cooperation", "a round table on trade": what the format is about
        let about = |i: usize| {
            const NEAR: usize = 6;
            let format = !matches!(self.kind, MeetingKind::Visit | MeetingKind::Talks | MeetingKind::Call);
            let on = || (self.hit.end.max(i.saturating_sub(NEAR))..i).rev().find(|&w| article.is_any(w, &["on", "for"]));
            let topic = format && i >= self.hit.end && article.is_any(i, &["trade", "relations"]);
            topic && self.kind == MeetingKind::Ceremony || topic && on().is_some_and(|on| !article.any_tells(on..i, MeetingWord::Told))
        };
        let first_to = self.is_first_to();
        let named = gap
            .clone()
            .any(|i| !article.tokens[i].capital && article.tells(i, MeetingWord::OtherEvent) && !office(i) && !about(i) && !first_to);
        // "discussed trade on 7 May": what was discussed is no event of its own
        // "relations, established in 1994, are led by the commission"
        // "Announced in March, the summit was held": when it was told
        let opens = item.first == article.sentences[self.no].first + 2 && article.is_any(item.first - 2, &["announced", "proposed"]);
        let founded = item.first >= 2
            && (opens
                || article.is_any(item.first - 2, &["established", "founded", "launched", "created", "formed"])
                || item.first >= 3 && article.starts(item.first - 3, &["set", "up"]))
            && article.is_any(item.first - 1, &["in", "on"]);
        // "the commission, set up in 2010, met in Lima"
        let participle = item.first.saturating_sub(if article.is(item.first.saturating_sub(2), "up") { 3 } else { 2 });
        let by_the_way = participle > 0 && article.sign(participle - 1, ',') && article.sign(item.end, ',');
        if founded && (item.end <= self.hit.first || by_the_way) {
            return false;
        }
        // "the first visit after taking office in May", "the visit will prepare the fair, in 2022"
        let began = |i: usize| {
            article.is_any(i, &["taking", "assuming", "entering", "winning"]) && article.is_any(i - 1, &["after", "since", "upon"])
        };
        let aside = is_year && self.kind == MeetingKind::Visit && item.first >= self.hit.end + 3 && article.sign(item.first - 2, ',');
        if item.first >= self.hit.end && ((item.first.saturating_sub(6).max(gap.start + 1)..item.first).any(began) || aside) {
            return false;
        }
        let other_verb = named && !self.hit.set.has(Cue::Discussed);
        // "on Friday X will be in Lima to attend the tripartite meeting": what is attended has that day
        let attended = article.has_any(self.hit.first.saturating_sub(3)..self.hit.first, &["attend"]);
        let busy = !attended && article.has_any(gap.clone(), &["attend", "address", "inaugurate", "sign"]);
        !(other_verb && gap.len() > 2 || self.is_of_figure(item))
            && !(self.kind == MeetingKind::Talks && busy)
            && !(is_year
                && gap.len() > if item.end <= self.hit.first { 14 } else { 9 }
                && !article.any_tells(gap.clone(), MeetingWord::Foreseen))
            && !self.is_of_agreement(item)
            && (!article.is(item.first.saturating_sub(1), "since") || article.possessive(item.end) || self.is_staying(item))
    }

    /// "set up under the 1994 agreement"
    fn is_of_agreement(&self, item: Item) -> bool {
        const PAPERS: &[&str] = &[
            "accord",
            "agreement",
            "charter",
            "constitution",
            "convention",
            "declaration",
            "deal",
            "law",
            "memorandum",
            "pact",
            "protocol",
            "treaty",
            "agreements",
            "budget",
            "plan",
            "programme",
            "program",
        ];
        self.article.is_any(item.end, PAPERS)
    }

    /// "Since Kenya opened its embassy in Lima in 2011, meetings have been held": since when, not when.
    fn is_in_since_clause(&self, item: Item) -> bool {
        let article = self.article;
        let first = article.sentences[self.no].first;
        article.is(first, "since") && item.end <= self.hit.first && !(first..item.first).any(|i| article.sign(i, ','))
    }

    /// "is staying in Lima since today on a two-day visit": the first day.
    fn is_staying(&self, item: Item) -> bool {
        const NEAR: usize = 6;
        let lead = item.first.saturating_sub(NEAR).max(self.range.start)..item.first;
        self.kind == MeetingKind::Visit && self.article.has_any(lead, &["staying", "stays"])
    }

    /// "on May 3, after the talks"; not "on May 3, after the welcome at the palace, X had talks": an aside that ends before the word.
    fn is_behind_other(&self, gap: std::ops::Range<usize>) -> bool {
        let article = self.article;
        let other = gap.clone().find(|&i| article.is_any(i, &["after", "before", "following", "ahead"]));
        other.is_some_and(|at| !(at > gap.start && article.sign(at - 1, ',') && (at..gap.end).any(|i| article.sign(i, ','))))
    }

    /// "The surplus grew in October, on the day the president arrives": the month of a figure told before.
    fn is_of_figure(&self, item: Item) -> bool {
        let article = self.article;
        let figures = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import, Cue::Surplus, Cue::Deficit, Cue::Balance]);
        let lead = item.first.saturating_sub(6).max(article.sentences[self.no].first)..item.first;
        article.mention(item).kind == MentionKind::Period && item.end <= self.hit.first && article.cues_in(lead, figures).next().is_some()
    }

    /// The days of a date; one without its year looks ahead when the event is planned.
    pub(super) fn days(&self, item: Item, planned: bool) -> (Option<Date>, Option<Date>, SlotBasis) {
        let (start, end, basis) = self.first_days(item, planned);
        match start.and_then(|s| self.second_day(item, s)) {
            Some(last) => (start, Some(last), SlotBasis::Resolved),
            None => (start, end, basis),
        }
    }

    /// "from Monday to Wednesday", "on May 30 and June 1": the last day, when it stands behind the first.
    fn second_day(&self, item: Item, start: Date) -> Option<Date> {
        let article = self.article;
        // "from Friday May 3, 2024, to Sunday May 5, 2024"
        let link = item.end + usize::from(article.sign(item.end, ','));
        let joined = article.is_any(link, &["and", "to", "till", "until", "through"]) || article.sign(link, '-');
        // "began on Wednesday and ended on Thursday"
        const ENDS: &[&str] = &["ended", "ends", "concluded", "finished", "closed", "closes", "concludes", "end"];
        let ended = article.is(link, "and") && article.is_any(link + 1, ENDS) && article.is(link + 2, "on");
        let link = if ended { link + 2 } else { link };
        let joined = joined || ended;
        let weekday = usize::from(article.tokens.get(link + 1).is_some_and(|t| t.is_word() && t.capital));
        let second = article.items_in(link + 1..link + 2 + weekday, &[MentionKind::Date]).next().filter(|_| joined)?;
        let mention = article.mention(second);
        let weekday = mention.number.filter(|n| *n < 10.0).and_then(|n| Weekday::from_monday_one_offset(n as i8).ok());
        let last = match weekday {
            Some(weekday) => calendar::next_weekday(start, weekday),
            None => mention.period_end,
        };
        last.filter(|l| *l > start)
    }

    /// The days of the item itself.
    fn first_days(&self, item: Item, planned: bool) -> (Option<Date>, Option<Date>, SlotBasis) {
        let article = self.article;
        let mention = article.mention(item);
        let published = article.document.published_on;
        let stated = |a, b| (a, b, if mention.basis == crate::model::Basis::Stated { SlotBasis::Stated } else { SlotBasis::Resolved });
        if let Some((start, end)) = self.days_in_year_told(item) {
            return (Some(start), Some(end), SlotBasis::Inferred);
        }
        if let (true, Some(open)) = (planned, mention.number) {
            let open = open as i32;
            if let Some(published) = published {
                let just_past = mention.period_end.filter(|_| open >= 100).filter(|end| is_recent(*end, published));
                return match just_past {
                    // a visit that is under way, or news that came late: not the same day of the year to come
                    Some(end) => stated(mention.period_start, Some(end)),
                    None => self.ahead(item, open, published),
                };
            }
            // "in April", planned, in an undated article whose year the text proves
            if let Some(year) = self.proved_year()
                && open >= 100
                && open % 100 == 0
            {
                let month = calendar::month(year, open / 100);
                return (month.map(|m| m.0), month.map(|m| m.1), SlotBasis::Inferred);
            }
        }
        if let (Some(open), Some(published), Some(past)) = (mention.number, published, mention.period_start) {
            // no tense tells: the nearer of the last and the next such day
            let ahead = self.ahead(item, open as i32, published);
            let told = self.is_told_of() || self.is_past() || self.was_held();
            if !told && self.is_fixed_in_present() && ahead.0.is_some() && !is_recent(mention.period_end.unwrap_or(past), published) {
                return ahead;
            }
            let days = |a: Date, b: Date| b.since(a).map_or(0, |s| s.get_days());
            if !told && ahead.0.is_some_and(|next| days(published, next) <= 120) && days(past, published) > 200 {
                return ahead;
            }
        }
        match (mention.period_start, mention.period_end) {
            (None, None) => (None, None, SlotBasis::Unresolved),
            (a, b) => stated(a, b),
        }
    }

    /// "paid a visit on May 17, 2023, on the eve of the summit of May 18-19": the year told before in the sentence, where it is a past one.
    fn days_in_year_told(&self, item: Item) -> Option<(Date, Date)> {
        let article = self.article;
        let mention = article.mention(item);
        let (start, end) = mention.period_start.zip(mention.period_end).filter(|_| mention.number.is_some_and(|open| open >= 100.0))?;
        let first = article.sentences[self.no].first;
        let told =
            article.items_in(first..item.first, &[MentionKind::Date]).last().map(|i| article.mention(i)).filter(|m| m.number.is_none())?;
        let year = told.period_start?.year();
        let back = i32::from(start.year()) - i32::from(year);
        let past = article.document.published_on.is_some_and(|published| published.year() > year);
        let (start, end) = crate::calendar::shift_years((start, end), -back)
            .filter(|_| past && back > 0 && mention.number.is_some_and(|n| n % 100.0 != 0.0))?;
        told.period_start.filter(|before| start >= *before).map(|_| (start, end))
    }

    /// "Lima hosts the fair from May 20 to 22", "the session opens in Lima on 3 June": a plan told in the present.
    fn is_fixed_in_present(&self) -> bool {
        const VERBS: &[&str] = &["hosts", "opens", "runs", "begins", "starts", "meets", "convenes", "gathers", "takes"];
        let format = !matches!(self.kind, MeetingKind::Visit | MeetingKind::Talks | MeetingKind::Call | MeetingKind::Ceremony);
        format && self.article.has_any(self.range.clone(), VERBS)
    }

    /// "was held", "outlined": a verb of the sentence is in the past.
    fn is_told_of(&self) -> bool {
        let article = self.article;
        let s = article.sentences[self.no];
        let ahead = |i: usize| article.is_any(i, &["expected", "scheduled", "planned", "supposed", "slated"]);
        let past = |i: usize| !article.tokens[i].capital && article.word(i).len() > 5 && article.word(i).ends_with("ed") && !ahead(i);
        article.any_tells(s.first..s.last, MeetingWord::Told) || (s.first..s.last).any(past)
    }

    pub(super) fn ahead(&self, item: Item, open: i32, published: Date) -> (Option<Date>, Option<Date>, SlotBasis) {
        let mention = self.article.mention(item);
        let basis = SlotBasis::Resolved;
        if open < 10 {
            let day = Weekday::from_monday_one_offset(open as i8).ok().and_then(|w| calendar::next_weekday(published, w));
            return (day, day, basis);
        }
        if open % 100 == 0 {
            let month = calendar::next_month(published, open / 100);
            return (month.map(|m| m.0), month.map(|m| m.1), basis);
        }
        let start = calendar::next_day(published, open / 100, open % 100);
        let length = mention.period_start.zip(mention.period_end).map_or(0, |(a, b)| i64::from(b.since(a).map_or(0, |s| s.get_days())));
        (start, start.and_then(|s| calendar::plus_days(s, length)), basis)
    }

    /// The year that resolved expressions of an undated article prove.
    fn proved_year(&self) -> Option<i32> {
        crate::extract::published_year(self.article)
    }

    /// "during which the commission met", "in the course of that visit", "in November, when he visited Moscow": the clause tells of
    /// the time of the event before it.
    pub(super) fn is_during(&self) -> bool {
        let article = self.article;
        let opening = self.range.start..(self.range.start + 7).min(self.range.end);
        let start = self.range.start + usize::from(article.sign(self.range.start, ','));
        let when = start > article.sentences[self.no].first && article.is(start, "when");
        let of_trip = |i: usize| {
            let on = article.is(i, "during") || article.starts(i, &["course", "of"]) || article.starts(i, &["framework", "of"]);
            let noun = i + if article.is(i, "during") { 1 } else { 2 };
            on && (article.is(noun, "which")
                || article.is_any(noun, &["the", "that", "this", "his", "her", "their"])
                    && article.is_any(noun + 1, &["visit", "trip", "stay", "tour"])
                    && !article.is_any(noun + 2, &["of", "to", "by", "in"]))
        };
        // "attended the session in May, during a state visit"
        let within = self.kind == MeetingKind::Visit && article.has_any(self.hit.first.saturating_sub(2)..self.hit.first, &["during"]);
        // the words themselves may be the end of the clause before
        let lead = start.saturating_sub(4).max(article.sentences[self.no].first)..start;
        // "On the sidelines, the working group met"
        let margins =
            article.is(start, "on") && (start..start + 4).any(|i| article.tells(i, MeetingWord::Margins) && article.sign(i + 1, ','));
        // "on the sidelines of the fair, which is held on May 3, X met Y": of the event told before
        let told = (article.sentences[self.no].first..self.range.start).any(|i| article.tells(i, MeetingWord::Margins));
        let beside = told && self.kind == MeetingKind::Talks;
        when || within || margins || beside || opening.into_iter().chain(lead).any(of_trip)
    }
}

/// Whether a day without a year is that of the last days, not the same day a year on.
fn is_recent(end: Date, published: Date) -> bool {
    published.since(end).is_ok_and(|s| (-14..=10).contains(&s.get_days()))
}

/// The last day of an event of several: told, or from its length in days.
pub(super) fn last_day(kind: MeetingKind, start: Option<Date>, end: Option<Date>, days: Option<i64>, until: Option<Date>) -> Option<Date> {
    if !lasts(kind) && days.is_none() || start.is_none() || start != end {
        return end;
    }
    let lasting = days.and_then(|n| start.and_then(|s| calendar::plus_days(s, n - 1)));
    until.filter(|u| Some(*u) > start).or(lasting).or(end)
}

//! When the event of a clause is: its date, whether it lies ahead, how long it lasts.

use super::candidate::lasts;
use super::clause::{Clause, TIMES};
use crate::calendar;
use crate::extract::article::Item;
use crate::lexicon::{Cue, CueSet, MeetingWord};
use crate::model::{MeetingKind, MentionKind, SlotBasis};
use jiff::civil::{Date, Weekday};
use std::ops::Range;

impl Clause<'_> {
    /// The nearest item of these kinds within the self.range.
    pub(super) fn nearest(&self, kinds: &'static [MentionKind]) -> Option<Item> {
        let distance = |i: &Item| if i.first >= self.hit.end { i.first - self.hit.end } else { self.hit.first.saturating_sub(i.end) + 2 };
        let limit = |i: &Item| self.article.is_any(i.first.saturating_sub(1), &["till", "until", "by"]);
        let fits = |i: &Item| self.fits_time(*i) && !limit(i) && !self.article.is_stamp(*i) && !self.is_of_telling(*i);
        let nearest = self.article.items_in(self.range.clone(), kinds).filter(fits).min_by_key(distance)?;
        // "today, 7 June 2023"
        let full = || self.article.item_at(nearest.end + 1, kinds).filter(|_| self.article.sign(nearest.end, ','));
        let open = self.article.is_any(nearest.first, &["today", "yesterday", "tomorrow"]);
        Some(full().filter(|_| open).unwrap_or(nearest))
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
        let before_it = item.first < self.hit.first && article.has_any(gap.clone(), &["after", "before", "following", "ahead"]);
        if before_it && !self.is_told_behind(item) {
            return false;
        }
        // "the Ministry of Foreign Affairs and Trade" is a name
        // "the trade minister", "the newly appointed minister": what an office is of, and since when
        let office = |i: usize| {
            let held = article.items_in(gap.clone(), &[MentionKind::Role]).any(|r| r.first <= i && i < r.end);
            held || article.is(i.saturating_sub(1), "newly")
        };
        let named = gap.clone().any(|i| !article.tokens[i].capital && article.tells(i, MeetingWord::OtherEvent) && !office(i));
        // "discussed trade on 7 May": what was discussed is no event of its own
        let other_verb = named && !self.hit.set.has(Cue::Discussed);
        // "on Friday X will be in Lima to attend the tripartite meeting": what is attended has that day
        let attended = article.has_any(self.hit.first.saturating_sub(3)..self.hit.first, &["attend"]);
        let busy = !attended && article.has_any(gap.clone(), &["attend", "address", "inaugurate", "sign"]);
        !(other_verb && gap.len() > 2 || self.is_of_figure(item))
            && !(self.kind == MeetingKind::Talks && busy)
            && !(is_year && gap.len() > 9)
            && !article.is_any(item.first.saturating_sub(1), &["since"])
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
            let told = self.is_told_of();
            let days = |a: Date, b: Date| b.since(a).map_or(0, |s| s.get_days());
            if !told && ahead.0.is_some_and(|next| days(published, next) <= 45) && days(past, published) > 200 {
                return ahead;
            }
        }
        match (mention.period_start, mention.period_end) {
            (None, None) => (None, None, SlotBasis::Unresolved),
            (a, b) => stated(a, b),
        }
    }

    /// "was held", "outlined": a verb of the sentence is in the past.
    fn is_told_of(&self) -> bool {
        let article = self.article;
        let s = article.sentences[self.no];
        let ahead = |i: usize| article.is_any(i, &["expected", "scheduled", "planned", "supposed", "slated"]);
        let past = |i: usize| !article.tokens[i].capital && article.word(i).len() > 5 && article.word(i).ends_with("ed") && !ahead(i);
        article.any_tells(s.first..s.last, MeetingWord::Told) || (s.first..s.last).any(past)
    }

    fn ahead(&self, item: Item, open: i32, published: Date) -> (Option<Date>, Option<Date>, SlotBasis) {
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

    pub(super) fn is_planned(&self) -> bool {
        let article = self.article;
        let near = self.hit.first.saturating_sub(12).max(self.range.start)..(self.hit.end + 14).min(self.range.end);
        // "the planned visit", whatever is told of it in the past; not "the scheduled talks were held"
        if article.any_tells(self.hit.first.saturating_sub(1)..self.hit.end, MeetingWord::Upcoming) {
            return !self.was_held();
        }
        let past = self.is_past();
        // "began on Friday in Cali a two-day visit"
        // not "it was made known that the next session"
        let lead = self.hit.first.saturating_sub(7).max(self.range.start)..self.hit.first;
        let begun = article.any_tells(lead.clone(), MeetingWord::Begun) && !article.has_any(lead, &["be", "will", "that"]);
        if begun || self.is_under_way() || self.is_first_to() || self.is_recalled() {
            return false;
        }
        let weekday = self.nearest(TIMES).is_some_and(|i| article.form(i) == "weekday");
        let holds = weekday && article.any_tells(near.clone(), MeetingWord::WeekdayVerb);
        let awaited = holds
            || article.has_phrase(article.sentences[self.no].first..self.hit.first, &["look", "forward"])
            || article.has_phrase(article.sentences[self.no].first..self.hit.first, &["looking", "forward"]);
        (article.has_cue(near.clone(), Cue::Planned)
            || article.has_any(near.clone(), &["will", "shall"])
            || article.any_tells(near.clone(), MeetingWord::SetsOut)
            || awaited
            || self.is_carried_ahead()
            || self.is_due()
            || self.is_to_be(near.clone())
            || self.is_in_plan_of_headline()
            // "visits Lima later this year"
            || article.has_phrase(near.clone(), &["later", "this"])
            || weekday && self.is_progressive(near))
            && !past
    }

    /// "the talks of the ministers were held", "the talks took place"
    fn was_held(&self) -> bool {
        let article = self.article;
        (self.hit.end..self.range.end).any(|i| {
            article.is_any(i, &["was", "were"]) && article.tells(i + 1, MeetingWord::Occurs) || article.starts(i, &["took", "place"])
        })
    }

    /// "the first foreign minister to visit Kenya": told of who does or did.
    fn is_first_to(&self) -> bool {
        const NEAR: usize = 7;
        let article = self.article;
        let to = article.is(self.hit.first, "to") || article.is(self.hit.first.saturating_sub(1), "to");
        let lead = self.hit.first.saturating_sub(NEAR).max(self.range.start)..self.hit.first;
        to && self.hit.set.has(Cue::VisitVerb)
            && article.has_any(lead.clone(), &["first", "only"])
            && !article.has_any(lead, &["will", "would"])
    }

    /// A verb in the past stands by.
    pub(super) fn is_past(&self) -> bool {
        let article = self.article;
        let near = self.hit.first.saturating_sub(12).max(self.range.start)..(self.hit.end + 14).min(self.range.end);
        article.any_tells(near.clone(), MeetingWord::Past)
            && !article.has_any(near, &["will", "be", "scheduled", "upcoming", "forthcoming", "agreed", "decided"])
    }

    /// "is to meet with the president", "there is to be a meeting"; not "the aim is to meet".
    fn is_due(&self) -> bool {
        const NEAR: usize = 5;
        const WHO: &[MentionKind] = &[MentionKind::Person, MentionKind::Role, MentionKind::Country];
        let article = self.article;
        let from = self.hit.first.saturating_sub(NEAR).max(self.range.start);
        let Some(be) = (from..self.hit.first).find(|&i| article.is_any(i, &["is", "are"]) && article.is(i + 1, "to")) else { return false };
        let Some(before) = be.checked_sub(1) else { return false };
        let somebody = article.items_in(be.saturating_sub(NEAR)..be, WHO).any(|i| i.end == be);
        somebody || article.is_any(before, &["he", "she", "they", "who", "there", "both", "delegation", "delegations"])
    }

    /// "the session is to be convened", "the visit that he is to make"; not "the aim of the visit is to make ties stronger".
    fn is_to_be(&self, mut near: Range<usize>) -> bool {
        const STEPS: &[&str] = &["make", "pay", "start", "begin", "undertake"];
        let article = self.article;
        let lead = self.hit.first.saturating_sub(3).max(self.range.start)..self.hit.first;
        let aim = article.has_any(lead, &["aim", "purpose", "goal", "objective", "task"]);
        let due = |i: usize| article.is_any(i, &["is", "are"]) && article.is(i + 1, "to");
        let held = |i: usize| article.is(i, "be") && article.tells(i + 1, MeetingWord::Occurs);
        !aim && near.any(|i| due(i) && (held(i + 2) || article.is_any(i + 2, STEPS)))
    }

    /// "Kenyan minister to visit Peru, hold talks with Adams", "Adams off to Peru, to meet the president": a headline leaves out what is planned.
    fn is_in_plan_of_headline(&self) -> bool {
        const WHO: &[MentionKind] = &[MentionKind::Person, MentionKind::Role, MentionKind::Country];
        const WHERE: &[MentionKind] = &[MentionKind::City, MentionKind::Country];
        let article = self.article;
        let first = article.sentences[self.no].first;
        let plan = |i: usize| {
            article.is(i, "to")
                && (article.sign(i - 1, ',') || article.items_in(first..i, WHO).any(|who| who.end == i))
                && article.item_at(i + 1, WHERE).is_none()
                && !article.is(i + 1, "the")
        };
        article.is_title(self.no) && (first + 1..self.hit.first + 1).any(plan)
    }

    /// "is in Peru on a state visit, which will last three days"
    fn is_under_way(&self) -> bool {
        const NEAR: usize = 8;
        let article = self.article;
        let lead = self.hit.first.saturating_sub(NEAR).max(self.range.start)..self.hit.first;
        let there =
            |i: usize| article.is_any(i, &["is", "are"]) && article.is(i + 1, "in") && article.has_any(i + 2..self.hit.first, &["on"]);
        self.kind == MeetingKind::Visit && self.hit.set.has(Cue::Visit) && lead.into_iter().any(there)
    }

    /// "the recent visit is expected to give an impulse": it has been made.
    pub(super) fn is_recalled(&self) -> bool {
        let lead = self.hit.first.saturating_sub(4).max(self.range.start);
        self.article.has_any(lead..self.hit.end, &["recent", "previous", "previously", "ago"])
    }

    /// "is scheduled to meet the president on Sunday, apart from holding a meeting": the plan holds for the rest of the sentence.
    fn is_carried_ahead(&self) -> bool {
        let article = self.article;
        let first = article.sentences[self.no].first;
        // "will travel to India with a delegation on Wednesday to attend the exhibition"
        let format = matches!(self.kind, MeetingKind::Forum | MeetingKind::Commission | MeetingKind::Summit | MeetingKind::Consultations);
        let trip = format && article.any_tells(self.range.start..self.hit.first, MeetingWord::Attends);
        let before = if trip { self.hit.first } else { self.range.start };
        let Some(plan) = (first..before).rev().find(|&i| article.is_any(i, &["will", "shall", "scheduled", "due", "expected", "agreed"]))
        else {
            return false;
        };
        let until = (self.hit.end + 14).min(self.range.end);
        // "will be held"
        let over = |i: usize| article.tells(i, MeetingWord::Past) && !article.is(i - 1, "be");
        !(plan + 1..until).any(|i| over(i) || article.is_any(i, &["said", "after"]))
    }

    /// "is arriving on Friday"
    fn is_progressive(&self, mut near: Range<usize>) -> bool {
        let article = self.article;
        near.any(|i| article.is_any(i, &["is", "are"]) && article.tells(i + 1, MeetingWord::Travelling))
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
        when || within || margins || opening.into_iter().chain(lead).any(of_trip)
    }

    /// "which will last till June 12": the last day.
    pub(super) fn until(&self) -> Option<Date> {
        let article = self.article;
        let item = article
            .items_in(self.range.clone(), &[MentionKind::Date])
            .find(|i| article.is_any(i.first.saturating_sub(1), &["till", "until"]))?;
        let mention = article.mention(item);
        match (mention.number, article.document.published_on) {
            (Some(open), Some(published)) => self.ahead(item, open as i32, published).0,
            _ => mention.period_end,
        }
    }

    /// "a two-day visit", "for three days"
    pub(super) fn duration(&self) -> Option<i64> {
        let article = self.article;
        let lasts = |i: usize| {
            let of_stay = article.is(i.saturating_sub(2), "of") && article.is_any(i.saturating_sub(3), &["visit", "trip", "stay", "tour"]);
            let told = of_stay || article.is_any(i.saturating_sub(2), &["for", "lasts", "last", "lasting"]);
            article.is(i, "day") || article.is(i, "days") && told
        };
        self.range.clone().filter(|&i| i >= 2 && lasts(i)).find_map(|at| self.days_before(at))
    }

    /// "begins his visit on Friday", "a visit starting on July 26": only the first day is told.
    pub(super) fn is_beginning(&self, time: Item) -> bool {
        let article = self.article;
        let begins = |i: usize| {
            article.is_any(
                i,
                &["begin", "begins", "began", "begun", "beginning", "start", "starts", "started", "starting", "kicks", "embarks"],
            )
        };
        let on = time.first.saturating_sub(1 + usize::from(article.is_any(time.first.saturating_sub(1), &["on", "from"])));
        (self.hit.first.saturating_sub(5).max(self.range.start)..self.hit.first).any(begins) || begins(on)
    }

    /// "the two-day visit ended today", "concluded his visit on Friday": only the last day is told.
    pub(super) fn is_ending(&self) -> bool {
        let article = self.article;
        let near = self.hit.first.saturating_sub(5).max(self.range.start)..(self.hit.end + 12).min(self.range.end);
        article.any_tells(near.clone(), MeetingWord::Ending) || article.has_phrase(near, &["will", "end"])
    }

    /// The number before "-day".
    fn days_before(&self, at: usize) -> Option<i64> {
        let article = self.article;
        let word = article.word(if article.sign(at - 1, '-') { at - 2 } else { at - 1 }).to_lowercase();
        ["zero", "one", "two", "three", "four", "five", "six", "seven"]
            .iter()
            .position(|w| *w == word)
            .map(|n| n as i64)
            .or_else(|| word.parse().ok())
            .filter(|n| (1..=10).contains(n))
    }
}

/// Whether a day without a year is that of the last days, not the same day a year on.
fn is_recent(end: Date, published: Date) -> bool {
    published.since(end).is_ok_and(|s| (-14..=10).contains(&s.get_days()))
}

/// The last day of an event of several: told, or from its length in days.
pub(super) fn last_day(kind: MeetingKind, start: Option<Date>, end: Option<Date>, days: Option<i64>, until: Option<Date>) -> Option<Date> {
    if !lasts(kind) || start.is_none() || start != end {
        return end;
    }
    let lasting = days.and_then(|n| start.and_then(|s| calendar::plus_days(s, n - 1)));
    until.filter(|u| Some(*u) > start).or(lasting).or(end)
}

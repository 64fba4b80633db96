//! Where the event of a clause is.

use super::clause::{Clause, PLACES};
use super::series::{town_before, town_behind};
use super::stay::place_of_stop;
use crate::extract::article::Item;
use crate::lexicon::{Cue, MeetingWord};
use crate::model::{Code, MeetingKind, MentionKind};

/// What an "in" that places the event may stand behind.
const ITEMS: &[MentionKind] = &[
    MentionKind::Person,
    MentionKind::Role,
    MentionKind::Date,
    MentionKind::Period,
    MentionKind::City,
    MentionKind::Country,
    MentionKind::Group,
    MentionKind::Organisation,
];

impl Clause<'_> {
    /// The city and country of the event.
    pub(super) fn place(&self) -> (Option<String>, Option<Code>) {
        let article = self.article;
        if let Some(stop) = self.stop() {
            let mention = article.mention(stop);
            let city = mention.name.clone().filter(|_| mention.kind == MentionKind::City);
            return (city, mention.country);
        }
        if let Some(visited) = self.visited_place() {
            let mention = article.mention(visited);
            return (mention.name.clone().filter(|_| mention.kind == MentionKind::City), mention.country);
        }
        if let Some(town) = self.town_of_round() {
            let mention = article.mention(town);
            return (mention.name.clone(), mention.country);
        }
        let distance = |i: &Item| if i.first >= self.hit.end { i.first - self.hit.end } else { self.hit.first.saturating_sub(i.end) + 3 };
        let city = article
            .items_in(self.range.clone(), &[MentionKind::City])
            .filter(|i| article.form(*i) != "region" && !self.is_elsewhere(*i) && !self.is_of_other_event(*i))
            .filter(|i| !self.is_of_paper(*i))
            .filter(|i| self.is_at(*i) && !self.is_actor(*i) && !self.is_dateline(*i) && !self.is_where_told(*i))
            .min_by_key(distance);
        if let Some(item) = city {
            let mention = article.mention(item);
            return (mention.name.clone(), mention.country);
        }
        if let Some((town, country)) = self.town_by_country() {
            return (Some(town), Some(country));
        }
        if let Some(item) = self.where_before().or_else(|| self.there()) {
            let mention = article.mention(item);
            return (mention.name.clone().filter(|_| mention.kind == MentionKind::City), mention.country);
        }
        if let Some(item) = self.where_opened() {
            let mention = article.mention(item);
            return (mention.name.clone(), mention.country);
        }
        if let Some(dateline) = self.here() {
            let mention = article.mention(dateline);
            return (mention.name.clone(), mention.country);
        }
        if let Some((capital, country)) = self.capital_city() {
            return (Some(capital), Some(country));
        }
        if self.kind == MeetingKind::Visit {
            return (None, self.destination());
        }
        let inside = article.items_in(self.range.clone(), &[MentionKind::Country]).find(|i| {
            !self.is_of_other_event(*i)
                && (article.form(*i) == "name" && (self.is_inside(*i) || self.is_behind_town(*i)) || self.is_of_house(*i))
        });
        (None, inside.and_then(|i| article.party(i)).or_else(|| self.host_country()).or_else(|| self.host_of_event()))
    }

    /// "Athens the third", "the seventh by Dushanbe"
    fn town_of_round(&self) -> Option<Item> {
        let number = self.article.item_at(self.hit.first, &[MentionKind::Ordinal]).filter(|i| i.first == self.hit.first)?;
        town_before(self.article, number).or_else(|| town_behind(self.article, number))
    }

    /// "the next stop is Berlin"
    pub(super) fn stop(&self) -> Option<Item> {
        let stop = self.article.is_any(self.hit.first, &["stop", "leg"]);
        if stop { place_of_stop(self.article, self.hit.first) } else { None }
    }

    /// "Lima was visited by President X"
    fn visited_place(&self) -> Option<Item> {
        let article = self.article;
        let passive = article.is(self.hit.end - 1, "visited") && article.is(self.hit.end, "by");
        let verb = |i: usize| article.is_any(i, &["was", "were", "is", "has", "have", "had", "been", "being", "also", "will", "be"]);
        let place = article.items_in(self.range.start..self.hit.first, &[MentionKind::City, MentionKind::Country]).last();
        place.filter(|i| passive && (i.end..self.hit.first).all(verb) && article.form(*i) != "adjective")
    }

    /// "came a week after the two had signed the pact in Peru"
    pub(super) fn is_of_other_event(&self, item: Item) -> bool {
        let article = self.article;
        let gap = self.hit.end..item.first;
        // "exchanged views on the results of the meeting in Peru"
        if gap.clone().any(|i| article.is_any(i, &["results", "outcome", "outcomes"]) && article.is(i + 1, "of")) {
            return true;
        }
        let after = gap.clone().find(|&i| article.is_any(i, &["after", "since"]));
        after.is_some_and(|a| (a..item.first).any(|i| !article.tokens[i].capital && article.tells(i, MeetingWord::OtherEvent)))
    }

    /// "Oslo approved it, and the minister visited Peru": a city of another country than the one that is visited.
    fn is_elsewhere(&self, city: Item) -> bool {
        let article = self.article;
        let goal = || article.items_in(self.hit.end..(self.hit.end + 3).min(self.range.end), &[MentionKind::Country]).next();
        let visited = |i: &Item| {
            let the = usize::from(article.is(i.first.saturating_sub(1), "the"));
            let to = article.is_any(i.first.saturating_sub(1 + the), &["to", "visit", "visited", "visits", "visiting"]);
            to && article.form(*i) == "name" && !article.possessive(i.end)
        };
        let goal = if self.kind == MeetingKind::Visit { goal().filter(visited) } else { None };
        goal.and_then(|i| article.party(i)).zip(article.mention(city).country).is_some_and(|(goal, at)| goal != at)
    }

    /// "in Peru" behind the word of meeting or whoever is named beside it; not "the community in Peru", "the war in Peru".
    fn is_inside(&self, item: Item) -> bool {
        let article = self.article;
        let the = usize::from(article.is(item.first.saturating_sub(1), "the"));
        let lead = item.first.checked_sub(1 + the);
        // "in the capital of Peru"
        if lead.is_some_and(|p| p > 3 && article.is(p, "of") && article.is(p - 1, "capital") && article.has_any(p - 3..p, &["in"])) {
            return true;
        }
        // "at the Vatican"
        let seat = |p: usize| article.is(p, "at") && article.party(item).is_some_and(|c| c.as_str() == "VAT");
        let Some(prep) = lead.filter(|&p| article.is(p, "in") || seat(p)) else { return false };
        let Some(before) = prep.checked_sub(1) else { return true };
        let first = article.sentences[self.no].first;
        let word = article.word(before);
        let noun = article.tokens[before].is_word() && !article.tokens[before].capital && article.item_at(before, ITEMS).is_none();
        let noun = noun && !["ed", "ly"].iter().any(|end| word.ends_with(end));
        let told = before < self.hit.end && before >= self.hit.first || article.any_tells(before..prep, MeetingWord::Occurs);
        let house = matches!(self.kind, MeetingKind::Ceremony | MeetingKind::Forum) && article.tells(before, MeetingWord::Opened);
        let beside = house || article.any_tells(before..prep, MeetingWord::BeforeIn);
        prep == first || !noun || told || beside
    }

    /// "in Lima", "(Lima, 2021)", "Lima hosted", "hosted by Lima", "the third Lima in 2021".
    fn is_at(&self, i: Item) -> bool {
        let article = self.article;
        let before = i.first.checked_sub(1);
        // "a delegation of the Kremlin"
        let lead = i.first.saturating_sub(1 + usize::from(before.is_some_and(|b| article.is(b, "the"))));
        if article.form(i) == "seat" && article.is_any(lead, &["of", "from", "by"]) {
            return false;
        }
        // "leaves from Lima": where a trip begins
        let leaves = |b: usize| article.is(b, "from") && article.any_tells(b.saturating_sub(3)..b, MeetingWord::SetsOut);
        // "flew on from Lima to Quito"
        let sets_out = self.kind == MeetingKind::Visit && self.hit.set.has(Cue::VisitVerb) && i.first >= self.hit.end;
        if before.is_some_and(|b| leaves(b) || sets_out && article.is(b, "from")) {
            return false;
        }
        let led = before.is_some_and(|b| article.tells(b, MeetingWord::BeforePlace) || article.sign(b, '(') || article.sign(b, ','))
            || i.first == article.sentences[self.no].first;
        let the = before.is_some_and(|b| article.is(b, "the") && article.is_any(b.saturating_sub(1), &["in", "at", "to"]));
        // "in the capital Lima"
        let capital = before.is_some_and(|b| article.is(b, "capital") && article.has_any(b.saturating_sub(4)..b, &["in", "to"]));
        let venue = article.is_any(i.end, &["was", "is", "became"])
            && (i.end + 2..i.end + 5)
                .any(|w| article.is_any(w, &["venue", "scene", "place", "host"]) && article.is_any(w - 1, &["the", "a"]));
        let hosts = venue
            || article.is_any(i.end, &["hosted", "hosts", "will", "became"])
            // "Lima is hosting the fair"
            || article.is_any(i.end, &["is", "was"]) && article.is_any(i.end + 1, &["hosting", "welcoming", "receiving"])
            || article.is_any(i.end, &["received", "welcomed", "plays", "played", "stages", "staged", "welcomes", "receives"]) && self.is_round_of(i.end)
            // "the conference that Lima is to host"
            || article.is_any(i.end, &["is", "was"]) && article.starts(i.end + 1, &["to", "host"])
            || (i.first.saturating_sub(2)..i.first).any(|w| article.is(w, "by")) && article.has_any(self.hit.first..i.first, &["hosted"]);
        let numbered = article.items_in(self.hit.first..self.hit.first + 1, &[MentionKind::Ordinal]).next().is_some();
        let of_trip = self.kind == MeetingKind::Visit && i.end == self.hit.first;
        of_trip || self.is_in_name(i) || led || the || capital || hosts || numbered && i.first > self.hit.first
    }

    /// "the 48th Lima International Trade Fair"
    fn is_in_name(&self, city: Item) -> bool {
        let gathering = matches!(self.kind, MeetingKind::Forum | MeetingKind::Summit);
        let name = city.end..self.hit.end;
        gathering && city.end <= self.hit.first && name.into_iter().all(|i| self.article.tokens[i].capital)
    }

    /// "the Lima Times": a paper, and no place.
    fn is_of_paper(&self, city: Item) -> bool {
        const PAPERS: &[&str] = &["times", "herald", "post", "news", "gazette", "tribune", "today", "observer", "daily", "telegraph"];
        self.article.tokens.get(city.end).is_some_and(|t| t.capital) && self.article.is_any(city.end, PAPERS)
    }

    /// "told reporters in Lima", "the embassy in Lima said": where the news was told.
    fn is_where_told(&self, item: Item) -> bool {
        let article = self.article;
        let prep = item.first.saturating_sub(1);
        let lead = prep.saturating_sub(2).max(article.sentences[self.no].first)..prep;
        const TELLERS: &[&str] = &["embassy", "reporters", "journalists", "announcement", "source", "sources", "correspondent"];
        // "opened its embassy in Lima", "the embassy in Lima gave a reception"
        let house = self.kind == MeetingKind::Ceremony && article.is(prep.saturating_sub(1), "embassy");
        let house = house && !article.any_tells(item.end..item.end + 2, MeetingWord::Reporting);
        let teller = !house && article.is_any(prep.saturating_sub(1), TELLERS) || article.any_tells(lead, MeetingWord::Reporting);
        let teller = teller || article.is_any(prep.saturating_sub(1), &["released", "issued"]);
        // "the Kenyan ambassador to Lima"
        let post = article.is(prep, "to") && article.is_any(prep.saturating_sub(1), &["ambassador", "envoy"]);
        article.is(prep, "in") && teller || post
    }

    /// "arrived in Lima, where he attended the forum": the city right before.
    fn where_before(&self) -> Option<Item> {
        let article = self.article;
        let at = (self.range.start.saturating_sub(1)..self.hit.first.min(self.range.start + 3)).find(|&i| article.is(i, "where"))?;
        // "will fly to Kenya on an official visit, where he will meet"
        let trip = |i: usize| {
            article.sign(i, ',') || article.is_any(i, &["on", "for", "an", "a", "official", "state", "working", "visit", "trip", "later"])
        };
        let near = at.saturating_sub(8).max(article.sentences[self.no].first)..at;
        let goal = article
            .items_in(near, &[MentionKind::Country])
            .last()
            .filter(|i| article.form(*i) == "name" && article.is(i.first - 1, "to") && (i.end..at).all(trip));
        if goal.is_some() {
            return goal;
        }
        let from = at.saturating_sub(3).max(article.sentences[self.no].first);
        article.items_in(from..at, &[MentionKind::City]).last()
    }

    /// "He spoke in Lima. There, he will meet the president", "The summit will take place there": the city that the sentence before ends with.
    fn there(&self) -> Option<Item> {
        let article = self.article;
        let first = article.sentences[self.no].first;
        let before = article.sentences.get(self.no.checked_sub(1)?)?;
        let opens = self.range.start == first && article.is(first, "there") && article.sign(first + 1, ',');
        let opens =
            opens || (self.hit.end + 1..self.range.end).any(|i| article.is(i, "there") && article.tells(i - 1, MeetingWord::Occurs));
        let led = |i: &Item| article.is_any(i.first - 1, &["in", "to"]);
        article.items_in(before.first + 1..before.last, &[MentionKind::City]).filter(|i| opens && led(i)).last()
    }

    /// "While attending the meetings in Lima, X had talks", "On the sidelines of the Lima Trade Forum, X met Y": where both were.
    fn where_opened(&self) -> Option<Item> {
        const OPENS: &[&str] = &["while", "during", "on", "at", "in", "attending", "after", "within"];
        let article = self.article;
        let s = article.sentences[self.no];
        let opens = article.is_any(s.first, OPENS) && self.kind == MeetingKind::Talks;
        let until = if self.range.start > s.first { self.range.start } else { self.hit.first };
        let comma = (s.first..until).find(|&i| article.sign(i, ',') || article.sign(i, '(')).unwrap_or(until);
        let until = if self.range.start > s.first { until } else { comma };
        if !opens || until - s.first > 30 || article.items_in(s.first..until, &[MentionKind::Person]).next().is_some() {
            return None;
        }
        let town = |i: &Item| !matches!(article.form(*i), "region" | "seat" | "adjective");
        let mut towns = article.items_in(s.first..until, &[MentionKind::City]).filter(town);
        let town = towns.next().filter(|_| towns.next().is_none())?;
        let inside = article.is_any(town.first - 1, &["in", "at"]);
        let opening = article.is_any(s.first, &["while", "during", "on", "at"]);
        let name = (town.end..(town.end + 5).min(until)).take_while(|&i| article.tokens[i].capital);
        let of_event =
            opening && name.into_iter().any(|i| article.is_any(i, &["forum", "conference", "summit", "fair", "expo", "congress", "club"]));
        (inside || of_event).then_some(town)
    }

    /// "arrived here on Friday", "the session of the council was held here": in the city that the article's dateline names.
    fn here(&self) -> Option<Item> {
        const NEAR: usize = 8;
        let article = self.article;
        let near = self.hit.first.saturating_sub(2).max(self.range.start)..(self.hit.end + NEAR).min(self.range.end);
        let held = |i: usize| article.is(i, "here") && article.any_tells(i - 1..i, MeetingWord::Occurs);
        article.dateline().filter(|_| article.has_any(near, &["here"]) || (self.hit.end..self.range.end).any(held))
    }

    /// "in the Kazakh capital"
    fn capital_city(&self) -> Option<(String, Code)> {
        let article = self.article;
        let at = self.range.clone().find(|&i| article.is(i, "capital") && !article.is_any(i + 1, &["of", "in"]))?;
        let Some(item) = article.items_in(at.saturating_sub(2)..at, &[MentionKind::Country]).last() else { return self.the_capital(at) };
        let code = article.party(item)?;
        Some((article.lexicon.geography.capitals.get(&code)?.clone(), code))
    }

    /// "in the capital": the one that the sentences before speak of.
    fn the_capital(&self, at: usize) -> Option<(String, Code)> {
        const REACH: usize = 3;
        let article = self.article;
        let from = article.sentences[self.no.saturating_sub(REACH)].first;
        let bare = at >= 2 && article.starts(at - 2, &["in", "the"]);
        let is_capital = |i: &Item| {
            let mention = article.mention(*i);
            mention.country.is_some_and(|c| article.lexicon.geography.capitals.get(&c) == mention.name.as_ref())
        };
        let item = article.items_in(from..at, &[MentionKind::City]).filter(is_capital).last().filter(|_| bare)?;
        article.mention(item).name.clone().zip(article.mention(item).country)
    }

    /// "Bucharest is interested": a capital that acts is no place.
    fn is_actor(&self, item: Item) -> bool {
        if self.acts_beside(item) {
            return true;
        }
        let venue = self.article.has_any(item.end + 2..item.end + 5, &["venue", "scene", "host"]) || self.article.is(item.end + 2, "place");
        self.article.is_any(item.end, &["is", "was", "has", "welcomed", "and"])
            && !venue
            && !self.article.starts(item.end + 1, &["to", "host"])
            && !self.article.is_any(item.end + 1, &["hosting", "welcoming", "receiving"])
            && !(self.article.is(item.end, "welcomed") && self.is_round_of(item.end))
            && !self.article.is_any(item.first.saturating_sub(1), &["in", "at", "to", "visit", "visited", "visiting"])
    }

    /// "ASTANA – Kazakh Deputy Prime Minister ..."
    fn is_dateline(&self, item: Item) -> bool {
        let article = self.article;
        let sentence = article.sentences[article.sentence_of(item.first)];
        let dated = sentence.opens_line
            && item.first == sentence.first
            && article.sign(item.end, ',')
            && article
                .items_in(item.end + 1..item.end + 2, &[MentionKind::Date])
                .any(|d| article.sign(d.end, '(') || article.sign(d.end, ',') || article.sign(d.end, '-'));
        if dated {
            return true;
        }
        let shouted =
            article.word(item.first).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && article.word(item.first).len() > 3;
        let opens = item.first <= sentence.first + 3;
        let dash = (item.end..(item.end + 10).min(sentence.last))
            .any(|i| article.sign(i, '-') || article.sign(i, ':') || article.sign(i, '.') || article.sign(i, ')') || article.sign(i, '/'));
        opens && dash && (shouted || sentence.opens_line && ['(', '[', ':', '-', '/'].iter().any(|&c| article.sign(item.end, c)))
    }

    /// "President X received Minister Y, who arrived in the country": that of the one who received him.
    fn receivers_country(&self) -> Option<Code> {
        let article = self.article;
        let s = article.sentences[self.no];
        let there = (self.hit.first..self.range.end)
            .any(|i| article.is_any(i, &["in", "to"]) && article.starts(i + 1, &["the", "country"]) && !article.is(i + 3, "of"));
        let verb = (s.first..self.hit.end).find(|&i| article.is_any(i, &["received", "receives", "hosted", "welcomed"]))?;
        let host = article.items_in(s.first..verb, &[MentionKind::Person]).last()?;
        self.people.of_item(article, host).and_then(|p| self.people.all[p].country).filter(|_| there)
    }

    /// "an official visit to Kazakhstan", "arrives in Kazakhstan", "the country received"
    fn destination(&self) -> Option<Code> {
        let article = self.article;
        // "after the visit, he is expected to free those on their way to Peru"
        const FAR: usize = 14;
        const NAME: usize = 10;
        // "the visit of President X to Peru": a long name stands between
        let named = article.items_in(self.hit.end..self.hit.end + NAME, &[MentionKind::Person]).next();
        let far = named.map_or(self.hit.end, |who| who.end) + FAR;
        let town = |i: &Item| article.mention(*i).kind == MentionKind::Country;
        let behind = article.items_in(self.hit.first..self.range.end.min(far), PLACES).find(|i| {
            let p = i.first.saturating_sub(1);
            let led = |w: usize| article.is_any(w, &["to", "in", "for", "visited", "visiting", "visits", "visit"]);
            // "the visit the Russian delegates ..." goes nowhere
            article.form(*i) != "adjective"
                && (led(p) || article.is(p, "the") && led(p.saturating_sub(1)) || town(i) && self.is_behind_town(*i))
        });
        // "is expected in Kenya for a state visit"
        let before = article.items_in(self.range.start..self.hit.first, &[MentionKind::Country]).filter(|i| {
            let led = (i.first.saturating_sub(2)..i.first).find(|&w| article.is(w, "in"));
            // "will come to Kenya for a state visit"
            let comes = (i.first.saturating_sub(2)..i.first).any(|w| {
                w > 0
                    && article.is(w, "to")
                    && article.is_any(w - 1, &["come", "comes", "came", "coming", "travel", "travels", "go", "goes", "went"])
            });
            article.form(*i) == "name"
                && (comes && self.hit.first - i.end <= 8
                    || i.end == self.hit.first && !self.hit.set.has(Cue::VisitVerb)
                    || self.hit.first - i.end <= 8 && led.is_some_and(|w| w > 0 && article.tells(w - 1, MeetingWord::BeingThere)))
        });
        behind
            .or(before.last())
            .and_then(|i| article.party(i))
            .or_else(|| self.receivers_country())
            .or_else(|| self.host_of_visit())
            .or_else(|| article.has_phrase(self.range.clone(), &["the", "country", "received"]).then_some(self.discourse.home).flatten())
    }
}

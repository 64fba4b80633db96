//! Who a clause speaks of without the name, and who is named in it without taking part.
//!
//! "He", "the minister", "the Uzbek leader" are the one that a sentence before has for its subject; "with the President of
//! Finland" is the one who holds that office elsewhere in the article. Who only reports, invites or is remembered takes no part.

use super::clause::Clause;
use super::people::Known;
use super::same_rank;
use crate::extract::article::{Article, Item};
use crate::lexicon::{Cue, MeetingWord, Rank};
use crate::model::{MeetingKind, MentionKind};

/// How many sentences back a subject is looked for.
const REACH: usize = 4;

/// Among how many people the holder of an office is looked for: more than any article names.
const MOST_HOLDERS: usize = 200;

impl Clause<'_> {
    /// Who "he", "who" or "the minister", subject of the clause, is.
    pub(super) fn subject(&self) -> Option<usize> {
        let article = self.article;
        let sentence = article.sentences[self.no];
        let from = self.range.start;
        let named = article.items_in(self.range.clone(), &[MentionKind::Person]).next().is_some();
        if !named && self.stop().is_some() {
            return self.subject_before(|_| true);
        }
        if let Some(behind) = self.named_behind() {
            return Some(behind);
        }
        // "was in Lima and met the speaker": the one who was there
        let and = [from, from.saturating_sub(1)].into_iter().find(|&i| i > sentence.first && article.is(i, "and"));
        if and.is_some_and(|and| self.is_bare_verb(and + 1)) {
            let acting = article.items_in(sentence.first..from, &[MentionKind::Person]).filter(|i| !self.is_object(self.no, *i)).last();
            // "he will meet the speaker and open a forum"
            let he = || article.has_any(sentence.first..from, &["he", "she"]).then(|| self.subject_before(|_| true)).flatten();
            return acting.map_or_else(he, |i| self.people.of_item(article, i));
        }
        if let Some(before) = self.before_aside() {
            return Some(before);
        }
        // "arrived in Lima following a visit to Quito": the one who arrived
        let lead = self.hit.first.saturating_sub(3).max(sentence.first)..self.hit.first;
        // "held talks with the minister during a one-day visit to Peru"
        let during = (self.hit.first.saturating_sub(6).max(sentence.first)..self.hit.first)
            .any(|i| article.is_any(i, &["during", "on"]) && article.is_any(i + 1, &["a", "an"]));
        if self.kind == MeetingKind::Visit && !named && (during || article.has_any(lead, &["following", "after"])) {
            let acting = article.items_in(sentence.first..from, &[MentionKind::Person]).find(|i| !self.is_object(self.no, *i));
            return acting.and_then(|i| self.people.of_item(article, i)).or_else(|| self.subject_before(|_| true));
        }
        let who = from > sentence.first && article.is_any(from, &["who", "where"]) || article.is(from.saturating_sub(1), "who");
        if let Some(before) = article.items_in(sentence.first..from, &[MentionKind::Person]).last().filter(|_| who) {
            return self.people.of_item(article, before);
        }
        if let Some(at) = (from..self.hit.first).find(|&i| article.is_any(i, &["he", "she"])) {
            let named = || article.items_in(sentence.first..at, &[MentionKind::Person]);
            let in_sentence = named().find(|i| !self.is_object(self.no, *i));
            // "His talks were with X; after that he was received": of whom the sentences before speak
            if in_sentence.is_none() && named().next().is_some() && article.has_any(sentence.first..at, &["his", "her"]) {
                return self.subject_before(|_| true);
            }
            let in_sentence = in_sentence.or_else(|| named().next());
            if in_sentence.is_none() && article.has_any(sentence.first..at, &["guest", "visitor"]) {
                return self.visitor();
            }
            let in_sentence = in_sentence.and_then(|i| self.people.of_item(article, i));
            return in_sentence.or_else(|| self.holder_before()).or_else(|| self.subject_before(|_| true));
        }
        self.title_subject()
    }

    /// "During his visit to Peru, Kenyan Minister X invited": he whose name the next clause opens with.
    fn named_behind(&self) -> Option<usize> {
        const GOAL: usize = 10;
        const OFFICE: usize = 10;
        let article = self.article;
        let s = article.sentences[self.no];
        let own = self.hit.first > s.first && article.is_any(self.hit.first - 1, &["his", "her"]);
        let visiting = article.is(self.hit.end - 1, "visiting") && article.item_at(self.hit.end, &[MentionKind::Person]).is_some();
        let before = article.items_in(s.first..self.hit.first, &[MentionKind::Person, MentionKind::Role]).next().is_some();
        if self.kind != MeetingKind::Visit || !(own || visiting) || before {
            return None;
        }
        let comma = (self.hit.end..(self.hit.end + GOAL).min(s.last)).find(|&i| article.sign(i, ','))?;
        let named = article.items_in(self.hit.end + usize::from(visiting)..comma, &[MentionKind::Person]).next().is_some();
        if named && !visiting {
            return None;
        }
        let item = article.items_in(comma..(comma + OFFICE).min(s.last), &[MentionKind::Person]).next()?;
        // "During his visit to Lima, President X received the guest": the guest's
        if article.is_any(item.end, &["received", "receives", "hosted", "hosts", "welcomed", "welcomes"]) {
            return None;
        }
        let office = |i: usize| {
            article.tokens[i].capital
                || article.possessive(i)
                || article.is_any(i, &["the", "of"])
                || article.item_at(i, &[MentionKind::Role, MentionKind::Country]).is_some()
        };
        (comma + 1..item.first).all(office).then(|| self.people.of_item(article, item)).flatten()
    }

    /// "and met", "and later pay courtesy calls on": the words of meeting right behind, with no subject of their own.
    fn is_bare_verb(&self, from: usize) -> bool {
        const ADVERBS: &[&str] = &[
            "also", "then", "later", "had", "has", "have", "hold", "held", "pay", "paid", "courtesy", "a", "an", "will", "to", "from",
            "there",
        ];
        const AT_EVENT: &[&str] = &["open", "opened", "address", "addressed", "attend", "attended", "inaugurate", "inaugurated", "the"];
        let event = self.kind == MeetingKind::Forum || self.kind == MeetingKind::Summit;
        from <= self.hit.first
            && (from..self.hit.first).all(|i| self.article.is_any(i, ADVERBS) || event && self.article.is_any(i, AT_EVENT))
    }

    /// "X, who arrived in Lima on Friday, met with Y", "X, on his first trip, was received by Y": whom the words between the commas tell more of.
    fn before_aside(&self) -> Option<usize> {
        let article = self.article;
        let first = article.sentences[self.no].first;
        let start = self.range.start;
        let closes = start > first && article.sign(start, ',') && self.hit.first - start <= 3;
        // "the Kenyan president, X, came": his name between commas
        let named = article.items_in(first + 1..start, &[MentionKind::Person]).last().filter(|i| closes && i.end == start);
        if let Some(item) = named.filter(|i| article.sign(i.first - 1, ',')) {
            return self.people.of_item(article, item);
        }
        // "X who is the first to visit, met Y"
        let who = |i: usize| article.is(i, "who") && article.items_in(first..i, &[MentionKind::Person]).last().is_some_and(|p| p.end == i);
        let opens = |i: usize| {
            who(i)
                || article.sign(i - 1, ',') && article.is_any(i, &["who", "which", "on", "during", "after", "at", "in", "a", "an", "the"])
        };
        let aside = closes.then(|| (first + 1..start).rev().find(|&i| opens(i)))??;
        let item = article.items_in(first..aside, &[MentionKind::Person]).last().filter(|i| aside - i.end <= 2)?;
        self.people.of_item(article, item)
    }

    /// "The guest had come from Peru": the one whose visit was told last, "a visit by Adams".
    fn visitor(&self) -> Option<usize> {
        let article = self.article;
        let from = article.sentences[self.no.saturating_sub(REACH)].first;
        let visits = |i: &Item| {
            // an office may stand between: "a visit by Kenyan Prime Minister Adams"
            (i.first.saturating_sub(6)..i.first)
                .any(|w| article.is_any(w, &["by", "of"]) && article.is_any(w.saturating_sub(1), &["visit", "trip"]))
                || article.is(i.first.saturating_sub(1), "visiting")
        };
        let item = article.items_in(from..article.sentences[self.no].first, &[MentionKind::Person]).filter(visits).last()?;
        self.people.of_item(article, item)
    }

    /// "received him", "gave him an audience": the one that the sentences before speak of.
    pub(super) fn object(&self) -> Option<usize> {
        let article = self.article;
        let taken = (self.hit.end..self.hit.end + 3)
            .any(|i| article.is_any(i, &["took", "takes", "brought"]) && article.is_any(i + 1, &["him", "her"]));
        let him = taken || article.has_any(self.hit.first..self.hit.end + 1, &["him"]);
        // of whom the sentence speaks, or those before
        let here = || {
            let first = article.sentences[self.no].first;
            let item = article.items_in(first..self.range.start, &[MentionKind::Person]).find(|i| !self.is_object(self.no, *i))?;
            self.people.of_item(article, item)
        };
        if him { here().filter(|_| taken).or_else(|| self.subject_before(|_| true)) } else { None }
    }

    /// "The two presidents also chaired": the two who hold that office, of one economy each.
    pub(super) fn both(&self) -> Vec<usize> {
        let article = self.article;
        if let Some(two) = self.the_two() {
            return two;
        }
        let plural = |i: &Item| article.mention(*i).name.as_deref() == Some("plural") && article.mention(*i).country.is_none();
        for item in article.items_in(self.range.clone(), &[MentionKind::Role]).filter(plural) {
            let known = article.is_any(item.first.saturating_sub(1), &["the", "two", "both"]);
            let others = article.items_in(item.end..item.end + 4, &[MentionKind::Country, MentionKind::Person]).next().is_some();
            let Some(rank) = article.mention(item).code.as_ref().and_then(|c| Rank::parse(c.as_str())) else { continue };
            let leaders = article.is_any(item.end - 1, &["leaders"]);
            let fits = |k: &Known| match k.rank {
                Some(held) if leaders => matches!(held, Rank::HeadOfState | Rank::HeadOfGovernment),
                Some(held) => same_rank(Some(held), Some(rank)) || rank == Rank::Minister && held == Rank::ForeignMinister,
                None => false,
            };
            let mut holders: Vec<usize> = self.people.before(item.first).into_iter().filter(|&i| fits(&self.people.all[i])).collect();
            holders.dedup();
            if let (true, false, [a, b]) = (known, others, &holders[..])
                && (self.people.all[*a].country != self.people.all[*b].country || self.people.all[*a].country.is_none())
            {
                return holders;
            }
        }
        Vec::new()
    }

    /// "The two held a meeting": those whom the sentence before names, when it names two, of two countries.
    fn the_two(&self) -> Option<Vec<usize>> {
        const VERBS: &[&str] = &["held", "met", "discussed", "spoke", "talked", "also", "will", "have", "had", "are", "were", "exchanged"];
        let article = self.article;
        let first = article.sentences[self.no].first;
        let opens = article.starts(first, &["the", "two"]) && article.is_any(first + 2, VERBS) && self.range.start == first;
        // "X came to Lima for talks with Y, and the two opened a forum"
        let here = self.range.start > first
            && article.items_in(self.range.clone(), &[MentionKind::Person]).next().is_none()
            && (self.range.start..self.hit.first).any(|i| article.starts(i, &["the", "two"]) && article.tokens[i + 2].is_word());
        if here {
            let two = self.people.in_range(article, first..self.range.start);
            let sides: Vec<_> = two.iter().map(|&p| self.people.all[p].country).collect();
            return Some(two).filter(|_| sides.len() == 2 && sides[0] != sides[1] && sides.iter().all(Option::is_some));
        }
        let two = self.people.in_sentence(article, self.no.checked_sub(1)?);
        let [a, b] = two[..] else { return None };
        let sides = self.people.all[a].country.zip(self.people.all[b].country);
        (opens && sides.is_some_and(|(a, b)| a != b)).then_some(two)
    }

    /// The one that the sentences before speak of and that fits: a subject of theirs, else anybody they name first.
    pub(super) fn subject_before(&self, fits: impl Fn(&Known) -> bool) -> Option<usize> {
        let article = self.article;
        let sentences = || (self.no.saturating_sub(REACH)..self.no).rev();
        let items = |n: usize| {
            let s = article.sentences[n];
            article.items_in(s.first..s.last, &[MentionKind::Person])
        };
        let person = |item: Item| self.people.of_item(article, item).filter(|&i| fits(&self.people.all[i]));
        sentences()
            .find_map(|n| items(n).filter(|i| !self.is_object(n, *i)).find_map(person))
            .or_else(|| sentences().find_map(|n| items(n).filter(|i| !self.is_absent(*i)).find_map(person)))
            .or_else(|| sentences().find_map(|n| items(n).find_map(person)))
    }

    /// "The minister also met with ...", "the Uzbek leader received": an office alone, subject of the clause.
    fn title_subject(&self) -> Option<usize> {
        let article = self.article;
        let item = article
            .items_in(self.range.start..self.hit.first, &[MentionKind::Role])
            .find(|i| self.is_bare_office(*i) && self.leads_clause(*i))?;
        let named_before = article.items_in(self.range.start..self.hit.first, &[MentionKind::Person]).any(|p| p.first < item.first);
        if named_before {
            return None;
        }
        let mention = article.mention(item);
        let country = mention.country;
        let fits = |known: &Known| holds(known, mention.role.as_deref(), mention.code.as_ref().map(|c| c.as_str()), country);
        // who is known to be of that country comes before whom no sentence ties to one
        let own = || self.subject_before(|known| known.country == country && fits(known)).filter(|&p| fits(&self.people.all[p]));
        country.and_then(|_| own()).or_else(|| self.subject_before(fits))
    }

    /// "with the President of Finland": those who hold the offices that the clause names without a name.
    pub(super) fn by_office(&self) -> Vec<usize> {
        let article = self.article;
        article
            .items_in(self.range.clone(), &[MentionKind::Role])
            .filter(|i| self.is_bare_office(*i) && !self.is_absent(*i))
            .filter_map(|i| self.holder(i))
            .collect()
    }

    /// The one who holds an office of a country that is told without his name.
    fn holder(&self, office: Item) -> Option<usize> {
        let mention = self.article.mention(office);
        let country = mention.country?;
        let rank = mention.code.as_ref().map(|c| c.as_str());
        let fits = |k: &&Known| k.country == Some(country) && holds(k, mention.role.as_deref(), rank, Some(country));
        let mut holders = self.people.all.iter().enumerate().take(MOST_HOLDERS).filter(|(_, k)| fits(k));
        let (first, _) = holders.next()?;
        holders.next().is_none().then_some(first)
    }

    /// "This is the third trip of the Kenyan president. He had been in Lima": the one of whom the sentence before speaks by his office.
    fn holder_before(&self) -> Option<usize> {
        let article = self.article;
        let s = article.sentences[self.no.checked_sub(1)?];
        let named = article.items_in(s.first..s.last, &[MentionKind::Person]).next().is_some();
        let mut offices = article.items_in(s.first..s.last, &[MentionKind::Role]).filter(|i| !named && self.is_bare_office(*i));
        let office = offices.next()?;
        if offices.next().is_some() { None } else { self.holder(office) }
    }

    /// An office of one holder that stands beside no name.
    pub(super) fn is_bare_office(&self, item: Item) -> bool {
        let article = self.article;
        let single = article.mention(item).name.as_deref() == Some("office");
        let role = article.mention(item).role.as_deref().unwrap_or("");
        let counterpart = role.ends_with("counterpart") || role.ends_with("colleague") || role.starts_with("former");
        let names_behind = article.items_in(item.end..item.end + 3, &[MentionKind::Person]).next().is_some();
        let names_before = article
            .items_in(item.first.saturating_sub(12)..item.first, &[MentionKind::Person])
            .last()
            .is_some_and(|p| item.first.wrapping_sub(p.end) <= 6 && (article.sign(p.end, ',') || article.sign(p.end, '(')));
        single && !counterpart && !names_behind && !names_before
    }

    /// "The minister", "Uzbekistan's president": behind no preposition.
    fn leads_clause(&self, item: Item) -> bool {
        let article = self.article;
        let mut at = item.first;
        while at > self.range.start
            && (article.is_any(at - 1, &["the", "visiting"])
                || article.possessive(at - 1)
                || article.item_at(at - 1, &[MentionKind::Country]).is_some())
        {
            at -= 1;
        }
        let led = at < item.first;
        led && (at == self.range.start || !article.tells(at - 1, MeetingWord::Preposition))
    }

    /// "at the invitation of X", "the mausoleum of X", "X's message": named, and not there.
    pub(super) fn is_absent(&self, item: Item) -> bool {
        let article = self.article;
        let from = item.first.saturating_sub(9).max(article.sentences[article.sentence_of(item.first)].first);
        let before = article.items_in(from..item.first, &[MentionKind::Person]).last();
        let from = before.map_or(from, |p| p.end);
        let lead = from..item.first;
        if article.has_any(lead.clone(), &["counterpart"]) {
            return false;
        }
        // "conveyed the greetings of President X and Prime Minister Y"
        if let Some(before) = before.filter(|p| article.is(p.end, "and")) {
            let office = |i: usize| article.items_in(i..i + 1, &[MentionKind::Role]).next().is_some() || article.tokens[i].capital;
            if (before.end + 1..item.first).all(office) && self.is_absent(before) {
                return true;
            }
        }
        let invites = article.has_phrase(lead.clone(), &["invitation", "of"])
            || article.has_phrase(lead.clone(), &["invited", "by"])
            || article.has_phrase(lead.clone(), &["signed", "by"]);
        // "apologies to the president": he is there to hear them
        let told_him = |i: usize| article.is_any(i, &["apologies", "apology"]) && article.has_any(i + 1..item.first, &["to"]);
        let of_him = |i: usize| article.tells(i, MeetingWord::Absent) && article.has_any(i + 1..item.first, &["of", "from", "to", "by"]);
        // "at the initiative of the French side, President X"
        let office = article.items_in(from..item.first, &[MentionKind::Role]).filter(|r| r.end == item.first).last();
        let opens = office.is_some_and(|r| r.first > from && article.sign(r.first - 1, ','));
        let spoken_of = lead.clone().any(|i| of_him(i) && !told_him(i)) && !opens || serves_him(article, item);
        let sends = article.possessive(item.end) && article.any_tells(item.end + 1..item.end + 4, MeetingWord::Absent);
        invites || spoken_of || sends
    }

    /// "X recalled the visit by Y", "X's visit follows that of Y", "preparations for Y's visit": whose trip it is, when that is told.
    pub(super) fn own_visitor(&self) -> Option<usize> {
        const REACH: usize = 10;
        let article = self.article;
        let noun = self.kind == MeetingKind::Visit && !self.hit.set.has(Cue::VisitVerb);
        let before = article
            .items_in(self.hit.first.saturating_sub(6).max(self.range.start)..self.hit.first, &[MentionKind::Person])
            .last()
            .filter(|i| article.possessive(i.end));
        let of = |i: &Item| {
            let lead = self.hit.end..i.first;
            let by = lead.clone().rev().find(|&w| article.is_any(w, &["of", "by"]))?;
            let office = article.items_in(by..i.first, &[MentionKind::Role]).next().is_none_or(|r| r.first <= by + 3);
            (office && by <= self.hit.end + REACH && i.first - by <= REACH).then_some(*i)
        };
        let behind = || article.items_in(self.hit.end..self.range.end, &[MentionKind::Person]).next().as_ref().and_then(of);
        before.or_else(behind).filter(|_| noun).and_then(|i| self.people.of_item(article, i))
    }

    /// "X praised the visit of the Peruvian president": the trip of one who is not named.
    pub(super) fn is_of_office(&self) -> bool {
        const NEAR: usize = 4;
        let article = self.article;
        let (from, last) = (self.hit.end, self.range.end);
        let noun = self.kind == MeetingKind::Visit && !self.hit.set.has(Cue::VisitVerb) && article.is_any(from, &["of", "by"]);
        let office = article.items_in(from..(from + NEAR).min(last), &[MentionKind::Role]).next().filter(|_| noun);
        let abroad = |r: Item| article.mention(r).country.is_some() && article.mention(r).name.as_deref() == Some("office");
        office.is_some_and(|r| abroad(r) && article.items_in(r.end..(r.end + NEAR).min(last), &[MentionKind::Person]).next().is_none())
    }
}

/// Whether a person can be meant by an office without a name: of its rank, and not of another country.
fn holds(known: &Known, role: Option<&str>, rank: Option<&str>, country: Option<crate::model::Code>) -> bool {
    let Some(held) = known.rank else { return false };
    let role = role.unwrap_or("").to_lowercase();
    let fits = match (rank.and_then(Rank::parse), role.as_str()) {
        (_, "leader") => matches!(held, Rank::HeadOfState | Rank::HeadOfGovernment),
        (_, "diplomat") => matches!(held, Rank::ForeignMinister | Rank::DeputyMinister | Rank::Ambassador | Rank::Envoy),
        (_, "minister") => matches!(held, Rank::Minister | Rank::ForeignMinister),
        (_, "official") => !matches!(held, Rank::HeadOfState | Rank::HeadOfGovernment),
        (Some(Rank::Minister | Rank::Official), _) => known.role.as_deref().is_some_and(|r| r.to_lowercase() == role),
        (Some(Rank::ForeignMinister), _) => known.is_foreign_minister(),
        (Some(rank), _) => rank == held,
        (None, _) => false,
    };
    fits && (country.is_none() || known.country.is_none() || known.country == country)
}

/// "adviser for commerce to Prime Minister X": whom another one serves.
pub(super) fn serves_him(article: &Article, item: Item) -> bool {
    const AIDES: &[&str] = &["adviser", "advisor", "aide", "assistant", "spokesman", "spokesperson", "spokeswoman"];
    const NEAR: usize = 9;
    let from = item.first.saturating_sub(NEAR).max(article.sentences[article.sentence_of(item.first)].first);
    let office = article.items_in(from..item.first, &[MentionKind::Role]).filter(|r| r.end == item.first).last();
    let to = office.and_then(|r| r.first.checked_sub(1)).filter(|&at| article.is_any(at, &["to", "for"]));
    to.is_some_and(|at| article.has_any(from..at, AIDES))
}

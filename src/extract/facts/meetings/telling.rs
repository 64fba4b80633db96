//! The day on which the news was told: that of no event, or that of the speech which is reported.

use super::clause::{Clause, TIMES};
use crate::extract::article::{Article, Item};
use crate::lexicon::{MeetingWord, Rank};
use crate::model::{MeetingKind, MentionKind};

impl Clause<'_> {
    /// "the ministry said on Wednesday that ...": when it was told.
    pub(super) fn is_of_telling(&self, item: Item) -> bool {
        // "said on Thursday at the conference", "said on Thursday when he met the minister": the day of both
        let there = item.end <= self.hit.first && self.article.is_any(item.end, &["at", "during", "when", "as", "while"]);
        !(there || self.is_told_behind(item)) && is_day_of_telling(self.article, item, self.hit.first)
    }

    /// "announced on Thursday in Lima, following talks there with X": told on the day of the talks.
    pub(super) fn is_told_behind(&self, item: Item) -> bool {
        let article = self.article;
        let lead = self.hit.first.saturating_sub(3)..self.hit.first;
        let talks = self.kind == MeetingKind::Talks && item.end <= lead.start && article.has_any(lead, &["following", "after"]);
        talks && is_day_of_telling(article, item, self.hit.first)
    }

    /// "The minister said on Monday ... In his speech at the forum, he said": who spoke there spoke on that day.
    pub(super) fn day_of_speech(&self) -> Option<Item> {
        const REACH: usize = 3;
        let article = self.article;
        let s = article.sentences[self.no];
        let lead = self.hit.first.saturating_sub(8).max(s.first)..self.hit.first;
        let chairing = article.has_any(lead.clone(), &["chairing"]) && article.has_any(lead.clone(), &["was"]);
        let spoken = chairing
            || article.has_any(lead, &["at", "during", "speaking", "addressing"])
                && article.any_tells(s.first..s.last, MeetingWord::Speech);
        let dated = article.items_in(s.first..s.last, TIMES).next().is_some();
        if !spoken || dated || matches!(self.kind, MeetingKind::Visit | MeetingKind::Call) || self.is_planned() {
            return None;
        }
        // "He was chairing a meeting": of whom the sentence before speaks
        let speakers = match self.subject().filter(|_| chairing) {
            Some(subject) => vec![subject],
            None => self.people.in_sentence(article, self.no),
        };
        (self.no.saturating_sub(REACH)..self.no).rev().find_map(|no| self.day_told(no, &speakers))
    }

    /// The day on which one of these people said what a sentence reports.
    fn day_told(&self, no: usize, speakers: &[usize]) -> Option<Item> {
        let article = self.article;
        let s = article.sentences[no];
        let day = article.items_in(s.first..s.last, &[MentionKind::Date]).find(|i| is_day_of_telling(article, *i, s.last))?;
        let near = day.first.saturating_sub(12).max(s.first)..(day.end + 4).min(s.last);
        let teller = article.items_in(near.clone(), &[MentionKind::Person]).filter_map(|i| self.people.of_item(article, i)).last();
        let office = article
            .items_in(near, &[MentionKind::Role])
            .filter_map(|i| article.mention(i).code)
            .filter_map(|c| Rank::parse(c.as_str()))
            .last();
        let speaks = match teller {
            Some(teller) => speakers.contains(&teller),
            None => office.is_some() && speakers.iter().any(|&p| self.people.all[p].rank == office),
        };
        speaks.then_some(day)
    }
}

/// "according to a statement on Monday", "the ministry said in a press release issued on Friday": when the paper came out.
fn is_day_of_paper(article: &Article, on: usize) -> bool {
    const PAPERS: &[&str] = &["statement", "release", "announcement", "communique", "report", "notice", "tweet", "post", "message"];
    const NEAR: usize = 8;
    let placed = |i: usize| article.is(i, "in") || article.tokens[i].capital;
    let issued = |i: usize| placed(i) || article.is_any(i, &["issued", "released", "published", "sent", "here", "posted"]);
    // "According to information obtained on Sunday, X will"
    let first = article.sentences[article.sentence_of(on)].first;
    let day = article.items_in(on..on + 3, &[MentionKind::Date]).next();
    let closes = day.is_some_and(|d| article.sign(d.end, ',') && !(first..d.first).any(|i| article.sign(i, ',')));
    if closes && article.starts(first, &["according", "to"]) {
        return true;
    }
    let paper = (on.saturating_sub(4)..on).find(|&i| article.is_any(i, PAPERS) && (i + 1..on).all(issued));
    let Some(paper) = paper else { return false };
    let lead = paper.saturating_sub(NEAR).max(article.sentences[article.sentence_of(paper)].first)..paper;
    let about = (on..on + 3).any(|i| article.is_any(i, &["regarding", "concerning", "about"]));
    about || article.has_phrase(lead.clone(), &["according", "to"]) || lead.into_iter().any(|i| article.tells(i, MeetingWord::Reporting))
}

/// "said on Wednesday", "on Wednesday said", but for a word of meeting that is itself a verb of telling.
fn is_day_of_telling(article: &Article, item: Item, hit: usize) -> bool {
    let on = item.first.saturating_sub(usize::from(article.is(item.first.saturating_sub(1), "on")));
    // "said here on Sunday"
    let verb = on.saturating_sub(1 + usize::from(article.is(on.saturating_sub(1), "here")));
    // "said in a statement on Tuesday that", "told the Herald yesterday that"
    let near = item.first.saturating_sub(6).max(article.sentences[article.sentence_of(item.first)].first)..item.first;
    let that = article.is(item.end, "that") && near.into_iter().any(|i| article.tells(i, MeetingWord::Reporting) && i != hit);
    let told = that || article.tells(verb, MeetingWord::Reporting) && verb != hit || is_day_of_paper(article, on);
    let tells = article.tells(item.end, MeetingWord::Reporting) || article.is_any(item.end, &["agreed", "decided"]);
    article.mention(item).kind == MentionKind::Date && (told || tells && item.end <= hit)
}

//! The article as the rules see it: tokens, mentions and cues by position.

use crate::lexicon::{ClauseWord, Cue, CueSet, Lexicon, MeetingWord, TimeWord};
use crate::model::{Code, Document, Mention, MentionKind, Span};
use crate::text::{Cut, Sentence, Shapes, Token, TokenKind};

/// A mention with the tokens that it covers.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Index into the mentions.
    pub mention: usize,
    /// Its kind, told here too: most items are passed over by it.
    pub kind: MentionKind,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
}

/// A cue phrase and the tokens that it covers.
#[derive(Clone, Copy, Debug)]
pub struct CueHit {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// What it announces.
    pub set: CueSet,
}

/// A document, looked up once for all rules.
pub struct Article<'a> {
    /// The document.
    pub document: &'a Document,
    /// The words.
    pub lexicon: &'a Lexicon,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its mentions.
    pub mentions: &'a [Mention],
    /// Mentions outside page noise, by position.
    pub items: Vec<Item>,
    /// Cue phrases outside page noise, by position, not overlapping.
    pub cues: Vec<CueHit>,
    text: &'a str,
    noise: Vec<bool>,
    items_before: Before,
    cues_before: Before,
    sentences_before: Before,
    dateline: Option<Item>,
}

impl<'a> Article<'a> {
    /// Finds the cues of a document and where its mentions stand among its tokens.
    pub fn new(document: &'a Document, cut: &'a Cut, mentions: &'a [Mention], lexicon: &'a Lexicon) -> Article<'a> {
        let Cut { tokens, sentences } = cut;
        let noise = noisy_tokens(document, tokens);
        let items = items(tokens, mentions, &noise);
        let cues = cues(tokens, &noise, lexicon);
        let items_before = Before::new(tokens.len(), items.iter().map(|i| i.first));
        let cues_before = Before::new(tokens.len(), cues.iter().map(|c| c.first));
        let sentences_before = Before::new(tokens.len(), sentences.iter().map(|s| s.last));
        let text = &document.text;
        let mut article = Article {
            document,
            lexicon,
            tokens,
            sentences,
            mentions,
            items,
            cues,
            text,
            noise,
            items_before,
            cues_before,
            sentences_before,
            dateline: None,
        };
        article.dateline = article.find_dateline();
        article
    }

    /// The token's text.
    #[inline]
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    /// Whether the token is this word, whatever its case.
    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|t| t.reads(self.text, word))
    }

    /// Whether the token is one of these words, whatever its case.
    #[inline(always)]
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.reads_any(self.text, words))
    }

    /// Whether the token does this in expressions of time.
    #[inline]
    pub fn says(&self, at: usize, what: TimeWord) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_word() && self.lexicon.time_words.has(t, what))
    }

    /// Whether one of these words stands in the range.
    #[inline(always)]
    pub fn has_any(&self, range: std::ops::Range<usize>, words: &[&str]) -> bool {
        let shapes = Shapes::of(words);
        let text = self.text;
        let within = range.start..range.end.min(self.tokens.len());
        self.tokens.get(within).is_some_and(|tokens| tokens.iter().any(|t| t.reads_one(text, words, shapes)))
    }

    /// Whether the token plays this part in the clause of a figure.
    #[inline]
    pub fn is_word(&self, at: usize, part: ClauseWord) -> bool {
        self.tokens.get(at).is_some_and(|t| self.lexicon.clause_words.has(t, part))
    }

    /// Whether a word that plays this part stands in the range.
    pub fn has_word(&self, range: std::ops::Range<usize>, part: ClauseWord) -> bool {
        range.into_iter().any(|i| self.is_word(i, part))
    }

    /// Whether the token tells this of an event.
    #[inline]
    pub fn tells(&self, at: usize, sense: MeetingWord) -> bool {
        self.tokens.get(at).is_some_and(|t| self.lexicon.meeting_words.has(t, sense))
    }

    /// Whether a word in the range tells this of an event.
    pub fn any_tells(&self, mut range: std::ops::Range<usize>, sense: MeetingWord) -> bool {
        range.any(|i| self.tells(i, sense))
    }

    /// Whether these words stand at `at`, one token each.
    #[inline]
    pub fn starts(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, w)| self.is(at + k, w))
    }

    /// Whether these words stand somewhere in the range, one token each.
    #[inline]
    pub fn has_phrase(&self, range: std::ops::Range<usize>, words: &[&str]) -> bool {
        range.into_iter().any(|i| self.starts(i, words))
    }

    /// Whether the token is this sign.
    #[inline]
    pub fn sign(&self, at: usize, sign: char) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(sign))
    }

    /// Whether the token is a possessive ending.
    #[inline]
    pub fn possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Possessive) || (self.sign(at, '\'') && !self.tokens[at].spaced)
    }

    /// Whether the token lies in page noise.
    #[inline]
    pub fn is_noise(&self, at: usize) -> bool {
        self.noise.get(at).copied().unwrap_or(false)
    }

    /// The bytes of a run of tokens.
    #[inline]
    pub fn span(&self, first: usize, end: usize) -> Span {
        self.tokens[first].span.join(self.tokens[end.max(first + 1) - 1].span)
    }

    /// The text of a run of tokens.
    pub fn text(&self, first: usize, end: usize) -> &'a str {
        self.span(first, end).of(self.text)
    }

    /// The number of the sentence that holds the token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences_before.token(token + 1).min(self.sentences.len().saturating_sub(1))
    }

    /// Whether a sentence is page noise in whole or for the most part.
    pub fn is_noise_sentence(&self, no: usize) -> bool {
        let s = self.sentences[no];
        let noisy = (s.first..s.last).filter(|&i| self.is_noise(i)).count();
        noisy * 2 > s.last - s.first
    }

    /// Whether an item stands in a dateline: "BAKU, Azerbaijan, February 25.", "ASTANA – Kazakh Deputy Prime Minister".
    pub fn is_dateline(&self, item: Item) -> bool {
        let s = self.sentences[self.sentence_of(item.first)];
        let Some(first) = (s.first..s.last).find(|&i| self.tokens[i].is_word() && !self.is_noise(i)) else { return false };
        let city = self.item_at(first, &[MentionKind::City]);
        // "RIO DE JANEIRO", "LIMA"; not "UAE"
        let long = self.word(first).chars().count() > 3 || city.is_some_and(|c| c.end > c.first + 1);
        let shouted = long && self.word(first).chars().all(char::is_uppercase);
        let named = city.is_some();
        if !s.opens_line || item.first > first + 8 || !(shouted && named) {
            return false;
        }
        let dash = (first..(first + 14).min(s.last))
            .find(|&i| matches!(self.tokens[i].kind, TokenKind::Punct('-' | '/' | ':')) && self.tokens[i].spaced || self.tokens[i].is(':'));
        dash.is_some_and(|d| item.first < d) || s.last - first <= 8
    }

    /// The city that the news comes from: "Lima: ...", "LIMA, May 3 (Andina) - ...", "LIMA, Peru, May 3."
    pub fn dateline(&self) -> Option<Item> {
        self.dateline
    }

    /// The country that the news comes from.
    pub fn dateline_country(&self) -> Option<Code> {
        self.dateline.and_then(|city| self.mention(city).country)
    }

    fn find_dateline(&self) -> Option<Item> {
        const WITHIN: usize = 8;
        const LONGEST: usize = 14;
        let opening = self.sentences.iter().take(WITHIN).filter(|s| s.opens_line);
        opening.into_iter().find_map(|s| {
            let first = (s.first..s.last).find(|&i| self.tokens[i].is_word() && !self.is_noise(i))?;
            // "RSS (LIMA, May 3) - ...": behind the agency
            let behind = usize::from(self.sign(first + 1, '(')) * 2;
            let city = self.item_at(first, &[MentionKind::City]).or_else(|| self.item_at(first + behind, &[MentionKind::City]))?;
            let ends = |i: usize| self.sign(i, ':') || self.sign(i, '-') && self.tokens[i].spaced;
            let stamp = (city.end..(city.end + LONGEST).min(s.last)).find(|&i| ends(i));
            // "Beijing buys more - minister": a headline
            let lower = |at: usize| self.tokens[at].is_word() && !self.tokens[at].capital;
            let told = |i: usize| {
                (city.end..i).any(lower) || self.items_in(city.end..i, &[MentionKind::Person, MentionKind::Role]).next().is_some()
            };
            let stamped = self.is_dateline(city) || stamp.is_some_and(|i| !told(i));
            Some(city).filter(|_| stamped && self.mention(city).country.is_some())
        })
    }

    /// Whether a date is the stamp of a dateline: "NEW DELHI, October 13 (ANI):", "BISHKEK, Kyrgyzstan, May 24.", "Lima, May 24, EFE --"
    pub fn is_stamp(&self, item: Item) -> bool {
        let s = self.sentences[self.sentence_of(item.first)];
        if !s.opens_line || item.first > s.first + 14 {
            return false;
        }
        let place = |i: usize| self.item_at(i, &[MentionKind::City, MentionKind::Country]).is_some();
        let shouted = |i: usize| self.word(i).len() > 2 && self.word(i).chars().all(char::is_uppercase);
        let words = || (s.first..item.first).filter(|&i| self.tokens[i].is_word() && !self.is_noise(i));
        // "MINSK (UrduPoint News - 23rd March, 2021)"
        if self.item_at(s.first, &[MentionKind::City]).is_some() && self.bracketed(item.first, self.sentence_of(item.first)) {
            return true;
        }
        let agency = self.sign(item.end, ',') && shouted(item.end + 1);
        let closed = agency || item.end >= s.last || matches!(self.tokens[item.end].kind, TokenKind::Punct('(' | '-' | ':' | '.' | '/'));
        closed && words().next().is_some() && words().all(|i| place(i) || shouted(i))
    }

    /// Whether a sentence is the headline. One of the body may hold all words of a short one: "Kenya and Peru".
    pub fn is_title(&self, no: usize) -> bool {
        let Some(title) = self.document.title.as_deref() else { return false };
        let text = self.sentences[no].span.of(self.text);
        text.contains(title) && text.len() < 2 * title.len() || title.contains(text) && text.len() > 20
    }

    /// Whether a token stands in brackets within its sentence.
    pub fn bracketed(&self, at: usize, no: usize) -> bool {
        let from = self.sentences[no].first;
        let opened = (from..at).filter(|&i| self.sign(i, '(')).count();
        opened > (from..at).filter(|&i| self.sign(i, ')')).count()
    }

    /// Whether an amount is the one before it in another currency: "5.6 trillion yen ($50 billion)".
    pub fn is_same_amount(&self, amount: Item) -> bool {
        amount.first > 1 && self.sign(amount.first - 1, '(') && self.item_at(amount.first - 2, &[MentionKind::Money]).is_some()
    }

    /// The mention of an item.
    #[inline]
    pub fn mention(&self, item: Item) -> &'a Mention {
        &self.mentions[item.mention]
    }

    /// Items of these kinds within a run of tokens.
    pub fn items_in(&self, range: std::ops::Range<usize>, kinds: &'static [MentionKind]) -> impl Iterator<Item = Item> + '_ {
        let from = self.items_before.token(range.start);
        self.items[from..].iter().take_while(move |i| i.first < range.end).filter(move |i| kinds.contains(&i.kind)).copied()
    }

    /// The item of these kinds that covers the token.
    pub fn item_at(&self, token: usize, kinds: &'static [MentionKind]) -> Option<Item> {
        // no item is longer than this many tokens, so that those further back cannot cover the token
        const LONGEST_ITEM: usize = 60;
        let from = self.items_before.token(token.saturating_sub(LONGEST_ITEM));
        let until = self.items_before.token(token + 1);
        self.items[from..until].iter().find(|i| token < i.end && kinds.contains(&i.kind)).copied()
    }

    /// Cues of this set within a run of tokens.
    pub fn cues_in(&self, range: std::ops::Range<usize>, set: CueSet) -> impl Iterator<Item = CueHit> + '_ {
        let from = self.cues_before.token(range.start);
        self.cues[from..].iter().take_while(move |c| c.first < range.end).filter(move |c| c.set.has_any(set)).copied()
    }

    /// Whether a cue stands in a run of tokens.
    pub fn has_cue(&self, range: std::ops::Range<usize>, cue: Cue) -> bool {
        self.cues_in(range, CueSet::of(&[cue])).next().is_some()
    }

    /// The economy that an item names, if it names one: a country or a group, not a body.
    pub fn party(&self, item: Item) -> Option<Code> {
        let mention = self.mention(item);
        match mention.kind {
            MentionKind::Country | MentionKind::Group => mention.country,
            _ => None,
        }
    }

    /// How a place was written: "name", "adjective", "capital" ...
    pub fn form(&self, item: Item) -> &str {
        self.mentions[item.mention].code.as_ref().map_or("", |c| c.as_str())
    }
}

fn noisy_tokens(document: &Document, tokens: &[Token]) -> Vec<bool> {
    let mut next = 0;
    tokens
        .iter()
        .map(|t| {
            while document.boilerplate.get(next).is_some_and(|b| b.span.end <= t.span.start) {
                next += 1;
            }
            document.boilerplate.get(next).is_some_and(|b| b.span.overlaps(t.span))
        })
        .collect()
}

fn items(tokens: &[Token], mentions: &[Mention], noise: &[bool]) -> Vec<Item> {
    let mut out = Vec::with_capacity(mentions.len());
    let mut first = 0;
    for (mention, m) in mentions.iter().enumerate() {
        // mentions come by position: each is looked for from the one before on
        if tokens.get(first).is_none_or(|t| t.span.start > m.span.start) {
            first = 0;
        }
        first += tokens[first..].iter().take_while(|t| t.span.end <= m.span.start).count();
        let end = first + tokens[first..].iter().take_while(|t| t.span.start < m.span.end).count();
        if first < end && !noise[first] {
            out.push(Item { mention, kind: m.kind, first, end });
        }
    }
    out.sort_by_key(|i| (i.first, i.end));
    out
}

fn cues(tokens: &[Token], noise: &[bool], lexicon: &Lexicon) -> Vec<CueHit> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match lexicon.cues.find(tokens, at).filter(|_| !noise[at]) {
            Some((end, set)) => {
                out.push(CueHit { first: at, end, set: *set });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// How many of some things, in order, lie before each token: where to look from on without a search.
struct Before(Vec<u32>);

impl Before {
    /// Of things that lie behind the tokens before `starts`.
    fn new(tokens: usize, starts: impl Iterator<Item = usize>) -> Before {
        let mut starts = starts.peekable();
        let mut before = 0;
        let counts = (0..=tokens + 1).map(|token| {
            while starts.next_if(|start| *start < token).is_some() {
                before += 1;
            }
            before
        });
        Before(counts.collect())
    }

    fn token(&self, at: usize) -> usize {
        self.0.get(at).or(self.0.last()).map_or(0, |before| *before as usize)
    }
}

//! The noun that an amount measures.
//!
//! "trade turnover amounted to $5 bn", "$2.4 billion is imports", "8.3 billion US dollars were invested by the Netherlands";
//! not "the GDP stood at $90 bn", "a contract worth $4.2 billion".

use super::{Amount, Reader};
use crate::extract::article::{Article, CueHit};
use crate::lexicon::{Cue, CueSet};
use crate::model::{MentionKind, RejectReason};

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Two-way trade
    Turnover,
    /// Exports
    Export,
    /// Imports
    Import,
    /// A balance without its sign
    Balance,
    /// A surplus
    Surplus,
    /// A deficit
    Deficit,
    /// Direct investment
    Fdi,
    /// "invested", "investments": what kind is told by the rest
    Investment,
    /// A project, plant, deal or pool of them
    Project,
    /// A loan, grant or aid
    Financing,
}

impl Head {
    /// Whether it measures trade.
    pub fn is_trade(self) -> bool {
        matches!(self, Head::Turnover | Head::Export | Head::Import | Head::Balance | Head::Surplus | Head::Deficit)
    }
}

/// A head, where it stands, and how it was found.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// What is measured.
    pub head: Head,
    /// Its tokens; `None` when it is carried over from an earlier clause.
    pub tokens: Option<(usize, usize)>,
    /// The cue that was read.
    pub cue: CueSet,
    /// Name of the rule.
    pub rule: &'static str,
}

const TRADE: CueSet = CueSet::of(&[
    Cue::Turnover,
    Cue::TurnoverWeak,
    Cue::Export,
    Cue::Import,
    Cue::ExportVerb,
    Cue::ImportVerb,
    Cue::Surplus,
    Cue::Deficit,
    Cue::Balance,
]);
const INVESTMENT: CueSet =
    CueSet::of(&[Cue::Fdi, Cue::Investment, Cue::InvestVerb, Cue::Project, Cue::Financing, Cue::FinancingVerb, Cue::Outflow]);
const BLOCKERS: CueSet = CueSet::of(&[Cue::Blocker, Cue::Contract]);
/// Every noun or verb that an amount may belong to.
pub const HEADS: CueSet = TRADE.with(INVESTMENT).with(BLOCKERS);

/// The head that a cue stands for.
pub fn head_of(set: CueSet) -> Option<Head> {
    let table = [
        (Cue::Surplus, Head::Surplus),
        (Cue::Deficit, Head::Deficit),
        (Cue::Balance, Head::Balance),
        (Cue::Export, Head::Export),
        (Cue::Import, Head::Import),
        (Cue::ExportVerb, Head::Export),
        (Cue::ImportVerb, Head::Import),
        (Cue::Turnover, Head::Turnover),
        (Cue::TurnoverWeak, Head::Turnover),
        (Cue::Outflow, Head::Fdi),
        (Cue::Fdi, Head::Fdi),
        (Cue::InvestVerb, Head::Investment),
        (Cue::Financing, Head::Financing),
        (Cue::FinancingVerb, Head::Financing),
        (Cue::Project, Head::Project),
        (Cue::Investment, Head::Investment),
    ];
    table.iter().find(|(cue, _)| set.has(*cue)).map(|(_, head)| *head)
}

/// The head of the `k`th amount of a sentence, or why there is none.
pub fn find(
    reader: &Reader,
    no: usize,
    amounts: &[Amount],
    k: usize,
    from: usize,
    until: usize,
    blocked: Option<RejectReason>,
) -> Result<Found, RejectReason> {
    let article = reader.article;
    let amount = amounts[k];
    if let Some(reason) = counted(article, amount.end) {
        return Err(reason);
    }
    let sentence = article.sentences[no];
    if article.has_phrase(sentence.first..sentence.last, &["by", "industry"])
        || article.has_phrase(sentence.first..sentence.last, &["by", "sector"])
        || article.has_phrase(sentence.first..sentence.last, &["sector", "wise"])
    {
        return Err(RejectReason::NotBilateral);
    }
    if buys_goods(article, amount.end) {
        return Err(RejectReason::Contract);
    }
    if let Some(hit) = behind(article, amount.end, until) {
        return accept(article, hit, amount, "head_behind");
    }
    if let Some(found) = respectively(reader, no, amounts, k) {
        return Ok(found);
    }
    if let Some(found) = listed_good(reader, no, amount) {
        return Ok(found);
    }
    if let Some(hit) = before(article, from, amount.item.first) {
        return accept(article, hit, amount, "head_before");
    }
    // "and for USD 1,996 million imported"
    if let (true, Some(hit)) = (k > 0, far_behind(article, amount.end, until.min(amount.end + 3))) {
        return accept(article, hit, amount, "head_far_behind");
    }
    if k > 0 {
        // a list or a comparison goes on with the head of the amount before
        if let Some(reason) = blocked {
            return Err(reason);
        }
        let last = reader.list_head(no, amount.item.first).ok_or(RejectReason::NoHead)?;
        return Ok(Found { head: last.head, tokens: None, cue: CueSet::default(), rule: "head_carried_in_sentence" });
    }
    if let Some(hit) = far_behind(article, amount.end, until) {
        return accept(article, hit, amount, "head_far_behind");
    }
    carried(reader, no, amount)
}

/// A unit behind an amount makes it a price: "$59.3 a barrel", "$83.65 per barrel", "340 billion euro economy".
fn counted(article: &Article, end: usize) -> Option<RejectReason> {
    let per = article.is(end, "per")
        || (article.is(end, "a")
            && article.is_any(end + 1, &["barrel", "ton", "tonne", "month", "day", "year", "kilogram", "litre", "head", "person"]));
    if per && !article.is_any(end + 1, &["year", "annum"]) {
        return Some(RejectReason::NotBilateral);
    }
    article.is_any(end, &["economy", "market", "budget", "company", "bond", "bonds", "eurobond"]).then_some(RejectReason::NotBilateral)
}

/// "for 537 sleeping and couchette coaches": the price of goods.
fn buys_goods(article: &Article, end: usize) -> bool {
    let number = article.items_in(end + 1..end + 3, &[MentionKind::Number]).next();
    article.is(end, "for") && number.is_some_and(|n| article.cues_in(n.end..n.end + 6, CueSet::of(&[Cue::Physical])).next().is_some())
}

fn accept(article: &Article, hit: CueHit, amount: Amount, rule: &'static str) -> Result<Found, RejectReason> {
    if hit.set.has(Cue::Contract) && !hit.set.has_any(INVESTMENT) {
        return Err(RejectReason::Contract);
    }
    if hit.set.has(Cue::Blocker) && head_of(hit.set).is_none() {
        return Err(RejectReason::NotBilateral);
    }
    let mut head = head_of(hit.set).ok_or(RejectReason::NoHead)?;
    // "Singapore took nearly 1.29 billion USD" tells trade only where trade is told
    if article.is(hit.first, "took")
        && !article.has_any(
            article.sentences[article.sentence_of(hit.first)].first..hit.end + 8,
            &["percent", "cent", "goods", "exports", "imports", "less", "more", "deliveries", "shipments"],
        )
    {
        return Err(RejectReason::NoHead);
    }
    if head == Head::Fdi && article.has_any(hit.end..hit.end + 9, &["province", "oblast", "district", "municipality"]) {
        return Err(RejectReason::NotBilateral);
    }
    // "an investment of $300 million", "the $1.5 billion investment": one deal, not a flow
    let single = article.is(hit.end - 1, "investment") && head == Head::Investment;
    let of_amount =
        hit.first > 0 && article.has_any(hit.first.saturating_sub(2)..hit.first, &["a", "an", "this"]) && article.is(hit.end, "of");
    if single && (of_amount || hit.first == amount.end) {
        head = Head::Project;
    }
    if hit.set.has_any(CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb])) && !trades_goods(article, hit, amount) {
        return Err(RejectReason::NoHead);
    }
    let exchanged_goods = article.has_any(hit.end..hit.end + 7, &["goods", "products"]);
    if hit.set.has(Cue::TurnoverWeak) && !article.is_any(hit.end, &["with", "between", "of"]) && !exchanged_goods {
        return Err(RejectReason::NoHead);
    }
    if head == Head::Turnover && article.word(hit.first).eq_ignore_ascii_case("turnover") && is_of_company(article, hit, amount) {
        return Err(RejectReason::NotBilateral);
    }
    Ok(Found { head, tokens: Some((hit.first, hit.end)), cue: hit.set, rule })
}

/// "bought the steelworks for €46m" is no trade: a verb of trade has goods, a partner or the amount as its object.
fn trades_goods(article: &Article, hit: CueHit, amount: Amount) -> bool {
    // "Countries that bought most: Poland - USD 4.7 billion"
    if label_before(article, amount.item.first).is_some() {
        return true;
    }
    let (first, end) = (hit.first.min(amount.item.first), hit.end.max(amount.end));
    let no = article.sentence_of(hit.first);
    let sentence = article.sentences[no];
    let near = first.saturating_sub(8).max(sentence.first)..(end + 6).min(sentence.last);
    let goods = article.has_any(
        near.clone(),
        &[
            "goods",
            "products",
            "worth",
            "commodities",
            "tonnes",
            "tons",
            "merchandise",
            "items",
            "wares",
            "percent",
            "cent",
            "less",
            "more",
        ],
    ) || near.clone().any(|i| article.sign(i, '%'));
    let direct =
        article.is_any(hit.end, &["for", "about", "over", "to", "from", "nearly", "almost", "some"]) || hit.end == amount.item.first;
    let passive = article.is_any(hit.first, &["were", "was"]);
    goods || direct || passive
}

/// "companies with Moldovan capital had a turnover of around RON 3.3 billion"
fn is_of_company(article: &Article, hit: CueHit, _amount: Amount) -> bool {
    let no = article.sentence_of(hit.first);
    article.cues_in(article.sentences[no].first..hit.first, CueSet::of(&[Cue::Company])).any(|c| hit.first - c.end < 8)
}

/// The head right behind an amount: "$5B trade", "$500 million in EDCF loans", "$2.4 billion is imports", "were invested".
fn behind(article: &Article, end: usize, until: usize) -> Option<CueHit> {
    let mut at = end;
    if let Some(hit) = article.cues_in(at..at + 1, CueSet::of(&[Cue::Surplus, Cue::Deficit])).next() {
        return Some(hit);
    }
    let linked = article.is_any(at, &["of", "in", "worth", "is", "was", "are", "were", "as", "into", "for"]);
    let steps = if linked { 5 } else { 2 };
    if linked {
        at += 1;
    }
    let stop = (at + steps).min(until);
    while at < stop {
        if let Some(hit) = article.cues_in(at..at + 1, HEADS.with(CueSet::of(&[Cue::Shield]))).next() {
            let verb_only = hit.set.has_any(CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb, Cue::FinancingVerb])) && !linked;
            let shielded = hit.set.has(Cue::Shield)
                || hit.set.has_any(BLOCKERS)
                    && article.is_any(at - 1, &["its", "the", "in", "our"])
                    && article.is_any(at, &["economy", "market", "budget"]);
            let late_blocker = hit.set.has_any(BLOCKERS) && head_of(hit.set).is_none() && !linked && at > end;
            return (!(verb_only || shielded || late_blocker)).then_some(hit);
        }
        let describes = linked
            || article.is_any(
                at,
                &[
                    "bilateral",
                    "mutual",
                    "annual",
                    "total",
                    "two",
                    "soft",
                    "concessional",
                    "preferential",
                    "export",
                    "low",
                    "direct",
                    "foreign",
                    "joint",
                    "new",
                    "development",
                    "trade",
                ],
            )
            || article.sign(at, '-');
        let passable = describes
            && article.tokens[at].is_word()
            && !article.is_any(
                at,
                &[
                    "and",
                    "or",
                    "to",
                    "while",
                    "the",
                    "compared",
                    "from",
                    "against",
                    "with",
                    "by",
                    "including",
                    "that",
                    "which",
                    "last",
                    "this",
                    "in",
                ],
            )
            || article.sign(at, '-');
        if !passable && !(linked && article.is_any(at, &["the", "bilateral"])) {
            return None;
        }
        at += 1;
    }
    None
}

/// The nearest head before the amount that its clause allows.
fn before(article: &Article, from: usize, until: usize) -> Option<CueHit> {
    let hits: Vec<CueHit> = article.cues_in(from..until, HEADS).filter(|h| !is_passed_over(article, *h, until)).collect();
    let last = *hits.last()?;
    // "investments into the economy of Kazakhstan": an economy, a fund or a plant between is where the money goes
    let outranked = hits.iter().rev().skip(1).find(|h| outranks(article, **h, last, until));
    Some(outranked.copied().unwrap_or(last))
}

/// Words that look like heads and are none here.
fn is_passed_over(article: &Article, hit: CueHit, amount: usize) -> bool {
    // "trade (non-declared trade not counted) made USD 2 773 million"
    let no = article.sentence_of(amount);
    if article.bracketed(hit.first, no) && !article.bracketed(amount, no) {
        return true;
    }
    if hit.set.has(Cue::Blocker)
        && article.is_any(hit.first, &["economy", "market", "budget", "projects", "rate", "production", "output", "population"])
    {
        let of_something = hit.first > 0 && article.is_any(hit.first - 1, &["the", "its", "of", "s"])
            || hit.first > 0 && article.possessive(hit.first - 1);
        let is_subject = article.sentence_of(hit.first) == article.sentence_of(amount)
            && hit.first <= article.sentences[article.sentence_of(amount)].first + 4;
        return of_something && !is_subject;
    }
    // "224 projects with Chinese capital worth over $66 billion"
    if article.is(hit.first, "capital") && hit.end - hit.first == 1 {
        return article.has_any(hit.first.saturating_sub(3)..hit.first, &["with", "the"])
            || hit.first > 0 && article.is(hit.first - 1, "working");
    }
    // "took part", "put to use"
    article.is(hit.first, "took") && article.is_any(hit.first + 1, &["part", "place", "the", "office", "effect"])
        || article.is(hit.first, "put")
            && !article.is_any(hit.first + 1, &["about", "in", "some", "over", "more"])
            && hit.end - hit.first == 1
}

/// Whether an earlier head is the real one though a weaker stands between it and the amount.
fn outranks(article: &Article, hit: CueHit, last: CueHit, amount: usize) -> bool {
    let lends = hit.set.has(Cue::FinancingVerb) && last.set.has(Cue::Project) && amount - hit.end <= 4;
    if lends {
        return true;
    }
    let strong = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import, Cue::Fdi, Cue::Deficit, Cue::Surplus]);
    let weak =
        last.set.has_any(CueSet::of(&[Cue::Project, Cue::Investment, Cue::Financing, Cue::ExportVerb, Cue::ImportVerb, Cue::Balance]))
            && !last.set.has_any(CueSet::of(&[Cue::Fdi]));
    let gap = last.end..amount;
    let linked_to_last = gap.len() <= 3 || article.has_any(gap, &["worth", "valued", "totaling", "totalling", "of"]);
    hit.set.has_any(strong) && weak && !linked_to_last && last.first - hit.end <= 12
}

/// A head later in the clause, when nothing before the amount is one: "$14.5 billion was recorded in mutual trade".
fn far_behind(article: &Article, end: usize, until: usize) -> Option<CueHit> {
    let stop = (end + 13).min(until);
    let hit = article.cues_in(end..stop, HEADS).next()?;
    let cut = (end..hit.first).any(|i| matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(',' | ';' | '(' | ')' | '-')));
    (!cut && !hit.set.has_any(CueSet::of(&[Cue::Project, Cue::Contract]))).then_some(hit)
}

/// "($8.38 billion and $1.58 billion, respectively)" behind a turnover: exports and imports in the order told before.
fn respectively(reader: &Reader, no: usize, amounts: &[Amount], k: usize) -> Option<Found> {
    let article = reader.article;
    let sentence = article.sentences[no];
    let behind = amounts[k].end..sentence.last;
    if k == 0 || !article.has_any(behind, &["respectively"]) {
        return None;
    }
    let opens = |j: usize| j > 0 && article.sign(amounts[j].item.first - 1, '(');
    let first_in_bracket = (1..=k).rev().find(|&j| opens(j))?;
    let order: Vec<Head> = reader
        .out
        .iter()
        .rev()
        .filter(|s| s.sentence < no && matches!(s.head, Head::Export | Head::Import))
        .take(2)
        .map(|s| s.head)
        .collect();
    let [second, first] = order[..] else { return None };
    let head = match k - first_in_bracket {
        0 => first,
        1 => second,
        _ => return None,
    };
    Some(Found { head, tokens: None, cue: CueSet::default(), rule: "respectively" })
}

/// No head in the sentence: the one of the figure before, when this sentence plainly goes on about it.
fn carried(reader: &Reader, no: usize, amount: Amount) -> Result<Found, RejectReason> {
    let article = reader.article;
    let sentence = article.sentences[no];
    let Some(last) = reader.topic(no, 2) else { return opened(reader, no, amount) };
    let found = Found { head: last.head, tokens: None, cue: CueSet::default(), rule: "head_carried_over" };
    if label_before(article, amount.item.first).is_some() {
        return Ok(found);
    }
    let lead = sentence.first..amount.item.first;
    let points_back = article.has_any(
        lead.clone(),
        &[
            "it",
            "this",
            "figure",
            "figures",
            "volume",
            "indicator",
            "amount",
            "value",
            "number",
            "level",
            "total",
            "them",
            "that",
            "bar",
            "peak",
            "record",
            "target",
            "goal",
        ],
    );
    let dated = article.items_in(sentence.first..sentence.last, &[MentionKind::Period]).next().is_some();
    let verb = article.has_any(
        sentence.first..sentence.last,
        &[
            "posted",
            "recorded",
            "registered",
            "reached",
            "made",
            "amounted",
            "totaled",
            "totalled",
            "stood",
            "came",
            "decreased",
            "increased",
            "exceeded",
            "hit",
            "was",
            "were",
            "fell",
            "rose",
            "grew",
            "ended",
        ],
    );
    let short = amount.item.first - sentence.first <= 14;
    let trade = last.head.is_trade();
    // after a deficit, goods that are worth something are those bought or sold, not what is missing
    let balance = matches!(last.head, Head::Deficit | Head::Surplus | Head::Balance);
    if balance && article.has_any(sentence.first..sentence.last, &["goods", "merchandise", "products", "commodities"]) {
        return Err(RejectReason::NoHead);
    }
    let goods = matches!(last.head, Head::Export | Head::Import) && subject_goods(article, sentence.first, amount.item.first).is_some();
    if goods {
        return Ok(Found { rule: "goods_subject", ..found });
    }
    let subject = article.items_in(lead.clone(), &[MentionKind::Person, MentionKind::Organisation]).next().is_some();
    let ranks = article.has_any(
        lead.clone(),
        &[
            "place", "line", "second", "third", "fourth", "fifth", "followed", "ranked", "ranks", "ranking", "top", "largest", "next",
            "position", "lead", "leads", "first", "then",
        ],
    ) && article.items_in(lead, &[MentionKind::Country, MentionKind::Group]).next().is_some();
    if trade && (points_back || ranks || dated && verb && short && !subject) {
        return Ok(found);
    }
    Err(RejectReason::NoHead)
}

/// The sentence before speaks of trade without a figure and this one gives it: "Trade with Italy has known ups and downs. ... $13.2 billion was posted in 2018."
fn opened(reader: &Reader, no: usize, amount: Amount) -> Result<Found, RejectReason> {
    let article = reader.article;
    let sentence = article.sentences[no];
    let before = no.checked_sub(1).map(|n| article.sentences[n]).ok_or(RejectReason::NoHead)?;
    let hit = article.cues_in(before.first..before.last, CueSet::of(&[Cue::Turnover])).next().ok_or(RejectReason::NoHead)?;
    let dated = article.items_in(sentence.first..sentence.last, &[MentionKind::Period]).next().is_some();
    let verb = article.has_any(
        sentence.first..sentence.last,
        &["posted", "recorded", "registered", "reached", "amounted", "totaled", "totalled", "stood", "exceeded", "ended"],
    );
    let short = amount.item.first - sentence.first <= 8;
    let goes_on = before.last >= sentence.first || !sentence.opens_line;
    if dated && verb && short && goes_on {
        return Ok(Found { head: Head::Turnover, tokens: None, cue: hit.set, rule: "head_opened" });
    }
    Err(RejectReason::NoHead)
}

/// A line of a list of goods, "Passenger cars: $105.4 million": what the lines above speak of, exports or imports.
fn listed_good(reader: &Reader, no: usize, amount: Amount) -> Option<Found> {
    let article = reader.article;
    listed_label(article, no, amount.item.first)?;
    let above = (no.saturating_sub(8)..no).rev().find_map(|n| {
        let s = article.sentences[n];
        let from_abroad = article.has_phrase(s.first..s.last, &["goods", "from"]).then_some(Head::Import);
        let cue = article.cues_in(s.first..s.last, CueSet::of(&[Cue::Export, Cue::Import])).last().and_then(|h| head_of(h.set));
        from_abroad.or(cue)
    })?;
    Some(Found { head: above, tokens: None, cue: CueSet::default(), rule: "listed_good" })
}

/// The label of a list line that ends in an amount, when it names goods and no economy.
fn listed_label(article: &Article, no: usize, amount: usize) -> Option<(usize, usize)> {
    let sentence = article.sentences[no];
    let colon = amount.checked_sub(1).filter(|&c| article.sign(c, ':') || article.sign(c, '-') && article.tokens[c].spaced)?;
    let first = (sentence.first..colon).find(|&i| article.tokens[i].is_word())?;
    let words = article.tokens[first..colon]
        .iter()
        .all(|t| t.is_word() || matches!(t.kind, crate::text::TokenKind::Punct('-' | ',' | '&' | '(' | ')')));
    let place = article
        .items_in(first..colon, &[MentionKind::Country, MentionKind::Group, MentionKind::Period, MentionKind::Person])
        .next()
        .is_some();
    let head = article.cues_in(first..colon, HEADS).next().is_some();
    let short = colon - first <= 9 && sentence.last - amount <= 7;
    (sentence.opens_line && words && !place && !head && short).then_some((first, colon))
}

/// The economy that labels an amount: "Kazakhstan (USD 2.49 billion)", "Türkiye - $1.8 billion", "China: $5 bn".
pub fn label_before(article: &Article, amount: usize) -> Option<crate::extract::article::Item> {
    let mut at = amount;
    while at > 0
        && (matches!(article.tokens[at - 1].kind, crate::text::TokenKind::Punct('(' | '-' | ':' | ',' | '–'))
            || article.is_any(at - 1, &["with", "at", "for", "about", "over", "some", "nearly", "almost", "around", "by"]))
    {
        at -= 1;
        if amount - at > 3 {
            return None;
        }
    }
    if at == amount && at > 0 && article.tokens[at - 1].kind == crate::text::TokenKind::Newline {
        at -= 1;
    }
    if at == 0 {
        return None;
    }
    article.item_at(at - 1, &[MentionKind::Country, MentionKind::Group]).filter(|i| i.end == at && matches!(article.form(*i), "name"))
}

/// The goods that a head is limited to: "gold exports", "exports of grain", "non-oil trade".
pub fn product(article: &Article, found: &Found, no: usize, amount: Option<usize>) -> Option<String> {
    if found.rule == "goods_subject" {
        return subject_goods(article, article.sentences[no].first, amount?);
    }
    if found.rule == "listed_good" {
        let (first, end) = listed_label(article, no, amount?)?;
        return Some(article.text(first, end).to_string());
    }
    let sentence_first = article.sentences[no].first;
    if !matches!(found.head, Head::Turnover | Head::Export | Head::Import) {
        return None;
    }
    let Some((mut first, end)) = found.tokens else { return amount.and_then(|a| labelled_goods(article, a)) };
    // "trade turnover" in two cues: the goods stand before the first of them
    while let Some(hit) = article.cues_in(first.saturating_sub(6)..first, TRADE).find(|c| c.end == first) {
        if article.has_phrase(hit.first..hit.end, &["non"]) {
            return Some("non-oil".to_string());
        }
        first = hit.first;
    }
    let verb = found.cue.has_any(CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb]));
    if verb && article.has_phrase(end..end + 3, &["non"]) {
        return Some("non-oil".to_string());
    }
    if let Some(label) = amount.and_then(|a| labelled_goods(article, a)) {
        return Some(label);
    }
    of_goods(article, end).or_else(|| goods_before(article, first, end, sentence_first)).filter(|p| !p.is_empty())
}

/// "Milk powder went up by 38%", "Automobiles shot up to reach $3.43 billion": the goods that the clause before `until` is about.
///
/// The words before the first word of change, back to where the clause begins, when one of them is a ware.
pub fn subject_goods(article: &Article, from: usize, until: usize) -> Option<String> {
    let change = (from..until).find(|&i| {
        article.lexicon.changes.find(&article.tokens, i).is_some()
            || article.is_any(i, &["shot", "was", "were", "took", "brought", "led", "made"])
    })?;
    let separator = |i: usize| {
        matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(',' | ';' | ':' | '(' | '.'))
            || article.is_any(i, &["while", "whereas", "but", "with", "of", "that"])
    };
    let mut first = (from..change).rev().find(|&i| separator(i)).map_or(from, |i| i + 1);
    while first < change && article.is_any(first, &["and", "the", "also", "sales", "exports", "imports"]) {
        first += 1;
    }
    let words = first..change;
    let plain = !words.is_empty()
        && words.len() <= 8
        && words.clone().all(|i| article.tokens[i].is_word() && (!article.tokens[i].capital || i == first) || article.sign(i, '-'));
    let other = article
        .items_in(
            words.clone(),
            &[
                MentionKind::Country,
                MentionKind::Group,
                MentionKind::Period,
                MentionKind::Person,
                MentionKind::City,
                MentionKind::Money,
                MentionKind::Percent,
            ],
        )
        .next()
        .is_some();
    let ware = words.clone().any(|i| is_goods_word(article, i)) || article.items_in(words.clone(), &[MentionKind::Sector]).next().is_some();
    let head = article.cues_in(words.clone(), TRADE.with(INVESTMENT)).any(|c| !article.is_any(c.first, &["goods"]));
    (plain && ware && !other && !head).then(|| article.text(first, change).to_string())
}

/// "machines and equipment - USD 1.9 billion", "tractors ($9.7 million)": the goods that label an amount of a list.
pub fn labelled_goods(article: &Article, amount: usize) -> Option<String> {
    let mark = amount.checked_sub(1)?;
    let dash = article.sign(mark, '-') && article.tokens[mark].spaced;
    if !dash && !article.sign(mark, '(') {
        return None;
    }
    let no = article.sentence_of(amount);
    let from = article.sentences[no].first;
    let separator = |i: usize| {
        matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(',' | ';' | ':' | '(' | ')' | '-'))
            && (article.tokens[i].spaced || !article.sign(i, '-'))
            || article.is_any(i, &["were", "are", "and", "include", "included", "including", "of"])
    };
    let first = (from..mark).rev().find(|&i| separator(i)).map_or(from, |i| i + 1);
    let words = first..mark;
    let plain = !words.is_empty()
        && words.len() <= 8
        && words.clone().all(|i| article.tokens[i].is_word() && (!article.tokens[i].capital || i == from) || article.sign(i, '-'));
    const GENERAL: &[&str] = &[
        "total",
        "amount",
        "volume",
        "value",
        "sum",
        "export",
        "exports",
        "import",
        "imports",
        "turnover",
        "trade",
        "year",
        "respectively",
        "first",
        "second",
        "third",
        "which",
        "was",
        "were",
        "is",
        "in",
        "than",
        "goods",
        "respectively",
        "balance",
        "deficit",
        "surplus",
        "investment",
        "investments",
        "inflow",
        "dollars",
        "neighbour",
        "neighbor",
        "country",
        "countries",
        "from",
        "to",
        "by",
    ];
    let place = article
        .items_in(
            words.clone(),
            &[
                MentionKind::Country,
                MentionKind::Group,
                MentionKind::Period,
                MentionKind::Date,
                MentionKind::City,
                MentionKind::Person,
                MentionKind::Percent,
                MentionKind::Money,
                MentionKind::Number,
            ],
        )
        .next()
        .is_some();
    (plain && !place && !article.has_any(words.clone(), GENERAL)).then(|| article.text(first, mark).to_string())
}

/// "exports of agricultural products to ..."
fn of_goods(article: &Article, end: usize) -> Option<String> {
    if !article.is(end, "of") {
        return None;
    }
    let first = end + 1;
    const GENERAL: &[&str] = &[
        "goods",
        "the",
        "all",
        "these",
        "this",
        "its",
        "our",
        "products",
        "commodities",
        "merchandise",
        "services",
        "bilateral",
        "about",
        "around",
        "over",
        "more",
        "up",
        "nearly",
        "almost",
        "some",
        "which",
        "two",
        "both",
        "mutual",
        "direct",
        "foreign",
        "trade",
        "approximately",
        "our",
    ];
    let mut at = first;
    while at < article.tokens.len() && article.tokens[at].is_word() && !article.tokens[at].capital && at - first < 6 {
        if article.is_any(
            at,
            &[
                "to",
                "from",
                "in",
                "by",
                "for",
                "at",
                "with",
                "was",
                "were",
                "amounted",
                "reached",
                "made",
                "stood",
                "totaled",
                "totalled",
                "increased",
                "grew",
                "rose",
                "fell",
                "exceeded",
                "during",
                "hit",
                "has",
                "have",
                "worth",
                "between",
                "is",
                "came",
                "decreased",
                "will",
                "alone",
                "per",
                "on",
                "over",
                "could",
                "would",
                "should",
                "and",
            ],
        ) {
            let goes_on = article.is(at, "and")
                && article.tokens.get(at + 1).is_some_and(|t| t.is_word() && !t.capital)
                && !article.is_any(at + 1, &["imports", "import", "exports", "export", "the", "its"]);
            if !goes_on {
                break;
            }
        }
        at += 1;
    }
    (at > first && !article.is_any(first, GENERAL)).then(|| article.text(first, at).to_string())
}

/// "gold exports", "crude oil exports", "non-oil trade turnover"
fn goods_before(article: &Article, head: usize, head_end: usize, sentence_first: usize) -> Option<String> {
    if article.is(head, "non") || article.has_phrase(head..head_end, &["non"]) {
        return Some("non-oil".to_string());
    }
    let mut first = head;
    while first > sentence_first && head - first < 4 {
        let at = first - 1;
        let token = article.tokens[at];
        let dash = article.sign(at, '-') && !token.spaced;
        let is_place = article
            .item_at(
                at,
                &[
                    MentionKind::Country,
                    MentionKind::Group,
                    MentionKind::City,
                    MentionKind::Period,
                    MentionKind::Person,
                    MentionKind::Money,
                    MentionKind::Percent,
                    MentionKind::Change,
                ],
            )
            .is_some();
        let noun = token.is_word() && !is_place && is_goods_word(article, at);
        if !(noun || dash && head - at > 1) {
            break;
        }
        first = at;
    }
    while first < head && article.sign(first, '-') {
        first += 1;
    }
    (first < head).then(|| article.text(first, head).to_string())
}

/// A word of goods.
fn is_goods_word(article: &Article, at: usize) -> bool {
    article.tokens.get(at).is_some_and(|t| article.lexicon.goods.contains(&t.hash))
}

/// Where the evidence begins: at the head when it stands near before the amount, else at the amount.
pub fn evidence_start(article: &Article, found: &Found, from: usize, amount: usize) -> usize {
    match found.tokens {
        Some((first, _)) if first < amount && first >= from && amount - first <= 30 => {
            // a determiner or adjective right before belongs to it
            let lead = first > from && article.is_any(first - 1, &["the", "bilateral", "mutual", "gross", "total"]);
            first - usize::from(lead)
        }
        _ => amount,
    }
}

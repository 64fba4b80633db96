//! The head that stands in the clause of an amount: right behind it, before it, or later on.

use super::{BLOCKERS, Found, HEADS, Head, TRADE, head_of, inverted};
use crate::extract::article::{Article, CueHit};
use crate::extract::figures::Amount;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::MentionKind;

/// Every noun of what one side sells more than it buys.
const BALANCES: CueSet = CueSet::of(&[Cue::Surplus, Cue::Deficit, Cue::Balance]);

/// The head right behind an amount: "$5B trade", "$500 million in EDCF loans", "$2.4 billion is imports", "were invested".
pub(super) fn behind(article: &Article, end: usize, until: usize) -> Option<CueHit> {
    let mut at = end;
    if let Some(hit) = article.cues_in(at..at + 1, CueSet::of(&[Cue::Surplus, Cue::Deficit])).next() {
        return Some(hit);
    }
    // "$3 million (38 percent) were exported"
    let verb = inverted::behind_percent(article, at);
    let passive = article.cues_in(verb..verb + 1, CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb])).next();
    if let Some(hit) = passive.filter(|_| article.is_any(verb, &["was", "were", "is", "are"])) {
        return Some(hit);
    }
    // "$700 million, as a loan to the state"
    if article.sign(at, ',') && article.is(at + 1, "as") && article.is_any(at + 2, &["a", "an"]) {
        at += 1;
    }
    // "goods worth $10 million, were imported"
    if article.sign(at, ',') && article.is_any(at + 1, &["was", "were"]) {
        let verbs = CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb]);
        return article.cues_in(at + 1..at + 3, verbs).next();
    }
    let linked = article.is_any(at, &["of", "in", "worth", "is", "was", "are", "were", "as", "into", "for"])
        || article.is_any(at, &["has", "have", "had"]) && article.is(at + 1, "been");
    // "$300 million policy-based loan"
    let hyphen = |i: usize| article.sign(i, '-') && !article.tokens[i].spaced;
    let compound = !linked && article.tokens.get(at).is_some_and(|t| t.is_word() && !t.capital) && hyphen(at + 1);
    let steps = if linked || compound { 5 } else { 2 };
    if linked {
        at += 1;
    }
    let stop = (at + steps).min(until);
    while at < stop {
        if let Some(hit) = article.cues_in(at..at + 1, HEADS.with(CueSet::of(&[Cue::Shield]))).next() {
            let verb_only = hit.set.has_any(CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb, Cue::FinancingVerb])) && !linked;
            let shielded = hit.set.has(Cue::Shield)
                || hit.set.has_any(BLOCKERS)
                    && (article.is_any(at - 1, &["its", "the", "in", "our"]) || article.possessive(at - 1) || is_of_country(article, at))
                    && article.is_any(at, &["economy", "market", "budget"]);
            let late_blocker = hit.set.has_any(BLOCKERS) && head_of(hit.set).is_none() && !linked && at > end;
            // "$32 million was signed between the Kuwait Fund and Mali": who signs
            let named = article.is(at, "fund") && article.tokens[at].capital && article.tokens[at - 1].capital;
            // "a deficit of $4 million as imports of clothes were robust" opens a clause
            if opened_by_as(article, end, hit) {
                return None;
            }
            // "a $524 billion state-backed fund": what it is, not what is lent
            if compound && !hit.set.has(Cue::Financing) {
                return None;
            }
            // "imports of $6 million for a surplus of $2 million": the head of the next amount
            let next = article.is(hit.end, "of") && article.items_in(hit.end + 1..hit.end + 4, &[MentionKind::Money]).next().is_some();
            return (!(verb_only || shielded || late_blocker || named || next)).then_some(hit);
        }
        let within = compound && (hyphen(at + 1) || at > 0 && hyphen(at - 1));
        let describes = linked || within || article.is_word(at, ClauseWord::HeadAdjective) || article.sign(at, '-');
        let passable = describes
            && (article.tokens[at].is_word() || article.is(end, "worth") && article.possessive(at))
            && !article.is_word(at, ClauseWord::HeadBreak)
            || article.sign(at, '-');
        if !passable && !(linked && article.is_any(at, &["the", "bilateral"])) {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether "as" between an amount and a noun of trade opens a clause: "$34 million in June as exports fell"; not "as a loan".
fn opened_by_as(article: &Article, end: usize, hit: CueHit) -> bool {
    let as_at = (end..hit.first).find(|&i| article.is(i, "as"));
    hit.set.has_any(TRADE) && as_at.is_some_and(|i| !article.is_any(i + 1, &["a", "an"]))
}

/// Whether the head before an amount outdoes the one behind it: "a deficit of $3 million in trade with Peru",
/// "the largest buyer of Norwegian exports with $5 million worth of purchases", "a loan of $80 million for the construction of a dam".
pub(super) fn is_outdone(article: &Article, behind: CueHit, from: usize, amount: Amount) -> bool {
    let Some(hit) = before(article, from, amount.item.first) else { return false };
    let balance = hit.set.has_any(BALANCES) && behind.set.has(Cue::Turnover);
    let in_trade = (behind.first.saturating_sub(2)..behind.first).any(|i| article.is_any(i, &["in", "on"]));
    let of = article.is(hit.end, "of") && amount.item.first - hit.end <= 4 || in_trade;
    let bought = hit.set.has(Cue::Export) && article.is(behind.first, "purchases");
    let lent =
        hit.set.has_any(CueSet::of(&[Cue::Financing, Cue::FinancingVerb])) && behind.set.has(Cue::Project) && article.is(amount.end, "for");
    balance && of || bought || lent
}

/// "investments in the Kazakh economy", "exports to the Kazakh market": where the money or the goods go.
fn is_where_it_goes(article: &Article, at: usize) -> bool {
    let the = usize::from(at > 1 && article.is(at - 2, "the"));
    is_of_country(article, at) && article.is_any(at.saturating_sub(2 + the), &["in", "into", "to"])
}

/// "in the Kazakh economy": whose it is stands right before.
fn is_of_country(article: &Article, at: usize) -> bool {
    article.items_in(at.saturating_sub(1)..at, &[MentionKind::Country]).next().is_some()
}

/// The nearest head before the amount that its clause allows.
pub(super) fn before(article: &Article, from: usize, until: usize) -> Option<CueHit> {
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
    if is_aside(article, hit, amount) {
        return true;
    }
    // "exports, re-exports included, reached", "exports, including re-exports, reached"
    let again = article.is_any(hit.first, &["re", "reexports"]);
    let valued = article.is(hit.first.saturating_sub(1), "of") && article.is_word(hit.first.saturating_sub(2), ClauseWord::MoneyNoun);
    if again
        && !valued
        && (article.is_any(hit.first.saturating_sub(1), &["including", "excluding", "and", "plus", "of"])
            || article.is_any(hit.end, &["included", "excluded"]))
    {
        return true;
    }
    // "with $6 million worth of purchases, followed by Peru at $2 million": the noun of the amount before
    if hit.first >= 2 && article.starts(hit.first - 2, &["worth", "of"]) {
        return true;
    }
    if tells_of_trade(article, hit, article.sentences[no].first) {
        return true;
    }
    if hit.set.has(Cue::Blocker)
        && article.is_any(hit.first, &["economy", "market", "budget", "projects", "rate", "production", "output", "population"])
    {
        let of_something = hit.first > 0
            && article.is_any(hit.first - 1, &["the", "this", "that", "its", "our", "their", "of", "s", "largest", "biggest"])
            || hit.first > 0 && article.possessive(hit.first - 1);
        let is_subject = article.sentence_of(hit.first) == article.sentence_of(amount)
            && hit.first <= article.sentences[article.sentence_of(amount)].first + 4;
        return of_something && !is_subject || is_where_it_goes(article, hit.first);
    }
    // "followed by Peru and Chile, with respective revenues of $3 million and $2 million": what the one before brought
    let brings = hit.set.has(Cue::Blocker) && article.is_word(hit.end - 1, ClauseWord::MoneyNoun);
    if brings && article.is_any(hit.first.saturating_sub(1), &["respective", "with"]) {
        return article.has_word(article.sentences[no].first..hit.first, ClauseWord::Rank);
    }
    // "224 projects with Chinese capital worth over $66 billion"
    if article.is(hit.first, "capital") && hit.end - hit.first == 1 {
        return article.has_any(hit.first.saturating_sub(3)..hit.first, &["with", "the"])
            || hit.first > 0 && article.is(hit.first - 1, "working");
    }
    // "the Fund concluded an agreement of $3 million": who lends
    if article.is(hit.first, "fund") && hit.end - hit.first == 1 && is_lender(article, hit) {
        return true;
    }
    // "took part", "put to use"
    article.is(hit.first, "took") && article.is_any(hit.first + 1, &["part", "place", "the", "office", "effect"])
        || article.is(hit.first, "put")
            && !article.is_any(hit.first + 1, &["about", "in", "some", "over", "more"])
            && hit.end != amount
            && hit.end - hit.first == 1
}

/// "the Fund", "the Newton Fund": a name that no amount is said of.
fn is_lender(article: &Article, hit: CueHit) -> bool {
    let named = article.is(hit.first - 1, "the") || article.tokens[hit.first - 1].capital;
    article.tokens[hit.first].capital && hit.first > 0 && named && !article.is_any(hit.end, &["of", "worth", "with", "at"])
}

/// "trade grew at a rate of 23 percent, from $3 million", "trade closed at $3 million": words that elsewhere tell of prices.
fn tells_of_trade(article: &Article, hit: CueHit, first: usize) -> bool {
    let flows = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import]);
    let rate = article.is(hit.end - 1, "rate")
        && article.is(hit.end, "of")
        && article.items_in(hit.end + 1..hit.end + 3, &[MentionKind::Percent]).next().is_some();
    (rate || article.is(hit.first, "closed")) && article.cues_in(first..hit.first, flows).next().is_some()
}

/// "exports, which make up half of the economy, rose to", "exports of chips, the backbone of the economy, fell to": what is said
/// by the way, between two commas behind a head.
fn is_aside(article: &Article, hit: CueHit, amount: usize) -> bool {
    let first = article.sentences[article.sentence_of(amount)].first;
    let other = head_of(hit.set).is_none();
    // "the deficit, a measure of how much imports exceed exports, was"
    let defines =
        |i: usize| article.is_any(i + 1, &["a", "an"]) && article.is_any(i + 2, &["measure", "indicator"]) && article.is(i + 3, "of");
    let opens = |i: usize| {
        article.is_any(i + 1, &["which", "whose", "where", "who"]) || defines(i) || other && article.is_any(i + 1, &["the", "a", "an"])
    };
    // "exports exceeded imports and grew threefold to"; not "exceeded imports by"
    let outdone = hit.first > first && article.is_any(hit.first - 1, &["exceed", "exceeded", "exceeds", "outpaced", "outstripped"]);
    if outdone && !article.has_any(hit.end..amount, &["by"]) && article.cues_in(first..hit.first, TRADE).next().is_some() {
        return true;
    }
    let Some(open) = (first.max(hit.first.saturating_sub(20))..hit.first).rev().find(|&i| article.sign(i, ',')).filter(|&i| opens(i))
    else {
        return false;
    };
    let closed = (hit.end..amount).any(|i| article.sign(i, ','));
    closed && article.cues_in(open.saturating_sub(8).max(first)..open, TRADE).next().is_some()
}

/// Whether an earlier head is the real one though a weaker stands between it and the amount.
fn outranks(article: &Article, hit: CueHit, last: CueHit, amount: usize) -> bool {
    if is_of_trade(article, hit, last) {
        return true;
    }
    let lends = hit.set.has(Cue::FinancingVerb) && last.set.has(Cue::Project) && amount - hit.end <= 4;
    if lends {
        return true;
    }
    // "the loan to a solar project could reach $5 million"
    let loan_to = hit.set.has(Cue::Financing) && last.set.has(Cue::Project) && article.is_any(hit.end, &["to", "for"]);
    if loan_to && last.first - hit.end <= 6 && !(hit.end..amount).any(|i| article.sign(i, ',')) {
        return true;
    }
    // "FDI projects disbursed $7 million"
    if hit.set.has(Cue::Fdi) && article.is(last.first, "disbursed") && last.first - hit.end <= 5 {
        return true;
    }
    // "the foreign investment in these projects will reach $10 billion"
    let into = hit.set.has(Cue::Fdi) && last.set.has(Cue::Project) && last.first - hit.end <= 3 && article.is_any(hit.end, &["in", "into"]);
    if into {
        return true;
    }
    let strong = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import, Cue::Fdi, Cue::Deficit, Cue::Surplus]);
    let weak = last.set.has_any(CueSet::of(&[
        Cue::Project,
        Cue::Investment,
        Cue::Financing,
        Cue::FinancingVerb,
        Cue::ExportVerb,
        Cue::ImportVerb,
        Cue::Balance,
    ])) && !last.set.has_any(CueSet::of(&[Cue::Fdi]));
    let gap = last.end..amount;
    let linked_to_last = gap.len() <= 3 || article.has_any(gap, &["worth", "valued", "totaling", "totalling", "of"]);
    // "companies trade with Peru, and Norwegian investment there stands at $3 million": a clause of its own
    let own_clause = last.set.has(Cue::Investment) && (hit.end..last.first).any(|i| article.sign(i, ',') && article.is(i + 1, "and"));
    hit.set.has_any(strong) && weak && !linked_to_last && !own_clause && last.first - hit.end <= 12
}

/// "a surplus in external trade", "the deficit on trade in goods", "the surplus of Peru in its trade": trade says what the
/// balance is of.
pub(in crate::extract::figures) fn is_of_trade(article: &Article, balance: CueHit, trade: CueHit) -> bool {
    let gap = balance.end..trade.first;
    balance.set.has_any(BALANCES)
        && trade.set.has(Cue::Turnover)
        && gap.len() <= 6
        && article.has_any(trade.first.saturating_sub(3).max(balance.end)..trade.first, &["in", "on", "of"])
        // "the deficit was recorded in trade with Peru ($3 million)"
        && (!article.has_word(gap, ClauseWord::Posted) || article.has_any(trade.end - 1..trade.end + 2, &["with"]))
}

/// Tokens from "went from" to where goods went.
const FAR: usize = 6;

/// "Peru spent $3 million on goods from Kenya", "on Kenyan tea": what was bought.
pub(super) fn spent_on(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    const NEAR: usize = 4;
    let verb = (from..amount.item.first)
        .rev()
        .find(|&i| !article.is_word(i, ClauseWord::Hedge))
        .filter(|&i| article.is_any(i, &["spent", "spend", "spends"]))?;
    let on = Some(amount.end).filter(|&i| article.is_any(i, &["on", "for"]))?;
    let place = |i: usize| article.item_at(i, &[MentionKind::Country, MentionKind::Group]);
    let origin = place(on + 1).filter(|p| article.form(*p) == "adjective");
    let goods = origin.map_or(on + 1, |p| p.end);
    let noun = (goods..goods + NEAR)
        .find(|&i| article.is_any(i, &["goods", "products", "merchandise"]) || article.lexicon.goods.has(&article.tokens[i]))?;
    let from_there =
        article.is(noun + 1, "from") && (place(noun + 2).is_some() || article.is(noun + 2, "the") && place(noun + 3).is_some());
    let buyer = article.items_in(from.max(verb.saturating_sub(NEAR))..verb, &[MentionKind::Country, MentionKind::Group]).next().is_some();
    let cue = CueSet::of(&[Cue::ImportVerb]);
    (buyer && (origin.is_some() || from_there)).then_some(Found {
        head: Head::Import,
        tokens: Some((verb, verb + 1)),
        cue,
        rule: "spent_on",
    })
}

/// "goods worth $3 million came from Peru", "most goods came to Kenya from Peru - $3 million": what came was bought, what went
/// was sold.
pub(super) fn goods_moved(article: &Article, from: usize, amount: Amount) -> Option<Head> {
    const GOODS: &[&str] = &["goods", "products", "merchandise", "commodities"];
    let at = amount.item.first;
    let moved = |verb: usize, until: usize| {
        let led = |words: &[&str]| article.has_any(verb + 1..(verb + 5).min(until), words);
        let bought = article.is_any(verb, &["came", "arrived", "received", "brought"]) && led(&["from", "into"]);
        let sold = article.is_any(verb, &["went", "sent", "flowed", "crossed", "moved", "travelled", "traveled", "headed"])
            && led(&["to", "into"]);
        if bought { Some(Head::Import) } else { sold.then_some(Head::Export) }
    };
    if let Some(verb) = (from..at).find(|&i| moved(i, at).is_some()) {
        // "Trade grew. Most went from Kenya to Peru - $3 million"; not most of what workers send home
        let told = article.sentences[article.sentence_of(from).saturating_sub(1)].first..from;
        let spoken_of = article.has_any(told.clone(), GOODS) || article.cues_in(told, TRADE).next().is_some();
        let most = verb > from && article.is(verb - 1, "most") && spoken_of;
        return moved(verb, at).filter(|_| most || article.has_any(from..verb, GOODS));
    }
    if !article.has_any(from.max(at.saturating_sub(6))..at, GOODS) {
        return None;
    }
    let verb = amount.end + usize::from(article.is_any(amount.end, &["was", "were"]));
    let dated = article.is(verb, "came") && article.is(verb + 1, "in") && article.item_at(verb + 2, &[MentionKind::Period]).is_some();
    // "Goods for $3 million went from Kenya to Peru"
    if dated {
        Some(Head::Import)
    } else {
        moved(verb, verb + 2).or_else(|| moved(verb, verb + FAR).filter(|_| article.is(verb + 1, "from")))
    }
}

/// "$3 million of which", "of this sum": a part of the figure before, whose own head follows.
pub(in crate::extract::figures) fn is_part(article: &Article, end: usize) -> bool {
    article.is(end, "of") && article.is_any(end + 1, &["it", "that", "them", "this", "which"])
}

/// A head later in the clause, when nothing before the amount is one: "$14.5 billion was recorded in mutual trade".
pub(super) fn far_behind(article: &Article, end: usize, until: usize) -> Option<CueHit> {
    let stop = (end + 13).min(until);
    let hit = article.cues_in(end..stop, HEADS).next()?;
    let cut = (end..hit.first).any(|i| {
        matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(',' | ';' | '(' | ')' | '-'))
            || article.is_word(i, ClauseWord::Contrast)
    });
    (!cut && !hit.set.has_any(CueSet::of(&[Cue::Project, Cue::Contract]))).then_some(hit)
}

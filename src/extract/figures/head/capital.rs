//! Capital that goes between no two economies: "domestic investment", the equity and the reinvested earnings of an inflow, what
//! a city or a province took in; and capital told of those who rank as investors alone.

use super::{Found, Head};
use crate::extract::article::{Article, CueHit};
use crate::extract::figures::Amount;
use crate::extract::figures::parties::body;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::MentionKind;

/// Whether a head of capital measures what no economy puts into another.
pub(super) fn is_within_one(article: &Article, head: Head, hit: CueHit, amount: Amount) -> bool {
    matches!(head, Head::Fdi | Head::Investment)
        && (is_domestic(article, hit)
            || is_component(article, hit, amount)
            || is_income(article, hit)
            || is_part_of_told(article, hit)
            || tells_component(article, hit, amount)
            || is_local(article, hit)
            || head == Head::Fdi && article.has_any(hit.end..hit.end + 9, PARTS_OF_COUNTRY))
}

/// "domestic direct investment"; "total investment" in a sentence that divides it into foreign and domestic.
fn is_domestic(article: &Article, hit: CueHit) -> bool {
    let own = |at: usize| article.is_any(at.saturating_sub(1), &["domestic", "local"]) && article.is_any(at, &["direct", "investment"]);
    let s = article.sentences[article.sentence_of(hit.first)];
    let foreign = hit.set.has(Cue::Fdi) || article.has_any(hit.first.saturating_sub(2)..hit.first, &["foreign"]);
    own(hit.first) || !foreign && !hit.set.has(Cue::InvestVerb) && (s.first + 1..s.last).any(own)
}

/// "Of the total FDI, $3 million was equity investment", "in the form of intercompany debt the inflow was $2 million": a component.
fn is_component(article: &Article, hit: CueHit, amount: Amount) -> bool {
    const COMPONENTS: &[&str] = &["equity", "reinvestment", "reinvestments", "reinvested", "intercompany", "debt"];
    let s = article.sentences[article.sentence_of(hit.first)];
    let behind = amount.end..amount.end + 8;
    let named = behind.take_while(|&i| article.tokens.get(i).is_some_and(|t| t.is_word())).any(|i| article.is_any(i, COMPONENTS));
    let form = (s.first..hit.first).any(|i| article.starts(i, &["form", "of"]) && article.is_any(i + 2, COMPONENTS));
    // "Re-investments made $2 million"
    let again = hit.first >= 2 && article.sign(hit.first - 1, '-') && article.is(hit.first - 2, "re");
    hit.end <= amount.item.first && (named || form || again)
}

/// "Half of those investments, $6 million, went into land": what became of a part of capital that was told, no matter whose.
fn is_part_of_told(article: &Article, hit: CueHit) -> bool {
    const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];
    let s = article.sentences[article.sentence_of(hit.first)];
    let those = hit.first > s.first + 1 && article.is_any(hit.first - 1, &["those", "these"]) && article.is(hit.first - 2, "of");
    those && article.items_in(s.first..s.last, PLACES).next().is_none()
}

/// "net investment in equity capital rose to $3 million", "Net equity capital inflows, the bulk of FDI, rose to $4 million": a component
/// told of nobody's capital; not "equity placements came from Norway ($5 million)".
fn tells_component(article: &Article, hit: CueHit, amount: Amount) -> bool {
    const COMPONENTS: &[&str] = &["equity", "intercompany", "placements", "reinvested", "reinvestment", "reinvestments"];
    let first = article.sentences[article.sentence_of(hit.first)].first;
    let lead = first..amount.item.first;
    let component = |i: usize| {
        article.is_any(i, COMPONENTS) && !article.is(i.saturating_sub(1), "private") || article.starts(i, &["debt", "instruments"])
    };
    let from_one = article
        .items_in(lead.clone(), &[MentionKind::Country])
        .any(|i| article.has_any(i.first.saturating_sub(2)..i.first, &["from", "by"]));
    !hit.set.has(Cue::InvestVerb) && !from_one && lead.into_iter().any(component)
}

/// "the profit on direct investments", "FDI income": what capital earns.
fn is_income(article: &Article, hit: CueHit) -> bool {
    const EARNINGS: &[&str] = &["profit", "profits", "income", "return", "returns", "earnings", "dividends"];
    let led = article.is_any(hit.first.saturating_sub(1), &["on", "from", "of"]) && article.is_any(hit.first.saturating_sub(2), EARNINGS);
    led || article.is_any(hit.end, EARNINGS)
}

const PARTS_OF_COUNTRY: &[&str] = &["province", "oblast", "district", "municipality"];

/// "the province of Kwale took the lead with investment worth $565 million", "Mombasa was the largest recipient of FDI": a part of a
/// country, where no country is named.
fn is_local(article: &Article, hit: CueHit) -> bool {
    if hit.set.has(Cue::InvestVerb) {
        return false;
    }
    let s = article.sentences[article.sentence_of(hit.first)];
    let lead = s.first..hit.first;
    let part = article.has_any(lead.clone(), PARTS_OF_COUNTRY) || article.has_any(lead.clone(), &["provinces", "localities"]);
    let takes = article.has_word(lead.clone(), ClauseWord::Attracts)
        || article.has_any(s.first..hit.end + 1, &["attraction", "recipient", "destination"]);
    let city = takes && article.items_in(lead, &[MentionKind::City]).next().is_some();
    let named = |i| article.form(i) != "region";
    (part || city) && !article.items_in(s.first..s.last, &[MentionKind::Country, MentionKind::Group]).any(named)
}

/// "investors from Norway led the statistics with $4 million": what those who rank have invested, though no noun says so.
pub(super) fn of_ranked_investors(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    let at = amount.item.first;
    let investors = (from..at).rev().find(|&i| article.is_any(i, &["investor", "investors"]))?;
    let ranks = article.has_word(from..at, ClauseWord::Rank) && article.is_any(at - 1, &["with", "at"]);
    let named = article.items_in(from..at, &[MentionKind::Country]).next().is_some();
    let found = Found { head: Head::Fdi, tokens: Some((investors, investors + 1)), cue: CueSet::default(), rule: "investors_ranked" };
    (ranks && named).then_some(found)
}

/// "Kenya attracted $23 billion from the ASEAN countries": capital, though no noun says so.
pub(super) fn attracted(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    const VERBS: &[&str] = &["attract", "attracted", "attracting", "attracts", "lured", "wooed"];
    let at = amount.item.first;
    let verb = (at.saturating_sub(4).max(from)..at).rev().find(|&i| article.is_any(i, VERBS))?;
    let source = amount.end + 1 + usize::from(article.is(amount.end + 1, "the"));
    let named = article.item_at(source, &[MentionKind::Country, MentionKind::Group]).is_some_and(|i| i.first == source);
    let found = Found { head: Head::Fdi, tokens: Some((verb, verb + 1)), cue: CueSet::default(), rule: "attracted_from" };
    (article.is(amount.end, "from") && named).then_some(found)
}

/// "foreigners who invest at least $3 million can apply for": what a law asks of anybody.
pub(super) fn is_threshold(article: &Article, found: &Found, amount: Amount) -> bool {
    const REACH: usize = 18;
    let Some((verb, _)) = found.tokens.filter(|_| found.cue.has(Cue::InvestVerb)) else { return false };
    let who = article.is_any(verb.saturating_sub(1), &["who", "that"]) && article.is_any(verb, &["invest", "invests"])
        || article.is(verb, "investing");
    let may = article.has_any(amount.end..amount.end + REACH, &["can", "may", "eligible", "entitled", "qualify", "exempt", "exempted"]);
    who && may
}

/// "Investors from Norway have brought $2 billion to Kenya": capital, though no noun says so.
pub(super) fn brought(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    const VERBS: &[&str] = &["bring", "bringing", "brings", "brought", "pump", "pumped", "pumping", "pumps"];
    const NEAR: usize = 5;
    let at = amount.item.first;
    let verb = (at.saturating_sub(NEAR).max(from)..at).rev().find(|&i| article.is_any(i, VERBS))?;
    let investors =
        (from..verb).any(|i| article.is_any(i, &["investors", "businesses", "businessmen"]) || article.has_cue(i..i + 1, Cue::Company));
    let place = amount.end + 1 + usize::from(article.is(amount.end + 1, "the"));
    let there = article
        .item_at(place, &[MentionKind::Country, MentionKind::Group])
        .is_some_and(|i| i.first == place && (article.form(i) == "name" || article.possessive(i.end)));
    let hedged = (verb + 1..at).all(|i| article.is_word(i, ClauseWord::Hedge) || article.is_any(i, &["some", "than", "more", "another"]));
    let investors = investors && hedged && !article.has_any(from..verb, &["tourist", "tourists", "cartel", "fled", "who"]);
    let found = Found { head: Head::Investment, tokens: Some((verb, verb + 1)), cue: CueSet::of(&[Cue::InvestVerb]), rule: "brought_in" };
    (investors && there && article.is_any(amount.end, &["into", "to"])).then_some(found)
}

/// "The Asian Development Bank provides $100 million": a loan or a grant, though no noun says so.
pub(super) fn given(article: &Article, no: usize, amount: Amount) -> Option<Found> {
    let found = Found { head: Head::Financing, tokens: None, cue: CueSet::default(), rule: "given_by_lender" };
    body::gives(article, no, None, amount.item.first).then_some(found)
}

/// "Kenya will receive $500 million from the World Bank": a loan or a grant, though no noun says so.
pub(super) fn lent(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    const VERBS: &[&str] = &["receive", "received", "receives", "get", "got", "obtain", "obtained", "secure", "secured", "borrowed"];
    let at = amount.item.first;
    let verb = (at.saturating_sub(4).max(from)..at).rev().find(|&i| article.is_any(i, VERBS))?;
    let from_body = article.items_in(amount.end + 1..amount.end + 3, &[MentionKind::Organisation]);
    let lender =
        from_body.into_iter().any(|i| article.mention(i).country.is_some() && article.has_word(i.first..i.end, ClauseWord::Lender));
    let found = Found { head: Head::Financing, tokens: Some((verb, verb + 1)), cue: CueSet::default(), rule: "received_from_lender" };
    (article.is(amount.end, "from") && lender).then_some(found)
}

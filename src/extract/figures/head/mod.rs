//! The noun that an amount measures.
//!
//! "trade turnover amounted to $5 bn", "$2.4 billion is imports", "$8 billion were invested by Norway";
//! not "the GDP stood at $90 bn", "a contract worth $4.2 billion".

mod accept;
mod acquired;
pub(super) mod between;
mod both;
mod built;
mod by_verb;
mod capital;
mod carried;
mod inverted;
mod listed;
mod near;

pub use both::as_one;
pub(super) use both::sides_of_first;
pub(super) use built::cost_to_come;
pub(super) use by_verb::settled;
pub use carried::{behind_share, label_before, points_to_sentence_before};
pub(super) use listed::{LIST_RANKED, RANKED_BEHIND, of_ranked_noun, ranked_behind, ranked_list, seen_from_rank};
pub(super) use near::{is_of_trade, is_part};

use super::{Amount, Reader, counted_loans, investor_list, loan_list};
use crate::extract::article::{Article, CueHit};
use crate::lexicon::{Cue, CueSet};
use crate::model::RejectReason;
use accept::accept;
pub use accept::is_of_many;

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

    /// Whether it measures a sum that has been agreed on, and may be divided.
    pub fn is_agreed(self) -> bool {
        matches!(self, Head::Project | Head::Financing)
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

/// Every noun or verb of trade.
pub const TRADE: CueSet = CueSet::of(&[
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
/// Every noun or verb of investment.
pub const INVESTMENT: CueSet =
    CueSet::of(&[Cue::Fdi, Cue::Investment, Cue::InvestVerb, Cue::Project, Cue::Financing, Cue::FinancingVerb, Cue::Outflow]);
/// What says that capital was put in, or from abroad.
const FLOWS: CueSet = CueSet::of(&[Cue::InvestVerb, Cue::Fdi, Cue::Outflow]);
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

/// The head of the `k`th amount of a sentence, as words before or behind it name it, or why there is none.
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
    if let Some(reason) = accept::counted(article, amount.end) {
        return Err(reason);
    }
    let sentence = article.sentences[no];
    let by_part = |i: usize| {
        article.is(i, "by") && article.is_any(i + 1, &["industry", "province", "sector"]) || article.starts(i, &["sector", "wise"])
    };
    if (sentence.first..sentence.last).any(by_part) {
        return Err(RejectReason::NotBilateral);
    }
    if accept::of_each(article, from, amount)
        || accept::bounds_many(article, from, amount)
        || accept::of_owners(article, from, amount, until)
    {
        return Err(RejectReason::NotBilateral);
    }
    if accept::buys_goods(article, amount.end) {
        return Err(RejectReason::Contract);
    }
    if let Some(found) = between::flows(article, from, amount) {
        return found;
    }
    if let Some(found) = between::told_by_sign(reader, no, amount.item.first) {
        return Ok(found);
    }
    if let Some(found) = loan_list::find(reader, no, amount.item.first).filter(|_| k == 0) {
        return Ok(found);
    }
    if let Some(found) = counted_loans::find(reader, no, amount.item.first).filter(|_| near::behind(article, amount.end, until).is_none()) {
        return Ok(found);
    }
    if let Some(hit) = inverted::falls_on(article, amount, until) {
        return accept(article, hit, amount, "head_behind");
    }
    // "31 million dollars of foreign investment (27 million euros)": what is measured stands between the two currencies
    let inside = || amount.alt.and_then(|alt| near::behind(article, amount.item.end, alt.first));
    let behind = near::behind(article, amount.end, until)
        .filter(|hit| !near::is_outdone(article, *hit, from, amount) && !carried::is_purpose(reader, no, amount, *hit));
    if let Some(hit) = behind.or_else(inside) {
        if let Some(head) = listed::seen_from_label(article, amount.item.first, hit) {
            return Ok(Found { head, tokens: None, cue: CueSet::default(), rule: "head_mirrored" });
        }
        return accept(article, hit, amount, "head_behind").map(|found| carried::disbursed(reader, no, found));
    }
    if let Some(hit) = inverted::noun(article, no, amounts, k) {
        return accept(article, hit, amount, "head_far_behind");
    }
    if let Some(found) = near::spent_on(article, from, amount) {
        return Ok(found);
    }
    if let Some(found) = listed::of_subject_behind(article, no, amount).filter(|_| k == 0) {
        return Ok(found);
    }
    if let Some(found) = acquired::deal(article, from, amount) {
        return Ok(found);
    }
    if let Some(found) = listed::head_behind_list(article, no, amounts, k) {
        return Ok(found);
    }
    if let Some(found) = both::flows(article, no, amounts, k) {
        return found;
    }
    if let Some(found) = carried::respectively(reader, no, amounts, k) {
        return Ok(found);
    }
    if let Some(found) = carried::listed(reader, no, amount) {
        return Ok(found);
    }
    if let Some(found) = listed::of_partner(article, from, amount) {
        return Ok(found);
    }
    if carried::takes_up(article, from, amount.item.first) {
        let here = reader.list_head(no, amount.item.first).filter(|s| s.sentence == no);
        let found = |head| Found { head, tokens: None, cue: CueSet::default(), rule: "head_carried_in_sentence" };
        return here.map_or_else(|| carried::carried(reader, no, amount), |last| Ok(found(last.head)));
    }
    let next_item = k > 0 && carried::opens_item(article, from, amount.item.first);
    // "Norwegian firms invest in Kenya: Norbio is building a resort worth $5 million"
    let built = built::worth(article, from, amount);
    let invests = |hit: &CueHit| hit.set.has_any(CueSet::of(&[Cue::Investment, Cue::InvestVerb]));
    if let Some(built) =
        built.filter(|b| near::before(article, from, amount.item.first).is_some_and(|hit| invests(&hit) && is_behind(b, &hit)))
    {
        return Ok(built);
    }
    let for_project = |hit: &CueHit| {
        next_item && hit.set.has(Cue::Project)
            || carried::is_purpose(reader, no, amount, *hit)
            || carried::counts_projects(reader, no, amount, *hit)
    };
    if let Some(hit) = near::before(article, from, amount.item.first).filter(|hit| !for_project(hit)) {
        return accept(article, hit, amount, "head_before");
    }
    if let Some(head) = near::goods_moved(article, from, amount) {
        return Ok(Found { head, tokens: None, cue: CueSet::default(), rule: "goods_moved" });
    }
    // "and for USD 1,996 million imported", "$473 million of which came from Vietnam's exports"
    let reach = if near::is_part(article, amount.end) { until } else { until.min(amount.end + 3) };
    // "services attracted $3 million and export trade $2 million": the head of the next amount
    let of_next = |hit: &CueHit| hit.end == until && k + 1 < amounts.len() && article.is(hit.first - 1, "and");
    if let (true, Some(hit)) = (k > 0, near::far_behind(article, amount.end, reach).filter(|hit| !of_next(hit))) {
        return accept(article, hit, amount, "head_far_behind");
    }
    if let Some(found) = investor_list::find(reader, no, from, amount).or_else(|| capital::given(article, no, amount)) {
        return Ok(found);
    }
    if k > 0 {
        // a list or a comparison goes on with the head of the amount before
        if let Some(reason) = blocked {
            return Err(reason);
        }
        let last = reader.list_head(no, amount.item.first).ok_or(RejectReason::NoHead)?;
        return Ok(Found { head: last.head, tokens: None, cue: CueSet::default(), rule: "head_carried_in_sentence" });
    }
    if let Some(hit) = near::far_behind(article, amount.end, until) {
        return accept(article, hit, amount, "head_far_behind").map(|found| carried::disbursed(reader, no, found));
    }
    built
        .or_else(|| built::estimated(article, from, amount))
        .or_else(|| capital::of_ranked_investors(article, from, amount))
        .or_else(|| capital::attracted(article, from, amount))
        .or_else(|| capital::brought(article, from, amount))
        .or_else(|| listed::of_partners(article, from, amount))
        .or_else(|| capital::lent(article, from, amount))
        .map_or_else(|| carried::carried(reader, no, amount), Ok)
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

/// Whether a head that was found stands behind a cue.
fn is_behind(found: &Found, hit: &CueHit) -> bool {
    found.tokens.is_some_and(|(first, _)| first >= hit.end)
}

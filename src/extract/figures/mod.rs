//! Reads figures: an amount, a change or a share with the noun that it measures and everything that hangs on it.
//!
//! A figure is a head noun (turnover, exports, inflow, projects) with slots: amount, hedge, period, pair, direction, change,
//! share, status. A slot is filled from the clause, then the sentence, then what the discourse carries on, and says where it
//! came from. What the figure becomes is for `facts/trade_figures.rs` and `facts/investments/`.

mod against;
mod arithmetic;
mod barred;
pub mod by_industry;
pub mod change;
mod change_value;
mod converted;
mod counted_loans;
pub mod difference;
pub mod giving;
pub mod goods;
mod goods_list;
pub mod head;
mod host_change;
mod inflow_share;
pub mod investor_list;
mod labelled_change;
mod level;
mod line_list;
mod list;
mod listed_change;
pub mod loan_list;
mod local;
mod of_level;
pub mod parties;
pub mod period;
pub mod respective;
pub mod share;
mod share_beside;
mod share_listed;
pub mod status;
pub mod table;
pub mod undertaking;
mod weighed;
pub mod withdrawal;

use super::article::{Article, Item};
use super::discourse::Discourse;
use crate::lexicon::ClauseWord;
use crate::model::{Code, MentionKind, Qualifier, RejectReason, SlotBasis, Status};
use head::Head;
use jiff::civil::Date;
use std::ops::Range;

/// Kinds of mention that name a place.
const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::City];

/// Kinds of mention that tell a time.
const ANY_TIME: &[MentionKind] = &[MentionKind::Period, MentionKind::Date];

/// Kinds of mention that name an economy.
const ECONOMIES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];

/// The interval of a figure and where it came from.
#[derive(Clone, Debug, Default)]
pub struct PeriodSlot {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// The words.
    pub text: Option<String>,
    /// Something was said about time, whether it could be resolved or not.
    pub said: bool,
    /// Led in as a time limit: "by 2030".
    pub by: bool,
    /// It opens its sentence, so that the sentences behind go on with it.
    pub opens: bool,
    /// Where it came from; `None` stands for nothing.
    pub basis: Option<SlotBasis>,
}

/// A figure read from one place.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What is measured.
    pub head: Head,
    /// The tokens of the head, when this clause has one.
    pub head_tokens: Option<(usize, usize)>,
    /// The sentence.
    pub sentence: usize,
    /// First token of the evidence.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// The amount.
    pub amount: Option<Item>,
    /// The same amount in a second currency.
    pub alt: Option<Item>,
    /// Signed percent against an earlier period, with the mention that says so.
    pub change: Option<(f64, Item)>,
    /// The same in money.
    pub change_value: Option<(bool, Item)>,
    /// Percent of a total, with its mention.
    pub share: Option<(f64, Item)>,
    /// The hedge of the main figure.
    pub qualifier: Qualifier,
    /// Reported, aimed at or expected.
    pub status: Status,
    /// When.
    pub period: PeriodSlot,
    /// Reporter and partner, or investor and host.
    pub parties: (Option<Code>, Option<Code>),
    /// Where the parties came from.
    pub parties_basis: SlotBasis,
    /// The goods that it is limited to.
    pub product: Option<String>,
    /// Told only to compare another figure with.
    pub is_comparison: bool,
    /// The rule that found it.
    pub rule: &'static str,
}

/// An amount of a sentence with what belongs to its writing.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// The amount itself.
    pub item: Item,
    /// The same in another currency, in brackets or behind "or".
    pub alt: Option<Item>,
    /// One past the last token of both, brackets included.
    pub end: usize,
}

/// Every figure of the article, in order, and the reason for each amount that is none.
pub fn read(article: &Article, discourse: &Discourse) -> (Vec<Statement>, Vec<(Item, RejectReason)>) {
    let mut reader = Reader { article, discourse, out: Vec::new(), rejected: Vec::new() };
    let tables = table::blocks(article);
    let barred = barred::blocks(article);
    for no in 0..article.sentences.len() {
        if let Some(block) = barred.get(barred.partition_point(|b| b.end <= no)).filter(|b| b.contains(&no)) {
            if block.start == no {
                barred::read(&mut reader, block.clone());
            }
        } else if let Some(block) = tables.iter().find(|b| b.contains(&no)) {
            if block.start == no {
                table::read(&mut reader, block.clone());
            }
        } else if !article.is_noise_sentence(no) {
            reader.sentence(no);
        }
    }
    parties::sums::settle(&mut reader);
    parties::sums::settle_parts(&mut reader);
    parties::oversized::settle(&mut reader);
    parties::retold::settle(&mut reader);
    goods::topic::settle(&mut reader);
    converted::settle(&mut reader);
    arithmetic::settle(&mut reader);
    arithmetic::settle_shares(&mut reader);
    arithmetic::settle_balances(&mut reader);
    (reader.out, reader.rejected)
}

/// The reader's state: what the figures before say is what a figure inherits from.
pub struct Reader<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// Its economies.
    pub discourse: &'a Discourse,
    /// The figures so far.
    pub out: Vec<Statement>,
    /// Amounts left alone.
    pub rejected: Vec<(Item, RejectReason)>,
}

impl Reader<'_> {
    fn sentence(&mut self, no: usize) {
        status::settle_before(self, no);
        let all = amounts(self.article, no);
        let changes = difference::changes(self.article, no, &all);
        let amounts: Vec<Amount> = all.iter().zip(&changes).filter(|(_, change)| !**change).map(|(amount, _)| *amount).collect();
        let from = self.out.len();
        let mut blocked: Option<RejectReason> = None;
        for (k, amount) in amounts.iter().enumerate() {
            match self.amount(no, &amounts, k, blocked) {
                Ok(statement) => {
                    blocked = None;
                    self.out.push(statement);
                }
                Err(reason) => {
                    blocked = Some(reason);
                    self.rejected.push((amount.item, reason));
                }
            }
        }
        change::attach(self, no, &amounts, from);
        change_value::attach(self, no, &all, &changes, from);
    }

    /// The figure of one amount, or why it is none.
    fn amount(&self, no: usize, amounts: &[Amount], k: usize, blocked: Option<RejectReason>) -> Result<Statement, RejectReason> {
        self.head(no, amounts, k, blocked).map(|found| self.statement(no, amounts, k, found))
    }

    /// What an amount measures, or why it is no figure.
    fn head(&self, no: usize, amounts: &[Amount], k: usize, blocked: Option<RejectReason>) -> Result<head::Found, RejectReason> {
        let article = self.article;
        let amount = amounts[k];
        if article.mention(amount.item).currency.is_none() {
            return Err(RejectReason::NoCurrency);
        }
        let (from, until) = self.part(no, amounts, k);
        let found =
            head::seen_from_rank(article, no, head::settled(self, no, amount, head::find(self, no, amounts, k, from, until, blocked))?);
        // countries do not trade for 144.1 cedis, nor invest $279: the text lost the unit
        if article.mention(amount.item).value.is_some_and(|v| v < rust_decimal::Decimal::ONE_THOUSAND) {
            return Err(RejectReason::Ambiguous);
        }
        if by_industry::is_of_industry(article, no, amount, &found) || found.head.is_trade() && local::is_of_town(article, amounts, k) {
            return Err(RejectReason::NotBilateral);
        }
        // "the EBRD put $5 million into 20 projects": what a bank of several states gives is lent
        let lent = matches!(found.head, Head::Investment | Head::Project)
            && parties::body::gives(article, no, found.tokens.map(|t| t.0), amount.item.first);
        Ok(if lent { head::Found { head: Head::Financing, ..found } } else { found })
    }

    /// Where an amount's own part of the sentence begins, and where the next amount does.
    fn part(&self, no: usize, amounts: &[Amount], k: usize) -> (usize, usize) {
        let sentence = self.article.sentences[no];
        let from = if k == 0 { sentence.first } else { amounts[k - 1].end };
        // "for USD 778 million were exported, and for USD 1 995 million imported": the first verb is the first amount's
        let taken = self
            .out
            .last()
            .filter(|s| k > 0 && s.sentence == no)
            .and_then(|s| s.head_tokens)
            .filter(|t| t.0 >= from && t.1 <= amounts[k].item.first);
        (taken.map_or(from, |t| t.1), amounts.get(k + 1).map_or(sentence.last, |a| a.item.first))
    }

    /// The figure of an amount that measures `found`.
    fn statement(&self, no: usize, amounts: &[Amount], k: usize, found: head::Found) -> Statement {
        let article = self.article;
        let amount = amounts[k];
        let (from, until) = self.part(no, amounts, k);
        let is_comparison = period::base::is_comparison(self, no, from, amount.item.first, &found);
        let approved = status::is_only_approved(self, no, amount, until, &found);
        let told = match is_comparison {
            true => status::of_base(article, from, amount.item.first),
            false if approved => Status::Actual,
            false => status::find(self, no, from, amount, until, &found),
        };
        let period = period::find(self, no, amounts, k, &found, told);
        // what is told of a time that has not begun is not reported, whatever the verb: "to $2 billion by 2027" is aimed at, "in 2027" expected
        let to_come = period.start.zip(article.document.published_on).is_some_and(|(start, today)| start > today);
        let by = (from..until).any(|i| article.is(i, "by") && article.item_at(i + 1, &[MentionKind::Period]).is_some());
        let status = match told {
            _ if approved => Status::Target,
            Status::Actual if to_come && found.head.is_trade() && by => Status::Target,
            Status::Actual if to_come && found.head.is_trade() => Status::Forecast,
            told => told,
        };
        // the label of the next amount is not this one's partner; "$3 billion to Peru, $2 billion to Chile" has none
        let led = |label: usize| article.has_any(label.saturating_sub(2)..label, &["to", "from", "with", "in", "for", "by", "of"]);
        let next_label = amounts.get(k + 1).and_then(|a| head::label_before(article, a.item.first)).map(|label| label.first);
        let until = next_label.filter(|label| *label >= amount.end && !led(*label)).unwrap_or(until);
        let reach = parties::Reach { sentence: no, from, until, amount: Some(amount), head: found };
        let (parties, parties_basis) = parties::find(self, &reach);
        let mention = article.mention(amount.item);
        // "$2 million worth of goods" speaks of all of them
        let worth = article.is(amount.end, "worth");
        let product = goods::product(article, &found, no, Some(amount.item.first))
            .or_else(|| if worth { None } else { self.carried_product(no, &found).or_else(|| self.listed_product(no, &found)) });
        let product = product.map(|all| goods::in_order(article, no, amounts, k, &found).unwrap_or(all));
        let first = head::evidence_start(article, &found, from, amount.item.first);
        let mut statement = Statement {
            head: found.head,
            head_tokens: found.tokens,
            sentence: no,
            first,
            end: amount.end.max(found.tokens.filter(|t| t.0 >= amount.end).map_or(0, |t| t.1)),
            amount: Some(amount.item),
            alt: amount.alt,
            change: None,
            change_value: None,
            share: None,
            // what is surpassed is told itself without a bound
            qualifier: mention
                .qualifier
                .filter(|q| *q == Qualifier::Approx || !period::base::says_no_bound(article, amount.item.first))
                .unwrap_or(Qualifier::Exact),
            status,
            period,
            parties,
            parties_basis,
            product,
            is_comparison,
            rule: found.rule,
        };
        line_list::settle(self, &mut statement);
        loan_list::settle(self, &mut statement);
        counted_loans::settle(self, &mut statement);
        statement
    }

    /// The figure that a list goes on from: inside the bracket that is open, else outside of the one that was closed.
    pub fn list_head(&self, no: usize, at: usize) -> Option<&Statement> {
        let article = self.article;
        let inside = |s: &&Statement| {
            s.sentence == no && s.amount.is_some_and(|a| !(a.end..at).any(|i| article.sign(i, ')')) || !article.bracketed(a.first, no))
        };
        let here = || self.out.iter().rev().take_while(|s| s.sentence == no);
        // "Peru with 991 million; among the suppliers Chile ($9 million) was ahead of Ghana ($6 million)": items of one list
        let opens = |i: usize| i > 0 && article.sign(i - 1, '(');
        let sibling = here().next().filter(|s| opens(at) && s.amount.is_some_and(|a| opens(a.first) && article.sign(a.end, ')')));
        if sibling.is_some_and(|s| matches!(s.rule, "head_of_partners" | "head_carried_in_sentence")) {
            return sibling;
        }
        here().find(inside).or_else(|| here().next())
    }

    /// "non-oil" goes on to hold when a figure carries on the head of the one before.
    fn carried_product(&self, no: usize, found: &head::Found) -> Option<String> {
        let last = self.last(no, 1).filter(|_| found.tokens.is_none())?;
        // the share of one kind of goods says nothing of the figures behind it, unless they speak of "it"
        let first = self.article.sentences[no].first;
        let of_share = last.rule == "share_of_goods" && !self.article.is_any(first, &["it", "they", "this"]);
        // "Tea brought $57 million, coffee $32 million. Peru bought for $9 million": goods told one after the other are each its own
        let mut told = self.out.iter().rev().filter(|s| s.head == found.head).filter_map(|s| s.product.as_ref());
        let listed = last.sentence != no && told.next().zip(told.next()).is_some_and(|(a, b)| a != b);
        (last.head == found.head && !of_share && !listed).then(|| last.product.clone()).flatten()
    }

    /// A list of destinations divides the non-oil exports that were told before it.
    fn listed_product(&self, no: usize, found: &head::Found) -> Option<String> {
        let (_, end) = found.tokens.filter(|_| found.head == Head::Export)?;
        let list = self.article.has_any(end..end + 2, &["destination", "destinations", "customers", "markets"]);
        let total = self.out.iter().rev().find(|s| list && s.head == found.head && no - s.sentence <= 8)?;
        total.product.clone().filter(|product| product.eq_ignore_ascii_case("non-oil"))
    }

    /// What the passage measures: the turnover that the last exports and imports were parts of, else what the last figure measured.
    pub fn topic(&self, no: usize, reach: usize) -> Option<&Statement> {
        let last = self.last(no, reach)?;
        // "the figure decreased by 83 percent", "this was a rise of 5 percent" behind one export speak of that export
        let sentence = self.article.sentences[no];
        let however = sentence.first
            + 2 * usize::from(
                self.article.is_any(sentence.first, &["however", "thus", "so"]) && self.article.sign(sentence.first + 1, ','),
            );
        let points = self.article.is_any(however, &["this", "it", "that", "which"]) && self.article.is_word(however + 1, ClauseWord::Means);
        let opens = however + usize::from(self.article.is_any(however, &["this", "the", "that"]));
        let one = (points || self.article.is_any(opens, &["figure", "indicator", "number", "amount"]))
            && last.sentence + 1 == no
            && self.out.iter().rev().filter(|s| s.sentence == last.sentence).all(|s| s.head == last.head);
        if one || !matches!(last.head, Head::Export | Head::Import | Head::Balance | Head::Surplus | Head::Deficit) {
            return Some(last);
        }
        // "The top destination was Peru, $3 million. Chile followed with $2 million": the list goes on
        let listed = last.parties.1.is_some_and(|p| p != parties::WORLD);
        let alone = self.out.iter().rev().take_while(|s| s.sentence == last.sentence).all(|s| s.head == last.head);
        if listed && alone && self.ranks_next(no, last.sentence) {
            return Some(last);
        }
        let whole = |s: &&Statement| s.head == Head::Turnover && s.status == Status::Actual && last.sentence - s.sentence <= 2;
        self.out.iter().rev().find(whole).or(Some(last))
    }

    /// Whether a sentence names the next of those that the one of the last figure ranked: "Chile came second".
    fn ranks_next(&self, no: usize, told: usize) -> bool {
        const LEAD: usize = 8;
        let article = self.article;
        let ranks = |no: usize| {
            let s = article.sentences[no];
            article.has_word(s.first..s.last.min(s.first + 2 * LEAD), ClauseWord::Rank)
        };
        let s = article.sentences[no];
        let subject = article.items_in(s.first..(s.first + LEAD).min(s.last), ECONOMIES).next();
        told + 1 == no && ranks(no) && ranks(told) && subject.is_some_and(|i| article.form(i) == "name")
    }

    /// The last figure before, within `reach` sentences.
    pub fn last(&self, no: usize, reach: usize) -> Option<&Statement> {
        self.out.last().filter(|s| no - s.sentence <= reach)
    }
}

/// The amounts of a sentence; one told in two currencies is one.
pub fn amounts(article: &Article, no: usize) -> Vec<Amount> {
    let sentence = article.sentences[no];
    let items: Vec<Item> = article.items_in(sentence.first..sentence.last, &[MentionKind::Money]).collect();
    let mut out: Vec<Amount> = Vec::new();
    let mut k = 0;
    while k < items.len() {
        let item = items[k];
        let alt = items.get(k + 1).copied().filter(|next| is_same_amount(article, item, *next));
        // "1.65 billion rand (217 million dollars, 171 million euros)"
        let third = alt.and_then(|alt| items.get(k + 2).copied().filter(|next| is_third_currency(article, item, alt, *next)));
        let end = match third.or(alt) {
            Some(last) if article.sign(last.end, ')') => last.end + 1,
            Some(last) => last.end,
            None => item.end,
        };
        k += 1 + usize::from(alt.is_some()) + usize::from(third.is_some());
        out.push(Amount { item, alt, end });
    }
    out
}

/// "$48.7bn (€47.3bn)", "10 billion euros or 12 billion US dollars".
fn is_same_amount(article: &Article, a: Item, b: Item) -> bool {
    let (ma, mb) = (article.mention(a), article.mention(b));
    let other_currency = ma.currency.is_some() && mb.currency.is_some() && ma.currency != mb.currency;
    let gap = a.end..b.first;
    let equals = |i: usize| article.is_word(i, ClauseWord::Hedge) || is_equal_link(article, i);
    let hedges = gap.clone().skip(1).all(equals);
    // "31 million dollars of foreign investment (27 million euros)": alone in a bracket behind what is measured
    let alone = article.sign(b.end, ')')
        && gap.len() <= 5
        && gap.len() > 1
        && article.sign(b.first - 1, '(')
        && (a.end..b.first - 1).all(|i| article.tokens[i].is_word())
        && article.items_in(a.end..b.first - 1, PLACES).next().is_none();
    // "for 290 million cedis, or $48 million"
    let comma = usize::from(article.sign(a.end, ',') && article.is(a.end + 1, "or"));
    let again = comma == 0 || !goes_on_beside(article, b.end);
    let opened = gap.len() <= 4 + comma
        && hedges
        && again
        && (article.sign(a.end, '(') || article.is(a.end + comma, "or") || article.sign(a.end, '/') || article.sign(a.end, '['));
    other_currency && (opened || alone || is_said_again(article, gap) && !goes_on_beside(article, b.end))
}

/// "R3 billion, about $2 million", "R3 billion, which is some $2 million", ", the equivalent of $2 million": the amount before once more.
fn is_said_again(article: &Article, gap: Range<usize>) -> bool {
    let comma = gap.start + usize::from(article.sign(gap.start, ','));
    let which = comma + usize::from(article.is_any(comma, &["which", "that"]));
    let is = which + if which > comma { usize::from(article.is_any(which, &["is", "equals", "was"])) } else { 0 };
    let hedge = |i: usize| article.is_any(i, &["about", "approximately", "around", "roughly", "equivalent", "equal"]);
    let rest = is..gap.end;
    let told = is > which || comma > gap.start && rest.clone().any(hedge);
    told && rest.len() <= 4 && rest.into_iter().all(|i| is_equal_link(article, i) || article.is_word(i, ClauseWord::Hedge))
}

/// "or the equivalent of", "equal to"
fn is_equal_link(article: &Article, at: usize) -> bool {
    article.is_any(at, &["or", "the", "equivalent", "of", "equal", "to"])
}

/// "about $5 million of it to Peru", "about $200 million more than in 2021": the amount is a part of the one before, or a change of it.
fn goes_on_beside(article: &Article, end: usize) -> bool {
    article.is(end, "of") || article.is_word(end, ClauseWord::Comparative) || article.is_word(end, ClauseWord::ChangeNoun)
}

/// Whether an amount stands behind the second of the same bracket, in a currency of its own.
fn is_third_currency(article: &Article, first: Item, second: Item, third: Item) -> bool {
    let currency = |i: Item| article.mention(i).currency;
    let other = currency(third).is_some() && currency(third) != currency(first) && currency(third) != currency(second);
    let beside = third.first - second.end == 1 && (article.sign(second.end, ',') || article.sign(second.end, '/'));
    // "612 billion rubles ($6 billion), or 98 trillion som"
    let behind = second.end + 1 + usize::from(article.sign(second.end + 1, ','));
    let again = article.sign(second.end, ')') && article.is(behind, "or") && behind < third.first;
    let again = again && (behind + 1..third.first).all(|i| article.is_word(i, ClauseWord::Hedge));
    other && (beside && article.sign(third.end, ')') || again && !goes_on_beside(article, third.end))
}

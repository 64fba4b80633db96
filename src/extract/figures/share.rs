//! Shares: of a partner in a country's trade, of goods in what is traded.
//!
//! "or 19.7% of the total", "China's share was 13.6%", "gold contributed 37 percent to total exports".

use super::change::{Pair, bare, next_stop, trade_head};
use super::head::{self, Found, Head, TRADE};
use super::parties::{self, Reach};
use super::{Amount, ECONOMIES, Reader, Statement, goods, period};
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind, Qualifier, SlotBasis};

/// Tokens from a share to what it has come to.
const FAR: usize = 20;

/// What a part of a whole is called.
const SHARES: &[&str] = &["part", "percentage", "portion", "proportion", "share"];

/// "27 percent of total imports", "of the turnover": the share of a flow.
pub fn is_of_flow(article: &Article, share: Item) -> bool {
    const REACH: usize = 6;
    const FLOWS: CueSet = CueSet::of(&[Cue::Export, Cue::Import, Cue::Turnover, Cue::Total]);
    let last = article.sentences[article.sentence_of(share.first)].last;
    article.is(share.end, "of") && article.cues_in(share.end..last.min(share.end + REACH), FLOWS).next().is_some()
}

/// "or 19.7% of the total", "share was 13.6%", "accounted for 13.8% of", "80% of the overall turnover"
pub(super) fn is_share(article: &Article, no: usize, item: Item) -> bool {
    let sentence = article.sentences[no];
    // "representing 54 million euros (or 7.9%) less than in 2021": the bracket tells the same fall
    let of_change = |a: Amount| a.end <= item.first && item.first - a.end <= 2 && super::difference::is_change_value(article, no, a);
    if super::difference::is_bracketed_percent(article, item) && super::amounts(article, no).into_iter().any(of_change) {
        return false;
    }
    let of = article.is_any(item.end, &["of", "share"]);
    let signed = article.mention(item).code.is_some_and(|c| c.as_str() == "signed");
    let lead = sentence.first.max(item.first.saturating_sub(12))..item.first;
    // "representing an increase of 23.8 percent"
    let rises = |c: &CueHit| (c.end..item.first).any(|i| article.is_word(i, ClauseWord::ChangeNoun));
    // "the US made up 30 percent and the UK 8 percent": the verb is the first one's
    let taken = |c: &CueHit| {
        let first = article.items_in(c.end..item.first, &[MentionKind::Percent]).next();
        first.is_some_and(|p| article.is(p.end, "and") && article.items_in(p.end..item.first, ECONOMIES).next().is_some())
    };
    let says_share = article
        .cues_in(lead.clone(), CueSet::of(&[Cue::Share]))
        .filter(|c| !rises(c) && !taken(c))
        .any(|c| item.first - c.end <= 5 || article.is_any(c.first, SHARES) && article.is_any(c.end, &["of", "in"]));
    // "the share of Peru in the imports of Kenya rose by 1.4 percentage points to 10.3%"
    let far = sentence.first.max(item.first.saturating_sub(FAR))..item.first;
    let risen = article.is_any(item.first - usize::from(item.first > 0), &["to", "at"]);
    let says_share = says_share
        || risen
            && article.items_in(far.clone(), &[MentionKind::Money, MentionKind::Percent]).next().is_none()
            && article
                .cues_in(far, CueSet::of(&[Cue::Share]))
                .any(|c| article.is_any(c.first, SHARES) && article.is_any(c.end, &["of", "in"]));
    let by = item.first > sentence.first
        && (article.is(item.first - 1, "by") || super::difference::moves(article, item.first - 1) && !article.is(item.end, "of"));
    // "N1,101.47 billion or 8.68 per cent": a part of what was told, if that was no change
    let beside = item.first > sentence.first
        && article.is(item.first - 1, "or")
        && super::amounts(article, no).into_iter().any(|a| {
            let near = a.end <= item.first && item.first - a.end <= 4;
            near && !super::difference::is_change_value(article, no, a)
        })
        && !article.is_any(item.end, &["more", "less", "higher", "lower", "up", "down", "above", "below"])
        && !article.is_word(item.end, ClauseWord::ChangeNoun);
    let changes = article.is_word(item.end, ClauseWord::ChangeNoun);
    let beside = beside || is_said_of_amount(article, no, item);
    let part = goods::of_part(article, item.end).is_some();
    beside || !signed && !by && !changes && (of || says_share || part) && article.mention(item).kind == MentionKind::Percent
}

/// "amounted to $3 million, which is 32 percent.": a part of the total, as nothing rises or falls.
fn is_said_of_amount(article: &Article, no: usize, item: Item) -> bool {
    let sentence = article.sentences[no];
    let which = item.first.checked_sub(2).filter(|&i| i > sentence.first && article.starts(i, &["which", "is"]));
    let amount = which.map(|w| w - usize::from(article.sign(w - 1, ',')));
    let told = amount.is_some_and(|end| super::amounts(article, no).into_iter().any(|a| a.end == end));
    let ends = item.end >= sentence.last || article.sign(item.end, '.') || article.sign(item.end, ';') || article.sign(item.end, ',');
    told && ends && !(sentence.first..item.first).any(|i| super::difference::moves(article, i))
}

/// A share counts when it is of the reporter's own total, not of a region's or a subset's.
pub(super) fn share(reader: &mut Reader, no: usize, amounts: &[Amount], from: usize, item: Item, floor: usize) {
    let article = reader.article;
    let sentence = article.sentences[no];
    let Some(number) = article.mention(item).number else { return };
    if let Some(product) = goods::of_part(article, item.end) {
        part_of_goods(reader, no, item, product);
        return;
    }
    let clause_end = next_stop(article, item.end, sentence.last);
    if let Some(product) = goods::told_of_share(article, item.end, clause_end) {
        goods_share(reader, no, item, (floor, clause_end), product);
        return;
    }
    if is_of_goods(article, no, item) || parties::is_outside_group(article, no, item.first) {
        return;
    }
    let qualifier = article.mention(item).qualifier.unwrap_or(Qualifier::Exact);
    let own = item.first >= 3 && article.starts(item.first - 2, &["share", "of"]) && article.is_any(item.first - 3, &["a", "the"]);
    if is_of_several(article, item.first.saturating_sub(5).max(sentence.first), item.first) {
        return;
    }
    // "€5bn, or 19.7% of the total"
    let beside = (from..reader.out.len()).rev().find(|&i| {
        let s = &reader.out[i];
        let Some(amount) = s.amount else { return false };
        let end = amounts.iter().find(|a| a.item.mention == amount.mention).map_or(amount.end, |a| a.end);
        // "with a $5 million turnover, accounting for"
        let end = if s.end <= item.first { end.max(s.end) } else { end };
        // "$7 million, 5 percent more than in 2020, reaching the share of 32%"
        let reach = if own && article.items_in(end..item.first, ECONOMIES).next().is_none() { 30 } else { 12 };
        end <= item.first && item.first - end <= reach && article.cues_in(end..item.first, head::HEADS).next().is_none()
    });
    if let Some(i) = beside.map(|i| accounted_for(reader, from, i, item)) {
        let statement = &reader.out[i];
        if of_own_total(article, item, statement) {
            reader.out[i].share = Some((number, item));
        }
        return;
    }
    let clause_end = next_stop(article, item.end, sentence.last);
    if let Some(product) = goods::of_share(article, floor.max(sentence.first), item.first) {
        goods_share(reader, no, item, (floor, clause_end), product);
        return;
    }
    let labelled = label_of_bracket(article, item);
    // "the top five buyers were Italy, with 32 percent of exports, ..."
    let listed = head::label_before(article, item.first).is_some();
    if !listed && is_of_several(article, floor.max(sentence.first), item.first) {
        return;
    }
    let clause = clause_first(article, sentence.first, item.first);
    let many = article.items_in(clause..item.first, &[MentionKind::Country]).count() >= 3;
    if many && labelled.is_none() {
        return;
    }
    let Some(head) = share_head(reader, no, item, floor, clause_end) else { return };
    // "Peru's share in the tea imports of Kenya was 16 percent": a share of goods that only all partners together have
    if head.tokens.is_some() && goods::product(article, &head, no, None).is_some() {
        return;
    }
    let reach = Reach { sentence: no, from: floor.max(sentence.first), until: clause_end, amount: None, head };
    let (parties, parties_basis) = share_parties(reader, &reach, item);
    let (Some(a), Some(b)) = parties else { return };
    let b = labelled.filter(|label| *label != a).unwrap_or(b);
    if b == parties::WORLD {
        return;
    }
    let period = period::find_without_amount(reader, no, floor, item.first, clause_end, head.head);
    let mut statement = bare(no, head, item, (Some(a), Some(b)), parties_basis, period, "share_alone");
    statement.qualifier = qualifier;
    statement.share = Some((number, item));
    if of_own_total(article, item, &statement) {
        reader.out.push(statement);
    }
}

/// "Peru was the largest diesel supplier, accounting for 19 percent of total imports": of those goods.
fn is_of_supplied_goods(article: &Article, first: usize, percent: usize) -> bool {
    const REACH: usize = 16;
    const NOUNS: &[&str] = &["buyer", "exporter", "importer", "seller", "supplier"];
    let noun = (percent.saturating_sub(REACH).max(first + 1)..percent).rev().find(|&i| article.is_any(i, NOUNS));
    noun.is_some_and(|n| article.lexicon.goods.has(&article.tokens[n - 1]) && !article.is_word(n - 1, ClauseWord::GoodsGeneral))
}

/// "59 percent of Georgia's imports of bitumen", "45 percent of the country's electricity imports": of what all partners together sell of
/// some goods.
fn is_of_goods(article: &Article, no: usize, item: Item) -> bool {
    const REACH: usize = 10;
    const FLOWS: CueSet = CueSet::of(&[Cue::Export, Cue::Import]);
    if !article.is(item.end, "of") {
        return false;
    }
    if is_of_supplied_goods(article, article.sentences[no].first, item.first) {
        return true;
    }
    let stop = next_stop(article, item.end, article.sentences[no].last).min(item.end + REACH);
    let whole = article.cues_in(item.end..stop, FLOWS).next().and_then(trade_head);
    whole.is_some_and(|head| goods::product(article, &head, no, None).is_some())
}

/// "exports reached $5 million, 88 percent of them being re-exports": the share of goods in the figure told right before.
fn part_of_goods(reader: &mut Reader, no: usize, item: Item, product: String) {
    let mention = reader.article.mention(item);
    let before = |s: &&Statement| s.sentence == no && s.end <= item.first && matches!(s.head, Head::Export | Head::Import);
    let Some(last) = reader.out.iter().filter(before).max_by_key(|s| s.end) else { return };
    let found = Found { head: last.head, tokens: None, cue: CueSet::default(), rule: "share_of_goods" };
    let statement = bare(no, found, item, last.parties, SlotBasis::Inferred, last.period.clone(), "share_of_goods");
    let qualifier = mention.qualifier.unwrap_or(Qualifier::Exact);
    reader.out.push(Statement { share: mention.number.map(|n| (n, item)), product: Some(product), qualifier, ..statement });
}

/// "exports were $96 million, up from $66 million, to account for 11 percent of the total": of the figure, not of what it is
/// compared with.
fn accounted_for(reader: &Reader, from: usize, beside: usize, item: Item) -> usize {
    let compared = &reader.out[beside];
    let accounts = reader.article.has_any(compared.end..item.first, &["account", "accounting", "making", "representing"]);
    let main = |s: &Statement| !s.is_comparison && s.head == compared.head && s.parties == compared.parties;
    let own = (from..beside).rev().find(|&i| main(&reader.out[i]) && compared.is_comparison && accounts);
    own.unwrap_or(beside)
}

/// "These five countries delivered 45% of all imports": a share of no one partner.
fn is_of_several(article: &Article, from: usize, until: usize) -> bool {
    let counted = |i: usize| article.is(i, "these") || article.item_at(i, &[MentionKind::Number]).is_some();
    // "Peru and Chile were the leading buyers, accounting for a combined 85 percent"
    if article.has_any(until.saturating_sub(4).max(from)..until, &["combined", "each", "together"]) {
        return true;
    }
    (from + 1..until).any(|i| article.is_word(i, ClauseWord::Several) && counted(i - 1))
}

/// "Peru (18.1% of total imports)": the partner that the bracket stands behind.
fn label_of_bracket(article: &Article, item: Item) -> Option<Code> {
    let open = item.first.checked_sub(1).filter(|&i| article.sign(i, '('))?;
    article.items_in(open.saturating_sub(4)..open, ECONOMIES).find(|p| p.end == open).and_then(|p| article.party(p))
}

/// "Gold contributed 37.5 percent to total exports": the share of goods in what the pair, or the country, trades.
fn goods_share(reader: &mut Reader, no: usize, item: Item, (floor, clause_end): (usize, usize), product: String) {
    let article = reader.article;
    let mention = article.mention(item);
    let Some(head) = share_head(reader, no, item, floor, clause_end).or_else(|| listed_head(reader, no, item.first)) else { return };
    // "46 percent of the exports to Asia": a share of something that has no row
    let other_total = (item.end..clause_end).any(|i| {
        article.is_any(i, &["to", "from"])
            && article.tokens.get(i + 1).is_some_and(|t| t.capital)
            && article.item_at(i + 1, ECONOMIES).is_none()
    });
    if other_total {
        return;
    }
    let reach = Reach { sentence: no, from: floor.max(article.sentences[no].first), until: clause_end, amount: None, head };
    let (parties, parties_basis) = parties::find(reader, &reach);
    let period = period::find_without_amount(reader, no, floor, item.first, clause_end, head.head);
    let mut statement = bare(no, head, item, parties, parties_basis, period, "share_of_goods");
    statement.qualifier = mention.qualifier.unwrap_or(Qualifier::Exact);
    statement.share = mention.number.map(|n| (n, item));
    statement.product = Some(product);
    reader.out.push(statement);
}

/// The exports or imports that a share in a list is of: those spoken of in its sentence, else those of the share before.
fn listed_head(reader: &Reader, no: usize, before: usize) -> Option<Found> {
    let article = reader.article;
    let here = article.cues_in(article.sentences[no].first..before, head::HEADS).filter_map(trade_head).last();
    let last = reader.last(no, 1).filter(|s| s.share.is_some() && s.head.is_trade()).map(|s| s.head);
    let head = here.map(|f| f.head).or(last)?;
    Some(Found { head, tokens: None, cue: CueSet::default(), rule: "share_listed" })
}

/// "China (27.2 percent or $1.1 billion)": the share of the amount behind, where nothing rises or falls.
pub(super) fn leads_to_amount(reader: &mut Reader, no: usize, from: usize, item: Item) -> bool {
    let article = reader.article;
    let or = item.end + usize::from(article.sign(item.end, ','));
    let moves = (article.sentences[no].first.max(item.first.saturating_sub(5))..item.first).any(|i| super::difference::moves(article, i));
    // "motor cars (16.7 per cent; $454 million)"
    let in_bracket = item.first > 0 && article.sign(item.first - 1, '(') && article.sign(item.end, ';');
    if moves || !article.is(or, "or") && !in_bracket || article.mention(item).code.is_some() {
        return false;
    }
    let Some(number) = article.mention(item).number else { return false };
    let behind = |s: &&mut Statement| s.amount.is_some_and(|a| a.first > item.end && a.first - item.end <= 4) && s.head.is_trade();
    match reader.out[from..].iter_mut().find(behind) {
        Some(statement) => {
            statement.share = Some((number, item));
            true
        }
        None => false,
    }
}

/// "USD 127 million (16.4 percent)" where shares are told: the share of that very amount.
pub(super) fn in_brackets(reader: &mut Reader, no: usize, percents: &[Item], from: usize, item: Item) -> bool {
    let article = reader.article;
    let mention = article.mention(item);
    let plain = mention.kind == MentionKind::Percent && mention.code.is_none();
    // "China ($8.7 billion, 21.6%)", where partners are ranked
    let sentence = article.sentences[no];
    let beside = item.first > 1 && article.sign(item.first - 1, ',') && article.sign(item.end, ')') && article.bracketed(item.first, no);
    if beside
        && plain
        && head::of_ranked_noun(article, no, item.first).is_some()
        && !(sentence.first..sentence.last).any(|i| super::difference::moves(article, i))
    {
        let amount = (from..reader.out.len()).find(|&i| reader.out[i].amount.is_some_and(|a| a.end + 1 == item.first));
        if let Some((i, number)) = amount.zip(mention.number) {
            reader.out[i].share = Some((number, item));
            return true;
        }
    }
    let alone = item.first > 0 && article.sign(item.first - 1, '(') && article.sign(item.end, ')');
    if !plain || !alone {
        return false;
    }
    let sentence = article.sentences[no];
    let told = percents.iter().any(|p| p.mention != item.mention && is_share(article, no, *p))
        || article.cues_in(sentence.first..item.first, CueSet::of(&[Cue::Share])).next().is_some()
        || reader.out.iter().rev().take_while(|s| s.sentence + 1 >= no).any(|s| s.share.is_some())
        || is_list_of_brackets(reader, no, percents, (from, item));
    let Some(number) = mention.number.filter(|_| told) else { return false };
    let amount = (from..reader.out.len()).find(|&i| reader.out[i].amount.is_some_and(|a| a.end == item.first - 1));
    if let Some(i) = amount.filter(|&i| reader.out[i].share.is_none()) {
        reader.out[i].share = Some((number, item));
        return true;
    }
    false
}

/// "Peru $3 million (16 percent), Chile $2 million (11 percent)": two or more, and nothing in the sentence rises or falls.
fn is_list_of_brackets(reader: &Reader, no: usize, percents: &[Item], (from, item): (usize, Item)) -> bool {
    const NEAR: usize = 60;
    let article = reader.article;
    let sentence = article.sentences[no];
    let behind_amount = |p: &&Item| {
        let plain = article.mention(**p).kind == MentionKind::Percent && article.mention(**p).code.is_none();
        plain && reader.out[from..].iter().any(|s| s.amount.is_some_and(|a| a.end + 1 == p.first))
    };
    let near = percents.iter().filter(|p| p.first.abs_diff(item.first) <= NEAR);
    near.filter(behind_amount).take(2).count() == 2 && !(sentence.first..sentence.last).any(|i| super::difference::moves(article, i))
}

/// What a share without an amount is a share of: "of Tajikistan's overall trade", "share of total imports", "all that Georgia imports".
fn share_head(reader: &Reader, no: usize, item: Item, floor: usize, clause_end: usize) -> Option<Found> {
    let article = reader.article;
    let behind = article.cues_in(item.end..clause_end, head::HEADS).next();
    // "16.9 percent of total exports": of what it is a share
    let whole = behind.filter(|b| article.is(item.end, "of") && b.first <= item.end + 4).and_then(trade_head);
    if whole.is_some() {
        return whole;
    }
    let before = article.cues_in(floor..item.first, head::HEADS).last();
    // "partners in trade were Peru (18.1% of total exports)": what it is a share of stands behind "of"
    let total = behind.filter(|c| article.is(item.end, "of") && c.first <= item.end + 4);
    let hit = total.or(before).or(behind);
    if let Some(found) = hit.and_then(trade_head) {
        return Some(found);
    }
    // "Russia remained the main trading partner with a share of 60%", "With 28% of the total, Romania was the main export market"
    // "accounting for 18 percent of its external debt", "12 percent of its tea drinkers": of something else
    let of = item.end + 1 + usize::from(article.is_any(item.end + 1, &["its", "the", "their", "all"]));
    let of_other = article.is(item.end, "of")
        && !article.has_any(
            of..of + 3,
            &["total", "trade", "turnover", "exports", "imports", "sales", "shipments", "deliveries", "purchases", "them"],
        )
        && article.cues_in(of..of + 3, TRADE).next().is_none();
    if let Some(head) = head::of_ranked_noun(article, no, item.first).filter(|_| !of_other) {
        return Some(Found { head, tokens: None, cue: CueSet::default(), rule: "share_of_partner" });
    }
    let last = reader.topic(no, 1).filter(|s| s.head.is_trade())?;
    article.has_any(floor..clause_end, &["total", "overall", "all"]).then_some(Found {
        head: last.head,
        tokens: None,
        cue: CueSet::default(),
        rule: "share_alone",
    })
}

/// The partner whose share it is, and the reporter whose total it is of.
fn share_parties(reader: &Reader, reach: &Reach, item: Item) -> (Pair, SlotBasis) {
    let article = reader.article;
    let sentence = article.sentences[reach.sentence];
    let clause = clause_first(article, reach.from, item.first);
    let named = |range| {
        let parties = |i: Item| article.party(i).map(|c| (c, i));
        article.items_in(range, ECONOMIES).filter_map(parties).collect::<Vec<(Code, Item)>>()
    };
    let here = named(clause..own_end(article, item, reach.until));
    // "19 percent of its imports from Peru": from whom, not whose
    let led = |i: &Item, words: &[&str]| article.is_any(led_at(article, *i), words);
    // "28% of the exports are destined for Romania"
    let destined = |i: &Item| {
        led(i, &["for"]) && article.is_any(led_at(article, *i).saturating_sub(1), &["bound", "destined", "earmarked", "intended", "meant"])
    };
    let far_side = here.iter().find(|(_, i)| i.first >= item.end && (led(i, &["to", "from", "with"]) || destined(i))).map(|(c, _)| *c);
    // "the US made up 30 percent and the UK 8 percent": another partner
    let joined = |i: &Item| (item.end..i.first).any(|at| article.is(at, "and") || article.sign(at, ','));
    let owns = |i: &Item| i.first >= item.end && !led(i, &["to", "from", "with"]) && !destined(i) && !joined(i);
    let of_whom = here.iter().find(|(_, i)| owns(i)).map(|(c, _)| *c);
    if of_whom.is_some_and(|group| is_around(reader, reach, group)) {
        // "80% of the overall turnover in Central Asia": a share of the region's total
        return ((None, None), SlotBasis::Unresolved);
    }
    let subject = far_side.and_then(|far| {
        let before = here.iter().rev().find(|(c, i)| i.end <= item.first && *c != far && !led(i, &["to", "from", "with", "in"]));
        before.map(|(c, _)| *c)
    });
    let told = reader.last(reach.sentence, 6).and_then(|s| s.parties.0);
    let owner = of_whom
        .or_else(|| meant_by_its(article, clause, item))
        .or_else(|| owner_of_total(article, sentence.first, item.first))
        .or(subject)
        .or(told.filter(|t| Some(*t) != far_side))
        .or(reader.discourse.home);
    // "outside the EU Peru was the main destination"
    const ASIDE: &[&str] = &["behind", "after", "among", "than", "like", "outside", "beyond"];
    let aside = |i: &Item| led(i, ASIDE) || article.is_any(i.first.saturating_sub(1), ASIDE);
    // "72 percent of Latvian exports went to the EU, 59 percent of Lithuanian ones": an owner before is no partner
    let owns = |i: &Item| of_whom.is_some() && article.form(*i) == "adjective";
    let other = |all: &[(Code, Item)]| all.iter().filter(|(_, i)| !aside(i) && !owns(i)).map(|(c, _)| *c).find(|c| Some(*c) != owner);
    let refers =
        article.has_any(sentence.first..reach.until, &["their", "its", "it", "this", "that", "which", "there", "country", "republic"]);
    let before = || {
        let last = reader.last(reach.sentence, 2).filter(|_| refers)?;
        [last.parties.1, last.parties.0].into_iter().flatten().find(|c| Some(*c) != owner)
    };
    let label = head::label_before(article, item.first).and_then(|l| article.party(l)).filter(|l| Some(*l) != owner);
    let partner = label.or(far_side).or_else(|| other(&here)).or_else(|| other(&named(sentence.first..reach.until))).or_else(before);
    ((owner, partner), SlotBasis::Inferred)
}

/// Whether a group is the region that the article's economy lies in.
fn is_around(reader: &Reader, reach: &Reach, group: Code) -> bool {
    let context = reader.last(reach.sentence, 6).map_or((None, None), |s| s.parties);
    let own = [context.0, context.1, reader.discourse.home];
    own.into_iter().flatten().any(|c| reader.article.lexicon.geography.is_member(group, c))
}

/// Where the clause of a percentage begins: behind ";", "while" or ", and".
fn clause_first(article: &Article, from: usize, at: usize) -> usize {
    let opens = |i: &usize| {
        article.sign(*i, ';') || article.is_word(*i, ClauseWord::Contrast) || article.sign(*i, ',') && article.is(*i + 1, "and")
    };
    // "59 percent of Lithuanian exports and 72 percent of": what stands before is the share before's
    let listed = at > from && (article.sign(at - 1, ',') || article.is(at - 1, "and"));
    if listed { at } else { (from..at).rev().find(opens).map_or(from, |i| i + 1) }
}

/// Where the words behind a share end: at the next percentage.
fn own_end(article: &Article, item: Item, until: usize) -> usize {
    let next = article.items_in(item.end..until, &[MentionKind::Percent]).next().map_or(until, |p| p.first);
    // "58.6% of the total and those to Chile 24%"
    let others = |i: usize| article.is(i, "and") && article.is_any(i + 1, &["that", "those"]);
    (item.end..next).find(|&i| article.is_word(i, ClauseWord::Contrast) || others(i)).unwrap_or(next)
}

/// The token that leads to an economy, "the" left aside.
fn led_at(article: &Article, item: Item) -> usize {
    let the = usize::from(article.is(item.first.saturating_sub(1), "the"));
    item.first.saturating_sub(1 + the)
}

/// "Slovakia is Czechia's second market and took 8 percent of its exports", "China was Kenya's main partner, accounting for 18 percent of its
/// trade": "its" is whose market the subject is told to be.
fn meant_by_its(article: &Article, from: usize, item: Item) -> Option<Code> {
    const NEAR: usize = 8;
    let first = article.sentences[article.sentence_of(item.first)].first.min(from);
    // "absorbing 28% of total exports", "with a share of 60%": of whom it is the market
    let of = article.is(item.end, "of");
    let its = article.starts(item.end, &["of", "its"]);
    let total = article.starts(item.end, &["of", "total"])
        || article.starts(item.end, &["of", "the", "total"])
        || article.starts(item.end, &["of", "all"]);
    (its || total || !of).then_some(())?;
    let names = |i: &usize| {
        let noun = [ClauseWord::Counterpart, ClauseWord::Sells, ClauseWord::Buys, ClauseWord::Neighbour];
        noun.iter().any(|part| article.is_word(*i, *part)) || article.is_any(*i, &["customer", "customers", "supplier", "suppliers"])
    };
    let last = article.sentences[article.sentence_of(item.first)].last;
    let opens = item.first - first <= NEAR && article.is_any(first, &["with", "at"]);
    let noun = (first..item.first).rev().find(names).or_else(|| (item.end..last).find(names).filter(|_| opens))?;
    let ranked = its || (noun.saturating_sub(4).max(first)..noun).any(|i| article.is_word(i, ClauseWord::Ranked));
    ranked.then_some(())?;
    let before = article.items_in(noun.saturating_sub(NEAR).max(first)..noun, ECONOMIES).filter(|i| article.possessive(i.end)).last();
    let behind = || {
        let of = article.items_in(noun + 1..(noun + NEAR).min(last), ECONOMIES).next()?;
        article.is_any(led_at(article, of), &["of", "for"]).then_some(of)
    };
    let owner = before.or_else(behind)?;
    let other = article.items_in(first..noun, ECONOMIES).any(|i| article.party(i) != article.party(owner) && article.form(i) == "name");
    article.party(owner).filter(|_| other)
}

/// "the share of Peru in Kenya's exports", "Peru's part in the imports of Kenya": whose total a share is of.
fn owner_of_total(article: &Article, from: usize, percent: usize) -> Option<Code> {
    let noun = article.cues_in(from..percent, CueSet::of(&[Cue::Share])).find(|c| article.is_any(c.first, SHARES))?;
    let owns = |i: &Item| {
        let owner = (article.possessive(i.end) || article.form(*i) == "adjective") && article.is(i.first.saturating_sub(1), "in");
        let of = article.is(i.first - 1, "of") && article.cues_in(i.first.saturating_sub(3)..i.first - 1, head::TRADE).next().is_some();
        // "Germany's share of Polish exports", "of total Kenyan exports"
        let flow = || article.cues_in(i.end..i.end + 3, head::TRADE).next().is_some();
        let owned = article.possessive(i.end) || article.form(*i) == "adjective";
        let led = article.is_any(i.first - 1, &["of", "total", "all", "overall"]);
        owner || of || owned && led && i.first > noun.end && flow()
    };
    article.items_in(noun.end..percent, ECONOMIES).find(owns).and_then(|i| article.party(i))
}

/// "Of the total turnover, exports made $3 million or 60 percent", "60 percent of the turnover, and imports 40 percent": the two
/// flows are shares of their sum.
fn divides_turnover(article: &Article, no: usize) -> bool {
    let sentence = article.sentences[no];
    let of_turnover = |of: usize| {
        let from = of + 1 + usize::from(article.is(of + 1, "the"));
        let from = from + usize::from(article.is_any(from, &["total", "overall"]));
        article.cues_in(from..from + 1, CueSet::of(&[Cue::Turnover])).next().is_some()
    };
    (sentence.first..sentence.last).any(|i| article.is(i, "of") && of_turnover(i))
}

/// "80% of the overall trade turnover in Central Asia", "of the exports to the EU", are shares of something else.
fn of_own_total(article: &Article, item: Item, statement: &Statement) -> bool {
    let no = article.sentence_of(item.first);
    if !article.is(item.end, "of") {
        return !(matches!(statement.head, Head::Export | Head::Import) && divides_turnover(article, no));
    }
    let stop = own_end(article, item, next_stop(article, item.end, article.sentences[no].last));
    // "received 8 percent of its imports from Peru", "72 percent of Kenyan exports went to Peru"; not "5 percent of the exports to Peru"
    let owned = article.has_any(item.end..stop, &["its", "their", "went", "goes", "go", "came", "comes", "come", "destined", "bound"]);
    let fits = |i: Item| {
        let code = article.party(i);
        code.is_none()
            || code == statement.parties.0
            || code == statement.parties.1 && (!statement.head.is_trade() || owned || article.is_any(led_at(article, i), &["in", "into"]))
    };
    if article.cues_in(item.end..stop, CueSet::of(&[Cue::Physical])).next().is_some() {
        return false;
    }
    // "a deficit of $6 million, or 42% of foreign trade turnover"
    let total = article.cues_in(item.end..stop, head::HEADS).find_map(trade_head);
    if statement.head.is_trade() && total.is_some_and(|t| t.head != statement.head) {
        return false;
    }
    let others = article.items_in(item.end..stop, ECONOMIES).all(fits);
    let general = article.has_any(
        item.end..stop,
        &[
            "total", "overall", "all", "entire", "whole", "country", "imports", "exports", "turnover", "trade", "inflow", "inflows", "its",
            "that",
        ],
    );
    others && general
}

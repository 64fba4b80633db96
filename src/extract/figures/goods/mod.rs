//! The goods that a figure is limited to: named with its head, before its change, or as the label of a line.

mod label;
mod name;
pub mod topic;

pub use label::{is_label_of_goods, is_set_off, labelled_goods, listed_label};

use super::head::{Found, HEADS, Head, INVESTMENT, TRADE};
use crate::extract::article::{Article, CueHit, Item};
use crate::extract::figures::{Amount, list};
use crate::lexicon::{Change, ClauseWord, Cue, CueSet};
use crate::model::MentionKind;
use name::{OTHERS, goods_list, is_goods_word, named_goods};

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
    if let Some(rest) = found.tokens.and_then(|t| without(article, sentence_first, t)) {
        return Some(rest);
    }
    if !matches!(found.head, Head::Turnover | Head::Export | Head::Import) {
        return None;
    }
    if found.tokens.is_some_and(|t| is_services(article, t)) {
        return Some("services".to_string());
    }
    // "trade in agricultural products" is one cue
    let within = found.tokens.filter(|t| article.starts(t.0, &["trade", "in"]) && t.1 > t.0 + 3);
    if let Some((first, end)) = within.filter(|t| is_goods_word(article, t.1 - 1)) {
        return Some(article.text(first + 2, end).to_string());
    }
    let beside = |amount: usize| {
        labelled_goods(article, amount).or_else(|| joined_goods(article, sentence_first, amount)).or_else(|| goods_behind(article, amount))
    };
    let Some((mut first, end)) = found.tokens else {
        let gap = |a: usize| article.items_in(sentence_first..a, &[MentionKind::Money]).last().map_or(sentence_first, |m| m.end)..a;
        return amount.and_then(|a| {
            beside(a)
                .or_else(|| goods_for(article, a))
                .or_else(|| goods_right_before(article, sentence_first, a))
                .or_else(|| goods_before_to(article, gap(a)))
                .or_else(|| goods_before_comma(article, sentence_first, a))
                .or_else(|| subject_goods(article, gap(a).start, a).filter(|_| gap(a).start > sentence_first))
                .or_else(|| next_goods(article, gap(a)))
        });
    };
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
    if let Some(goods) = amount.and_then(beside) {
        return Some(goods);
    }
    let acts = verb || found.cue.has(Cue::TurnoverWeak);
    if let Some(goods) = amount.filter(|&a| acts && a > end).and_then(|a| goods_of_verb(article, end, a)) {
        return Some(goods);
    }
    // "Kenya's top exports to Pakistan in 2022: tea, $520 million"
    let listed = |a: &usize| (end..*a).any(|i| article.sign(i, ':'));
    if let Some(goods) = amount.filter(listed).and_then(|a| goods_before_comma(article, end, a)) {
        return Some(goods);
    }
    // "comprising 11 percent of total imports and increasing to $5 million": the goods whose share was told
    let share = article
        .items_in(first.saturating_sub(5).max(sentence_first)..first, &[MentionKind::Percent])
        .last()
        .filter(|p| article.is(p.end, "of") && (p.end + 1..first).all(|i| article.is_any(i, &["the", "all", "its", "total", "overall"])));
    if let (Some(share), Some(_)) = (share, amount) {
        return of_share(article, sentence_first, share.first);
    }
    of_goods(article, end)
        .or_else(|| apposed_goods(article, sentence_first, first))
        .or_else(|| whose_goods(article, sentence_first, first))
        .or_else(|| goods_before(article, first, end, sentence_first))
        .filter(|p| !p.is_empty())
        .or_else(|| leading_goods(article, sentence_first, (first, end), amount?))
}

/// "Exports, excluding gold, were", "Without electricity, imports came to": all but some goods.
fn without(article: &Article, from: usize, head: (usize, usize)) -> Option<String> {
    const LONGEST: usize = 12;
    let closes = |i: &usize| {
        matches!(article.tokens[*i].kind, crate::text::TokenKind::Punct(',' | ')'))
            || article.is_any(*i, &["was", "were", "is", "are", "had", "has"])
            || article.is_word(*i, ClauseWord::Posted)
            || article.lexicon.changes.find(article.tokens, *i).is_some()
            || article.item_at(*i, OTHERS).is_some()
    };
    let goods = |first: usize, last: usize| {
        let end = (first + 1..last.min(first + LONGEST)).find(closes)?;
        let trade = article.cues_in(first..end, TRADE).any(|c| !article.is(c.first, "goods"));
        (!trade && (first + 1..end).any(|i| is_goods_word(article, i))).then(|| article.text(first, end).to_string())
    };
    let last = article.sentences[article.sentence_of(head.0)].last;
    let behind = head.1 + usize::from(article.sign(head.1, ',') || article.sign(head.1, '('));
    let opens = article.is_word(from, ClauseWord::LeavesOut) && head.0.saturating_sub(from) <= LONGEST + 2;
    let behind = article.is_word(behind, ClauseWord::LeavesOut).then(|| goods(behind, last)).flatten();
    behind.or_else(|| opens.then(|| goods(from, head.0)).flatten())
}

/// "services exports", "exports of services", "trade in services"; not "of goods and services".
fn is_services(article: &Article, (first, end): (usize, usize)) -> bool {
    let said = |i: usize| article.is_any(i, &["service", "services"]);
    let joined = |i: usize| article.is_any(i, &["and", "goods", "or"]) || article.sign(i, ',') || article.sign(i, '/');
    let before = first > 0 && said(first - 1) && !joined(first.saturating_sub(2));
    let within = (first..end).any(said) && !article.has_any(first.saturating_sub(2)..end, &["goods", "and"]);
    let behind = article.is_any(end, &["of", "in"]) && said(end + 1) && !joined(end + 2);
    before || within || behind
}

/// "imports of machinery and textiles amounted to $8 million and $4 million": of as many goods as amounts the one at its place.
pub fn in_order(article: &Article, no: usize, amounts: &[Amount], k: usize, found: &Found) -> Option<String> {
    const NEAR: usize = 4;
    let items: Vec<Item> = amounts.iter().map(|a| Item { end: a.end, ..a.item }).collect();
    let run = list::run(article, &items, k);
    let last = items[run.end - 1].end;
    let said = (last..last + NEAR).any(|i| article.is(i, "respectively"));
    if run.len() < 2 || !said && (run.len() == 2 && article.is_any(last, &["a", "per"])) {
        return None;
    }
    let first = items[run.start].first;
    let start = if run.start == 0 { article.sentences[no].first } else { items[run.start - 1].end };
    let head = article.cues_in(start..first, TRADE).last().map(|c| Found {
        tokens: Some((c.first, c.end)),
        cue: c.set,
        rule: "head_before",
        ..*found
    })?;
    // "exports of fruit and vegetables to Peru and Chile", "in 2023 and 2024": paired with something else
    let joined = |items: Vec<Item>| items.windows(2).any(|w| w[1].first == w[0].end + 1 && article.is(w[0].end, "and"));
    let places = joined(article.items_in(start..first, &[MentionKind::Country, MentionKind::Group]).collect());
    let times = joined(article.items_in(last..last + 2 * NEAR, &[MentionKind::Period]).collect());
    let flows = article.cues_in(start..first, TRADE).filter(|c| c.set.has(Cue::Export) || c.set.has(Cue::Import)).count() > 1;
    if places || times || flows {
        return None;
    }
    let goods = product(article, &head, no, Some(first))?;
    let parts: Vec<&str> = goods.split(", ").flat_map(|part| part.split(" and ")).map(|part| part.trim_start_matches("and ")).collect();
    (parts.len() == run.len()).then(|| parts[k - run.start].to_string())
}

/// "Milk powder went up by 38%", "Automobiles shot up to reach $3.43 billion": the goods that the clause before `until` is about.
///
/// The words before the first word of change, back to where the clause begins, when one of them is a ware.
pub fn subject_goods(article: &Article, from: usize, until: usize) -> Option<String> {
    let change = (from..until).find(|&i| {
        article.lexicon.changes.find(article.tokens, i).is_some()
            || article.is_any(i, &["shot", "went", "was", "were", "took", "brought", "led"])
            || article.is(i, "made") && !article.is(i.saturating_sub(1), "ready")
    })?;
    // "Cars were followed by tea with $5 million": of the goods behind
    if article.is_any(change, &["was", "were"]) && article.is(change + 1, "followed") {
        return None;
    }
    let separator = |i: usize| {
        matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(',' | ';' | ':' | '(' | '.'))
            || article.is_any(i, &["while", "whereas", "but", "with", "of", "that"])
    };
    // "Integrated circuits, up 11 percent to": set off from what they are said of
    let change = change - usize::from(change > from && article.sign(change - 1, ',') && article.is_any(change, &["up", "down"]));
    let mut first = (from..change).rev().find(|&i| separator(i)).map_or(from, |i| i + 1);
    while first < change && article.is_any(first, &["and", "as", "well", "which", "for", "the", "also", "sales", "exports", "imports"]) {
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
    let carried = article.has_any(words.clone(), &["freight", "traffic", "transit", "tourism", "passengers", "tourists"]);
    (plain && ware && !other && !head && !carried).then(|| article.text(first, change).to_string())
}

/// Whether an amount is joined to the name of goods by "with", "at", "worth", or labelled by it.
pub fn labels(article: &Article, from: usize, amount: usize) -> bool {
    joined_goods(article, from, amount).is_some() || is_label_of_goods(article, amount)
}

/// Whether the last word before what joins an amount to its goods is a ware: "bought machinery for", "sold tea ("; not "a steel
/// plant for".
pub fn ends_in_goods(article: &Article, from: usize, amount: usize) -> bool {
    let joins = |i: usize| {
        article.sign(i, '(')
            || article.sign(i, ',')
            || article.is_word(i, ClauseWord::GoodsWorth)
            || article.is_word(i, ClauseWord::GoodsReach)
    };
    let end = (from..amount).rev().find(|&i| !joins(i));
    end.is_some_and(|i| i + 1 < amount && is_goods_word(article, i))
}

/// Tokens from the words that lead to an amount to the amount: "by a decrease of over".
const FAR: usize = 7;

/// Whether a change told as an amount has goods of its own: "cotton (up by $3 million)", "a decrease of $3 million in cotton".
pub fn labels_change(article: &Article, amount: usize) -> bool {
    labelled_goods(article, amount).is_some() || goods_behind(article, amount).is_some()
}

/// "$6.8 million worth of wheat", "$3 million in cotton": the goods behind the amount at `amount`.
fn goods_behind(article: &Article, amount: usize) -> Option<String> {
    let end = article.items_in(amount..amount + FAR, &[MentionKind::Money]).next()?.end;
    if article.is(end, "worth") && article.is(end + 1, "of") {
        return words_of_goods(article, of_adjective(article, end + 1).map_or(end + 2, |place| place.end));
    }
    // "of which $520 million was tea"
    let told = article.is_any(end, &["was", "were"]) && is_part_before(article, amount);
    if let Some(goods) = told.then(|| words_of_goods(article, end + 1)).flatten() {
        let last = end + 1 + goods.split([' ', '-']).count();
        let ends = article.tokens.get(last).is_none_or(|t| !t.is_word()) || article.is_any(last, &["in", "and"]);
        return Some(goods).filter(|goods| ends && goods.split([' ', '-']).any(|word| article.lexicon.goods.has_word(word)));
    }
    let known = |name: &String| name.split([' ', '-']).any(|word| article.lexicon.goods.has_word(word));
    if article.is_any(end, &["of", "in", "worth"]) { words_of_goods(article, end + 1).filter(known) } else { None }
}

/// "of which $520 million": a part of the figure before.
fn is_part_before(article: &Article, amount: usize) -> bool {
    let lead = (amount.saturating_sub(FAR)..amount).rev().find(|&i| !article.is_word(i, ClauseWord::Hedge));
    lead.is_some_and(|i| article.is_any(i, &["which", "this", "that"]) && article.is_any(i.saturating_sub(1), &["of"]))
}

/// "bought tea from Kenya for $3 million", "traded agricultural goods worth $3 million": the goods right behind a verb that ends before
/// `end`.
fn goods_of_verb(article: &Article, end: usize, amount: usize) -> Option<String> {
    const LONGEST: usize = 6;
    let place = article.item_at(end, &[MentionKind::Country, MentionKind::Group]).filter(|p| article.form(*p) == "adjective");
    let first = place.map_or(end, |p| p.end);
    let plain = |i: &usize| {
        let named = article.tokens[*i].is_word() && !article.tokens[*i].capital && article.item_at(*i, OTHERS).is_none();
        named && (article.is(*i, "and") || !article.is_word(*i, ClauseWord::GoodsStop) && !article.is_word(*i, ClauseWord::AfterGoods))
    };
    let last = (first..amount.min(first + LONGEST)).take_while(plain).last()?;
    let closes =
        last + 1 == amount || article.is_any(last + 1, &["from", "to", "for", "worth", "in", "at", "valued", "totalling", "totaling"]);
    let general = (first..=last).all(|i| article.is_word(i, ClauseWord::GoodsGeneral));
    let joined = (first..last).all(|i| !article.is(i, "and") || is_goods_word(article, i - 1));
    let trade = article.cues_in(first..last + 1, TRADE).any(|c| !article.is(c.first, "goods"));
    (closes && !general && joined && !trade && !article.is(first, "and") && is_goods_word(article, last))
        .then(|| article.text(first, last + 1).to_string())
}

/// "the figures fell by 19 percent to $5 million for flat panel displays": the goods behind "for".
fn goods_for(article: &Article, amount: usize) -> Option<String> {
    let end = article.item_at(amount, &[MentionKind::Money])?.end;
    let known = |name: &String| name.split([' ', '-']).any(|word| article.lexicon.goods.has_word(word));
    if article.is(end, "for") { words_of_goods(article, end + 1).filter(known) } else { None }
}

/// "tea was worth $5 million, coffee $2 million": the goods that an amount of a list stands behind.
fn goods_right_before(article: &Article, from: usize, amount: usize) -> Option<String> {
    let mark = (from..amount).rev().find(|&i| !article.is_word(i, ClauseWord::Hedge)).map(|i| i + 1)?;
    is_goods_word(article, mark - 1).then(|| named_goods(article, from, mark)).flatten()
}

/// "followed by electrical equipment, $2 million, and mineral oils, $1 million": goods that a comma parts from their amount.
fn goods_before_comma(article: &Article, from: usize, amount: usize) -> Option<String> {
    let comma = amount.checked_sub(1).filter(|&i| i > from && article.sign(i, ','))?;
    let end = article.item_at(amount, &[MentionKind::Money])?.end;
    let changed = article.is_word(end, ClauseWord::Comparative) || article.is_word(end, ClauseWord::ChangeNoun);
    (!changed && is_goods_word(article, comma - 1)).then(|| named_goods(article, from, comma)).flatten()
}

/// "30 tonnes of pistachio worth $2 million", "motor cars with USD 3 million", "petrol leading at N306 million",
/// "carpets brought Rs 2 million": the goods that an amount is joined to.
fn joined_goods(article: &Article, from: usize, amount: usize) -> Option<String> {
    let mark = joint(article, from, amount)?;
    goods_list(article, from, mark).or_else(|| named_goods(article, from, mark))
}

/// Where what joins an amount to its goods begins: ", worth", "with a value of", "leading at".
fn joint(article: &Article, from: usize, amount: usize) -> Option<usize> {
    let mut mark = (from..amount).rev().find(|&i| !article.is_word(i, ClauseWord::Hedge))?;
    // "with an export value of", "with total revenues of"
    if mark > from && article.is(mark, "of") && article.is_word(mark - 1, ClauseWord::MoneyNoun) {
        let with = (from.max(mark.saturating_sub(6))..mark).rev().find(|&i| article.is(i, "with"))?;
        let plain = (with + 1..mark).all(|i| article.tokens[i].is_word() && !article.is_word(i, ClauseWord::GoodsWorth));
        mark = plain.then_some(with)?;
    } else if mark > from && article.is_any(mark, &["to", "for", "at"]) && article.is_word(mark - 1, ClauseWord::GoodsReach) {
        mark -= 1;
    } else if !article.is_word(mark, ClauseWord::GoodsWorth) && !article.is_word(mark, ClauseWord::GoodsEarn) {
        return None;
    }
    let the_first = |i: usize| article.is(i, "the") && article.is_word(i + 1, ClauseWord::GoodsTrail) && i + 1 < amount;
    // "wine is in third place with"
    let ranks =
        |i: usize| article.is_any(i, &["is", "are", "was", "were"]) && article.is(i + 1, "in") && article.is_word(i + 2, ClauseWord::Rank);
    let set_off =
        |i: usize| the_first(i) || ranks(i) || article.sign(i, '"') || article.sign(i, '\'') || article.sign(i, ',') || article.is(i, "’");
    while mark > from && (article.is_word(mark - 1, ClauseWord::GoodsTrail) || set_off(mark - 1)) {
        mark -= 1;
    }
    Some(before_change(article, from, mark))
}

/// "5,000 tons of tea (up 39%) for $3 million": where the bracket of a change of the weight begins that stands before `mark`.
fn before_change(article: &Article, from: usize, mark: usize) -> usize {
    const LONGEST: usize = 5;
    let closed = mark.checked_sub(1).filter(|&i| i > from && article.sign(i, ')'));
    let open = closed.and_then(|close| (close.saturating_sub(LONGEST).max(from)..close).rev().find(|&i| article.sign(i, '(')));
    let told = open.filter(|&open| article.items_in(open..mark, &[MentionKind::Percent, MentionKind::Change]).next().is_some());
    told.unwrap_or(mark)
}

/// "Cars remained the top export with $3 million", "Copper ores were the first among exports, USD 5 million": what the clause is about.
fn leading_goods(article: &Article, from: usize, head: (usize, usize), amount: usize) -> Option<String> {
    let verb = (from.max(head.0.saturating_sub(11))..head.0).find(|&i| article.is_word(i, ClauseWord::SubjectVerb))?;
    let direct = (verb..head.0).all(|i| article.tokens[i].is_word() || article.possessive(i) || article.sign(i, '-'));
    let gap = head.1..amount;
    let leads_on = gap.len() <= 10
        && !gap.clone().any(|i| article.is_word(i, ClauseWord::Posted) || article.is_word(i, ClauseWord::Moved))
        && article.cues_in(gap, HEADS).all(|c| !c.set.has_any(TRADE));
    let mark = (from..verb).rev().find(|&i| !is_aside(article, i))? + 1;
    if !(direct && leads_on) {
        return None;
    }
    goods_list(article, from, mark).or_else(|| named_goods(article, from, mark)).or_else(|| whole_subject(article, from, mark))
}

/// "Drugs in measured doses ranked third": all words of a short subject, when one of them is a ware.
fn whole_subject(article: &Article, from: usize, mark: usize) -> Option<String> {
    let words = from..mark;
    let plain = !words.is_empty()
        && words.len() <= 6
        && words.clone().all(|i| article.tokens[i].is_word() && (i == from || !article.tokens[i].capital));
    let ware = is_goods_word(article, from) && !article.is_word(from, ClauseWord::GoodsGeneral);
    let other = article.items_in(words.clone(), OTHERS).next().is_some() || article.cues_in(words, TRADE.with(INVESTMENT)).next().is_some();
    (plain && ware && !other).then(|| article.text(from, mark).to_string())
}

/// The goods whose share a percentage is: "Gold contributed 37.5 percent", "consumer goods, which made up 28 percent",
/// "machines with 19 percent of all imports", "the share of grain was 12 percent".
pub fn of_share(article: &Article, from: usize, percent: usize) -> Option<String> {
    // "92 percent came from industry, 4 percent from farming": the goods stand behind
    if article.item_at(percent, &[MentionKind::Percent]).is_some_and(|p| article.is(p.end, "from")) {
        return None;
    }
    const NOUN: usize = 20;
    const NOUNS: &[&str] = &["share", "shares", "part", "proportion"];
    let cue = article.cues_in(from.max(percent.saturating_sub(8))..percent, CueSet::of(&[Cue::Share])).last();
    // "the share of tea in Kenya's exports to Pakistan was 60%", "tea's share in"
    let told = |c: &CueHit| {
        let of = article.is(c.end, "of") && (c.end + 1..c.end + 4).any(|i| is_goods_word(article, i));
        let owned = article.possessive(c.first - usize::from(c.first > 0)) && is_goods_word(article, c.first.saturating_sub(2));
        article.is_any(c.first, NOUNS) && (of || owned)
    };
    let far = || article.cues_in(from.max(percent.saturating_sub(NOUN))..percent, CueSet::of(&[Cue::Share])).filter(told).last();
    let cue = cue.or_else(far);
    let owned = cue.filter(|c| told(c) && article.possessive(c.first - 1) && c.first > from + 1);
    if let Some(noun) = owned {
        return named_goods(article, from, noun.first - 1);
    }
    if let Some(noun) = cue.filter(|c| article.is_any(c.first, NOUNS)) {
        let first = noun.end + usize::from(article.is(noun.end, "of"));
        let first = first + usize::from(article.is(first, "the"));
        let end = (first..percent).find(|&i| article.is_word(i, ClauseWord::GoodsStop)).unwrap_or(percent);
        return named_goods(article, first, end);
    }
    let joined = |i: usize| {
        article.is_any(i, &["with", "at", "by"])
            || article.sign(i, ',')
            || article.sign(i, '(')
            || article.sign(i, '-') && article.tokens[i].spaced
    };
    let before =
        (from..percent).rev().find(|&i| !(article.is_word(i, ClauseWord::Hedge) || article.is_any(i, &["a", "an", "the", "substantial"])));
    let mark = cue.map(|c| c.first).or_else(|| before.filter(|&i| joined(i)))?;
    let named = |mark: usize| {
        let mark = (from..mark).rev().find(|&i| !is_aside(article, i))? + 1;
        goods_list(article, from, mark).or_else(|| named_goods(article, from, mark))
    };
    // "Cars ranked second, comprising 11 percent": what the clause is about
    let subject = || named((from..mark).find(|&i| article.is_word(i, ClauseWord::SubjectVerb))?);
    named(mark).or_else(subject)
}

/// "(88 percent) of them being re-exports", "being copper": the goods behind a share of the figure before.
pub fn of_part(article: &Article, end: usize) -> Option<String> {
    let of = 2 * usize::from(article.is(end, "of") && article.is_any(end + 1, &["them", "which", "it"]));
    let verb = end + of;
    let said = article.is(verb, "being") || of > 0 && article.is_any(verb, &["was", "were", "is", "are"]);
    if said && (article.is(verb + 1, "re") || article.is(verb + 1, "reexports")) {
        return Some("re-exports".to_string());
    }
    let known = |name: &String| name.split([' ', '-']).any(|word| article.lexicon.goods.has_word(word));
    said.then(|| words_of_goods(article, verb + 1)).flatten().filter(known)
}

/// "60% of Kenya's exports to Pakistan was tea": the goods that a share of a flow is told to be.
pub fn told_of_share(article: &Article, percent: usize, until: usize) -> Option<String> {
    const NEAR: usize = 6;
    let flow = article.cues_in(percent..(percent + NEAR).min(until), CueSet::of(&[Cue::Export, Cue::Import])).next()?;
    let verb = (flow.end..until).find(|&i| article.is_any(i, &["was", "were", "is", "are"])).filter(|_| article.is(percent, "of"))?;
    let goods = words_of_goods(article, verb + 1)?;
    let whole = verb + 1 + goods.split([' ', '-']).count() >= until;
    (whole && goods.split([' ', '-']).any(|word| article.lexicon.goods.has_word(word))).then_some(goods)
}

/// What may stand between goods and what is said of them.
fn is_aside(article: &Article, at: usize) -> bool {
    article.sign(at, ',')
        || article.is_any(at, &["which", "that", "and", "meanwhile", "however", "again", "still"])
        || article.is_word(at, ClauseWord::GoodsTrail)
}

/// "The first were cars, whose imports amounted to": the goods before the comma.
fn whose_goods(article: &Article, from: usize, head: usize) -> Option<String> {
    let whose = head.checked_sub(1).filter(|&i| i > 0 && article.is(i, "whose") && article.sign(i - 1, ','))?;
    named_goods(article, from, whose - 1)
}

/// "Coconut oil, the country's top farm export, brought": what is told to be an export stands before the comma.
fn apposed_goods(article: &Article, from: usize, head: usize) -> Option<String> {
    const LONGEST: usize = 7;
    let lead = head.saturating_sub(LONGEST).max(from)..head;
    let mark = lead.rev().find(|&i| article.sign(i, ',') || article.sign(i, '-'))?;
    let ranked = (mark + 1..head).any(|i| article.is(i, "top") || article.is_word(i, ClauseWord::Ranked));
    let owner = article.item_at(mark + 1, &[MentionKind::Country]).is_some();
    let opens = (owner || article.is_any(mark + 1, &["its", "the", "their"])) && article.is(head, "export");
    (ranked && opens).then(|| named_goods(article, from, mark)).flatten()
}

/// "exports of agricultural products to ...", "shipments for steel products"
fn of_goods(article: &Article, end: usize) -> Option<String> {
    if article.is(end, "for") && is_goods_word(article, end + 1) {
        return words_of_goods(article, end + 1);
    }
    // "the volume of exported rice"
    let moved = end > 1 && article.is_any(end - 1, &["export", "exported", "imported"]) && article.is(end - 2, "of");
    if moved && is_goods_word(article, end) {
        return words_of_goods(article, end);
    }
    // "export earnings from farm produce"
    let earned = article.is(end, "from") && article.is_word(end - 1, ClauseWord::MoneyNoun);
    if earned && (is_goods_word(article, end + 1) || is_goods_word(article, end + 2)) {
        return words_of_goods(article, end + 1);
    }
    if !article.is(end, "of") {
        return None;
    }
    if let Some(goods) = of_origin(article, end) {
        return Some(goods);
    }
    // "imports of Turkish flour"
    words_of_goods(article, of_adjective(article, end).map_or(end + 1, |place| place.end))
}

/// The economy whose goods a flow that ends before "of" at `of` is of: "imports of Turkish flour", "exports of Kenyan goods"; not
/// "imports of Chinese companies".
pub fn of_adjective(article: &Article, of: usize) -> Option<Item> {
    const LONGEST: usize = 4;
    let first = of + 1 + usize::from(article.is(of + 1, "the"));
    let place = article
        .item_at(first, &[MentionKind::Country, MentionKind::Group])
        .filter(|p| article.is(of, "of") && article.form(*p) == "adjective")?;
    let plain =
        |i: &usize| article.tokens.get(*i).is_some_and(|t| t.is_word() && !t.capital) && !article.is_word(*i, ClauseWord::AfterGoods);
    let ware = (place.end..place.end + LONGEST)
        .take_while(plain)
        .any(|i| is_goods_word(article, i) || article.is_word(i, ClauseWord::GoodsGeneral));
    ware.then_some(place)
}

/// The name of goods that begins at `first`, behind "of".
fn words_of_goods(article: &Article, first: usize) -> Option<String> {
    let the = article.is(first, "the");
    let first = first + usize::from(the);
    if article.is(first, "non") && article.has_any(first + 1..first + 3, &["oil"]) {
        return Some("non-oil".to_string());
    }
    if let Some(end) = before_bracket(article, first) {
        return Some(article.text(first, end).to_string());
    }
    // "ICT products", "agro-forestry products"
    let short_form = |i: usize| article.word(i).chars().all(char::is_uppercase) && is_goods_word(article, i + 1);
    let lower = |i: usize| !article.tokens[i].capital || is_goods_word(article, i) || short_form(i);
    let hyphen = |i: usize| article.sign(i, '-') && !article.tokens[i].spaced && article.tokens.get(i + 1).is_some_and(|t| !t.spaced);
    let mut at = first;
    while at < article.tokens.len() && (article.tokens[at].is_word() && lower(at) || at > first && hyphen(at)) && at - first < 8 {
        let changes = matches!(article.lexicon.changes.find(article.tokens, at), Some((_, Change::Rise | Change::Fall)));
        // "Russian oil last year", "gas every month"
        let time = article.is_any(at, &["annually", "daily", "each", "every", "last", "monthly", "per", "this", "yearly"]);
        if changes || at > first && time || article.is_word(at, ClauseWord::SubjectVerb) {
            break;
        }
        if article.is_word(at, ClauseWord::AfterGoods) && !(article.is(at, "made") && article.is(at - 1, "ready")) {
            let goes_on = article.is(at, "and")
                && article.tokens.get(at + 1).is_some_and(|t| t.is_word() && !t.capital)
                && !article.is_any(at + 1, &["a", "an", "imports", "import", "exports", "export", "the", "its"]);
            if !goes_on {
                break;
            }
        }
        at += 1;
    }
    at = list_end(article, at);
    while at > first && article.is_any(at - 1, &["also", "and", "from", "of", "to"]) {
        at -= 1;
    }
    // "exports of the country" are of all goods, "exports of the agricultural products" are not
    let named = !the || (first..at).any(|i| is_goods_word(article, i));
    let general = (first..at).all(|i| article.is_word(i, ClauseWord::GoodsGeneral));
    let head = article.cues_in(first..at, TRADE.with(INVESTMENT)).any(|c| !article.is(c.first, "goods"));
    (at > first && named && !general && !head && !article.is_word(first, ClauseWord::NoGoods)).then(|| article.text(first, at).to_string())
}

/// Where a list of goods ends whose first name ends at `at`: "machines, equipment and vehicles".
fn list_end(article: &Article, at: usize) -> usize {
    const LONGEST: usize = 12;
    if !article.sign(at, ',') {
        return at;
    }
    let named = |i: usize| article.tokens.get(i).is_some_and(|t| t.is_word() && !t.capital) && !article.is_word(i, ClauseWord::AfterGoods);
    let words = |i: &usize| named(*i) || article.sign(*i, ',') || article.is(*i, "and");
    let end = (at..at + LONGEST).take_while(words).last().map_or(at, |i| i + 1);
    let and = (at..end).rev().find(|&i| article.is(i, "and")).filter(|&and| and - at <= LONGEST / 2);
    let parts = |and: usize| {
        (at + 1..and).all(|i| !article.is(i, "and")) && is_goods_word(article, and - 1 - usize::from(article.sign(and - 1, ',')))
    };
    let closed = and.filter(|&and| parts(and)).and_then(|and| (and + 1..end.min(and + 4)).rev().find(|&i| is_goods_word(article, i)));
    closed.map_or(at, |last| last + 1)
}

/// "tea fell to $218 million, coffee to $4 million": the goods between the amount before and the word that leads to the next.
fn goods_before_to(article: &Article, gap: std::ops::Range<usize>) -> Option<String> {
    const LONGEST: usize = 4;
    let to = gap.end.checked_sub(1).filter(|&i| i > gap.start && article.is(i, "to"))?;
    let comma = (gap.start..to).rev().find(|&i| article.sign(i, ','))?;
    let first = comma + 1 + usize::from(article.is(comma + 1, "and"));
    // "those of coffee to $4 million"
    let those = article.is_any(first, &["that", "those"]) && article.is(first + 1, "of");
    let first = first + if those { 2 } else { usize::from(article.is_any(first, &["in", "for", "of"])) };
    let plain = (first..to).all(|i| article.tokens[i].is_word() && !article.tokens[i].capital && article.item_at(i, OTHERS).is_none());
    let named = to > first && to - first <= LONGEST && plain && is_goods_word(article, to - 1);
    named.then(|| article.text(first, to).to_string())
}

/// "farm produce was $12 million, up 17 percent, forestry $5 million": what a list goes on to by its name alone.
fn next_goods(article: &Article, gap: std::ops::Range<usize>) -> Option<String> {
    const LONGEST: usize = 3;
    let plain = |i: usize| {
        let word = article.tokens[i].is_word() && !article.tokens[i].capital && !article.is_word(i, ClauseWord::GoodsStop);
        word && article.word(i).len() > 2
            && article.item_at(i, OTHERS).is_none()
            && !article.is_word(i, ClauseWord::Posted)
            && !article.is_word(i, ClauseWord::Moved)
    };
    let first = gap.clone().rev().take_while(|&i| plain(i)).last()?;
    let first = first + usize::from(article.is(first, "and"));
    let parted = first > gap.start
        && first < gap.end
        && (article.sign(first - 1, ',') || first >= gap.start + 2 && article.is(first - 1, "and") && article.sign(first - 2, ','));
    let told = article.items_in(gap.start..first, &[MentionKind::Percent]).next().is_some();
    (parted && told && gap.end - first <= LONGEST).then(|| article.text(first, gap.end).to_string())
}

/// ", coffee 3 percent", "and forestry products by 3 percent": the goods that alone stand between two percentages.
pub fn between(article: &Article, from: usize, until: usize) -> Option<String> {
    let first = (from..until).find(|&i| !article.sign(i, ',') && !article.is_any(i, &["and", "while"]))?;
    let words = first..until;
    let parted = first > from && words.len() <= 5 && words.clone().all(|i| article.tokens[i].is_word() && !article.tokens[i].capital);
    parted.then(|| named_goods(article, first, until)).flatten().filter(|goods| *goods == article.text(first, until))
}

/// "those of chemicals": the goods of a flow that was named before.
pub fn of_those(article: &Article, words: std::ops::Range<usize>) -> Option<String> {
    let those = words.rev().find(|&i| article.is(i, "those") && article.is(i + 1, "of"))?;
    words_of_goods(article, those + 2).filter(|_| is_goods_word(article, those + 2) || is_goods_word(article, those + 3))
}

/// "exports of goods of Kenyan origin": what behind a head that ends before `end` is of one origin.
fn of_origin(article: &Article, end: usize) -> Option<String> {
    const GOODS: &[&str] = &["goods", "products"];
    let first = if article.is_any(end - 1, GOODS) { end - 1 } else { end + 1 };
    let named = article.is_any(first, GOODS) && article.is(first + 1, "of") && article.is(first + 3, "origin");
    named.then(|| article.text(first, first + 4).to_string())
}

/// "petroleum oils and oils obtained from bituminous minerals (": where the words at `first` end that lead to a bracket with an
/// amount or a change.
fn before_bracket(article: &Article, first: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    let end = (first..first + LONGEST).find(|&i| !article.tokens.get(i).is_some_and(|t| t.is_word() && !t.capital))?;
    let opened = article.sign(end, '(') && end > first + 1;
    let plain = article.items_in(first..end, OTHERS).next().is_none()
        && article.cues_in(first..end, TRADE.with(INVESTMENT)).all(|c| article.is(c.first, "goods"))
        && !article.has_any(first..end, &["was", "were", "had", "has", "which", "that", "by", "to"]);
    let told = article.items_in(end + 1..end + 3, &[MentionKind::Percent, MentionKind::Money]).next().is_some();
    (opened && plain && told && (first..end).any(|i| is_goods_word(article, i))).then_some(end)
}

/// "domestic exports" are those that are no re-exports; "domestic imports" are all.
fn is_domestic_exports(article: &Article, head: usize) -> bool {
    head > 0 && article.is(head - 1, "domestic") && article.is_any(head, &["export", "exports"])
}

/// Where the name of goods begins that an owner stands before: "Azerbaijan's oil and gas exports", "Chinese electric vehicle exports".
fn with_what_leads(article: &Article, from: usize, first: usize, head: usize) -> usize {
    const LONGEST: usize = 4;
    if first == head || (first..head).all(|i| article.is_word(i, ClauseWord::GoodsGeneral)) {
        return first;
    }
    let owns = |i: usize| {
        article.possessive(i)
            || article.items_in(i..i + 1, &[MentionKind::Country, MentionKind::Group]).any(|p| article.form(p) == "adjective")
    };
    let plain = |i: usize| {
        let word = article.tokens[i].is_word() && !article.tokens[i].capital && article.item_at(i, OTHERS).is_none();
        let stops = [ClauseWord::GoodsStop, ClauseWord::GoodsLead, ClauseWord::GoodsGeneral, ClauseWord::HeadAdjective, ClauseWord::Ranked];
        word && !stops.iter().any(|part| article.is_word(i, *part))
    };
    let joins = |i: usize| article.is(i, "and") && i > from && is_goods_word(article, i - 1) && is_goods_word(article, i + 1);
    let begin = (first.saturating_sub(LONGEST).max(from)..first).rev().take_while(|&i| plain(i) || joins(i)).last().unwrap_or(first);
    let noun = begin < first && !joins(begin) && article.cues_in(begin..first, HEADS).next().is_none();
    if noun && begin > from && owns(begin - 1) { begin } else { first }
}

/// "gold exports", "crude oil exports", "non-oil trade turnover"
fn goods_before(article: &Article, head: usize, head_end: usize, sentence_first: usize) -> Option<String> {
    if article.is(head, "non") || article.has_phrase(head..head_end, &["non"]) {
        return Some("non-oil".to_string());
    }
    if article.is_any(head, &["re", "reexports"]) {
        return Some("re-exports".to_string());
    }
    if is_domestic_exports(article, head) {
        return Some("domestic".to_string());
    }
    // "consumer goods exports", "exports of semi-finished goods"
    if article.is(head, "goods") && head > sentence_first && article.is_word(head - 1, ClauseWord::GoodsKind) {
        let prefix = head - 1 > sentence_first + 1 && article.sign(head - 2, '-') && !article.tokens[head - 2].spaced;
        return Some(article.text(head - 1 - 2 * usize::from(prefix), head + 1).to_string());
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
    first = with_what_leads(article, sentence_first, first, head);
    // "non-oil and gas exports", "non-oil/non-gas imports"
    let joined = first.checked_sub(4).filter(|&i| i >= sentence_first && article.starts(i, &["non", "-", "oil"]));
    if let Some(oil) = joined.filter(|&i| article.is(i + 3, "and") || article.sign(i + 3, '/')) {
        first = oil;
    }
    let general = (first..head).all(|i| article.is_word(i, ClauseWord::GoodsGeneral));
    (first < head && !general).then(|| article.text(first, head).to_string())
}

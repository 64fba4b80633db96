//! A figure whose clause has no head: the one it goes on from, of a list, a bracket or the sentences before.

use super::{Found, Head, head_of};
use crate::extract::article::{Article, CueHit, Item};
use crate::extract::figures::parties::WORLD;
use crate::extract::figures::{Amount, Reader, Statement, goods, line_list, share_listed};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{MentionKind, RejectReason};

/// "($8.38 billion and $1.58 billion, respectively)" behind a turnover: exports and imports in the order told before.
pub(super) fn respectively(reader: &Reader, no: usize, amounts: &[Amount], k: usize) -> Option<Found> {
    let article = reader.article;
    let sentence = article.sentences[no];
    let behind = amounts[k].end..sentence.last;
    if k == 0 || !article.has_any(behind, &["respectively"]) {
        return None;
    }
    let opens = |j: usize| j > 0 && article.sign(amounts[j].item.first - 1, '(');
    let first_in_bracket = (1..=k).rev().find(|&j| opens(j))?;
    let second = amounts.get(first_in_bracket + 1)?;
    if (amounts[first_in_bracket].end..second.item.first).any(|i| article.sign(i, '(') || article.sign(i, ')')) {
        return None;
    }
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
pub(super) fn carried(reader: &Reader, no: usize, amount: Amount) -> Result<Found, RejectReason> {
    let article = reader.article;
    let sentence = article.sentences[no];
    let Some(last) = reader.topic(no, 2).or_else(|| list_resumed(reader, no, amount)) else { return opened(reader, no, amount) };
    // "FDI from Norway was $9 million. The largest decreases were those of Peru ($2 million)": by how much, not how much
    const LARGEST: &[&str] = &["biggest", "greatest", "highest", "largest", "sharpest", "steepest"];
    let changes = |i: usize| article.is_any(i, LARGEST) && article.is_any(i + 1, &["decrease", "decreases", "increase", "increases"]);
    if !last.head.is_trade() && (sentence.first..amount.item.first).any(changes) {
        return Err(RejectReason::NoHead);
    }
    // "The top three importing countries are Peru ($3 million)": whether they sell or buy nobody can tell
    let trading = |i: usize| article.is_any(i, &["exporting", "importing"]) && article.is(i + 1, "countries");
    if (sentence.first..amount.item.first).any(trading) {
        return Err(RejectReason::NoHead);
    }
    if let Some(head) = side(article, sentence.first).filter(|_| last.head.is_trade()) {
        return Ok(Found { head, tokens: None, cue: CueSet::default(), rule: "head_of_side" });
    }
    // "Most of the turnover fell on exports. They amounted to", "Ten partners supply most of the imports. The first were Peru
    // (USD 3 million)": what the sentence before led to
    let labelled = label_before(article, amount.item.first).is_some();
    let told = reader.last(no, 2).map_or(last.sentence, |s| s.sentence);
    let lead = sentence.first..amount.item.first;
    let ranks = article.has_word(lead.clone(), ClauseWord::Rank)
        && article.items_in(lead.clone(), &[MentionKind::Country, MentionKind::Group]).next().is_some();
    // "Their total amounted to": of those told before, together
    if article.starts(sentence.first, &["their", "total"]) || article.is_any(sentence.first, &["together", "combined"]) {
        return Err(RejectReason::NotBilateral);
    }
    let between = (labelled || ranks || points_to_sentence_before(article, no, amount.item.first)) && told + 1 < no;
    let spoken = between.then(|| share_listed::spoken_of(article, no)).flatten().filter(|_| last.head.is_trade());
    let found = Found { head: spoken.unwrap_or(last.head), tokens: None, cue: CueSet::default(), rule: "head_carried_over" };
    if spoken.is_some() || labelled {
        return Ok(found);
    }
    let points_back = article.has_word(lead.clone(), ClauseWord::PointsBack);
    let dated = article.items_in(sentence.first..sentence.last, &[MentionKind::Period]).next().is_some();
    let verb = article.has_word(sentence.first..sentence.last, ClauseWord::Posted)
        || article.has_word(sentence.first..sentence.last, ClauseWord::Moved);
    let short = amount.item.first - sentence.first <= 14;
    let trade = last.head.is_trade();
    // after a deficit, goods that are worth something are those bought or sold, not what is missing
    let balance = matches!(last.head, Head::Deficit | Head::Surplus | Head::Balance);
    if balance && article.has_any(sentence.first..sentence.last, &["goods", "merchandise", "products", "commodities"]) {
        return Err(RejectReason::NoHead);
    }
    let of_goods =
        matches!(last.head, Head::Export | Head::Import) && goods::subject_goods(article, sentence.first, amount.item.first).is_some();
    // "then follow motor cars with": goods go on with the exports or imports told last, whatever they are a part of
    let part = reader.last(no, 2).filter(|s| matches!(s.head, Head::Export | Head::Import));
    let labelled = part.filter(|_| goods::labels(article, sentence.first, amount.item.first));
    if of_goods {
        return Ok(Found { rule: "goods_subject", ..found });
    }
    if let Some(part) = labelled {
        return Ok(Found { head: part.head, ..found });
    }
    let subject = article.items_in(lead.clone(), &[MentionKind::Person, MentionKind::Organisation]).next().is_some();
    if trade && (points_back || ranks || dated && verb && short && !subject) {
        return Ok(found);
    }
    // "Exports to Chile rose. To Peru there was a decline of 3 percent to $4 million"
    if let Some(head) = next_way(article, sentence.first).filter(|head| reader.last(no, 1).is_some_and(|s| s.head == *head)) {
        return Ok(Found { head, ..found });
    }
    // "Singapore leads with $6.46 billion. Korea ranks second with $4.88 billion": a list of investors
    let capital = matches!(last.head, Head::Fdi | Head::Investment | Head::Project);
    // "The Netherlands and Luxembourg followed with $5 million and $3 million, respectively"
    let by_order = article.has_any(amount.end..sentence.last, &["respectively"]);
    if capital && ranks && (by_order || subject_leads_to(article, amount, sentence.first, ClauseWord::Rank)) {
        return Ok(Found { rule: "investor_ranked", ..found });
    }
    // "Norwegian investment in Kenya is $9 million. It was just $3 million in 2006"
    let it_was = article.is(sentence.first, "it") && article.is_any(sentence.first + 1, &["was", "is", "stood", "amounted"]);
    let it_alone = it_was && dated && amount.item.first - sentence.first <= 4;
    if capital && last.sentence + 1 == no && (it_alone || verb && speaks_of_figure(article, sentence.first, amount)) {
        return Ok(found);
    }
    // "a package of $12 billion. Of this, $10 billion is to go to transport": what a part of it is for
    if last.head.is_agreed() && is_allotted(article, amount, sentence.last) {
        return Ok(Found { rule: "part_allotted", ..found });
    }
    // "FDI in Kenya was $3 billion. Peru attracted $2 billion": the next that takes capital in
    if last.head == Head::Fdi && subject_leads_to(article, amount, sentence.first, ClauseWord::Attracts) {
        return Ok(Found { rule: "host_next", ..found });
    }
    Err(RejectReason::NoHead)
}

/// "China with 16 projects brought in FDI of $9 million, the USA with nine projects $5 million": how many there are, not what is measured.
pub(super) fn counts_projects(reader: &Reader, no: usize, amount: Amount, hit: CueHit) -> bool {
    let article = reader.article;
    let counted = article.items_in(hit.first.saturating_sub(2)..hit.first, &[MentionKind::Number]).any(|n| n.end == hit.first);
    let flow = reader.list_head(no, amount.item.first).is_some_and(|s| s.sentence == no && s.head == Head::Fdi);
    // "the Netherlands, 724 projects, US$ 776 million"
    let beside = hit.end + usize::from(article.sign(hit.end, ',')) == amount.item.first;
    hit.set.has(Cue::Project) && beside && counted && flow
}

/// "need to increase this indicator up to $10 billion", "bring that figure to": the words right before the amount take up what was told.
pub(super) fn takes_up(article: &Article, from: usize, amount: usize) -> bool {
    const REACH: usize = 7;
    const VERBS: &[&str] = &["boost", "bring", "bringing", "double", "increase", "increasing", "lift", "raise", "raising"];
    const TAKEN: &[&str] = &["figure", "figures", "indicator", "indicators", "number"];
    let near = from.max(amount.saturating_sub(REACH))..amount;
    near.clone().any(|i| {
        let noun = article.is_any(i, VERBS) && article.is_any(i + 1, &["that", "the", "these", "this"]) && article.is_any(i + 2, TAKEN);
        noun && (i + 3..amount).all(|w| article.is_any(w, &["to", "up"]) || article.is_word(w, ClauseWord::Hedge))
    })
}

/// "lends $9 million for the road project and $5 million for the port project": what both are for does not say that they are no loans.
pub(super) fn is_purpose(reader: &Reader, no: usize, amount: Amount, hit: CueHit) -> bool {
    const NEAR: usize = 2;
    let article = reader.article;
    let before = amount.item.first.saturating_sub(NEAR)..amount.item.first;
    let joint = before.into_iter().any(|i| article.is(i, "and") || article.sign(i, ','));
    let lent = reader.list_head(no, amount.item.first).filter(|s| s.head == Head::Financing).and_then(|s| s.amount);
    let is_for = |end: usize| (end..end + NEAR).any(|i| article.is(i, "for"));
    hit.set.has(Cue::Project) && joint && is_for(amount.end) && lent.is_some_and(|a| is_for(a.end))
}

/// "To Peru it was $3 million", "From Chile there came": the flow that a sentence goes on with by the way that it opens with.
fn next_way(article: &Article, first: usize) -> Option<Head> {
    let the = first + 1 + usize::from(article.is(first + 1, "the"));
    let place = article.item_at(the, &[MentionKind::Country, MentionKind::Group])?;
    // "To Peru the minister travelled with $3 million"
    if !article.sign(place.end, ',') && !article.is_any(place.end, &["there", "it", "they", "this", "was", "were", "came", "went"]) {
        return None;
    }
    match () {
        () if article.is(first, "to") => Some(Head::Export),
        () if article.is(first, "from") => Some(Head::Import),
        () => None,
    }
}

/// "On the import side Peru was first with $3 million", "On the export side,": what the sentence opens with.
fn side(article: &Article, first: usize) -> Option<Head> {
    let the = first + 1 + usize::from(article.is(first + 1, "the"));
    let told = article.is_any(first, &["on", "for"]) && article.is(the + 1, "side");
    match article.word(the).to_ascii_lowercase().as_str() {
        "export" | "exports" if told => Some(Head::Export),
        "import" | "imports" if told => Some(Head::Import),
        _ => None,
    }
}

/// "They reached $4 million", "In May it came to $5 million": the subject is what the sentence before speaks of.
pub fn points_to_sentence_before(article: &Article, no: usize, amount: usize) -> bool {
    const NEAR: usize = 4;
    let first = article.sentences[no].first;
    let subject =
        |i: usize| article.is_any(i, &["it", "they"]) && !article.is_any(i.saturating_sub(1), &["with", "to", "from", "of", "than"]);
    article.is_any(first, &["it", "they", "these"]) || (amount.saturating_sub(NEAR).max(first)..amount).any(subject)
}

/// "$10 billion is to go to transport links", "$3 million has been put aside for a railway"
fn is_allotted(article: &Article, amount: Amount, last: usize) -> bool {
    const REACH: usize = 7;
    let behind = amount.end..(amount.end + REACH).min(last);
    behind.clone().take_while(|&i| !article.sign(i, '.')).any(|i| article.is_word(i, ClauseWord::Allots))
}

/// "$3 billion of Norwegian investments were disbursed. This year, $5 billion is to be disbursed": what was told before is paid out,
/// not lent.
pub(super) fn disbursed(reader: &Reader, no: usize, found: Found) -> Found {
    let paid = found.tokens.is_some_and(|(first, end)| (first..end).any(|i| reader.article.is(i, "disbursed")));
    match reader.last(no, 1).filter(|s| paid && matches!(s.head, Head::Fdi | Head::Investment)) {
        Some(last) => Found { head: last.head, tokens: None, cue: CueSet::default(), rule: "disbursed" },
        None => found,
    }
}

/// "By 2024 this volume had increased to $8 million", "In 2010 the figure was $4 billion": the one told right before.
fn speaks_of_figure(article: &Article, first: usize, amount: Amount) -> bool {
    let lead = first..amount.item.first;
    let figure = |i: usize| article.is_any(i, &["volume", "figure", "amount", "number", "indicator", "sum"]);
    let pointed =
        lead.clone().skip(1).any(|i| figure(i) && article.is_any(i - 1, &["this", "the", "that", "their"]) && !article.is(i + 1, "of"));
    let placed = article.items_in(lead.clone(), &[MentionKind::Country, MentionKind::Group, MentionKind::City]).next().is_some();
    pointed && !placed && lead.len() <= 14
}

/// The sentence opens with an economy that nothing but a word of this kind, and what links it, parts from the amount.
fn subject_leads_to(article: &Article, amount: Amount, first: usize, part: ClauseWord) -> bool {
    let links =
        |i: usize| article.is_word(i, part) || article.is_word(i, ClauseWord::RankLink) || article.sign(i, ',') || is_numbered(article, i);
    let opens = first..(first + 3).min(amount.item.first);
    let place = article.items_in(opens, &[MentionKind::Country, MentionKind::Group]).next();
    place.is_some_and(|p| (p.end..amount.item.first).all(links) && article.has_word(p.end..amount.item.first, part))
}

/// The sentence before speaks of trade without a figure and this one gives it: "Trade with Italy has known ups and downs. ... $13.2 billion was posted in 2018."
fn opened(reader: &Reader, no: usize, amount: Amount) -> Result<Found, RejectReason> {
    let article = reader.article;
    let sentence = article.sentences[no];
    let before = no.checked_sub(1).map(|n| article.sentences[n]).ok_or(RejectReason::NoHead)?;
    if let Some(head) = ranked_since(article, no, amount) {
        return Ok(Found { head, tokens: None, cue: CueSet::default(), rule: "head_opened" });
    }
    let hit = article.cues_in(before.first..before.last, CueSet::of(&[Cue::Turnover])).next().ok_or(RejectReason::NoHead)?;
    let dated = article.items_in(sentence.first..sentence.last, &[MentionKind::Period]).next().is_some();
    let verb = article.has_word(sentence.first..sentence.last, ClauseWord::Posted);
    let short = amount.item.first - sentence.first <= 8;
    let goes_on = before.last >= sentence.first || !sentence.opens_line;
    let pointed = dated && speaks_of_trade(article, no, amount);
    if pointed || dated && verb && short && goes_on {
        return Ok(Found { head: Head::Turnover, tokens: None, cue: hit.set, rule: "head_opened" });
    }
    Err(RejectReason::NoHead)
}

/// "The largest exports went to Peru, $38 million. It is gold. It is mined in the west. Chile is in second place - $23 million": the list
/// goes on after what is said by the way.
fn list_resumed<'a>(reader: &'a Reader, no: usize, amount: Amount) -> Option<&'a Statement> {
    const REACH: usize = 4;
    let article = reader.article;
    let first = article.sentences[no].first;
    let place = article.items_in(first..(first + 3).min(amount.item.first), &[MentionKind::Country]).next()?;
    let ranks = article.has_word(place.end..amount.item.first, ClauseWord::Rank) && article.form(place) == "name";
    let second = article.has_any(place.end..amount.item.first, &["second", "third", "next", "followed", "follows"]);
    let leads = article.sign(amount.item.first - 1, '-') || article.is(amount.item.first - 1, "with");
    let last = reader.last(no, REACH).filter(|s| matches!(s.head, Head::Export | Head::Import | Head::Turnover))?;
    let listed = last.parties.1.is_some_and(|p| p != WORLD);
    (ranks && second && leads && listed).then_some(last)
}

/// "Russia is not among the main directions of Kenyan exports. Peru headed the list with $3 million": the partner that leads a list of
/// what the sentence before speaks of, which tells no amount and of nothing else that has one.
fn ranked_since(article: &Article, no: usize, amount: Amount) -> Option<Head> {
    let (before, first) = (article.sentences[no.checked_sub(1)?], article.sentences[no].first);
    let place = article.items_in(first..(first + 3).min(amount.item.first), &[MentionKind::Country]).next()?;
    let ranks = article.has_word(place.end..amount.item.first, ClauseWord::Rank) && article.form(place) == "name";
    let joined = article.is(amount.item.first - 1, "with");
    let told = article.items_in(before.first..before.last, &[MentionKind::Money]).next().is_some();
    let others = super::INVESTMENT.with(super::BLOCKERS);
    let other = article.cues_in(before.first..amount.item.first, others).next().is_some();
    let flows = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import]);
    let flow = article.cues_in(before.first..before.last, flows).last().and_then(|hit| head_of(hit.set));
    flow.filter(|_| ranks && joined && !told && !other)
}

/// "Trade of Kenya with Peru has grown. Pandemic or not, it amounted to $3 million", "By the end of the year this figure is expected to
/// reach $2 million": what the sentence before speaks of, which tells no amount and of nothing else that has one.
fn speaks_of_trade(article: &Article, no: usize, amount: Amount) -> bool {
    let Some(before) = no.checked_sub(1).map(|n| article.sentences[n]) else { return false };
    let first = article.sentences[no].first;
    let lead = first..amount.item.first;
    let figure = |i: usize| article.is_any(i, &["this", "the"]) && article.is_any(i + 1, &["figure", "indicator", "number", "volume"]);
    let it = |i: usize| {
        article.is(i, "it") && article.is_any(i + 1, &["amounted", "came", "made", "reached", "stood", "was", "totaled", "totalled"])
    };
    // what opens the clause, behind a sentence that begins with trade
    const SUBJECT: usize = 16;
    let dated = |i: usize| article.items_in(first..i, &[MentionKind::Period]).any(|p| p.end == i);
    let opens = |i: usize| i == first || article.sign(i - 1, ',') || article.is_any(i - 1, &["and", "year", "then"]) || dated(i);
    let trade = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import]);
    // not "the port handles most of the trade"
    let whole =
        |c: CueHit| !article.has_any(c.first.saturating_sub(3).max(before.first)..c.first, &["most", "much", "part", "half", "bulk"]);
    let of_trade = article.cues_in(before.first..(before.first + SUBJECT).min(before.last), trade).any(whole);
    let points = lead.len() <= 14 && of_trade && lead.clone().any(|i| figure(i) || it(i) && opens(i));
    let told = article.items_in(before.first..before.last, &[MentionKind::Money]).next().is_some();
    let others = super::INVESTMENT.with(super::BLOCKERS);
    let other = article.cues_in(before.first..amount.item.first, others).next().is_some();
    points && !told && !other
}

/// A line of a list, "Passenger cars: $105.4 million", "Norway, with $9 million": what the line above speaks of, exports or imports.
pub(super) fn listed(reader: &Reader, no: usize, amount: Amount) -> Option<Found> {
    let article = reader.article;
    let at = amount.item.first;
    let above = || line_list::heading(article, no).map(|(_, found)| found.head);
    let found = |head, rule| Some(Found { head, tokens: None, cue: CueSet::default(), rule });
    if goods::listed_label(article, no, at).is_some() {
        return found(above().or_else(|| loosely_above(article, no, at))?, "listed_good");
    }
    line_list::partner(article, no, at)?;
    found(above()?, "listed_partner")
}

/// What the nearest line above with a noun of trade tells of, for a line whose amount a colon or dash sets off.
fn loosely_above(article: &Article, no: usize, amount: usize) -> Option<Head> {
    goods::is_set_off(article, amount - 1).then_some(())?;
    (no.saturating_sub(8)..no).rev().find_map(|n| {
        let s = article.sentences[n];
        let from_abroad = article.has_phrase(s.first..s.last, &["goods", "from"]).then_some(Head::Import);
        let cue = article.cues_in(s.first..s.last, CueSet::of(&[Cue::Export, Cue::Import])).last().and_then(|h| head_of(h.set));
        from_abroad.or(cue)
    })
}

/// "Thailand put $199 million in 37 projects, and Malaysia $184 million": a mark and an economy part the amount from what is before.
pub(super) fn opens_item(article: &Article, from: usize, amount: usize) -> bool {
    label_before(article, amount)
        .is_some_and(|label| (from..label.first).any(|i| article.sign(i, ',') || article.sign(i, ';')) && amount - label.end <= 2)
}

/// The economy that labels an amount: "Kazakhstan (USD 2.49 billion)", "Türkiye - $1.8 billion", "China: $5 bn".
pub fn label_before(article: &Article, amount: usize) -> Option<Item> {
    let mut at = behind_rank(article, behind_share(article, amount));
    at = behind_other_name(article, at);
    let amount = at;
    while at > 0
        && (matches!(article.tokens[at - 1].kind, crate::text::TokenKind::Punct('(' | '-' | ':' | ',' | '–'))
            || article.is_word(at - 1, ClauseWord::Hedge)
            || article.is_any(at - 1, &["with", "its", "at", "for", "by", "minus"]))
    {
        at -= 1;
        if amount - at > 3 {
            return None;
        }
    }
    // "Russia – 13.8 percent (23.3 million dollars)": the label stands before the share
    if at < amount && article.sign(at, '(') {
        let share = article.items_in(at.saturating_sub(3)..at, &[MentionKind::Percent]).find(|p| p.end == at);
        at = share.map_or(at, |p| p.first - usize::from(p.first > 0 && article.sign(p.first - 1, '-')));
    }
    // "China (27.2 percent or $1.1 billion)"
    if at == amount && at > 0 && article.is(at - 1, "or") {
        let share = article.items_in(at.saturating_sub(4)..at, &[MentionKind::Percent]).find(|p| at - 1 - p.end <= 1);
        at = share.filter(|p| p.first > 0 && article.sign(p.first - 1, '(')).map_or(at, |p| p.first - 1);
    }
    if at == amount && at > 0 && article.tokens[at - 1].kind == crate::text::TokenKind::Newline {
        at -= 1;
    }
    if at == 0 {
        return None;
    }
    article.item_at(at - 1, &[MentionKind::Country, MentionKind::Group]).filter(|i| i.end == at && matches!(article.form(*i), "name"))
}

/// "the mainland of China (the Mainland) (": where the other name of a label begins, and the bracket of the amount with it.
fn behind_other_name(article: &Article, amount: usize) -> usize {
    const LONGEST: usize = 4;
    let closed = amount.checked_sub(2).filter(|&i| article.sign(i, ')') && article.sign(i + 1, '('));
    let Some(closed) = closed else { return amount };
    let open = (closed.saturating_sub(LONGEST)..closed).rev().find(|&i| article.sign(i, '('));
    open.filter(|&open| (open + 1..closed).all(|i| article.tokens[i].is_word())).map_or(amount, |open| open + 1)
}

/// Where the rank between a label and its amount begins, else the amount: "Spain second with $3 million", "Peru in third position with
/// $2 million", "Kenya leading the pack with $4 million".
fn behind_rank(article: &Article, amount: usize) -> usize {
    const LONGEST: usize = 6;
    const LEADS: &[&str] = &["leading", "topping", "heading"];
    const LINKS: &[&str] = &[
        "in", "at", "with", "the", "on", "place", "position", "spot", "pack", "list", "ranking", "way", "over", "some", "about", "nearly",
    ];
    let ordinal = |i: usize| article.is_word(i, ClauseWord::Ordinal) || is_numbered(article, i);
    let links = |i: usize| ordinal(i) || article.is_any(i, LEADS) || article.is_any(i, LINKS);
    let first = (amount.saturating_sub(LONGEST)..amount).rev().take_while(|&i| links(i)).last().unwrap_or(amount);
    let ranked = (first..amount).any(ordinal) || article.is_any(first, LEADS);
    if ranked && article.has_any(amount.saturating_sub(2)..amount, &["with", "at"]) { first } else { amount }
}

/// "7th place", "the 14th": a rank in figures.
fn is_numbered(article: &Article, at: usize) -> bool {
    article.item_at(at, &[MentionKind::Ordinal]).is_some()
}

/// Where a share that is told before its amount begins, else the amount: "Russia (18 percent or $3 million)", "motor cars (16.7 per cent;
/// $454 million)", "(17 percent of total exports, worth $476 million)" have their label before both.
pub fn behind_share(article: &Article, amount: usize) -> usize {
    const LONGEST: usize = 8;
    let or = amount.checked_sub(1).filter(|&i| article.is_any(i, &["or", "and"]));
    let joined = or.and_then(|or| article.items_in(or.saturating_sub(3)..or, &[MentionKind::Percent]).find(|p| p.end == or));
    if let Some(share) = joined {
        return share.first;
    }
    let open = (amount.saturating_sub(LONGEST)..amount).rev().take_while(|&i| !article.sign(i, ')')).find(|&i| article.sign(i, '('));
    let share = open.and_then(|open| article.item_at(open + 1, &[MentionKind::Percent])).filter(|p| p.end < amount);
    let links = |i: usize| {
        let word = article.is_any(i, &["of", "the", "total", "all", "exports", "imports", "worth", "or"]);
        word || article.sign(i, ';') || article.sign(i, ',')
    };
    share.filter(|share| (share.end..amount).all(links)).map_or(amount, |share| share.first)
}

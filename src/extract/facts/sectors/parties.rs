//! Whose cooperation it is.

use super::told::Told;
use crate::extract::article::{Article, Item};
use crate::extract::discourse::Discourse;
use crate::lexicon::ClauseWord;
use crate::model::{Code, MentionKind, SlotBasis};

const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];

/// Whose cooperation: the two that the sentence joins, else the article's two.
pub fn of(article: &Article, discourse: &Discourse, told: &Told, together: Option<&[Code]>, item: Item) -> (Option<Vec<Code>>, SlotBasis) {
    let no = article.sentence_of(item.first);
    let sentence = article.sentences[no];
    let mut named: Vec<Code> = Vec::new();
    for place in article.items_in(sentence.first..sentence.last, PLACES) {
        let in_name = super::field::is_in_name(article, place) && article.form(place) != "adjective";
        let holder = || article.items_in(place.first.saturating_sub(6)..place.first, &[MentionKind::Person]).last();
        // "Minister A of Kenya"
        let of_person = article.is(place.first.saturating_sub(1), "of") && holder().is_some_and(|p| p.end + 1 == place.first);
        let office = of_person || article.item_at(place.first, &[MentionKind::Role]).is_some();
        if let Some(code) = article.party(place).filter(|_| !in_name || office)
            && !named.contains(&code)
        {
            named.push(code);
        }
    }
    // "Tashkent and Bishkek intend to": governments by their capitals
    let acting = capitals(article, no);
    let sorted = |mut v: Vec<Code>| {
        v.sort_unstable();
        Some(v)
    };
    if named.is_empty() && acting.len() == 2 {
        return (sorted(acting), SlotBasis::Stated);
    }
    let among = |all: &&[Code]| named.iter().all(|n| all.contains(n));
    if let Some(pair) = told.deal(no).filter(among) {
        return (Some(pair.to_vec()), SlotBasis::Stated);
    }
    let of_two = speaks_of_two(article, no);
    let together = together.filter(among).filter(|all| all.len() < 3 || !of_two);
    if named.len() < 2
        && let Some(all) = together.filter(|_| speaks_of_three(article, no))
    {
        return (Some(all.to_vec()), SlotBasis::Inferred);
    }
    if named.len() < 2
        && let Some(pair) = paragraph_pair(article, discourse, no)
    {
        return (Some(pair), SlotBasis::Inferred);
    }
    let one = named.len() < 2;
    if let Some(all) = told.event(article, no).or(together).or(told.gathering()).filter(|all| one && among(all)) {
        return (Some(all.to_vec()), SlotBasis::Inferred);
    }
    if named.len() < 2
        // one economy's dealings with several: no two or three of them are those of every field
        && (discourse.trio().is_some() || !discourse.hosts.is_empty())
        && let Some(pair) = pair_told_before(article, no)
    {
        return (Some(pair), SlotBasis::Inferred);
    }
    if let Some((a, b)) = discourse.pair
        && named.contains(&a)
        && named.contains(&b)
        && named.len() > 2
        && is_list(article, no, item, named.len())
    {
        return (sorted(named), SlotBasis::Stated);
    }
    if let (Some(mut trio), true) = (discourse.trio(), named.len() != 2) {
        // where a group meets its guest, a member of it is only where they meet
        let all = trio.clone();
        trio.retain(|c| !all.iter().any(|group| article.lexicon.geography.is_member(*group, *c)));
        return (sorted(trio), SlotBasis::Inferred);
    }
    if let Some((a, b)) = discourse.pair {
        let both_foreign =
            named.len() == 2 && named.iter().filter(|c| **c == a || **c == b).count() < 2 && is_joined(article, no, named[0], named[1]);
        if !both_foreign {
            return (sorted(vec![a, b]), SlotBasis::Inferred);
        }
    }
    match named.len() {
        2 => (sorted(named), SlotBasis::Stated),
        0 | 1 => recent_pair(article, discourse, no, named.first().copied()),
        _ => (sorted(named), SlotBasis::Stated),
    }
}

/// Two capitals that act together: "Tashkent and Bishkek", "Tbilisi with Astana".
fn capitals(article: &Article, no: usize) -> Vec<Code> {
    const LED: &[&str] = &["in", "at", "from", "to", "of", "near", "between", "for", "via", "through", "on"];
    let s = article.sentences[no];
    let acts = |i: &Item| article.form(*i) == "capital" && !article.is_any(i.first.saturating_sub(1), LED);
    let cities: Vec<Item> = article.items_in(s.first..s.last, &[MentionKind::City]).filter(acts).collect();
    match cities[..] {
        [a, b] if b.first - a.end == 1 && article.is_any(a.end, &["and", "with"]) => {
            [a, b].iter().filter_map(|i| article.mention(*i).country).collect()
        }
        _ => Vec::new(),
    }
}

/// The economies whose meeting opens the article: three, or a group and its guest.
pub fn together(article: &Article) -> Option<Vec<Code>> {
    trilateral(article).or_else(|| of_two_sides(article))
}

/// The three economies whose meeting opens the article: "the trilateral summit of Cyprus, Greece and Israel", "a Kenyan-Ugandan-Rwandan forum".
fn trilateral(article: &Article) -> Option<Vec<Code>> {
    const OPENING: usize = 5;
    (0..OPENING.min(article.sentences.len())).find_map(|no| {
        let s = article.sentences[no];
        let range = s.first..s.last;
        let places: Vec<Item> = article.items_in(range.clone(), PLACES).collect();
        let hyphen = |w: &[Item]| w[0].end + 1 == w[1].first && article.sign(w[0].end, '-');
        let chained = places.windows(3).any(|w| hyphen(&w[..2]) && hyphen(&w[1..]));
        let three = chained || article.has_any(range.clone(), &["trilateral", "tripartite"]) || speaks_of_three(article, no);
        let mut named: Vec<Code> = article.items_in(range, PLACES).filter_map(|i| article.party(i)).collect();
        named.sort_unstable();
        named.dedup();
        (three && named.len() == 3).then_some(named)
    })
}

/// "The first Central Asia + Italy summit": the group and the economy that the meeting which opens the article is of.
fn of_two_sides(article: &Article) -> Option<Vec<Code>> {
    const OPENING: usize = 4;
    const NEAR: usize = 3;
    const FORMATS: &[&str] = &["summit", "format", "dialogue", "ministerial", "meeting", "forum"];
    let group = |i: &Item| article.mention(*i).kind == MentionKind::Group;
    let joined = |i: usize| article.sign(i, '-') || article.sign(i, '+') || article.is(i, "plus");
    (0..OPENING.min(article.sentences.len())).find_map(|no| {
        let s = article.sentences[no];
        let places: Vec<Item> = article.items_in(s.first..s.last, PLACES).collect();
        let sides = places.windows(2).find(|w| {
            let gap = w[0].end..w[1].first;
            group(&w[0]) != group(&w[1])
                && !gap.is_empty()
                && gap.len() <= 2
                && gap.clone().all(joined)
                && article.has_any(w[1].end..(w[1].end + NEAR).min(s.last), FORMATS)
        })?;
        let mut named = vec![article.party(sides[0])?, article.party(sides[1])?];
        named.sort_unstable();
        Some(named)
    })
}

/// "the two sides", "both countries"
fn speaks_of_two(article: &Article, no: usize) -> bool {
    const WHO: &[&str] = &["countries", "states", "sides", "parties", "nations", "governments"];
    let s = article.sentences[no];
    (s.first..s.last.saturating_sub(1)).any(|i| article.is_any(i, &["two", "both"]) && article.is_any(i + 1, WHO))
}

/// "the three countries", "the agenda of the three"
fn speaks_of_three(article: &Article, no: usize) -> bool {
    const WHO: &[&str] = &["countries", "states", "sides", "parties", "nations", "leaders", "ministers", "presidents", "governments"];
    let s = article.sentences[no];
    let three = |i: usize| {
        article.is(i, "three") && (article.has_any(i + 1..i + 3, WHO) || !article.tokens[i + 1].is_word() || article.is(i + 1, "will"))
    };
    (s.first..s.last.saturating_sub(1)).any(|i| three(i) || article.is_any(i, &["trilateral", "tripartite"]))
}

/// Two economies, not the article's two, that an earlier sentence of the same paragraph joins.
fn paragraph_pair(article: &Article, discourse: &Discourse, no: usize) -> Option<Vec<Code>> {
    let mut n = no;
    while n > 0 && !article.sentences[n].opens_line && no - n < 5 {
        n -= 1;
        let s = article.sentences[n];
        let mut named: Vec<Code> = article.items_in(s.first..s.last, PLACES).filter_map(|i| article.party(i)).collect();
        named.dedup();
        named.sort_unstable();
        named.dedup();
        if let [a, b] = named[..] {
            let main = discourse.pair.is_some_and(|(x, y)| (a == x && b == y) || (a == y && b == x));
            return (!main && is_joined(article, n, a, b)).then_some(named);
        }
        if !named.is_empty() {
            return None;
        }
    }
    None
}

/// The two that the sentences before join last, if they name nobody else since.
fn pair_told_before(article: &Article, no: usize) -> Option<Vec<Code>> {
    const REACH: usize = 10;
    let mut since: Vec<Code> = Vec::new();
    for n in (no.saturating_sub(REACH)..=no).rev() {
        let s = article.sentences[n];
        let mut named: Vec<Code> = article.items_in(s.first..s.last, PLACES).filter_map(|i| article.party(i)).collect();
        named.sort_unstable();
        named.dedup();
        match named[..] {
            [a, b] if is_joined(article, n, a, b) => return since.iter().all(|c| named.contains(c)).then_some(named),
            [] => {}
            [one] => since.push(one),
            _ => return None,
        }
    }
    None
}

/// "the ministers of A, B and C discussed", "the A-B-C railway", "A builds the corridor with B and C": three economies or more that do
/// it together, if the sentence names no other, or the list stands right beside the field.
fn is_list(article: &Article, no: usize, item: Item, named: usize) -> bool {
    const PLAIN: &[&str] = &["and", "the", "as", "well", "also"];
    const BEHIND: usize = 4;
    let s = article.sentences[no];
    let places: Vec<Item> = article.items_in(s.first..s.last, PLACES).filter(|i| article.party(*i).is_some()).collect();
    let joined = |w: &[Item]| (w[0].end..w[1].first).all(|i| !article.tokens[i].is_word() || article.is_any(i, PLAIN));
    places.chunk_by(|a, b| joined(&[*a, *b])).any(|run| {
        let follows = run[0].first >= item.end && run[0].first <= item.end + BEHIND;
        let together = follows && article.is_any(run[0].first - 1, &["among", "between", "with"]);
        let with = article.is(run[0].first.saturating_sub(1), "with") && run.len() + 1 == named;
        let leads = (item.first..item.end).contains(&run[0].first) || run.last().is_some_and(|last| last.end == item.first);
        run.len() > 2 && (run.len() == places.len() || together || leads) || follows && with && run.len() > 1
    })
}

/// "A and B", "A-B", "between A and B", "A's ... with B"
fn is_joined(article: &Article, no: usize, a: Code, b: Code) -> bool {
    let sentence = article.sentences[no];
    let items: Vec<Item> =
        article.items_in(sentence.first..sentence.last, PLACES).filter(|i| article.party(*i).is_some_and(|c| c == a || c == b)).collect();
    items.windows(2).any(|w| {
        let gap = w[0].end..w[1].first;
        article.party(w[0]) != article.party(w[1])
            && (gap.len() <= 3
                && (article.has_any(gap.clone(), &["and"]) && !is_other_matter(article, gap.clone())
                    || gap.clone().any(|i| article.sign(i, '-')))
                || article.has_any(gap, &["with"]))
    })
}

/// "the Cyprus problem and Turkish provocations": each has a noun of its own, unless it speaks for its economy ("the Polish side and").
fn is_other_matter(article: &Article, gap: std::ops::Range<usize>) -> bool {
    let at = gap.start;
    let speaks = article.item_at(at, &[MentionKind::Role]).is_some() || article.is_word(at, ClauseWord::State) || article.is(at, "side");
    !speaks && !article.is_any(at, &["and", "the", "s"]) && gap.clone().all(|i| article.tokens[i].is_word())
}

/// The last two economies named together before this sentence.
fn recent_pair(article: &Article, discourse: &Discourse, no: usize, one: Option<Code>) -> (Option<Vec<Code>>, SlotBasis) {
    for n in (no.saturating_sub(4)..no).rev() {
        let s = article.sentences[n];
        let mut named: Vec<Code> = article.items_in(s.first..s.last, PLACES).filter_map(|i| article.party(i)).collect();
        if let Some(one) = one {
            named.push(one);
        }
        named.sort_unstable();
        named.dedup();
        if named.len() == 2 {
            return (Some(named), SlotBasis::Inferred);
        }
    }
    let top: Vec<Code> = discourse.ranked.iter().take(2).map(|r| r.0).collect();
    match (one, &top[..]) {
        (Some(one), [a, ..]) if *a != one => {
            let mut pair = vec![one, *a];
            pair.sort_unstable();
            (Some(pair), SlotBasis::Inferred)
        }
        _ => (None, SlotBasis::Unresolved),
    }
}

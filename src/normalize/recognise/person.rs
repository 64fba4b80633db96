//! People: "Deputy Foreign Minister Roman Vassilenko", "Ana Tinca, State Secretary", "Tokayev" later on.

use super::Page;
use super::country::{ends_geo, geo};
use super::office::Office;
use crate::lexicon::{Geo, GeoKind, HashedMap, Rank, RoleKind};
use crate::text::{Token, TokenKind};

/// A person where named.
#[derive(Clone, Debug)]
pub struct Person {
    /// First token of the name.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// The name as written here, honorifics dropped.
    pub name: String,
    /// The office told beside the name.
    pub office: Option<Office>,
}

/// Every person named in the page, in order.
pub fn people(page: &Page, offices: &[Office]) -> Vec<Person> {
    let mut out: Vec<Person> = Vec::new();
    let mut at = 0;
    while at < page.tokens.len() {
        let taken = out.last().and_then(|before: &Person| before.office.as_ref()).map(|o| o.first);
        match person(page, offices, at, taken).or_else(|| listed(page, offices, at, out.last()?)) {
            Some(person) => {
                at = person.end;
                out.push(person);
            }
            None => at += 1,
        }
    }
    let known = surnames(page, &out);
    let mut full = out.into_iter().peekable();
    let mut again = Vec::new();
    let mut at = 0;
    while at < page.tokens.len() {
        if !page.tokens[at].capital {
            at += 1;
            continue;
        }
        // "Ms. Riva Das": the honorific leads to the name in full, not to a surname
        let (named, _) = skip_honorifics(page, at);
        match full.next_if(|p| p.first == at || p.first == named).or_else(|| known_surname(page, &known, at)) {
            Some(person) => {
                at = person.end;
                again.push(person);
            }
            None => at += 1,
        }
    }
    again
}

/// The person whose name begins at `at`; the office at `taken` is that of the one named before.
fn person(page: &Page, offices: &[Office], at: usize, taken: Option<usize>) -> Option<Person> {
    let token = page.tokens.get(at)?;
    if !token.is_word() || !token.capital {
        return None;
    }
    // "Amir Sheikh X", "Amir H H Sheikh X": a given name elsewhere, an office here
    let honoured_behind = || skip_honorifics(page, at + 1).1;
    if (page.is(at + 1, "sheikh") || honoured_behind()) && offices.binary_search_by_key(&at, |o| o.first).is_ok() {
        return None;
    }
    // "Secretary General Hassan Adams": a title of honour elsewhere, the end of an office here
    if offices[..offices.partition_point(|o| o.first < at)].last().is_some_and(|o| at < o.end) {
        return None;
    }
    let (first, honoured) = skip_honorifics(page, at);
    let (end, words) = name_run(page, first)?;
    let before = offices[..offices.partition_point(|o| o.end <= at)].last().filter(|o| leads_to(page, o.end, at));
    let behind = offices.get(offices.partition_point(|o| o.first < end)).filter(|o| follows(page, end, o) && !leads_name(page, o.end));
    let given = page.lexicon.given_names.has(&page.tokens[first]);
    if words == 1 && is_short_form(page.word(end - 1)) {
        return None;
    }
    if words == 1 && (before_body(page, end) || page.sign(end - 1, '.')) {
        return None;
    }
    // "President Park Jae-ho": a family name, right behind an office
    let family = usize::from(before.is_some_and(|o| o.kind == RoleKind::Office) && words > 1);
    let has_body_word = (first + family..end)
        .any(|i| page.lexicon.organisation_words.has(&page.tokens[i]) && !page.lexicon.given_names.has(&page.tokens[i]));
    if has_body_word {
        return None;
    }
    if ends_geo(page, at) {
        return None;
    }
    let place = geo(page, first);
    // "BP Manager for Georgia Ann Davis", "SOCAR Energy Georgia John Adams": the country of what stands before it
    let led = at > 0 && (page.is_any(at - 1, &["for", "of", "in"]) || page.tokens[at - 1].is_word() && page.tokens[at - 1].capital);
    let office = offices[..offices.partition_point(|o| o.first < at)].last().is_some_and(|o| o.end == at);
    if place.is_some_and(|(e, g)| e == at + 1 && g.kind == GeoKind::Country)
        && led
        && !office
        && name_run(page, at + 1).is_some_and(|r| r.1 > 1)
    {
        return None;
    }
    // "Georgia Meloni" is a person, "Georgia-Turkey" is not
    if place.is_some() && (first + 1..end).any(|i| geo(page, i).is_some()) {
        return None;
    }
    // "the Ambassadors of Kenya, New Zealand and Peru"
    let is_country = |(e, g): (usize, &Geo)| e == end && (!honoured || !given && g.kind == GeoKind::Country);
    if words > 1 && place.is_some_and(is_country) {
        return None;
    }
    let starts_geo = place.is_some_and(|(e, _)| e <= end);
    let speaks = page
        .is_any(end, &["said", "told", "noted", "stressed", "added", "emphasized", "emphasised", "stated", "underlined", "thanked", "who"]);
    let of_country = page.is(end, "of") && geo(page, end + 1 + usize::from(page.is(end + 2, "the"))).is_some();
    // a country's name that is a given name too ("Georgia") begins a person only beside another one
    let beside_person = at >= 2 && page.is(at - 1, "and") && page.tokens[at - 2].capital && geo_free(page, at - 2);
    let named = given;
    let given = given && (!starts_geo || beside_person);
    let accepted = if before.is_some() || honoured {
        words >= 1 && (!starts_geo || given || words >= 2)
    } else if behind.is_some() {
        words >= 2 && (!starts_geo || named)
    } else if given {
        words >= 2
    } else if words >= 2 && !starts_geo && is_listed(page, offices, at, end) {
        true
    } else {
        words >= 2 && !starts_geo && (speaks && !opens_sentence(page, first) || of_country && words == 2 && follows_person(page, first))
    };
    if !accepted {
        return None;
    }
    // "the presidents A and B": an office of several is given to each by the list that it leads
    // "Ambassador Ana Tinca, Director General": a title before the name, the office behind it
    let title = before.is_some_and(|o| o.end == o.first + 1 && o.country.is_none() && o.rank == Rank::Ambassador);
    // "his Kenyan counterpart Amina Juma, Minister of Trade"
    let counterpart = before.filter(|o| matches!(o.text.as_str(), "counterpart" | "colleague"));
    // "A, President of Peru, B, Minister of Trade": each has the office behind his name
    let before = before.filter(|o| !(behind.is_some() && taken == Some(o.first)));
    let office = if title || counterpart.is_some() { behind.or(before) } else { before.or(behind) };
    let mut office = office.filter(|o| o.kind != RoleKind::Plural).cloned();
    if let (Some(office), Some(counterpart)) = (&mut office, counterpart) {
        office.country = office.country.or(counterpart.country);
    }
    if let Some(chief) = &office
        && let Some(aide) = aide(page, offices, chief)
    {
        office = Some(aide);
    }
    Some(Person { first, end, name: name_text(page, first, end), office })
}

/// "The foreign ministers of Kenya and Peru, X and Y, met": one of the names between the commas behind an office of several.
fn is_listed(page: &Page, offices: &[Office], at: usize, end: usize) -> bool {
    const REACH: usize = 18;
    let office = offices[..offices.partition_point(|o| o.end <= at)].last().filter(|o| o.kind == RoleKind::Plural && at - o.end <= REACH);
    let Some(office) = office else { return false };
    let Some(comma) = (office.end..at).find(|&i| page.sign(i, ',')) else { return false };
    // between the comma and the name only other names
    let name = |i: usize| {
        page.tokens[i].capital
            || page.is(i, "and")
            || page.sign(i, ',')
            || page.sign(i, '-')
            || page.lexicon.name_particles.has(&page.tokens[i])
    };
    let and = (comma..at).any(|i| page.is(i, "and")) || page.is(end, "and") || page.sign(end, ',');
    and && (comma + 1..at).all(name) && (comma + 1..at).all(|i| geo(page, i).is_none())
}

/// "four ambassadors, including Kenya's Grace Otieno", "hosted Peru's Rosa Quispe": a name right behind its country, in a list of people.
fn of_its_country(page: &Page, at: usize) -> Option<Person> {
    const LEADS: &[&str] = &["including", "hosted", "by", "with", "welcomed", "received", "met"];
    const LONGEST: usize = 3;
    let owner = at.checked_sub(1).filter(|&i| page.tokens[i].kind == TokenKind::Possessive)?;
    let led = |i: usize| geo(page, i).is_some_and(|(e, g)| e == owner && g.kind == GeoKind::Country) && i > 0 && page.is_any(i - 1, LEADS);
    (owner.saturating_sub(LONGEST)..owner).find(|&i| led(i))?;
    let (end, words) = name_run(page, at).filter(|(_, words)| (2..=3).contains(words))?;
    let plain = |i: usize| {
        let token = &page.tokens[i];
        page.lexicon.organisation_words.has(token)
            || page.lexicon.portfolios.has(token)
            || page.lexicon.roles.find(page.tokens, i).is_some()
            || geo(page, i).is_some()
    };
    let closed =
        page.tokens.get(end).is_none_or(|t| !t.is_word() || page.is_any(end, &["and", "for", "in", "on", "at", "was", "were", "to"]));
    (words > 1 && closed && !(at..end).any(plain)).then(|| Person { first: at, end, name: name_text(page, at, end), office: None })
}

/// "Ministers John Adams and Rosa Quispe", "Minister John Adams and Peru's Rosa Quispe": the name that a list goes on with.
fn listed(page: &Page, offices: &[Office], at: usize, before: &Person) -> Option<Person> {
    const REACH: usize = 8;
    let gap = before.end..at;
    if let Some(own) = of_its_country(page, at) {
        return Some(own);
    }
    let and = gap.clone().rev().find(|&i| page.is(i, "and")).filter(|_| gap.len() <= REACH)?;
    let whose = |i: usize| {
        page.is_any(i, &["of", "the"]) || page.sign(i, ',') || page.tokens[i].kind == TokenKind::Possessive || page.tokens[i].capital
    };
    let (end, _) = name_run(page, at).filter(|(_, words)| (2..=4).contains(words))?;
    let lead = || offices[..offices.partition_point(|o| o.end <= before.first)].last().filter(|o| leads_to(page, o.end, before.first));
    // "was chaired by John Adams and Rosa Quispe"
    let by =
        and + 1 == at && gap.len() == 1 && before.end - before.first > 1 && page.is_any(before.first.wrapping_sub(1), &["by", "between"]);
    let several = by || and + 1 == at && lead().is_some_and(|o| o.kind == RoleKind::Plural) && gap.clone().all(|i| i == and || whose(i));
    let owner = page.tokens.get(at.wrapping_sub(1)).is_some_and(|t| t.kind == TokenKind::Possessive) && before.office.is_some();
    let country = |i: usize| geo(page, i).is_some_and(|(e, g)| e + 1 == at && g.kind == GeoKind::Country);
    let own = owner && (and + 1..at).any(country) && gap.clone().all(|i| i == and || whose(i));
    let body = (at..end).any(|i| page.lexicon.organisation_words.has(&page.tokens[i]) || page.lexicon.roles.find(page.tokens, i).is_some());
    let open = !ends_geo(page, at) && !(at..end).any(|i| geo(page, i).is_some());
    ((several || own) && open && !body).then(|| Person { first: at, end, name: name_text(page, at, end), office: None })
}

/// "Adviser to the Prime Minister John Adams": the office of one who serves another's.
fn aide(page: &Page, offices: &[Office], chief: &Office) -> Option<Office> {
    let the = usize::from(page.is(chief.first.wrapping_sub(1), "the"));
    let to = chief.first.checked_sub(1 + the).filter(|&to| page.is_any(to, &["to", "for", "of"]))?;
    let own = offices[..offices.partition_point(|o| o.end <= to)].last().filter(|o| o.end == to)?;
    let serves = page.is_any(own.end - 1, &["adviser", "advisor", "aide", "assistant"]) && page.is(to, "to")
        || page.is_any(own.end - 1, &["spokesman", "spokeswoman", "spokesperson"]);
    serves.then(|| Office {
        first: own.first,
        end: chief.end,
        country: own.country.or(chief.country),
        text: format!("{} {} the {}", own.text, page.word(to), chief.text),
        ..own.clone()
    })
}

/// Whether the name that ends at `last` holds no country but as a surname ("Michael Jordan").
fn geo_free(page: &Page, last: usize) -> bool {
    geo(page, last).is_none() || last > 0 && page.tokens[last - 1].capital && page.lexicon.given_names.has(&page.tokens[last - 1])
}

fn follows_person(page: &Page, first: usize) -> bool {
    first > 0 && (page.sign(first - 1, ',') || page.is_any(first - 1, &["and", "hosted", "them"]))
}

fn opens_sentence(page: &Page, first: usize) -> bool {
    page.sentences.binary_search_by_key(&first, |s| s.first).is_ok()
}

/// "MoFA", "FMs"
fn is_short_form(word: &str) -> bool {
    word.len() > 2 && word.chars().rev().take(2).all(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// "Zardari, Russian Counterpart Lavrov": the office is the next one's.
fn leads_name(page: &Page, office_end: usize) -> bool {
    geo(page, office_end).is_none()
        && !is_short_form(page.word(office_end))
        && page.tokens.get(office_end).is_some_and(|t| t.spaced)
        && name_run(page, office_end).is_some()
}

/// Nothing, or a comma, or a bracket stands between an office and a name.
fn leads_to(page: &Page, office_end: usize, name: usize) -> bool {
    match name - office_end {
        0 => true,
        // "Minister of State Sultan Ahmed"
        1 => page.sign(office_end, ',') || page.sign(office_end, '-') || page.is_any(office_end, &["sultan", "prince", "princess"]),
        // "the Sultan of Brunei, Sultan Omar"
        2 => page.sign(office_end, ',') && page.is_any(office_end + 1, &["sultan", "king", "queen", "emir", "amir"]),
        _ => false,
    }
}

/// "Ana Tinca, State Secretary", "Tamer Mansour, Egyptian ambassador", "X (Minister of Y)", "X, the president".
fn follows(page: &Page, name_end: usize, office: &Office) -> bool {
    let gap = name_end..office.first;
    if gap.len() > 5 || gap.is_empty() {
        return false;
    }
    let opens = page.sign(name_end, ',') || page.sign(name_end, '(');
    opens
        && gap.skip(1).all(|i| {
            page.is_any(i, &["the", "a", "an", "his", "her", "newly", "appointed", "new", "current"])
                || page.tokens[i].kind == TokenKind::Possessive
                || geo(page, i).is_some()
        })
}

fn skip_honorifics(page: &Page, at: usize) -> (usize, bool) {
    let mut first = at;
    while let Some((end, ())) = page.lexicon.honorifics.find(page.tokens, first) {
        let short = page.tokens[first].span.end - page.tokens[first].span.start <= 3;
        let shouted = page.word(first).chars().all(|c| c.is_uppercase() || c == '.');
        let abbreviated = page.sign(end, '.')
            || page.word(first).contains('.')
            || page.tokens[first].capital && !page.is_any(first, &["he", "hh", "hm", "mp"]);
        if !page.tokens[first].capital || (short && end == first + 1 && !shouted && !abbreviated) {
            break;
        }
        first = end + usize::from(page.sign(end, '.'));
    }
    (first, first > at)
}

/// The run of name words at `first`: one past the last, and how many.
fn name_run(page: &Page, first: usize) -> Option<(usize, usize)> {
    let mut at = first;
    let mut end = first;
    let mut words = 0;
    while let Some(token) = page.tokens.get(at) {
        // "al-Sisi", "V.Norov"
        let glued = at > first && !token.spaced && !page.sign(at - 1, '-') && !page.sign(at, '-') && !page.sign(at - 1, '.');
        if token.kind == TokenKind::Newline || glued {
            break;
        }
        if is_name_word(page, at, first) {
            words += 1;
            at += 1;
            // "S. Jaishankar", "Sh. Mustafayev"
            if page.sign(at, '.') && is_initial(page, at - 1) {
                at += 1;
            }
            end = at;
        } else if page.sign(at, '-') && !token.spaced && page.tokens.get(at + 1).is_some_and(|t| t.is_word() && !t.spaced) {
            at += 1;
            if page.tokens[at].capital || words > 0 {
                at += 1;
                end = at;
            } else {
                break;
            }
        } else if words > 0 && page.lexicon.name_particles.has(token) && !token.capital {
            // "bin Zayed", "al-Sisi"
            let hyphen = usize::from(page.sign(at + 1, '-') && !page.tokens[at + 1].spaced);
            let joins = |t: &Token| t.capital || hyphen == 0 && page.lexicon.name_particles.has(t);
            if !page.tokens.get(at + 1 + hyphen).is_some_and(joins) {
                break;
            }
            at += 1 + hyphen;
        } else {
            break;
        }
        if words >= 7 {
            break;
        }
    }
    (words > 0).then_some((end, words))
}

/// One letter, or two for one sound ("Sh.", "Yu.").
fn is_initial(page: &Page, at: usize) -> bool {
    let word = page.word(at);
    word.chars().count() == 1 || page.is_any(at, &["ch", "dz", "dj", "gh", "kh", "sh", "ts", "ya", "ye", "yu", "zh"])
}

fn is_name_word(page: &Page, at: usize, first: usize) -> bool {
    let token = page.tokens[at];
    if !token.is_word() || !token.capital {
        return false;
    }
    let word = page.word(at);
    let given = page.lexicon.given_names.has(&token);
    let shouted = word.chars().count() > 3 && word.chars().all(char::is_uppercase);
    // "A. K. Rahman"
    let goes_on = || page.tokens.get(at + 2).is_some_and(|t| t.is_word() && t.capital);
    let initial = || page.sign(at + 1, '.') && is_initial(page, at) && goes_on();
    // "Furqat A Sidiqov"
    let middle = || at > first && word.len() == 1 && page.tokens.get(at + 1).is_some_and(|t| t.is_word() && t.capital && t.spaced);
    if page.lexicon.not_names.has(&token) && !(given && word.len() > 3) && !initial() && !middle() {
        return false;
    }
    if shouted && at == first && !given {
        return false;
    }
    // "Sun Weidong" is no Sunday: a family name stands before another word of the name
    let dated = |at: usize| matches!(page.lexicon.calendar.find(page.tokens, at), Some((end, _)) if end == at + 1);
    let named = |i: usize| page.tokens.get(i).is_some_and(|t| t.is_word() && t.capital) && !dated(i);
    let family = at == first && matches!(word, "Sun" | "Mart" | "Mai") && named(at + 1);
    // "Pham Thi Thu"
    let family = family
        || at > first
            && matches!(word, "Thu" | "Sun" | "Sat" | "Mai" | "Mart")
            && token.spaced
            && !page.tokens.get(at + 1).is_some_and(Token::is_number);
    if dated(at) && !given && !family {
        return false;
    }
    let role = page.lexicon.roles.find(page.tokens, at).is_some() && !given && at == first;
    !role && (given || !page.lexicon.portfolios.has(&token))
}

fn name_text(page: &Page, first: usize, end: usize) -> String {
    page.span(first, end).of(page.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words of the names given in full, hashed, with the first full name that each stands in.
fn surnames(page: &Page, people: &[Person]) -> HashedMap<String> {
    let mut out: HashedMap<String> = HashedMap::default();
    for person in people.iter().filter(|p| p.end - p.first >= 2) {
        for i in person.first..person.end {
            let token = page.tokens[i];
            let long = token.span.end - token.span.start > 2;
            // "on Sun, May 5" is a day again where the name is not told in full
            if token.is_word() && token.capital && page.word(i) != "Sun" && (long || i == person.first && is_short_surname(page, i)) {
                out.entry(token.hash).or_insert_with(|| person.name.clone());
            }
        }
    }
    out
}

/// "Xi", "Li": two letters before the given name; "He" and "Al" begin too much else.
fn is_short_surname(page: &Page, at: usize) -> bool {
    const OTHER: &[&str] = &["he", "we", "so", "an", "no", "my", "do", "al", "el", "la", "le", "de", "di", "da", "mr", "ms", "dr", "st"];
    let word = page.word(at);
    let letters: Vec<char> = word.chars().collect();
    letters.len() == 2 && letters[0].is_uppercase() && letters[1].is_lowercase() && !page.is_any(at, OTHER)
}

/// A surname that stands alone, of somebody named in full elsewhere.
fn known_surname(page: &Page, known: &HashedMap<String>, at: usize) -> Option<Person> {
    let token = page.tokens.get(at)?;
    // "El Salvador", where somebody is called Salvador
    if !token.is_word() || !token.capital {
        return None;
    }
    let (first, _) = skip_honorifics(page, at);
    let token = page.tokens.get(first)?;
    let name = known.get(&token.hash)?;
    if ends_geo(page, at) {
        return None;
    }
    let common = geo(page, first).is_some() || page.lexicon.portfolios.has(token) || page.lexicon.organisation_words.has(token);
    if common && !page.is_any(first + 1, &["said", "told", "noted", "added"]) {
        return None;
    }
    // "Trung Hai" of "Hoang Trung Hai"
    let same = |at: &usize| page.tokens.get(*at).is_some_and(|t| t.is_word() && t.capital && known.get(&t.hash) == Some(name));
    let end = (first + 1..).take_while(same).last().map_or(first + 1, |last| last + 1);
    (!before_body(page, end)).then(|| Person { first, end, name: name.clone(), office: None })
}

/// "Investors Council", "Fidan Foundation": what stands before `end` begins the name of a body.
fn before_body(page: &Page, end: usize) -> bool {
    page.tokens.get(end).is_some_and(|t| t.is_word() && t.capital && t.spaced && page.lexicon.organisation_words.has(t))
}

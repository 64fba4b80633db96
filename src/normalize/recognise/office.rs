//! Offices: "Deputy Foreign Minister", "Minister of Trade and Integration of Kazakhstan", "Head of the Chamber".

use super::Page;
use super::country::{ends_geo, geo};
use crate::lexicon::{ClauseWord, GeoKind, Rank, RoleKind};
use crate::model::Code;
use crate::text::TokenKind;

/// An office as it stands in the text.
#[derive(Clone, Debug)]
pub struct Office {
    /// First token, without the country before it.
    pub first: usize,
    /// One past the last token of the whole phrase ("... of Foreign Affairs of Kazakhstan").
    pub end: usize,
    /// How high.
    pub rank: Rank,
    /// Whose.
    pub kind: RoleKind,
    /// The country or body that the phrase names.
    pub country: Option<Code>,
    /// The role's words without the country.
    pub text: String,
}

/// Every office in the page, in order, not overlapping.
pub fn offices(page: &Page) -> Vec<Office> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < page.tokens.len() {
        let floor = out.last().map_or(0, |before: &Office| before.end);
        // "Minister of State Sultan Ahmed": right behind an office a title of birth begins the name
        let of_name = at > 0 && floor == at && page.is_any(at, &["sultan", "prince", "princess", "emir", "amir"]);
        match office(page, at, floor).filter(|_| !of_name) {
            Some(mut office) => {
                let before = out.last().filter(|before: &&Office| is_counterpart(page, before, &office));
                office.country = office.country.or(before.and_then(|before| before.country));
                at = office.end.max(at + 1);
                out.push(office);
            }
            None => at += 1,
        }
    }
    out
}

/// "his Kenyan counterpart, Prime Minister Adams": the office behind the comma is the counterpart's.
fn is_counterpart(page: &Page, before: &Office, office: &Office) -> bool {
    let beside = page.sign(before.end, ',') && office.first == before.end + 1;
    beside && before.kind == RoleKind::Office && matches!(before.text.as_str(), "counterpart" | "colleague")
}

/// The office whose head starts at `at`, behind the office before it at `floor`: head, portfolio before it ("Energy Minister"), tails behind it, country either side.
fn office(page: &Page, at: usize, floor: usize) -> Option<Office> {
    let (head_end, role) = page.lexicon.roles.find(page.tokens, at)?;
    // "Deputy Commerce Secretary": no deputy of a parliament, but the one of the secretary
    let ministerial =
        |i: usize| page.lexicon.roles.find(page.tokens, i).is_some_and(|(_, r)| matches!(r.rank, Rank::Minister | Rank::ForeignMinister));
    if head_end == at + 1 && page.is(at, "deputy") && ministerial(head_end) {
        return None;
    }
    let mut office = Office { first: at, end: head_end, rank: role.rank, kind: role.kind, country: None, text: String::new() };
    let mut dropped: Vec<(usize, usize)> = Vec::new();
    office.first = portfolio_before(page, at, floor);
    // "Deputy Commerce Secretary", "First Deputy Energy Minister"
    let deputy =
        |i: usize| page.is_any(i, &["deputy", "assistant", "junior", "vice"]) && page.tokens[i].capital == page.tokens[i + 1].capital;
    if office.first > floor && matches!(office.rank, Rank::Minister | Rank::ForeignMinister) && deputy(office.first - 1) {
        office.first -= 1 + usize::from(office.first > floor + 1 && page.is(office.first - 2, "first"));
        office.rank = Rank::DeputyMinister;
    }
    // "WTO Director-General": the phrase itself opens with the body
    let body = geo(page, at).filter(|(end, form)| *end < head_end && matches!(form.kind, GeoKind::Group | GeoKind::Body));
    // "Secretary General of the Gulf Cooperation Council"
    let of_body = (at + 1..head_end)
        .filter_map(|i| geo(page, i).map(|(end, form)| (i, end, form)))
        .find(|(_, end, form)| *end == head_end && matches!(form.kind, GeoKind::Group | GeoKind::Body));
    if let Some((first, end, form)) = of_body.filter(|_| role.kind == RoleKind::Body) {
        office.country = Some(form.code);
        dropped.push((first, end));
    }
    match body.filter(|_| is_acronym(page, at)) {
        Some((end, form)) => {
            office.country = Some(form.code);
            dropped.push((at, end));
        }
        None if page.is_any(at, &["pope", "pontiff"]) => office.country = Code::new("VAT"),
        None if page.is(at, "european") && office.rank == Rank::InternationalOfficial => office.country = Code::new("EU"),
        None if office.country.is_none() => country_before(page, &mut office),
        None => {}
    }
    tails(page, &mut office, &mut dropped);
    office.text = role_text(page, &office, &dropped);
    if matches!(office.text.to_lowercase().as_str(), "peer" | "homologue" | "opposite number") {
        office.text = "counterpart".to_string();
    }
    if presides_over_parliament(page, &office) {
        office.rank = Rank::ParliamentSpeaker;
    }
    Some(office)
}

/// "Senate Chairman", "President of Peru's Congress": the one who presides over a chamber, not over a committee of it.
fn presides_over_parliament(page: &Page, office: &Office) -> bool {
    const PRESIDES: &[&str] = &["chairman", "chairperson", "chairwoman", "president", "speaker", "head", "chair"];
    const CHAMBERS: &[&str] = &[
        "parliament",
        "congress",
        "assembly",
        "senate",
        "majlis",
        "mejlis",
        "mazhilis",
        "majilis",
        "duma",
        "shura",
        "sejm",
        "rada",
        "khural",
        "knesset",
        "riksdag",
        "folketing",
        "storting",
        "bundestag",
        "saeima",
        "seimas",
        "riigikogu",
        "eduskunta",
        "sabor",
        "kenesh",
        "sabha",
        "sobranie",
    ];
    const PARTS: &[&str] = &["committee", "commission", "group", "deputy", "vice", "delegation", "former", "secretary", "general"];
    let has = |words: &[&str]| (office.first..office.end).any(|i| page.is_any(i, words));
    office.kind == RoleKind::Office && has(PRESIDES) && has(CHAMBERS) && !has(PARTS)
}

/// "Trade and Integration Minister": the portfolio's first word.
fn portfolio_before(page: &Page, head: usize, floor: usize) -> usize {
    // "hydrocarbons minister"; not "the first ministers"
    let plain = |i: usize| {
        const RANKS: &[&str] = &["first", "second", "joint", "special", "senior", "deputy", "vice", "prime", "co", "people", "and"];
        page.is_any(head, &["minister", "ministers"]) && !page.tokens[head].capital && !page.is_any(i, RANKS)
    };
    let mut first = head;
    while first > floor {
        let before = page.tokens[first - 1];
        let is_portfolio = before.is_word()
            && (before.capital || plain(first - 1))
            && page.lexicon.portfolios.has(&before)
            && before.span.end < page.tokens[first].span.start + 1;
        let joins = first >= floor + 2 && (page.is(first - 1, "and") || page.sign(first - 1, '&')) && {
            let other = page.tokens[first - 2];
            // "Arts and Culture Minister": the head may begin with its field
            let field = first < head || page.lexicon.portfolios.has(&page.tokens[head]);
            other.is_word() && other.capital && page.lexicon.portfolios.has(&other) && field
        };
        if is_portfolio && geo(page, first - 1).is_none() && !ends_geo(page, first - 1) {
            first -= 1;
        } else if joins {
            first -= 2;
        } else {
            break;
        }
    }
    first
}

/// "Kazakh Deputy Minister", "Kazakhstan's Deputy Minister", "the UAE Minister".
fn country_before(page: &Page, office: &mut Office) {
    let mut end = before_tenure(page, office.first);
    if end > 0 && page.tokens[end - 1].kind == TokenKind::Possessive {
        end -= 1;
    }
    let possessive = end < office.first;
    for first in end.saturating_sub(4)..end {
        if let Some((last, form)) = geo(page, first) {
            let fits = match form.kind {
                GeoKind::Adjective | GeoKind::GroupAdjective | GeoKind::Country | GeoKind::Group | GeoKind::Body => true,
                GeoKind::Capital => possessive,
                _ => false,
            };
            if last == end && fits {
                office.country = Some(form.code);
                return;
            }
        }
    }
}

/// "Kenya's newly appointed", "the Kenyan outgoing": where the country stands, with words between it and the office.
fn before_tenure(page: &Page, office: usize) -> usize {
    const LONGEST: usize = 3;
    let of_tenure = |i: usize| page.lexicon.clause_words.has(&page.tokens[i], ClauseWord::Tenure) || page.sign(i, '-');
    let run = (office.saturating_sub(LONGEST)..office).rev().take_while(|&i| of_tenure(i)).last();
    run.filter(|&i| !page.sign(i, '-')).unwrap_or(office)
}

/// "of Foreign Affairs of Kazakhstan", "for Strategic Affairs of the Ministry of Foreign Affairs", "at DG GROW", "to Kazakhstan".
fn tails(page: &Page, office: &mut Office, dropped: &mut Vec<(usize, usize)>) {
    loop {
        let at = office.end;
        let dash = usize::from(page.sign(at, '-') && page.tokens[at].spaced);
        if dash == 1 {
            // "Deputy Prime Minister – Minister of Foreign Affairs"
            if let Some((end, _)) = page.lexicon.roles.find(page.tokens, at + 1) {
                office.end = end;
                continue;
            }
            let compound = page.tokens.get(at + 1).is_some_and(|t| t.capital && page.lexicon.portfolios.has(t));
            if let (true, Some((end, _))) = (compound, page.lexicon.roles.find(page.tokens, at + 2)) {
                office.end = end;
                continue;
            }
            break;
        }
        let told_behind = remit(page, at)
            .or_else(|| ministry(page, office, dropped))
            .or_else(|| government(page, office, dropped))
            .or_else(|| department(page, office))
            .or_else(|| house(page, office, dropped))
            .or_else(|| more_fields(page, office, dropped));
        if let Some(end) = told_behind.or_else(|| organisation(page, office, dropped)) {
            office.end = end;
            continue;
        }
        if page.is(at, "and") {
            let the = usize::from(page.is(at + 1, "the"));
            match page.lexicon.roles.find(page.tokens, at + 1 + the) {
                Some((end, role)) if role.kind != RoleKind::Plural && office.kind != RoleKind::Plural => {
                    // "Deputy Prime Minister and Minister of Foreign Affairs X", not "the president and the prime minister"
                    let own_country = the == 1 || office.country.is_some() && dropped.last().is_some_and(|d| d.1 == at);
                    if own_country || are_of_two(office.rank, role.rank) {
                        break;
                    }
                    office.end = end;
                    continue;
                }
                _ => break,
            }
        }
        if !page.is_any(at, &["of", "for", "at", "in", "to", "on", "with"]) {
            break;
        }
        match tail(page, office, dropped) {
            Some(end) => office.end = end,
            None => break,
        }
    }
}

/// "talks of the Prime Minister and President Adams": offices that no one holds together.
fn are_of_two(a: Rank, b: Rank) -> bool {
    matches!((a, b), (Rank::HeadOfState, Rank::HeadOfGovernment) | (Rank::HeadOfGovernment, Rank::HeadOfState))
}

/// "Secretary (East)", "Additional Secretary (West Asia and Afghanistan)": the end of the bracket that says what for.
fn remit(page: &Page, at: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let inside = at + 1..(at + 2 + LONGEST).min(page.tokens.len());
    let close = inside.clone().find(|&i| page.sign(i, ')')).filter(|&close| page.sign(at, '(') && close > at + 1)?;
    let area = |i: usize| page.tokens[i].capital && (page.lexicon.portfolios.has(&page.tokens[i]) || geo(page, i).is_some());
    let countries = (at + 1..close).all(|i| geo(page, i).is_some_and(|(end, _)| end == close));
    let fits =
        (at + 1..close).all(|i| area(i) || page.is(i, "and") || page.sign(i, ',') || geo(page, i - 1).is_some_and(|(end, _)| end > i));
    (fits && !countries).then_some(close + 1)
}

/// "Foreign Secretary, Ministry of External Affairs of India": the body behind a comma.
fn ministry(page: &Page, office: &mut Office, dropped: &mut Vec<(usize, usize)>) -> Option<usize> {
    let at = office.end;
    let body = page.sign(at, ',') && page.is_any(at + 1, &["ministry", "department"]) && page.tokens[at + 1].capital;
    if body { portfolio_run(page, at + 1, office, dropped) } else { None }
}

/// "Commerce Secretary, Government of India": whose office it is, behind a comma.
fn government(page: &Page, office: &mut Office, dropped: &mut Vec<(usize, usize)>) -> Option<usize> {
    let at = office.end;
    if !(page.sign(at, ',') && page.is(at + 1, "government") && page.is(at + 2, "of")) {
        return None;
    }
    let the = usize::from(page.is(at + 3, "the"));
    let (end, form) = geo(page, at + 3 + the).filter(|(_, form)| form.kind == GeoKind::Country)?;
    office.country = office.country.or(Some(form.code));
    dropped.push((at, end));
    Some(end)
}

/// "head of the Asia department": the word that the name of a part of a ministry ends in.
fn department(page: &Page, office: &Office) -> Option<usize> {
    let part = page.is_any(office.end, &["department", "division", "directorate", "desk", "section", "bureau"]);
    let of = (office.first..office.end).any(|i| page.is_any(i, &["of", "for"]));
    (part && of && office.kind == RoleKind::Office).then_some(office.end + 1)
}

/// "director general at Kenya's foreign ministry", "in the Kenyan trade ministry": the country alone is told by it.
fn house(page: &Page, office: &mut Office, dropped: &mut Vec<(usize, usize)>) -> Option<usize> {
    const FIELD: usize = 3;
    let at = office.end;
    let low = office.kind == RoleKind::Office && !governs(office.rank);
    let from = at + 1 + usize::from(page.is(at + 1, "the"));
    let (end, form) = geo(page, from).filter(|_| low && page.is_any(at, &["at", "in", "of"]))?;
    let fits = matches!(form.kind, GeoKind::Country | GeoKind::Adjective);
    let past = end + usize::from(page.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Possessive));
    let last = (past..past + FIELD).find(|&i| page.is(i, "ministry") && !page.tokens[i].capital).filter(|_| fits)?;
    let field = |i: usize| page.tokens[i].is_word() && !page.tokens[i].capital;
    if !(past..last).all(field) {
        return None;
    }
    office.country = office.country.or(Some(form.code));
    dropped.push((at, last + 1));
    Some(last + 1)
}

/// "Minister of Foreign Affairs and International Relations", "Minister of Foreign Affairs, Migration and ...": the rest of the list.
fn more_fields(page: &Page, office: &mut Office, dropped: &mut Vec<(usize, usize)>) -> Option<usize> {
    let at = office.end;
    let of_field = page.lexicon.portfolios.has(&page.tokens[at - 1])
        && (office.first..at).any(|i| page.is_any(i, &["of", "for"]))
        && office.kind == RoleKind::Office;
    let is_office = page.lexicon.roles.find(page.tokens, at + 1).is_some();
    if !of_field || is_office || !goes_on(page, at + 1) {
        return None;
    }
    let end = portfolio_run(page, at + 1, office, dropped)?;
    let listed = page.is(at, "and") || page.sign(at, ',') && (at + 1..end).any(|i| page.is(i, "and"));
    listed.then_some(end)
}

/// "CEO of Temasek Foundation", "President of Airbus": the capitalised name of a body, up to the name of the person behind it.
fn organisation(page: &Page, office: &mut Office, dropped: &mut Vec<(usize, usize)>) -> Option<usize> {
    const LONGEST: usize = 8;
    let from = office.end + 1 + usize::from(page.is(office.end + 1, "the"));
    let of_body = matches!(office.kind, RoleKind::Company | RoleKind::Body) || office.rank == Rank::Official;
    if !of_body || !page.is_any(office.end, &["of", "at"]) {
        return None;
    }
    if let Some((end, form)) = geo(page, from) {
        return firm_of_country(page, office, dropped, (from, end), form.code);
    }
    let capital = |i: &usize| page.tokens.get(*i).is_some_and(|t| t.is_word() && t.capital && t.kind != TokenKind::Newline);
    let last = (from..from + LONGEST).take_while(capital).last()? + 1;
    let body = (from..last).rev().find(|&i| page.lexicon.organisation_words.has(&page.tokens[i])).map(|i| i + 1);
    let given = (from + 1..last).find(|&i| page.lexicon.given_names.has(&page.tokens[i]));
    let person = page.lexicon.given_names.has(&page.tokens[from]);
    if person { None } else { body.or(given) }
}

/// "chief executive of Denmark's Nordhavn": the firm of a country, up to the name of the person or a comma behind it.
fn firm_of_country(
    page: &Page,
    office: &mut Office,
    dropped: &mut Vec<(usize, usize)>,
    (first, end): (usize, usize),
    code: Code,
) -> Option<usize> {
    const LONGEST: usize = 4;
    let owned = page.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Possessive);
    let of_company = owned && office.kind == RoleKind::Company;
    let capital = |i: &usize| page.tokens.get(*i).is_some_and(|t| t.is_word() && t.capital && t.kind != TokenKind::Newline);
    let last = (end + 1..end + 1 + LONGEST).take_while(capital).last().filter(|_| of_company)? + 1;
    let given = (end + 2..last).find(|&i| page.lexicon.given_names.has(&page.tokens[i]));
    let closes = page.sign(last, ',') || page.sign(last, '.') || page.tokens.get(last).is_some_and(|t| t.is_word() && !t.capital);
    let firm = given.or(Some(last).filter(|_| closes))?;
    office.country = office.country.or(Some(code));
    dropped.push((first, end + 1));
    Some(firm)
}

/// "Special Envoy for Syria", "Special Representative for Central Asia": what he sees to, not whose he is.
fn is_envoy_for(page: &Page, office: &Office) -> bool {
    let special = (office.first.saturating_sub(1)..office.end).any(|i| page.is_any(i, &["special", "personal", "humanitarian"]));
    let sent = (office.first..office.end).any(|i| page.is_any(i, &["envoy", "representative", "coordinator", "rapporteur"]));
    special && sent
}

/// One tail with its preposition: its end. Notes the country and where it stands.
fn tail(page: &Page, office: &mut Office, dropped: &mut Vec<(usize, usize)>) -> Option<usize> {
    let at = office.end;
    let the = usize::from(page.is_any(at + 1, &["the", "our", "its", "his"]));
    let from = at + 1 + the;
    if let Some((end, form)) = geo(page, from) {
        let is_name = matches!(form.kind, GeoKind::Country | GeoKind::Group | GeoKind::Body);
        // "of Indonesia's House of Representatives"
        let past = end + usize::from(page.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Possessive));
        let followed_by_name_of_body = page.tokens.get(past).is_some_and(|t| t.capital && page.lexicon.portfolios.has(t));
        if serves_at(page, office, at, end) {
            return Some(end);
        }
        if is_name && !followed_by_name_of_body {
            if page.is(at, "to") {
                // "Ambassador to Kazakhstan" is not Kazakhstan's; "the visit of the prime minister to Kazakhstan" is no office there
                return Some(end).filter(|_| !governs(office.rank));
            }
            if page.is(at, "for") && is_envoy_for(page, office) {
                dropped.push((at, end));
                return Some(end);
            }
            if page.is_any(at, &["of", "for"]) {
                office.country = office.country.or(Some(form.code));
                dropped.push((at, end));
                return Some(end);
            }
            return None;
        }
    }
    // "Envoy to the Far Eastern District"
    let accredited = page.is(at, "to") && matches!(office.rank, Rank::Ambassador | Rank::Envoy);
    // "presented his credentials as ambassador to Zambian President X": to whom, not where
    let to_whom = geo(page, from).filter(|(_, form)| form.kind == GeoKind::Adjective).map_or(from, |(end, _)| end);
    if accredited && page.lexicon.roles.find(page.tokens, to_whom).is_some() {
        return None;
    }
    if page.is_any(at, &["to", "on", "with"]) && !accredited {
        return None;
    }
    if page.is_any(from, &["head", "heads"]) {
        return None;
    }
    // "Chinese Ambassador to the country Li Wei"
    if accredited && the == 1 && page.is(from, "country") {
        return Some(from + 1);
    }
    town(page, from, office).or_else(|| portfolio_run(page, from, office, dropped))
}

/// Offices that nobody holds in another country than his own.
fn governs(rank: Rank) -> bool {
    use Rank::*;
    matches!(
        rank,
        HeadOfState | HeadOfGovernment | DeputyHeadOfGovernment | ForeignMinister | Minister | DeputyMinister | ParliamentSpeaker
    )
}

/// "Kenyan Ambassador in Lima Amina Juma", "Ambassador of Kenya in Peru, Amina Juma": where he serves, before the name.
fn serves_at(page: &Page, office: &Office, at: usize, end: usize) -> bool {
    let name = end + usize::from(page.sign(end, ','));
    let named = page.tokens.get(name).is_some_and(|t| t.is_word() && t.capital && page.lexicon.calendar.find(page.tokens, name).is_none());
    named && page.is(at, "in") && matches!(office.rank, Rank::Ambassador | Rank::Envoy) && office.kind == RoleKind::Office
}

/// "Mayor of Lima", "Governor of the Cusco region": the town or region that an office governs, and so its country.
fn town(page: &Page, from: usize, office: &mut Office) -> Option<usize> {
    let (end, form) = geo(page, from)?;
    let governs = (office.first..office.end).any(|i| page.is_any(i, &["mayor", "governor", "akim", "hokim", "khokim", "prefect"]));
    // "Premier of Western Australia"
    let governs =
        governs || (office.first..office.end).any(|i| page.is_any(i, &["premier", "minister"])) && office.rank == Rank::HeadOfGovernment;
    let place = matches!(form.kind, GeoKind::Capital | GeoKind::City | GeoKind::Region);
    if !governs || !place || !page.is(office.end, "of") {
        return None;
    }
    office.country = office.country.or(Some(form.code));
    Some(end + usize::from(page.is_any(end, &["region", "oblast", "province", "state", "city", "district"])))
}

/// Capitalised words of an office with "and", "of", commas between: "Foreign Affairs", "Industry and Construction".
fn portfolio_run(page: &Page, from: usize, office: &mut Office, dropped: &mut Vec<(usize, usize)>) -> Option<usize> {
    let mut at = from;
    let mut end = from;
    let behind_country = |at: usize| geo(page, at - 1).is_some_and(|(last, form)| last == at && form.kind == GeoKind::Adjective);
    while let Some(token) = page.tokens.get(at) {
        let word = token.is_word() && token.capital;
        if let Some((last, form)) = geo(page, at).filter(|_| word) {
            // "Tunisians Abroad", "Moroccan Expatriates", "Eastern Europe and Central Asia Department"
            let of_field = page.is_any(last, &["abroad", "expatriates"])
                || matches!(form.kind, GeoKind::Group | GeoKind::GroupAdjective)
                    && page.is_any(last, &["department", "division", "directorate", "desk", "affairs"]);
            // "Speaker of the Sejm": a house that tells the country, too
            let house = page.lexicon.portfolios.has(token) && matches!(form.kind, GeoKind::Seat);
            if house {
                office.country = office.country.or(Some(form.code));
            }
            if of_field || house {
                (at, end) = (last, last);
                continue;
            }
            if !matches!(form.kind, GeoKind::Adjective | GeoKind::Country | GeoKind::Group | GeoKind::Body) {
                break;
            }
            office.country = office.country.or(Some(form.code));
            let possessive = usize::from(page.tokens.get(last).is_some_and(|t| t.kind == TokenKind::Possessive));
            dropped.push((at, last + possessive));
            at = last + possessive;
            end = at;
            continue;
        }
        // "minister of fisheries", "the Belgian finance ministry": an office in lower case has its fields so too
        let plain = token.is_word() && !token.capital && page.lexicon.portfolios.has(token);
        let lower = plain && (at == from && is_lower(page, office) || at > from && (is_plain_field(page, at - 1) || behind_country(at)));
        let known =
            lower || word && (page.lexicon.portfolios.has(token) || qualifies(page, at) || is_field(page, at)) || is_acronym(page, at);
        if known {
            at += 1;
            let beside = |at: usize| page.tokens.get(at).is_some_and(|t| !t.spaced);
            if page.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Possessive) {
                at += 1;
            } else if page.sign(at, '-') && beside(at) && beside(at + 1) && page.tokens.get(at + 1).is_some_and(|t| !t.capital) {
                // "Co-operation"
                at += 2;
            }
            end = at;
            continue;
        }
        let joins = page.is_any(at, &["and", "of", "the", "for", "at", "in"])
            || page.sign(at, ',')
            || page.sign(at, '&')
            || (page.sign(at, '-') && !token.spaced);
        if joins && goes_on(page, at + 1) {
            at += 1;
            continue;
        }
        break;
    }
    (end > from).then_some(end)
}

/// Whether an office is written in lower case: "trade minister".
fn is_lower(page: &Page, office: &Office) -> bool {
    (office.first..office.end).all(|i| !page.tokens[i].is_word() || !page.tokens[i].capital || geo(page, i).is_some())
}

/// "fisheries", "and": a field in lower case, or what joins two.
fn is_plain_field(page: &Page, at: usize) -> bool {
    let token = &page.tokens[at];
    token.is_word() && !token.capital && (page.lexicon.portfolios.has(token) || page.is_any(at, &["and", "of", "the", "for"]))
        || page.sign(at, ',')
}

/// "Diplomatic Affairs", "Tribal Relations": a word that no table has, before one that only offices have.
fn qualifies(page: &Page, at: usize) -> bool {
    page.is_any(at + 1, &["affairs", "relations", "cooperation", "development", "policy", "integration"])
        && page.tokens[at + 1].capital
        && !page.lexicon.given_names.has(&page.tokens[at])
}

/// "Internationalization", "Resilience": a word that no table has, of an ending that fields of work have and names have not.
fn is_field(page: &Page, at: usize) -> bool {
    const ENDINGS: &[&str] =
        &["zation", "sation", "lation", "ration", "cation", "ction", "ment", "lity", "ience", "ology", "istics", "omics"];
    let word = page.word(at);
    word.len() > 7 && ENDINGS.iter().any(|end| word.ends_with(end)) && !page.lexicon.given_names.has(&page.tokens[at])
}

fn is_acronym(page: &Page, at: usize) -> bool {
    let word = page.word(at);
    word.len() >= 2 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Behind a joining word the office goes on: a portfolio word (articles skipped) that is no role with a country of its own.
fn goes_on(page: &Page, at: usize) -> bool {
    let at = at + usize::from(page.is_any(at, &["the", "of", "and"]));
    let Some(token) = page.tokens.get(at) else { return false };
    let plain = at > 1 && !token.capital && is_plain_field(page, at.saturating_sub(2)) && !page.sign(at - 1, ',');
    let known = token.is_word() && (token.capital || plain) && (page.lexicon.portfolios.has(token) || qualifies(page, at))
        || page.is_any(at + 1, &["abroad", "expatriates"]);
    let of_country = geo(page, at).is_some_and(|(_, g)| matches!(g.kind, GeoKind::Country | GeoKind::Adjective));
    let behind_comma = page.sign(at.saturating_sub(1), ',');
    let role = page.lexicon.roles.find(page.tokens, at).is_some_and(|(end, _)| end > at + 1 || behind_comma || !token.capital);
    (known && !role) || (of_country && !page.sign(at.saturating_sub(1), ',') && !page.is(at.saturating_sub(1), "and"))
}

fn role_text(page: &Page, office: &Office, dropped: &[(usize, usize)]) -> String {
    let mut words = Vec::new();
    let mut at = office.first;
    while at < office.end {
        if let Some(&(_, end)) = dropped.iter().find(|(first, _)| *first == at) {
            // "Speaker of Indonesia's House" is of the house
            let of = words.last().is_some_and(|w| w == " of");
            if of && page.tokens[end - 1].kind == TokenKind::Possessive && office.kind != RoleKind::Company {
                words.push(" the".to_string());
            }
            at = end;
            continue;
        }
        let token = page.tokens[at];
        let glue = !token.spaced && !words.is_empty();
        if glue {
            words.push(page.word(at).to_string())
        } else {
            words.push(format!(" {}", page.word(at)))
        }
        at += 1;
    }
    let mut text = words.concat();
    // "... of Foreign Affairs of the Slovak Republic": what led to the country goes with it
    while let Some(rest) = [" of", " the", " for"].iter().find_map(|glue| text.strip_suffix(glue)) {
        text.truncate(rest.len());
    }
    text.trim().to_string()
}

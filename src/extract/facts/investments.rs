//! Capital that goes from one economy to another.
//!
//! "From 2005 to 2022 Norwegian direct investments in Peru came to $64 million" is a row; "a contract for 300 locomotives for $4.2 billion" is none.

use crate::extract::article::Article;
use crate::extract::evidence;
use crate::extract::figures::head::Head;
use crate::extract::figures::parties::{WORLD, named_investor};
use crate::extract::figures::{Statement, by_industry};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, GrossNet, Investment, Measure, MentionKind, Qualifier, SlotBasis, Status};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A row and the mentions that it rests on.
pub type Row = (Investment, Vec<usize>);

/// The investments among the statements, repeated ones merged.
pub fn rows(article: &Article, statements: &[Statement]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut flow_period = crate::model::Period::default();
    let mut whole: Option<Whole> = None;
    let mut before_it: Option<Investment> = None;
    let all: Vec<(&Statement, Investment, Option<usize>)> =
        statements.iter().filter(|s| !s.head.is_trade()).filter_map(|s| row(article, s).map(|(r, c)| (s, r, c))).collect();
    for (i, (statement, row, count)) in all.iter().enumerate() {
        if article.is_title(statement.sentence) && all[i + 1..].iter().any(|(_, body, _)| retells(body, row)) {
            continue;
        }
        let (mut row, count) = (row.clone(), *count);
        let part = whole.as_ref().filter(|w| w.has_part(article, statement, &row));
        let is_part = part.is_some();
        if let Some(w) = part {
            row.measure = Measure::FdiFlow;
            row.figure.period = w.row.figure.period.clone();
            row.evidence.period_basis = SlotBasis::Inferred;
        }
        whole = Whole::of(statement, &row).or(whole.filter(|w| statement.sentence <= w.sentence + 5));
        let told = statement.head_tokens.is_some() && statement.share.is_none();
        if let Some(before) = before_it.as_ref().filter(|b| !told && !is_part && goes_on(b, &row)) {
            row.measure = before.measure;
            if !statement.period.said {
                row.figure.period = before.figure.period.clone();
                row.evidence.period_basis = SlotBasis::Inferred;
            }
        } else if let Some(before) = before_it.as_ref().filter(|b| raises(article, statement, b, &row)) {
            row.measure = before.measure;
        }
        // a change against the year before is of the period that the inflows before were of
        let is_flow = row.measure == Measure::FdiFlow && row.figure.status == Status::Actual;
        if is_flow && row.figure.period.text.is_none() && statement.change.is_some() {
            row.figure.period = flow_period.clone();
            row.evidence.period_basis = SlotBasis::Inferred;
        } else if is_flow && row.figure.period.start.is_some() && !statement.is_comparison {
            flow_period = row.figure.period.clone();
        }
        if told {
            before_it = Some(row.clone());
        }
        let mut used = evidence::mentions_of(statement);
        used.extend(count);
        evidence::join(&mut rows, row, used, is_same, merge);
    }
    rows
}

/// The flow of a period that the figures behind it may be parts of: "FDI in Kenya was $300 million in 2023. Most of it came
/// from Norway, $100 million".
struct Whole {
    row: Investment,
    sentence: usize,
}

impl Whole {
    /// The figure as a whole, when it is a flow of a known time.
    fn of(s: &Statement, row: &Investment) -> Option<Whole> {
        let dated = row.measure == Measure::FdiFlow && row.figure.status == Status::Actual && row.figure.period.start.is_some();
        (dated && !s.is_comparison && row.figure.value.is_some()).then(|| Whole { row: row.clone(), sentence: s.sentence })
    }

    /// Whether a figure without a time of its own is one country's part of the whole.
    fn has_part(&self, article: &Article, s: &Statement, part: &Investment) -> bool {
        let (a, b) = (&self.row, part);
        let split = a.investor == Some(WORLD) && a.host == b.host && b.investor != Some(WORLD) && b.investor.is_some()
            || a.host == Some(WORLD) && a.investor == b.investor && b.host != Some(WORLD);
        let listed =
            s.head_tokens.is_none() && (a.host == b.host && a.investor != b.investor || a.investor == b.investor && a.host != b.host);
        let less = a.figure.value.zip(b.figure.value).is_some_and(|(x, y)| y <= x);
        let undated = part.measure == Measure::FdiStock && part.figure.status == Status::Actual && !s.period.said;
        // "investments that total", "of the total" behind the amount says what it is a part of
        let lead = s.amount.map_or(0..0, |x| s.first.min(x.first).saturating_sub(3)..x.first);
        let total =
            s.head_tokens.is_some() && article.has_any(lead, &["accumulated", "stock", "cumulative", "total", "overall", "far", "date"]);
        let near = s.sentence - self.sentence <= 5;
        undated && near && !total && a.figure.currency == b.figure.currency && (split && less || listed)
    }
}

/// "Türkiye - $1.8 billion, the US - $311 million": of the kind and the time of the figure that the list goes on from.
fn goes_on(before: &Investment, row: &Investment) -> bool {
    let fdi = |m: Measure| matches!(m, Measure::FdiFlow | Measure::FdiStock);
    fdi(before.measure) && fdi(row.measure) && (before.host == row.host || before.investor == row.investor)
}

/// "the aim is to bring them to $10 billion": a goal for what has come together is of the same kind.
fn raises(article: &Article, s: &Statement, before: &Investment, row: &Investment) -> bool {
    let Some(amount) = s.amount.filter(|_| s.status != Status::Actual) else { return false };
    let lead = amount.first.saturating_sub(8).max(article.sentences[s.sentence].first)..amount.first;
    before.measure == Measure::FdiStock
        && row.measure == Measure::FdiFlow
        && (before.investor, before.host) == (row.investor, row.host)
        && article.has_word(lead, ClauseWord::Raises)
}

fn row(article: &Article, s: &Statement) -> Option<(Investment, Option<usize>)> {
    let figure = evidence::figure(article, s, 1);
    if figure.value.is_none() && figure.change_pct.is_none() && figure.share_pct.is_none() {
        return None;
    }
    if s.parties == (None, None) || by_industry::is_split(article, s) {
        return None;
    }
    let measure = measure(article, s);
    if figure.value.is_none() && measure != Measure::FdiFlow {
        return None;
    }
    let (project_count, counted) = project_count(article, s, measure).unzip();
    let gross_net = gross_net(article, s);
    let mut figure = figure;
    if measure == Measure::FdiStock && !s.period.said {
        figure.period = Default::default();
    }
    let evidence = evidence::of_statement(article, "i", s);
    let row = Investment { evidence, measure, investor: s.parties.0, host: s.parties.1, figure, project_count, gross_net };
    Some((row, counted))
}

/// What kind of capital it is, by its head and by whether a period is told.
fn measure(article: &Article, s: &Statement) -> Measure {
    match s.head {
        Head::Financing => Measure::Financing,
        Head::Project if is_lent(article, s) => Measure::Financing,
        // "with 2,959 projects worth $70 billion Singapore is the largest investor": all that has come
        Head::Project if named_investor(article, s.sentence).is_some() => {
            if s.period.said {
                Measure::FdiFlow
            } else {
                Measure::FdiStock
            }
        }
        Head::Project => Measure::Project,
        _ if is_project_money(article, s) || is_company_plan(article, s) => Measure::Project,
        _ if says_stock(article, s) => Measure::FdiStock,
        _ => {
            let flows = s.change.is_some() || s.period.said || s.status != Status::Actual || s.amount.is_none() || says_flow(article, s);
            let accumulated = article.has_any(clause(article, s), &["accumulated", "stock", "cumulative"]) && !s.period.said;
            if flows && !accumulated { Measure::FdiFlow } else { Measure::FdiStock }
        }
    }
}

fn clause(article: &Article, s: &Statement) -> std::ops::Range<usize> {
    let sentence = article.sentences[s.sentence];
    s.first.saturating_sub(12).max(sentence.first)..(s.end + 8).min(sentence.last)
}

/// "inflow", "independence": capital of a time though no interval is named.
fn says_flow(article: &Article, s: &Statement) -> bool {
    article.has_any(clause(article, s), &["inflow", "inflows", "outflow", "outflows", "independence", "annual", "annually"])
}

/// "are at work on oil and gas projects, with investments of about $1 billion"
fn is_project_money(article: &Article, s: &Statement) -> bool {
    let sentence = article.sentences[s.sentence];
    let Some((head, _)) = s.head_tokens else { return false };
    let lead = sentence.first..head;
    s.head == Head::Investment
        && article
            .cues_in(lead.clone(), CueSet::of(&[Cue::Project]))
            .any(|c| head - c.end <= 4 && article.is_any(c.first, &["project", "projects", "investment", "joint"]))
        && article.has_any(head.saturating_sub(2)..head, &["with", "total"])
}

/// "the Norwegian firm Aker plans to invest $300 million in Kenya": one company's plan is a project, a country's is capital to
/// flow; so is that of companies in general.
fn is_company_plan(article: &Article, s: &Statement) -> bool {
    let Some((head, end)) = s.head_tokens.filter(|_| s.status == Status::Target && s.head == Head::Investment) else { return false };
    if !article.is_any(end - 1, &["invest", "investing"]) {
        return false;
    }
    let sentence = article.sentences[s.sentence];
    let clause = (sentence.first..head).rev().find(|&i| article.sign(i, ';') || article.sign(i, ':')).map_or(sentence.first, |i| i + 1);
    let lead = head.saturating_sub(10).max(clause)..head;
    let many = article
        .has_any(lead.clone(), &["companies", "investors", "businesses", "firms", "entrepreneurs", "businessmen", "countries", "sides"]);
    let pronoun = article.has_any(lead.clone(), &["they", "we", "it", "he"]);
    let place = article.items_in(lead.clone(), &[MentionKind::Country, MentionKind::Group, MentionKind::City]).last();
    // "Norway will invest", "the Norwegian government will invest"
    let named = |range: std::ops::Range<usize>| {
        let range = range.start..range.end.min(head);
        range.clone().any(|i| article.tokens[i].capital && article.tokens[i].is_word() && i > clause)
            || article.cues_in(range.clone(), CueSet::of(&[Cue::Company])).next().is_some()
            || article.has_any(range, &["company", "group", "holding", "firm", "conglomerate", "corporation", "giant"])
    };
    let company = match place {
        Some(p)
            if article.form(p) == "name"
                && !article.possessive(p.end)
                && !article.is_any(p.first.saturating_sub(1), &["the", "of", "in"]) =>
        {
            head - p.end > 3 && named(p.end..head)
        }
        Some(p) if article.is_any(p.first.saturating_sub(1), &["of", "the"]) && article.form(p) == "name" => named(lead.start..p.first),
        Some(p) => named(p.end..head),
        // "Equinor will invest": a name that is no country's and no word of the language that opens a sentence
        None => named(lead.clone()) || head == clause + 1 && article.tokens[clause].capital && !article.is_word(clause, ClauseWord::State),
    };
    let office = article.items_in(lead, &[MentionKind::Role, MentionKind::Person]).next().is_some();
    company && !many && !pronoun && !office
}

/// "Norway's Eximbank to give $200m for canals": what a lender gives is financing, whatever it is for.
fn is_lent(article: &Article, s: &Statement) -> bool {
    let sentence = article.sentences[s.sentence];
    let all = sentence.first..sentence.last;
    article.has_word(all.clone(), ClauseWord::Lender) && article.has_word(all, ClauseWord::Gives)
}

/// "reached $7 billion as of 2023", "at the end of the first quarter": what has come together by a day.
fn says_stock(article: &Article, s: &Statement) -> bool {
    let clause = clause(article, s);
    let by_a_day = article.has_phrase(clause.clone(), &["as", "of"]) || article.has_phrase(clause.clone(), &["end", "of"]);
    s.status == Status::Actual && s.head == Head::Investment && by_a_day && !says_flow(article, s)
}

/// "25 projects worth $4 billion": how many, and the mention that says so.
fn project_count(article: &Article, s: &Statement, measure: Measure) -> Option<(i64, usize)> {
    let sentence = article.sentences[s.sentence];
    let amount = s.amount?;
    // "Norway put $5 million in 37 newly licensed projects"
    let end = s.alt.map_or(amount.end, |a| a.end);
    let into =
        article.is_any(end, &["in", "into", "for"]).then(|| article.items_in(end + 1..end + 3, &[MentionKind::Number]).next()).flatten();
    if let Some(item) = into.filter(|i| (i.end..(i.end + 4).min(sentence.last)).any(|w| article.is(w, "projects"))) {
        return Some((article.mention(item).number?.to_i64()?, item.mention));
    }
    if !matches!(measure, Measure::Project | Measure::Financing) {
        return None;
    }
    let from = s.first.saturating_sub(6).max(sentence.first);
    let until = amount.first;
    let item = article
        .items_in(from..until, &[MentionKind::Number])
        .filter(|i| {
            (i.end..(i.end + 5).min(until.max(i.end)))
                .take_while(|&w| article.tokens[w].is_word() || article.sign(w, '-'))
                .any(|w| article.is_any(w, &["projects", "theirs"]) || article.starts(w, &["of", "theirs"]))
        })
        .last()?;
    let count = article.mention(item).number?.to_i64()?;
    Some((count, item.mention))
}

fn gross_net(article: &Article, s: &Statement) -> GrossNet {
    let clause = clause(article, s);
    if article.has_any(clause.clone(), &["gross"]) {
        GrossNet::Gross
    } else if article.has_any(clause, &["net"]) {
        GrossNet::Net
    } else {
        GrossNet::Unstated
    }
}

/// Whether the body tells what the headline told.
fn retells(body: &Investment, title: &Investment) -> bool {
    match (body.figure.value, title.figure.value) {
        (Some(b), Some(t)) => {
            let alt = body.figure.alt_currency == title.figure.currency && body.figure.alt_value == Some(t);
            body.figure.currency == title.figure.currency && (b == t || (b - t).abs() * Decimal::from(5) < b.abs()) || alt
        }
        (_, None) => true,
        (None, Some(_)) => false,
    }
}

fn is_same(a: &Investment, b: &Investment) -> bool {
    let parties = compatible(a.investor, b.investor) && compatible(a.host, b.host);
    let (fa, fb) = (&a.figure, &b.figure);
    let period =
        (fa.period.start, fa.period.end) == (fb.period.start, fb.period.end) || fa.period.text.is_none() || fb.period.text.is_none();
    if a.measure != b.measure || !parties || fa.status != fb.status {
        return false;
    }
    match (fa.value, fb.value) {
        (Some(x), Some(y)) => period && fa.currency == fb.currency && (x - y).abs() < rounding(a, b),
        (None, None) => period && fa.change_pct == fb.change_pct,
        _ => {
            (fa.period.start, fa.period.end) == (fb.period.start, fb.period.end)
                && a.measure == Measure::FdiFlow
                && (fa.change_pct.is_none() || fb.change_pct.is_none())
        }
    }
}

fn compatible(a: Option<Code>, b: Option<Code>) -> bool {
    a == b || a.is_none() || b.is_none()
}

fn rounding(a: &Investment, b: &Investment) -> Decimal {
    let (fa, fb) = (&a.figure, &b.figure);
    let step = |s: Option<Decimal>| s.unwrap_or(Decimal::ONE);
    let hedged = fa.qualifier != Qualifier::Exact || fb.qualifier != Qualifier::Exact || fa.value_step != fb.value_step;
    if hedged && fa.value_step != fb.value_step { step(fa.value_step).max(step(fb.value_step)) } else { Decimal::new(1, 2) }
}

fn merge(old: &mut Investment, new: Investment) {
    let finer = match (old.figure.value, new.figure.value) {
        (None, Some(_)) => true,
        (Some(_), Some(_)) => new.figure.value_step < old.figure.value_step,
        _ => false,
    };
    let other = if finer { std::mem::replace(old, new) } else { new };
    let figure = &mut old.figure;
    figure.change_pct = figure.change_pct.or(other.figure.change_pct);
    figure.change_value = figure.change_value.or(other.figure.change_value);
    figure.share_pct = figure.share_pct.or(other.figure.share_pct);
    if figure.period.text.is_none() {
        figure.period = other.figure.period;
    }
    old.project_count = old.project_count.or(other.project_count);
    old.investor = old.investor.or(other.investor);
    old.host = old.host.or(other.host);
}

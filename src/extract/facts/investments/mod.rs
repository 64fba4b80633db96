//! Capital that goes from one economy to another.
//!
//! "From 2005 to 2022 Norwegian direct investments in Peru came to $64 million" is a row; "a contract for 300 locomotives for $4.2 billion" is none.

mod company;
mod passage;

use crate::extract::article::{Article, Item};
use crate::extract::evidence;
use crate::extract::figures::head::{Head, is_of_many};
use crate::extract::figures::parties::{named_investor, says_mutual};
use crate::extract::figures::{Statement, by_industry, loan_list, withdrawal};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, Figure, GrossNet, Investment, Measure, MentionKind, Period, Qualifier, Status};
use passage::Passage;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A row and the mentions that it rests on.
pub type Row = (Investment, Vec<usize>);

/// The investments among the statements, repeated ones merged.
pub fn rows(article: &Article, statements: &[Statement]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut passage = Passage::default();
    let all: Vec<Reading> = (0..statements.len())
        .filter(|i| !statements[*i].head.is_trade())
        .filter_map(|i| read(article, &statements[i], withdrawal::is_negative(article, statements, i)))
        .collect();
    for (i, reading) in all.iter().enumerate() {
        let statement = reading.statement;
        if is_headline(article, reading) && all[i + 1..].iter().any(|r| retells(&r.row, &reading.row)) {
            continue;
        }
        if let Some((_, used)) = rows.iter_mut().find(|(told, _)| points_back(article, statement, told)) {
            used.extend(evidence::mentions_of(statement));
            continue;
        }
        let mut row = reading.row.clone();
        passage.settle(article, reading, &mut row);
        if let Some(told) = all.iter().find(|other| other.kind_said && tells_kind(&other.row, reading)) {
            row.measure = told.row.measure;
            row.figure.status = told.row.figure.status;
        }
        let mut used = evidence::mentions_of(statement);
        used.extend(reading.counted);
        evidence::join(&mut rows, row, used, is_same, merge);
    }
    rows
}

/// The title, or a line between paragraphs that is no sentence nor a row of a table.
fn is_headline(article: &Article, reading: &Reading) -> bool {
    const LONGEST: usize = 16;
    let no = reading.statement.sentence;
    let s = article.sentences[no];
    let alone = s.opens_line && article.sentences.get(no + 1).is_some_and(|next| next.opens_line);
    let told = reading.is_told() && reading.row.figure.value.is_some();
    article.is_title(no) || alone && told && s.last - s.first <= LONGEST && article.tokens[s.last - 1].is_word()
}

/// "Norwegian investment of $9 million", when another sentence tells of the same sum what it is.
fn tells_kind(other: &Investment, reading: &Reading) -> bool {
    let row = &reading.row;
    !reading.kind_said
        && reading.statement.share.is_none()
        && row.figure.value.is_some()
        && (other.figure.value, other.figure.currency) == (row.figure.value, row.figure.currency)
        && (other.investor, other.host) == (row.investor, row.host)
}

/// "the $20 billion is only a beginning": the amount that was told before, whatever it is said to be now.
fn points_back(article: &Article, s: &Statement, told: &Investment) -> bool {
    let Some(amount) = s.amount.filter(|a| a.first > 0 && article.is_any(a.first - 1, &["the", "this", "that", "these"])) else {
        return false;
    };
    let mention = article.mention(amount);
    s.share.is_none() && (told.figure.value, told.figure.currency) == (mention.value, mention.currency)
}

/// A statement as the row that its own clause gives.
struct Reading<'a> {
    statement: &'a Statement,
    row: Investment,
    /// The mention that counts its projects.
    counted: Option<usize>,
    /// Whether the clause says that it is a flow or a stock; a stock else.
    kind_said: bool,
}

impl Reading<'_> {
    /// Direct investment that has been made.
    fn is_made(&self) -> bool {
        matches!(self.row.measure, Measure::FdiFlow | Measure::FdiStock) && self.row.figure.status == Status::Actual
    }

    /// With a head of its own, not an item of a list nor a share in brackets behind one.
    fn is_told(&self) -> bool {
        self.statement.head_tokens.is_some() && (self.statement.share.is_none() || self.statement.amount.is_some())
    }
}

fn read<'a>(article: &Article, s: &'a Statement, is_negative: bool) -> Option<Reading<'a>> {
    let mut figure = evidence::figure(article, s, if is_negative { -1 } else { 1 });
    if figure.value.is_none() && figure.change_pct.is_none() && figure.share_pct.is_none() {
        return None;
    }
    if s.parties == (None, None) || by_industry::is_split(article, s) {
        return None;
    }
    let said = measure(article, s);
    let measure = said.unwrap_or(Measure::FdiStock);
    if figure.value.is_none() && measure != Measure::FdiFlow {
        return None;
    }
    let (project_count, counted) = project_count(article, s).map_or((None, None), |(count, mention)| (Some(count), mention));
    let gross_net = gross_net(article, s);
    if measure == Measure::FdiStock && !s.period.said {
        figure.period = as_of_day(article, s).filter(|_| said.is_some()).unwrap_or_default();
    }
    if measure == Measure::FdiStock {
        let at_its_end = says_stock(article, s) && article.has_phrase(clause(article, s), &["end", "of"]);
        figure.period = last_day(figure.period, at_its_end);
    }
    let evidence = evidence::of_statement(article, "i", s);
    let row = Investment { evidence, measure, investor: s.parties.0, host: s.parties.1, figure, project_count, gross_net };
    Some(Reading { statement: s, row, counted, kind_said: said.is_some() })
}

/// "cumulative FDI amounted to $33 billion as at 31 March 2024": the day by which it had come together.
fn as_of_day(article: &Article, s: &Statement) -> Option<Period> {
    let sentence = article.sentences[s.sentence];
    let as_of = |i: &Item| {
        let day = article.is(i.first.saturating_sub(2), "as") && article.is_any(i.first.saturating_sub(1), &["of", "at", "on"]);
        // "By May 20 the country was home to projects worth"
        day || i.first == sentence.first + 1 && article.is(sentence.first, "by")
    };
    let item = article.items_in(sentence.first..sentence.last, &[MentionKind::Date]).find(as_of)?;
    let mention = article.mention(item);
    let text = mention.span.of(&article.document.text).to_string();
    Some(Period { start: mention.period_start, end: mention.period_end.or(mention.period_start), text: Some(text) })
}

/// What kind of capital it is, by its head and by whether a period is told; `None` when nothing says flow or stock.
fn measure(article: &Article, s: &Statement) -> Option<Measure> {
    match s.head {
        Head::Financing => Some(Measure::Financing),
        Head::Project if is_lent(article, s) => Some(Measure::Financing),
        // "with 2,959 projects worth $70 billion Singapore is the largest investor": all that has come
        Head::Project if named_investor(article, s.sentence).is_some() || is_top_investor(article, s) => {
            Some(if s.period.said { Measure::FdiFlow } else { Measure::FdiStock })
        }
        Head::Project if is_pledge(article, s) => Some(Measure::FdiFlow),
        Head::Project => Some(Measure::Project),
        _ if is_project_money(article, s)
            || builds_asset(article, s)
            || is_put_into_asset(article, s)
            || names_asset(article, s)
            || is_signed_for(article, s)
            || company::is_plan(article, s)
            || company::is_deal(article, s) =>
        {
            Some(Measure::Project)
        }
        // "raise their bilateral investment to $2 billion"
        Head::Investment if s.head_tokens.is_some_and(|t| says_mutual(article, t)) && !is_span(s) && !has_interval(s) => {
            Some(Measure::FdiStock)
        }
        _ if s.rule == "table_cell" && s.period.text.as_deref().is_some_and(names_end) => Some(Measure::FdiStock),
        _ if says_stock(article, s) || article.has_any(clause(article, s), &["stock", "stocks"]) => Some(Measure::FdiStock),
        _ if article.has_any(clause(article, s), &["accumulated", "accumulative", "cumulative"]) && !is_span(s) => Some(Measure::FdiStock),
        _ => {
            let flows = s.change.is_some() || s.period.said || s.status != Status::Actual || s.amount.is_none() || says_flow(article, s);
            flows.then_some(Measure::FdiFlow)
        }
    }
}

/// "the largest foreign investor was Russia with $2.7 billion in two oil projects": what it has put in, not one project.
fn is_top_investor(article: &Article, s: &Statement) -> bool {
    let first = article.sentences[s.sentence].first;
    let Some(at) = s.amount.map(|a| a.first) else { return false };
    let investor = (first..at).rev().find(|&i| article.is_any(i, &["investor", "investors"]));
    investor.is_some_and(|i| {
        article.has_any(i.saturating_sub(4).max(first)..i, &["largest", "biggest", "top", "leading", "main"]) && at - i <= 8
    })
}

/// "the prime minister announced an investment of $42 billion over the next five years": what a country promises is to flow.
fn is_pledge(article: &Article, s: &Statement) -> bool {
    let head = s.head_tokens.is_some_and(|(first, end)| end == first + 1 && article.is(first, "investment"));
    let first = article.sentences[s.sentence].first;
    let company = article.cues_in(first..s.first, CueSet::of(&[Cue::Company])).next().is_some();
    head && s.status == Status::Target && s.period.said && !company && !company::is_of_one(article, s, s.first)
}

/// "from 2005 to 2022", "since 2010", "over the past decade": a time in which capital came, not one by which it had.
fn is_span(s: &Statement) -> bool {
    let days = s.period.start.zip(s.period.end).map(|(first, last)| (last - first).get_days());
    let stretch = |text: &String| text.split_whitespace().any(|w| ["since", "from", "years", "decade", "decades"].contains(&w));
    s.period.said && days.map_or(s.period.text.as_ref().is_none_or(stretch), |d| d > 366)
}

/// A time that it was told for.
fn has_interval(s: &Statement) -> bool {
    s.status == Status::Actual && s.period.start.is_some()
}

fn clause(article: &Article, s: &Statement) -> std::ops::Range<usize> {
    let sentence = article.sentences[s.sentence];
    s.first.saturating_sub(12).max(sentence.first)..(s.end + 8).min(sentence.last)
}

/// "inflow", "independence": capital of a time though no interval is named.
fn says_flow(article: &Article, s: &Statement) -> bool {
    let net = s.head == Head::Fdi && s.head_tokens.is_some_and(|t| article.has_any(t.0.saturating_sub(2)..t.1, &["net"]));
    const FROM_WHICH: usize = 7;
    let clause = clause(article, s);
    // "the countries out of which most investments came"; not "investments came to"
    let came = |i: usize| {
        let behind = article.is_any(i + 1, &["from", "into"]);
        let led = article.has_any(i.saturating_sub(FROM_WHICH)..i, &["which", "whom", "where"]) && !article.is_any(i + 1, &["to", "in"]);
        article.is_any(i, &["came", "come", "coming"]) && (behind || led)
    };
    net || article.has_word(clause.clone(), ClauseWord::CapitalFlow) || clause.into_iter().any(came)
}

/// "are at work on oil and gas projects, with investments of about $1 billion"
fn is_project_money(article: &Article, s: &Statement) -> bool {
    let sentence = article.sentences[s.sentence];
    let Some((head, _)) = s.head_tokens else { return false };
    let lead = sentence.first..head;
    // "1,600 projects with a registered capital of $38 billion": what investors have put in, in all
    let registered = article.is_any(head.saturating_sub(1), &["registered", "accumulated", "accumulative", "cumulative"])
        || article.is_any(head, &["accumulated", "accumulative", "cumulative"]);
    // "In 2016 Norway has invested in 35 new projects with a capital of $732 million": what was put in then
    let put_in = s.period.said && article.has_cue(lead.clone(), Cue::InvestVerb);
    s.head == Head::Investment
        && !registered
        && !put_in
        && !article.has_cue(lead.clone(), Cue::Fdi)
        && article
            .cues_in(lead.clone(), CueSet::of(&[Cue::Project]))
            .any(|c| head - c.end <= 4 && article.is_any(c.first, &["project", "projects", "investment", "joint"]))
        && article.has_any(head.saturating_sub(2)..head, &["with", "total", "combined", "whose"])
}

/// "to build a tyre factory with total investments of $1 billion", "set up a plant in Kenya with $70 million in investments"
fn builds_asset(article: &Article, s: &Statement) -> bool {
    let Some(amount) = s.amount.filter(|_| s.head == Head::Investment) else { return false };
    let at = s.head_tokens.map_or(amount.first, |t| t.0.min(amount.first));
    let lead = article.sentences[s.sentence].first..at;
    let Some(verb) = lead.clone().find(|&i| article.is_word(i, ClauseWord::Builds)) else { return false };
    let with = article.has_any(at.saturating_sub(4).max(verb)..at, &["with", "at"]);
    let asset = (verb + 1..at).any(|i| article.is_word(i, ClauseWord::Asset) || article.has_cue(i..i + 1, Cue::Project));
    with && asset
}

/// "has invested $16 million to set up a vaccine plant", "put $5 million into building a road": what the money is to make stands behind.
fn is_put_into_asset(article: &Article, s: &Statement) -> bool {
    const REACH: usize = 12;
    let Some(end) = s.amount.map(|a| s.alt.map_or(a.end, |alt| alt.end)).filter(|_| s.head == Head::Investment) else { return false };
    let put_in = s.head_tokens.is_some_and(|t| t.1 <= end && article.has_cue(t.0..t.1, Cue::InvestVerb));
    let many = s.head_tokens.is_some_and(|t| is_of_many(article, t.0));
    let builds = article.is_word(end + 1, ClauseWord::Builds);
    let led = article.is_any(end, &["to", "in", "into", "for", "on"]);
    let until = article.sentences[s.sentence].last.min(end + REACH);
    put_in && !many && led && builds && article.has_word(end + 2..until, ClauseWord::Asset)
}

/// "the investments include a $40 million brewery": the price of what stands behind it.
fn names_asset(article: &Article, s: &Statement) -> bool {
    const NEAR: usize = 6;
    let Some(amount) = s.amount.filter(|a| s.head == Head::Investment && article.is_any(a.first.saturating_sub(1), &["a", "an", "the"]))
    else {
        return false;
    };
    let noun = (amount.end..amount.end + NEAR).take_while(|&i| article.tokens.get(i).is_some_and(|t| t.is_word()));
    let led = |i: usize| article.is_any(i, &["in", "into", "for", "of", "to", "by", "from"]);
    noun.take_while(|&i| !led(i)).any(|i| article.is_word(i, ClauseWord::Asset) || article.has_cue(i..i + 1, Cue::Project))
}

/// "14 documents were signed with Kenya, amounting to 3 billion euros of investments": the deals that were signed.
fn is_signed_for(article: &Article, s: &Statement) -> bool {
    const PAPERS: &[&str] = &["agreements", "contracts", "deals", "documents", "memoranda", "memorandums", "mous"];
    const REACH: usize = 20;
    let Some(amount) = s.amount.filter(|_| s.head == Head::Investment) else { return false };
    let lead = amount.first.saturating_sub(REACH).max(article.sentences[s.sentence].first)..amount.first;
    let behind = s.head_tokens.is_some_and(|t| t.0 >= amount.end) && article.is_any(amount.end, &["of", "in"]);
    behind && article.has_any(lead.clone(), PAPERS) && article.has_word(lead, ClauseWord::Signs)
}

/// "Norway's Eximbank to give $200m for canals": what a lender gives is financing, whatever it is for.
fn is_lent(article: &Article, s: &Statement) -> bool {
    let sentence = article.sentences[s.sentence];
    let all = sentence.first..sentence.last;
    // "the total cost of the project is $146 million": not all of it is lent
    let whole = s.head_tokens.is_some_and(|t| {
        let costs = t.1..s.amount.map_or(t.1, |a| a.first);
        article.has_any(t.0.saturating_sub(4)..t.0, &["cost", "amount", "value", "price"]) || article.has_any(costs, &["cost", "costs"])
    });
    // "a joint fund of $5 million, to which Norway contributes": the fund is the project
    let lender = |i: usize| article.is_word(i, ClauseWord::Lender) && !s.head_tokens.is_some_and(|t| (t.0..t.1).contains(&i));
    // "comes from the Development Bank of Norway", "the Norwegian agency had signed for"
    let party = |i: usize| {
        // not "according to data released by the National Bank"
        let near = i.saturating_sub(4).max(sentence.first)..i;
        let source = article.has_any(i.saturating_sub(7).max(sentence.first)..i, &["data", "figures", "according", "statistics", "report"]);
        let led = article.has_any(near, &["from", "by"]) && !source;
        article.tokens[i].capital && lender(i) && (led || article.has_word(i + 1..i + 4, ClauseWord::Signs))
    };
    !whole && (all.clone().any(lender) && article.has_word(all.clone(), ClauseWord::Gives) || all.into_iter().any(party))
}

/// "reached $7 billion as of 2023", "at the end of the first quarter": what has come together by a day. A total of all investors at
/// the end of a time is the flow of that time.
fn says_stock(article: &Article, s: &Statement) -> bool {
    let clause = clause(article, s);
    let by_a_day = article.has_phrase(clause.clone(), &["as", "of"]) || article.has_phrase(clause.clone(), &["end", "of"]);
    // "from January to the end of October"; not "up to the end of 2020"
    let first = article.sentences[s.sentence].first;
    let from_start = clause.clone().any(|i| {
        let until = article.is_any(i, &["to", "until", "till"]) && article.starts(i + 1, &["the", "end", "of"]);
        until && article.has_any(i.saturating_sub(8).max(first)..i, &["from", "since", "between"])
    });
    s.status == Status::Actual && by_a_day && !from_start && !is_span(s) && !says_flow(article, s)
}

/// "stood at $1.3 billion at the end of 2020", "by the end of the second quarter": the last day of that time.
fn last_day(period: Period, at_its_end: bool) -> Period {
    if at_its_end || period.text.as_deref().is_some_and(names_end) { Period { start: period.end, ..period } } else { period }
}

/// "the end of 2020", "End of Q2 2019"
fn names_end(text: &str) -> bool {
    text.to_lowercase().contains("end of")
}

/// "25 projects worth $4 billion": how many, and the mention that says so.
fn project_count(article: &Article, s: &Statement) -> Option<(i64, Option<usize>)> {
    let sentence = article.sentences[s.sentence];
    let amount = s.amount?;
    // "Norway put $5 million in 37 newly licensed projects"
    let end = s.alt.map_or(amount.end, |a| a.end);
    let into =
        article.is_any(end, &["in", "into", "for"]).then(|| article.items_in(end + 1..end + 3, &[MentionKind::Number]).next()).flatten();
    if let Some(item) = into.filter(|i| (i.end..(i.end + 4).min(sentence.last)).any(|w| article.is(w, "projects"))) {
        return Some((article.mention(item).number?.to_i64()?, Some(item.mention)));
    }
    // "Kenya, $5 million; two projects"
    if s.rule == loan_list::RULE {
        let number = article.items_in(end + 1..end + 2, &[MentionKind::Number]).next().filter(|i| article.is(i.end, "projects"));
        let one = article.starts(end + 1, &["one", "project"]).then_some((1, None));
        return number.and_then(|i| Some((article.mention(i).number?.to_i64()?, Some(i.mention)))).or(one);
    }
    let from = s.first.saturating_sub(10).max(sentence.first);
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
    Some((count, Some(item.mention)))
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
    if evidence::is_of_another_period((&title.evidence, &title.figure), &body.figure) {
        return false;
    }
    match (body.figure.value, title.figure.value) {
        (Some(b), Some(t)) => {
            let alt = body.figure.alt_currency == title.figure.currency && body.figure.alt_value == Some(t);
            body.figure.currency == title.figure.currency && evidence::is_near(t, b, 5) || alt
        }
        (_, None) => compatible(body.investor, title.investor) && compatible(body.host, title.host),
        (None, Some(_)) => false,
    }
}

fn is_same(a: &Investment, b: &Investment) -> bool {
    let parties = compatible(a.investor, b.investor) && compatible(a.host, b.host) || is_turned(a, b);
    let (fa, fb) = (&a.figure, &b.figure);
    let period =
        (fa.period.start, fa.period.end) == (fb.period.start, fb.period.end) || fa.period.text.is_none() || fb.period.text.is_none();
    if a.measure != b.measure || !parties || fa.status != fb.status && !is_kept(a, b) {
        return false;
    }
    match (fa.value, fb.value) {
        (Some(_), Some(_)) => period && fa.currency == fb.currency && is_rounded(fa, fb),
        (None, None) => period && fa.change_pct == fb.change_pct,
        _ => {
            (fa.period.start, fa.period.end) == (fb.period.start, fb.period.end)
                && a.measure == Measure::FdiFlow
                && (fa.change_pct.is_none() || fb.change_pct.is_none())
        }
    }
}

/// A sum that was signed, told again as one that will be paid.
fn is_kept(a: &Investment, b: &Investment) -> bool {
    let one_is_actual = (a.figure.status == Status::Actual) != (b.figure.status == Status::Actual);
    let agreed = matches!(a.measure, Measure::Project | Measure::Financing);
    one_is_actual && agreed && a.figure.value.is_some() && a.figure.value == b.figure.value
}

/// A sum agreed between two economies, told again without saying which of them invests.
fn is_turned(a: &Investment, b: &Investment) -> bool {
    let turned = a.investor.is_some() && a.investor == b.host && a.host == b.investor;
    turned && a.measure == Measure::Project && a.figure.value.is_some() && a.figure.value == b.figure.value
}

fn compatible(a: Option<Code>, b: Option<Code>) -> bool {
    a == b || a.is_none() || b.is_none()
}

/// Whether one of two values is the other in fewer digits: "about $2 billion" and "$1.8 billion", "over $2 billion" and "$2.3 billion".
fn is_rounded(a: &Figure, b: &Figure) -> bool {
    let step = |f: &Figure| f.value_step.unwrap_or(Decimal::ONE);
    let (coarse, fine) = if step(a) < step(b) { (b, a) } else { (a, b) };
    let (Some(round), Some(exact)) = (coarse.value, fine.value) else { return false };
    let Some(more) = exact.checked_sub(round) else { return false };
    if a.value_step == b.value_step {
        return more.abs() < Decimal::new(1, 2);
    }
    match coarse.qualifier {
        Qualifier::AtLeast => more >= Decimal::ZERO && more < step(coarse),
        Qualifier::AtMost => more <= Decimal::ZERO && -more < step(coarse),
        _ => more.abs() <= step(coarse) / Decimal::TWO,
    }
}

fn merge(old: &mut Investment, new: Investment) {
    let finer = match (old.figure.value, new.figure.value) {
        (None, Some(_)) => true,
        (Some(_), Some(_)) => new.figure.value_step < old.figure.value_step,
        _ => false,
    };
    let other = if finer { std::mem::replace(old, new) } else { new };
    let figure = &mut old.figure;
    if other.figure.status == Status::Actual {
        figure.status = Status::Actual;
    }
    figure.change_pct = figure.change_pct.or(other.figure.change_pct);
    figure.change_value = figure.change_value.or(other.figure.change_value);
    figure.share_pct = figure.share_pct.or(other.figure.share_pct);
    if figure.alt_value.is_none() && other.figure.alt_currency != figure.currency {
        (figure.alt_value, figure.alt_currency) = (other.figure.alt_value, other.figure.alt_currency);
    }
    if figure.period.text.is_none() {
        figure.period = other.figure.period;
    }
    old.project_count = old.project_count.or(other.project_count);
    old.investor = old.investor.or(other.investor);
    old.host = old.host.or(other.host);
}

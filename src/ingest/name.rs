//! A day in an address or a file's name: "/2024/06/18/", "/2024-06-18-visit", "visit-2024-06-18.html", "20240618-visit".

use super::written_date::YEARS;
use crate::calendar;
use jiff::civil::Date;

/// The one day that the folders of an address tell: "/2024/06/18/", "/20240618/", "/2024-06-18-visit". A day behind other words of its
/// last part may be that of an event, eight digits before them a number of the page. Of a page kept by an archive the address that it
/// had counts, not the day on which it was kept.
pub fn in_address(url: &str) -> Option<Date> {
    let kept = url.rmatch_indices("://").next().map_or(url, |(at, _)| &url[at + 3..]);
    let path = kept.split_once('/')?.1.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').collect();
    let is_number =
        |part: &str, sizes: std::ops::RangeInclusive<usize>| sizes.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let in_folders = parts.windows(3).filter_map(|three| {
        let [year, month, day] = three else { return None };
        let is_day = is_number(year, 4..=4) && is_number(month, 1..=2) && is_number(day, 1..=2);
        is_day.then(|| date(year, month, day))?
    });
    let in_part = parts.iter().filter_map(|part| {
        let whole = is_number(part, 8..=8);
        let opens = || numbers(part).first().is_some_and(|(at, digits)| *at == 0 && digits.len() == 4);
        (whole || opens()).then(|| day(part))?
    });
    one(in_folders.chain(in_part).collect())
}

/// The one day that a file's name tells.
pub fn in_file_name(path: &str) -> Option<Date> {
    day(path.rsplit('/').next()?)
}

/// The day in a name, year first; none where there are several.
fn day(name: &str) -> Option<Date> {
    let numbers: Vec<(usize, &str)> = numbers(name);
    let mut days: Vec<Date> =
        numbers.iter().filter(|(_, digits)| digits.len() == 8).filter_map(|(_, d)| date(&d[..4], &d[4..6], &d[6..])).collect();
    for three in numbers.windows(3) {
        let [(y, year), (m, month), (d, day)] = three else { continue };
        let one_sign = |from: usize, digits: &str, to: usize| to == from + digits.len() + 1;
        let apart = one_sign(*y, year, *m) && one_sign(*m, month, *d) && name.as_bytes()[*m - 1] == name.as_bytes()[*d - 1];
        let sizes = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
        days.extend(
            Some(()).filter(|()| apart && sizes && b"-/_.".contains(&name.as_bytes()[*m - 1])).and_then(|()| date(year, month, day)),
        );
    }
    one(days)
}

fn one(mut days: Vec<Date>) -> Option<Date> {
    days.dedup();
    days.first().copied().filter(|_| days.len() == 1)
}

/// Runs of digits and where they begin.
fn numbers(name: &str) -> Vec<(usize, &str)> {
    let mut numbers = Vec::new();
    let mut at = 0;
    for part in name.split(|c: char| !c.is_ascii_digit()) {
        if !part.is_empty() {
            numbers.push((at, part));
        }
        at += part.len();
        at += name[at..].chars().next().map_or(0, char::len_utf8);
    }
    numbers
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|year| (1980..=i32::from(*YEARS.end())).contains(year))?;
    calendar::date(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_names() {
        let of = |url: &str| in_address(url).map(|day| day.to_string());
        let day = Some("2024-06-18".to_string());
        for url in [
            "https://x.example/2024/06/18/visit",
            "https://x.example/news/2024-6-18-visit.html?d=2020-01-01",
            "https://x.example/20240618/visit.html",
            "https://x.example/2024/06/18/visit-of-2024-06-18",
            "https://web.archive.org/web/20250705101010/https://x.example/2024/06/18/visit",
        ] {
            assert_eq!(of(url), day, "{url}");
        }
        for url in [
            "https://2024-06-18.example/visit",
            "https://x.example/2024/06/visit",
            "https://x.example/18/06/2024",
            "https://x.example/12345678",
            "https://x.example/forum-opens-2024-09-01",
            "https://x.example/news/20110504-visit",
            "https://web.archive.org/web/20240705/https://x.example/visit",
            "x",
        ] {
            assert_eq!(of(url), None, "{url}");
        }
        assert_eq!(of("https://x.example/2024-06-18/2024-06-19"), None);
        assert_eq!(in_file_name("2020-01-01/visit_2024.06.18.txt").map(|day| day.to_string()), day);
    }
}

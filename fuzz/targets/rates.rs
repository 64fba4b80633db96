//! Any bytes as a table of exchange rates: a bad one is told by its line, a good one gives amounts that are numbers.

#![no_main]

use communique::model::Code;
use communique::rates::Rates;
use jiff::civil::{Date, date};
use libfuzzer_sys::fuzz_target;
use rust_decimal::Decimal;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    match Rates::parse(&text) {
        Ok(rates) => {
            let periods = [
                (date(2019, 1, 1), date(2019, 12, 31)),
                (date(2020, 2, 29), date(2021, 3, 1)),
                (Date::MIN, Date::MIN),
                (date(2020, 1, 2), date(2020, 1, 1)),
            ];
            for (first, last) in periods {
                for amount in [Decimal::MAX, Decimal::MIN, Decimal::ONE, Decimal::ZERO] {
                    for code in ["EUR", "KZT", "USD", "JPY"] {
                        assert!(rates.in_usd(amount, Code::of(code), first, last).is_none_or(f64::is_finite));
                    }
                }
            }
            assert!(Rates::parse(&text).is_ok_and(|again| again.version == rates.version));
        }
        Err(error) => {
            assert!(
                error.line.is_none_or(|line| (1..=text.lines().count() + 1).contains(&line)),
                "{error:?} of {} lines",
                text.lines().count()
            );
            assert!(!error.expected.is_empty() && !error.column.is_empty());
        }
    }
});

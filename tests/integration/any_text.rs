//! Whatever the text: the engine ends, its spans cut the text, and every number is used or says why not.

use super::shapes::SHAPES;
use communique::engine;
use communique::lexicon::Lexicon;
use communique::model::{MentionKind, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// Pieces that rules look at, and pieces that texts break on.
const PIECES: &[&str] = &[
    "Kenya",
    "Polish",
    "the two countries",
    "EU",
    "US",
    "$",
    "€",
    "Rs",
    "US$",
    "5",
    "1.234,5",
    "2 920 000",
    "3bn",
    "million",
    "percent",
    "%",
    "exports",
    "imports from",
    "trade turnover",
    "deficit",
    "amounted to",
    "rose",
    "fell by",
    "doubled",
    "compared with",
    "respectively",
    "in 2023",
    "January-May",
    "last year",
    "Q3",
    "FY2022-23",
    "from",
    "to",
    "since",
    "between",
    "and",
    "of",
    "the",
    "Foreign Minister",
    "Anna Nowak",
    "met",
    "his Turkish counterpart",
    "on Monday",
    "will visit",
    "in Warsaw",
    "invested",
    "FDI",
    "stock",
    "companies",
    "cooperation in",
    "agriculture",
    "energy",
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "-",
    "–",
    "\"",
    "'s",
    "\n",
    "\n\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "é",
    "ß",
    "İ",
    "ﬁ",
    "東京",
    "٣",
    "👍🏽",
    "e\u{301}",
    "&nbsp;",
    "&amp;",
    "\0",
    "\r",
    "|",
    "•",
    "½",
    "№",
    "Ⅳ",
    "99999999999999999999999999",
    "0.0000000000000000000000000001",
    "31/31/9999",
    "2024-02-30",
    "-",
    "+",
    "=",
    "1st",
    "21st",
    "12:60",
];

/// Pieces with or without spaces between them, any text here and there.
fn any_article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        30 => prop::sample::select(PIECES).prop_map(str::to_string),
        1 => any::<String>(),
    ];
    prop::collection::vec((piece, prop::sample::select(&[" ", " ", " ", ""][..])), 0..120)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap.to_string()]).collect())
}

fn cuts(text: &str, span: Span) -> bool {
    text.get(span.start as usize..span.end as usize).is_some_and(|slice| !slice.is_empty())
}

/// A rule that reads to the end of such a text from each of its places would not come back from this.
#[test]
fn texts_made_to_be_slow_are_read() {
    for (name, piece) in SHAPES {
        let text = piece.repeat(150_000 / piece.len());
        let bytes = text.len();
        assert_eq!(engine::read("slow.txt", text, &LEXICON).document.text.len(), bytes, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn is_read_to_its_end_with_spans_that_cut_it(text in any_article()) {
        let reading = engine::read("any.txt", text, &LEXICON);
        let text = &reading.document.text;
        for mention in &reading.mentions {
            prop_assert!(cuts(text, mention.span), "{:?} of {text:?}", mention.span);
            let is_number = matches!(mention.kind, MentionKind::Number | MentionKind::Money | MentionKind::Percent);
            prop_assert!(!is_number || mention.used_by.is_some() || mention.reject_reason.is_some(), "{mention:?} of {text:?}");
        }
        let facts = &reading.facts;
        let evidence = [
            facts.trade_figures.iter().map(|r| &r.evidence).collect::<Vec<_>>(),
            facts.investments.iter().map(|r| &r.evidence).collect(),
            facts.business_presence.iter().map(|r| &r.evidence).collect(),
            facts.meetings.iter().map(|r| &r.evidence).collect(),
            facts.sectors.iter().map(|r| &r.evidence).collect(),
        ].concat();
        for evidence in evidence {
            prop_assert!(cuts(text, evidence.span), "{:?} of {text:?}", evidence.span);
        }
    }

    #[test]
    fn is_read_the_same_way_twice(text in any_article()) {
        let facts = || format!("{:?}", engine::read("any.txt", text.clone(), &LEXICON).facts);
        prop_assert_eq!(facts(), facts());
    }
}

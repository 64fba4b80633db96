//! What is written is what is read, and what is published is whole.

use communique::model::{
    Basis, Boilerplate, BoilerplateKind, Code, Document, Facts, Mention, MentionKind, PublishedBasis, Qualifier, RejectReason, Span,
};
use communique::schema;
use communique::store::generation::{OutputDir, Staging};
use communique::store::lock::Lock;
use communique::store::parquet;
use communique::store::rows::{self, Read};
use jiff::civil::Date;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::fs;

fn any_date() -> impl Strategy<Value = Date> {
    (1900_i16..2100, 1_i8..13, 1_i8..29).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn any_amount() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0_u32..6).prop_map(|(units, scale)| Decimal::new(units, scale))
}

fn any_code() -> impl Strategy<Value = Code> {
    "[A-Z]{3}".prop_map(|text| Code::new(&text).expect("three letters"))
}

fn any_text() -> impl Strategy<Value = String> {
    "\\PC{0,20}".prop_map(|text| text + "€ x")
}

fn any_document() -> impl Strategy<Value = Document> {
    let names = (any_text(), prop::collection::vec(any_text(), 0..3), option::of(any_text()), option::of(any_text()));
    let rest = (option::of(any_date()), any::<u32>(), prop::collection::vec("[a-z]{1,9}", 0..3), any::<bool>(), any_text());
    ("[0-9a-f]{16}", names, rest).prop_map(|(doc_id, (source_path, also_at, title, url), (published_on, bytes, flags, noise, text))| {
        let stretch = Boilerplate { kind: BoilerplateKind::Menu, span: Span::new(0, 0) };
        Document {
            doc_id,
            source_path,
            also_at,
            title: title.clone(),
            publisher: title,
            url: url.clone(),
            language: "en".to_string(),
            published_on,
            published_on_basis: PublishedBasis::Header,
            byte_count: u64::from(bytes),
            duplicate_group: url,
            boilerplate: if noise { vec![stretch, stretch] } else { Vec::new() },
            flags,
            text,
        }
    })
}

fn any_mention() -> impl Strategy<Value = Mention> {
    let amounts = (option::of(any_amount()), option::of(any_amount()), option::of(any_amount()), option::of(any::<f64>()));
    let codes = (option::of(any_code()), option::of(any_code()), option::of(any_code()));
    let rest = (option::of(any_date()), option::of(any_date()), option::of(any_text()), option::of(any_text()), any::<u16>());
    let kinds = (0..MentionKind::ALL.len(), 0..Qualifier::ALL.len(), 0..Basis::ALL.len(), any::<bool>());
    (amounts, codes, rest, kinds).prop_map(|(amounts, codes, rest, kinds)| {
        let mut mention = Mention::new(MentionKind::ALL[kinds.0], Span::new(0, 0), u32::from(rest.4));
        (mention.value, mention.value_high, mention.value_step, mention.number) = amounts;
        (mention.currency, mention.country, mention.code) = codes;
        (mention.period_start, mention.period_end, mention.name, mention.role) = (rest.0, rest.1, rest.2, rest.3);
        mention.qualifier = Some(Qualifier::ALL[kinds.1]);
        mention.basis = Basis::ALL[kinds.2];
        mention.reject_reason = kinds.3.then_some(RejectReason::Boilerplate);
        rows::settle(&mut mention);
        mention
    })
}

/// A document whose mentions lie in its text, in order, some at the same place.
fn any_read() -> impl Strategy<Value = Read> {
    (any_document(), prop::collection::vec(any_mention(), 0..8)).prop_map(|(document, mut mentions)| {
        let borders: Vec<u32> = document.text.char_indices().map(|(i, _)| i as u32).collect();
        for (i, mention) in mentions.iter_mut().enumerate() {
            let start = borders[(i / 2) % borders.len()];
            mention.span = Span::new(start, document.text.len() as u32);
        }
        mentions.sort_by_key(|mention| mention.span.start);
        Read { document, mentions, facts: Facts::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_and_mentions_come_back_from_disk_as_they_were(reads in prop::collection::vec(any_read(), 0..4)) {
        let dir = tempfile::tempdir().expect("a folder");
        let (documents, mentions) = (dir.path().join("d.parquet"), dir.path().join("m.parquet"));
        parquet::write(&documents, &schema::DOCUMENTS, [rows::documents(&reads)]).expect("written");
        parquet::write(&mentions, &schema::MENTIONS, [rows::mentions(&reads, false)]).expect("written");
        let back: Vec<Document> =
            parquet::read(&documents, &schema::DOCUMENTS).expect("read").iter().flat_map(|b| rows::to_documents(b).expect("documents")).collect();
        let expected: Vec<Document> = reads.iter().map(|read| read.document.clone()).collect();
        prop_assert_eq!(back, expected);
        let back: Vec<(String, Mention)> =
            parquet::read(&mentions, &schema::MENTIONS).expect("read").iter().flat_map(|b| rows::to_mentions(b).expect("mentions")).collect();
        let expected: Vec<(String, Mention)> =
            reads.iter().flat_map(|read| read.mentions.iter().map(|m| (read.document.doc_id.clone(), m.clone()))).collect();
        prop_assert_eq!(back, expected);
    }
}

#[test]
fn amounts_are_settled_to_what_a_row_holds() {
    let mut mention = Mention::new(MentionKind::Money, Span::new(0, 1), 0);
    mention.value = Some("1234.567".parse().expect("a number"));
    mention.value_high = Some(Decimal::MAX);
    mention.number = Some(f64::NAN);
    rows::settle(&mut mention);
    assert_eq!(mention.value, Some("1234.57".parse().expect("a number")));
    assert_eq!((mention.value_high, mention.number), (None, None));
}

fn generation(output: &OutputDir, id: &str) {
    let staging = Staging::begin(&output.generations(), id).expect("staging");
    fs::write(staging.file("manifest.json").expect("a path"), "{}").expect("written");
    staging.finish(&output.generation(id)).expect("named");
    output.swap(id).expect("published");
}

#[test]
fn current_points_to_the_last_generation_and_old_ones_go() {
    let dir = tempfile::tempdir().expect("a folder");
    let output = OutputDir::at(dir.path());
    assert_eq!(output.current(), None);
    ["1", "2", "3", "4"].iter().for_each(|id| generation(&output, id));
    assert_eq!(output.current().as_deref(), Some("4"));
    output.swap("2").expect("rolled back");
    assert_eq!(output.current().as_deref(), Some("2"));
    output.prune(2).expect("pruned");
    assert_eq!(output.list().expect("listed"), ["4", "2"], "the current one is kept whatever its age");
}

#[test]
fn a_staging_folder_that_is_dropped_or_left_behind_goes() {
    let dir = tempfile::tempdir().expect("a folder");
    let output = OutputDir::at(dir.path());
    drop(Staging::begin(&output.generations(), "dropped").expect("staging"));
    assert_eq!(output.leftovers().expect("listed"), Vec::<std::path::PathBuf>::new());
    std::mem::forget(Staging::begin(&output.generations(), "killed").expect("staging"));
    assert_eq!(output.leftovers().expect("listed").len(), 1);
    assert_eq!(output.list().expect("listed"), Vec::<String>::new(), "what is not finished is no generation");
    output.clear_leftovers().expect("cleared");
    assert_eq!(output.leftovers().expect("listed"), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_second_run_is_told_who_holds_the_lock() {
    let dir = tempfile::tempdir().expect("a folder");
    let lock = Lock::acquire(dir.path()).expect("free");
    let refused = Lock::acquire(dir.path()).expect_err("held");
    assert_eq!(refused.exit_code(), 75);
    assert!(refused.to_string().contains(&format!("pid {}", std::process::id())), "{refused}");
    drop(lock);
    Lock::acquire(dir.path()).expect("free again");
}

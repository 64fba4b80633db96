//! The same article in every format, and broken files of each.

mod json;
mod mail;
mod tables;

use super::*;
use arrow::array::{ArrayRef, Date32Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use std::io::Write;
use std::sync::{Arc, LazyLock};

static WORDS: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

const TITLE: &str = "Trade between Kenya and Norway grows";
const BODY: [&str; 2] = [
    "Trade between Kenya and Norway reached $120 million in 2023, 5 percent more than in the year before, the ministry said on Tuesday.",
    "Exports of Kenya to Norway came to $80 million, and the imports were worth $40 million, as the two ministers were told at their meeting in Nairobi.",
];
const URL: &str = "https://news.example/2024/trade";

fn text() -> String {
    format!("{TITLE}\n\n{}\n\n{}", BODY[0], BODY[1])
}

/// Reads a file of this name and content.
fn read_with(input: &Input, name: &str, bytes: &[u8]) -> Vec<Record> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    std::fs::write(&path, bytes).expect("written");
    let fields = Fields::default();
    let context = Context { input, fields: &fields, lexicon: &WORDS, scratch: folder.path() };
    let mut records = Vec::new();
    read(&path, name, &context, &mut |record| {
        records.push(record);
        ControlFlow::Continue(())
    });
    records
}

fn read_file(name: &str, bytes: &[u8]) -> Vec<Record> {
    read_with(&Input::default(), name, bytes)
}

/// Ids with the text, or with the reason why there is none.
fn told(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let records = read_file(name, bytes).into_iter();
    records.map(|r| (r.id, r.article.map_or_else(|r| format!("{}: {}", r.reason, r.detail), |a| a.text))).collect()
}

#[track_caller]
fn article(name: &str, bytes: &[u8]) -> Article {
    let mut records = read_file(name, bytes);
    assert_eq!(records.len(), 1, "{name}: {records:?}");
    records.remove(0).article.expect(name)
}

/// The article with what its container tells, and the same without.
#[track_caller]
fn is_told(name: &str, bytes: &[u8]) {
    let article = article(name, bytes);
    assert_eq!(article.text, text(), "{name}");
    assert_eq!(article.title.as_deref(), Some(TITLE), "{name}");
    assert_eq!(article.published.map(|(day, _)| day.to_string()).as_deref(), Some("2024-06-18"), "{name}");
    assert_eq!(article.url.as_deref(), Some(URL), "{name}");
    assert_eq!(article.publisher.as_deref(), Some("Example News"), "{name}");
}

fn page() -> String {
    format!(
        r#"<!doctype html><html><head><meta charset="utf-8"><title>{TITLE} | Example News</title>
        <meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Example News"><link rel="canonical" href="{URL}">
        <meta property="article:published_time" content="2024-06-18T23:00:00-05:00"><meta property="article:modified_time" content="2024-07-01T09:00:00Z">
        </head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World news of the day</a></li></ul></nav>
        <main><article><h1>{TITLE}</h1><div class="text"><p>{}</p><p>{}</p></div></article></main>
        <aside class="related"><h3>Most read</h3><a href="/x">Trade of Peru reached $9 billion in 2022</a></aside>
        <footer>Example News, all rights reserved</footer></body></html>"#,
        BODY[0], BODY[1]
    )
}

fn record() -> serde_json::Value {
    let body = format!("{}\n\n{}", BODY[0], BODY[1]);
    serde_json::json!({"title": TITLE, "body": body, "date": "2024-06-18", "url": URL, "publisher": {"name": "Example News"}})
}

fn batch() -> RecordBatch {
    let schema = Schema::new(vec![
        Field::new("id", DataType::Utf8, false),
        Field::new("title", DataType::Utf8, false),
        Field::new("content", DataType::Utf8, false),
        Field::new("published", DataType::Date32, false),
        Field::new("url", DataType::Utf8, false),
        Field::new("source", DataType::Utf8, false),
    ]);
    let text = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
    let body = format!("{}\n\n{}", BODY[0], BODY[1]);
    let day = Arc::new(Date32Array::from(vec![19_892]));
    RecordBatch::try_new(Arc::new(schema), vec![text("7"), text(TITLE), text(&body), day, text(URL), text("Example News")])
        .expect("a batch")
}

fn parquet() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = ::parquet::arrow::ArrowWriter::try_new(&mut bytes, batch().schema(), None).expect("a writer");
    writer.write(&batch()).expect("written");
    writer.close().expect("closed");
    bytes
}

fn warc() -> String {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}", page());
    let request = "GET / HTTP/1.1\r\n\r\n";
    let info = "software: none\r\n";
    let record = |kind: &str, content_type: &str, content: &str| {
        let length = content.len();
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {URL}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{content}\r\n\r\n"
        )
    };
    let missing = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Trade reached $1 in 2020.</p>";
    [
        record("warcinfo", "application/warc-fields", info),
        record("request", "application/http", request),
        record("response", "application/http", missing),
        record("response", "application/http", &response),
    ]
    .concat()
}

fn mail() -> String {
    format!(
        "From: Example News <news@news.example>\r\nDate: Tue, 18 Jun 2024 23:00:00 -0500\r\nSubject: {TITLE}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{}</p>\r\n<p>{}</p>\r\n",
        BODY[0], BODY[1]
    )
}

fn feed() -> String {
    format!(
        r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example News</title><link>https://news.example</link>
        <description>d</description><item><title>{TITLE}</title><link>{URL}</link><pubDate>Tue, 18 Jun 2024 23:00:00 -0500</pubDate>
        <description>short</description><content:encoded><![CDATA[<p>{}</p><p>{}</p>]]></content:encoded></item></channel></rss>"#,
        BODY[0], BODY[1]
    )
}

/// A page set in Helvetica, in lines of some eighty letters.
fn pdf() -> Vec<u8> {
    let mut content = String::from("BT /F1 10 Tf 72 760 Td 12 TL\n");
    for paragraph in [TITLE, BODY[0], BODY[1]] {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if line.len() + word.len() > 80 {
                content += &format!("({}) Tj T*\n", std::mem::take(&mut line));
            }
            line += if line.is_empty() { "" } else { " " };
            line += word;
        }
        content += &format!("({line}) Tj T* T*\n");
    }
    content += "ET";
    pdf_of(&content)
}

fn pdf_of(content: &str) -> Vec<u8> {
    pdf_with(content, "", &[])
}

/// A file of one page; `others` are its objects from the sixth on.
fn pdf_with(content: &str, resources: &str, others: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_string(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> {resources} >> /Contents 5 0 R >>"
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_string(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let (mut file, mut table) = (String::from("%PDF-1.4\n"), String::from("0000000000 65535 f \n"));
    objects.extend_from_slice(others);
    for (object, number) in objects.iter().zip(1..) {
        table += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    file += &format!("xref\n0 {0}\n{table}trailer\n<< /Size {0} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

#[test]
fn pages_of_pdf_are_read() {
    assert_eq!(article("a.pdf", &pdf()).text, text());
    let reason = |bytes: &[u8]| told("a.pdf", bytes)[0].1.clone();
    assert!(reason(&pdf_of("0 0 m 100 100 l S")).starts_with("empty: "));
    assert!(reason(&pdf()[..300]).starts_with("empty: "), "what is left of it has no page");
    let locked = String::from_utf8(pdf()).expect("text").replace("/Root", "/Encrypt 4 0 R /Root");
    assert_eq!(reason(locked.as_bytes()), "malformed: it is encrypted");
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![b' '; 40 << 20]).expect("packed");
    let bomb = [&pdf()[..], b"6 0 obj\n<< /Filter /FlateDecode >>\nstream\n", &packed.finish().expect("packed"), b"\nendstream\nendobj\n"];
    assert!(reason(&bomb.concat()).starts_with("bomb: "));
    // a drawing that calls for another two hundred times, which calls for a third as often
    let calls = |content: &str, times: usize, of: usize| {
        let content = content.repeat(times);
        let resources = format!("/Resources << /XObject << /X {of} 0 R >> >>");
        format!("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources} /Length {} >>\nstream\n{content}\nendstream", content.len())
    };
    let many = [calls("/X Do ", 200, 7), calls("/X Do ", 200, 8), calls("0 0 m 1 1 l S ", 60, 8)];
    let pages = pdf_with("/X Do", "/XObject << /X 6 0 R >>", &many);
    assert_eq!(reason(&pages), "malformed: the parser of its format gave up on it");
    assert_eq!(reason(&pdf_with("BT /F1 9 Tf 9 9 Td (Trade grew.) Tj ET", "", &many)), "Trade grew.");
}

#[test]
fn captions_are_marked() {
    let caption = "Trade between Peru and Chile reached $9 billion in 2022, a chart shows.";
    let markup = format!("<p>{}</p><figure><img src=\"a.png\"><figcaption>{caption}</figcaption></figure><p>{}</p>", BODY[0], BODY[1]);
    let read = article("a.jsonl", serde_json::json!({"title": TITLE, "text": markup}).to_string().as_bytes());
    let document = crate::ingest::document_of_article("a.jsonl#1", read, &Lexicon::builtin());
    let marked: Vec<&str> = document.boilerplate.iter().map(|noise| noise.span.of(&document.text)).collect();
    assert_eq!(marked, [caption]);
}

#[test]
fn texts_of_fields_may_be_markup_or_escaped() {
    let of = |text: &str| article("a.jsonl", serde_json::json!({"title": TITLE, "text": text}).to_string().as_bytes()).text;
    let (first, second) = (BODY[0], BODY[1]);
    let escaped = format!("<p>{first}</p><p>{second}</p>").replace('<', "&lt;").replace('>', "&gt;");
    let site = format!("<nav><a href=/>Home</a></nav><article><h1>{TITLE}</h1><p>{first}</p><p>{second}</p></article>");
    for markup in [
        format!("{first}\n\n{second}").replace('$', "&#36;"),
        format!("{first}\n\n<b>{second}</b>"),
        escaped,
        format!("<html><body>{site}<footer><p>Trade of Peru: $9 billion.</p></footer></body></html>"),
    ] {
        assert_eq!(of(&markup), text(), "{markup}");
    }
}

#[test]
fn names_of_files_that_are_articles_tell_days() {
    let input = Input { dates_from_names: true, ..Input::default() };
    let days = |name: &str, bytes: &[u8]| -> Vec<Option<String>> {
        let articles = read_with(&input, name, bytes).into_iter().map(|record| record.article.expect(name));
        articles.map(|article| article.day_in_name.map(|day| day.to_string())).collect()
    };
    let day = Some("2024-06-18".to_string());
    let archive = zip(&[("2024-06-18-visit.txt", text().as_bytes()), ("b.txt", text().as_bytes())]);
    assert_eq!(days("archive-2024-12-31.zip", &archive), [day.clone(), None]);
    assert_eq!(days("crawl-20240701.jsonl", serde_json::json!({"text": text()}).to_string().as_bytes()), [None]);
    for (name, bytes) in [("visit-2024-06-18.txt.gz", gzip(text().as_bytes())), ("visit-2024-06-18.txt", text().into_bytes())] {
        assert_eq!(days(name, &bytes), std::slice::from_ref(&day), "{name}");
    }
}

#[test]
fn one_article_in_every_format() {
    assert_eq!(article("a.txt", text().as_bytes()).text, text());
    is_told("a.html", page().as_bytes());
    is_told("a.json", record().to_string().as_bytes());
    is_told("a.json", format!("{:#}", serde_json::json!([record()])).as_bytes());
    is_told("a.json", format!("{:#}", serde_json::json!({"count": 1, "articles": [record()], "next": null})).as_bytes());
    is_told("a.jsonl", format!("\n{}\r\n", record()).as_bytes());
    is_told("a.parquet", &parquet());
    is_told("a.warc", warc().as_bytes());
    is_told("a.rss", feed().as_bytes());
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["Headline", "Text", "Date", "Link", "Source"]).expect("written");
    csv.write_record([TITLE, &format!("{}\n\n{}", BODY[0], BODY[1]), "18.06.2024", URL, "Example News"]).expect("written");
    is_told("a.csv", &csv.into_inner().expect("flushed"));
    let mut arrow = Vec::new();
    let mut writer = arrow::ipc::writer::FileWriter::try_new(&mut arrow, &batch().schema()).expect("a writer");
    writer.write(&batch()).and_then(|()| writer.finish()).expect("written");
    drop(writer);
    is_told("a.arrow", &arrow);
    let mut stream = Vec::new();
    let mut writer = arrow::ipc::writer::StreamWriter::try_new(&mut stream, &batch().schema()).expect("a writer");
    writer.write(&batch()).and_then(|()| writer.finish()).expect("written");
    drop(writer);
    is_told("a.arrows", &stream);
    let read = article("a.eml", mail().as_bytes());
    assert_eq!((read.text, read.published.map(|(day, _)| day.to_string())), (text(), Some("2024-06-18".to_string())));
    let read = article("a.mbox", format!("From x@y Tue Jun 18 23:00:00 2024\n{}", mail().replace("\r\n", "\n")).as_bytes());
    assert_eq!((read.text, read.publisher.as_deref()), (text(), Some("Example News")));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).expect("written");
    writer.finish().expect("packed")
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, ::zip::write::SimpleFileOptions::default()).expect("a file");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("packed").into_inner()
}

#[test]
fn packed_files_are_unpacked() {
    is_told("a.jsonl.gz", &gzip(record().to_string().as_bytes()));
    is_told("a.parquet.gz", &gzip(&parquet()));
    is_told("a.html.zst", &zstd::encode_all(page().as_bytes(), 1).expect("packed"));
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip2.write_all(page().as_bytes()).expect("written");
    is_told("a.html.bz2", &bzip2.finish().expect("packed"));
    // a member per record, as archives are packed
    let warc = warc();
    let (first, rest) = warc.split_at(warc.find("WARC/1.0\r\nWARC-Type: request").expect("a second record"));
    is_told("a.warc.gz", &[gzip(first.as_bytes()), gzip(rest.as_bytes())].concat());
    let inner = gzip(record().to_string().as_bytes());
    let archive = zip(&[
        ("folder/", b""),
        ("folder/a.txt", text().as_bytes()),
        ("b.jsonl.gz", &inner),
        ("photo.png", b"\0"),
        ("c.html", page().as_bytes()),
    ]);
    let ids: Vec<String> = told("a.zip", &archive).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["#folder/a.txt", "#b.jsonl.gz#1", "#c.html"]);
    let nested = zip(&[("inner.zip", &archive)]);
    assert_eq!(told("a.zip", &nested).first().map(|(id, _)| id.as_str()), Some("#inner.zip#folder/a.txt"));
}

#[test]
fn what_unpacks_without_end_is_left() {
    let bomb = gzip(&vec![b'x'; 40 << 20]);
    assert!(told("a.jsonl.gz", &bomb)[0].1.starts_with("bomb: "), "{:?}", told("a.jsonl.gz", &bomb));
    let archive = told("a.zip", &zip(&[("a.jsonl", &vec![b'x'; 40 << 20]), ("b.txt", text().as_bytes())]));
    assert!(archive.len() == 2 && archive[0].1.starts_with("bomb: "), "{archive:?}");
    assert!(archive[1].0 == "#rest" && archive[1].1.ends_with("is not read: 1 files"), "{archive:?}");
    let deep = (0..5).fold(text().into_bytes(), |bytes, _| gzip(&bytes));
    assert!(told("a.txt.gz.gz.gz.gz.gz", &deep)[0].1.starts_with("nested: "));
}

#[test]
fn a_broken_record_costs_that_record() {
    let good = record().to_string();
    let lines = told("a.jsonl", format!("{good}\n{{\"title\": \n[1]\n{{\"title\": \"x\"}}\n{good}").as_bytes());
    let reasons: Vec<&str> = lines.iter().map(|(_, text)| text.split(['\n', ':']).next().unwrap_or_default()).collect();
    assert_eq!(reasons, [TITLE, "malformed", "malformed", "empty", TITLE]);
    assert!(lines[1].1.contains(&format!("record 2, byte {}", good.len() + 1)), "{}", lines[1].1);
    let mut archive = warc();
    archive.insert_str(0, "WARC/1.0\r\nWARC-Type: response\r\n\r\nno length here\r\n\r\n");
    let records = told("a.warc", archive.as_bytes());
    assert_eq!(records.len(), 2);
    assert!(records[0].1.starts_with("malformed: record 1, byte 10"), "{records:?}");
    assert_eq!(records[1], ("#5".to_string(), text()));
    let cut = &warc().into_bytes()[..warc().len() - 200];
    assert!(told("a.warc", cut)[0].1.contains("the file ends within the record"));
    let packed = gzip(format!("{good}\n{good}\n").as_bytes());
    let broken = told("a.jsonl.gz", &packed[..packed.len() - 12]);
    assert!(broken.last().is_some_and(|(_, text)| text.starts_with("malformed: ")), "{broken:?}");
    let list = told("a.json", format!("[{good}, {good}, {{").as_bytes());
    assert_eq!((list.len(), list[2].0.as_str()), (3, "#rest"));
    let rows = told("a.csv", b"title,text\nA,\"Trade grew.\"\nB\nC,\"It fell.\"\n");
    assert_eq!(rows.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>()[..1], ["A\n\nTrade grew."]);
    assert!(rows[1].1.starts_with("empty") && rows[2].1.ends_with("It fell."));
}

#[test]
fn files_that_are_none_of_their_format() {
    for name in ["a.pdf", "a.parquet", "a.arrow", "a.zip", "a.rss", "a.jsonl.gz", "a.html.zst", "a.txt.bz2", "a.json", "a.jsonl"] {
        let records = told(name, b"not what it says");
        assert!(records.len() == 1 && records[0].1.starts_with("malformed: "), "{name}: {records:?}");
    }
    for name in ["a.txt", "a.html", "a.jsonl", "a.csv", "a.warc", "a.mbox", "a.json"] {
        let records = told(name, b"");
        assert!(records.len() == 1 && records[0].1.starts_with("empty: "), "{name}: {records:?}");
    }
}

/// A schema on which the reader of Arrow streams panics: it costs the file.
#[test]
fn a_parser_that_panics_costs_what_it_reads() {
    let found = std::fs::read("fuzz/corpus/formats/arrows_broken").expect("a file that fuzzing found");
    let bytes = found.strip_prefix(b"arrows\n").expect("its ending");
    assert_eq!(told("a.arrows", bytes), [(String::new(), "malformed: the parser of its format gave up on it".to_string())]);
}

#[test]
fn records_are_bounded() {
    let input = Input { max_bytes: 2_000, ..Input::default() };
    let long = serde_json::json!({"text": "x".repeat(3_000)}).to_string();
    let good = serde_json::json!({"text": "Trade grew."}).to_string();
    let reasons = |name: &str, bytes: &[u8]| -> Vec<String> {
        read_with(&input, name, bytes).into_iter().map(|r| r.article.map_or_else(|r| r.reason, |a| a.text)).collect()
    };
    assert_eq!(reasons("a.jsonl", format!("{good}\n{long}\n{good}").as_bytes()), ["Trade grew.", "too_large", "Trade grew."]);
    assert_eq!(reasons("a.json", format!("[{good},{long},{good}]").as_bytes()), ["Trade grew.", "too_large", "Trade grew."]);
    assert_eq!(reasons("a.html", &[b'x'; 3_000]), ["too_large"]);
    // a quote that never closes is not read to the end of the file
    let open = [b"text\n\"".as_slice(), &vec![b'x'; 4 << 20]].concat();
    assert_eq!(reasons("a.csv", &open), ["too_large"]);
    let deep = format!("<p>Trade grew.</p>{}", "<div>".repeat(5_000));
    let input = Input::default();
    let record = read_with(&input, "a.html", deep.as_bytes()).remove(0);
    assert_eq!(record.article.map_err(|r| r.reason).err().as_deref(), Some("malformed"));
}

#[test]
fn other_languages_are_left() {
    let german = "Der Handel zwischen den beiden Ländern ist im vergangenen Jahr um zehn Prozent gewachsen und erreichte nach Angaben des \
                  Ministeriums drei Milliarden Euro, wobei die Ausfuhren stärker zunahmen als die Einfuhren.";
    assert_eq!(told("a.txt", german.as_bytes())[0].1, "language: it is written in German");
}

#[test]
fn endings_tell_formats() {
    assert_eq!(["a.TXT", "b.jsonl.gz", "c.zip", "d", "e.html.zip", "f.gz"].map(ending), ["txt", "jsonl", "zip", "", "html", ""]);
    assert!(is_plain("a.txt") && is_plain("notes") && !is_plain("a.txt.gz") && !is_plain("a.html"));
}

fn arrow_stream(batches: usize) -> Vec<u8> {
    let mut stream = Vec::new();
    let mut writer = arrow::ipc::writer::StreamWriter::try_new(&mut stream, &batch().schema()).expect("a writer");
    for _ in 0..batches {
        writer.write(&batch()).expect("written");
    }
    writer.finish().expect("written");
    drop(writer);
    stream
}

fn arrow_file() -> Vec<u8> {
    let mut file = Vec::new();
    let mut writer = arrow::ipc::writer::FileWriter::try_new(&mut file, &batch().schema()).expect("a writer");
    writer.write(&batch()).and_then(|()| writer.finish()).expect("written");
    drop(writer);
    file
}

/// The reader of Arrow files takes as much memory as a file says that it is long: two gigabytes for eight letters.
#[test]
fn no_file_is_believed_to_be_longer_than_it_is() {
    let reason = |bytes: &[u8]| told("a.arrow", bytes)[0].1.clone();
    for bytes in [&b"zzzzzzzz"[..], b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", b"zzz\x7F", b"ARROW1\0\0\xFF\xFF\xFF\x7FARROW1", b"ARROW1"] {
        assert!(reason(bytes).starts_with("malformed: no Arrow data"), "{bytes:?}: {}", reason(bytes));
    }
    assert!(reason(b"FEA1\0\0\0\0").contains("Feather of version 1"));
    let whole = arrow_stream(2);
    let cut = told("a.arrow", &whole[..whole.len() - 100]);
    assert_eq!(cut.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["#1", "#rest"]);
    assert!(cut[1].1.contains("longer than the file"), "{cut:?}");
    // any length that the file states, made much larger
    for (file, from) in [(arrow_file(), 8), (arrow_stream(1), 0)] {
        for at in (from..file.len() - 8).step_by(4) {
            let mut file = file.clone();
            file[at..at + 4].copy_from_slice(&0x7FFF_FF00_i32.to_le_bytes());
            assert!(!told("a.arrow", &file).is_empty());
        }
    }
}

fn response(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{head}\r\n").as_bytes(), body].concat()
}

fn captured(url: &str, content: &[u8], length: usize) -> Vec<u8> {
    let head = format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {length}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

#[test]
fn chunks_that_were_cut_leave_no_sizes_in_the_text() {
    let page = format!("<p>{}</p><p>{}</p><p>Turnover reached $345.3 million in 2023.</p>", BODY[0], BODY[1]);
    let (first, rest) = page.split_at(page.find("45.3").expect("a figure"));
    let chunked = format!("{:x}\r\n{first}\r\n{:x}\r\n{rest}", first.len(), rest.len() + 500);
    let sent = |body: &str| response("Transfer-Encoding: chunked\r\n", body.as_bytes());
    let captured = |body: &str| captured(URL, &sent(body), sent(body).len());
    let read = article("a.warc", &captured(&chunked));
    assert!(read.text.ends_with("Turnover reached $345.3 million in 2023."), "{}", read.text);
    assert_eq!(read.flags, ["cut_off"]);
    let cut = format!("{:x}\r\n{first}\r\n{:x}\r\n45", first.len(), rest.len());
    let read = article("a.warc", &captured(&cut));
    assert!(read.text.ends_with(BODY[1]), "{}", read.text);
}

#[test]
fn a_wrong_length_costs_no_other_record() {
    let content = |title: &str| response("", page().replace(TITLE, title).replace("canonical", "license").as_bytes());
    let titles = ["Kenya and Peru meet", "Kenya and Poland meet", "Kenya and Finland meet"];
    for wrong in [300, 2_500, 99_999_999_999] {
        let mut archive = Vec::new();
        for (title, n) in titles.iter().zip(0..) {
            let content = content(title);
            archive.extend(captured(&format!("{URL}/{n}"), &content, if n == 0 { wrong } else { content.len() }));
        }
        let read: Vec<Article> = read_file("a.warc", &archive).into_iter().map(|r| r.article.expect("an article")).collect();
        for (article, (title, n)) in read.iter().zip(titles.iter().zip(0..)) {
            assert_eq!((article.title.as_deref(), article.url.clone()), (Some(*title), Some(format!("{URL}/{n}"))), "{wrong}");
            assert!(article.text.ends_with(BODY[1]), "{wrong}: {}", article.text);
        }
        assert_eq!(read.len(), 3, "{wrong}");
    }
}

#[test]
fn texts_of_common_crawl_are_an_archive() {
    let length = text().len();
    let wet =
        format!("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{}\r\n\r\n", text());
    assert_eq!(told("CC-MAIN-1.warc.wet.gz", &gzip(wet.as_bytes())), [("#1".to_string(), text())]);
    assert_eq!(ending("CC-MAIN-1.warc.wet.gz"), "wet");
    let packed = [b"\x8b\x01\x80\x02".as_slice(), &[200; 40]].concat();
    let content = response("Content-Encoding: br\r\n", &packed);
    let archive = captured(URL, &content, content.len());
    assert!(told("a.warc", &archive)[0].1.contains("packed with br"), "{:?}", told("a.warc", &archive));
}

#[test]
fn tables_are_read_whole_or_not_at_all() {
    let rows = |table: &str| told("a.csv", table.as_bytes()).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    let extra = rows("title,text\nA,\"Kenya grew.\",,\nB,Norway, it grew.\nC,\"It fell.\"\n");
    assert_eq!((extra[0].as_str(), extra[2].as_str()), ("A\n\nKenya grew.", "C\n\nIt fell."));
    assert!(extra[1].starts_with("malformed: record 2, byte 29 ") && extra[1].contains("3 cells and the table 2 headings"), "{extra:?}");
    let open = rows("title,text\n\"A\",\"Kenya grew.\"\nB,\"never closed\n\"C\",\"It\nfell.\"\nD,\"never closed\n");
    assert_eq!((open[0].as_str(), open[2].as_str()), ("A\n\nKenya grew.", "C\n\nIt\nfell."), "{open:?}");
    assert!(open.len() == 4 && open[1].contains("record 2, byte 29") && open[3].contains("a quote is not closed"), "{open:?}");
    let text = rows("title,text\nA,\"Kenya grew.\"\nB,\"never closed\nTrade rose, it was said\n\nFish fell\nC,\"It fell.\"\n");
    assert!(text.len() == 3 && text[1].contains("a quote is not closed") && text[2] == "C\n\nIt fell.", "{text:?}");
    assert_eq!(rows("title, text\r\n\"A\", \"Kenya, it grew.\"\r\n"), ["A\n\nKenya, it grew."]);
    for table in [
        "title;text\nA;\"Kenya, it grew; it fell.\"\n",
        "sep=;\ntitle;text\nA;\"Kenya, it grew; it fell.\"\n",
        "\u{feff}title|text\rA|Kenya, it grew; it fell.\r",
    ] {
        assert_eq!(rows(table), ["A\n\nKenya, it grew; it fell."], "{table}");
    }
    assert_eq!(rows("title,text,Text\nA,,Kenya grew.\n"), ["A\n\nKenya grew."]);
}

#[test]
fn records_in_other_encodings_say_so() {
    let read = |name: &str, bytes: &[u8]| {
        let article = article(name, bytes);
        (article.text, article.flags)
    };
    let told = |text: &str, flags: &[&str]| (text.to_string(), flags.iter().map(ToString::to_string).collect::<Vec<_>>());
    let wide = |text: &str| [&b"\xFF\xFE"[..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat();
    let json = r#"{"text": "Kenya grew – it was said."}"#;
    let grew = "Kenya grew – it was said.";
    for (name, file) in [("a.json", json), ("a.jsonl", json), ("a.csv", "text\nKenya grew – it was said.\n")] {
        assert_eq!(read(name, &wide(file)), told(grew, &["decoded_utf_16le"]), "{name}");
        assert_eq!(read(name, file.as_bytes()), told(grew, &[]), "{name}");
        let narrow: Vec<u8> = file.chars().map(|c| if c == '–' { 0x96 } else { c as u8 }).collect();
        assert_eq!(read(name, &narrow), told(grew, &["decoded_windows_1252"]), "{name}");
    }
    let lossy = [b"text\n\"Kenya grew \xE2\x80\x93 na\xEFve.\"\n".as_slice()].concat();
    assert_eq!(read("a.csv", &lossy), told("Kenya grew – na\u{fffd}ve.", &["decoded_lossy"]));
}

#[test]
fn a_field_counts_when_it_holds_what_it_should() {
    let body = format!("{}\n\n{}", BODY[0], BODY[1]);
    let odd = serde_json::json!({"title": " ", "headline": TITLE, "text": "", "body": body, "published": true, "date_published": "06/07/2024",
        "date": "2024-06-18", "url": "", "link": URL, "publisher": null, "source": "Example News"});
    is_told("a.json", odd.to_string().as_bytes());
    let cased = serde_json::json!({"Title": TITLE, "TEXT": body, "Date": "2024-06-18", "Url": URL, "Publisher": {"name": "Example News"}});
    is_told("a.jsonl", cased.to_string().as_bytes());
    let rendered = serde_json::json!({"title": {"rendered": TITLE}, "content": {"rendered": format!("<p>{}</p><p>{}</p>", BODY[0], BODY[1])},
        "date": "2024-06-18T23:30:00", "link": URL, "source": "Example News"});
    is_told("a.json", rendered.to_string().as_bytes());
    let schema: Vec<Field> = batch().schema().fields().iter().map(|f| f.as_ref().clone().with_name(f.name().to_uppercase())).collect();
    let upper = RecordBatch::try_new(Arc::new(Schema::new(schema)), batch().columns().to_vec()).expect("a batch");
    let mut bytes = Vec::new();
    let mut writer = ::parquet::arrow::ArrowWriter::try_new(&mut bytes, upper.schema(), None).expect("a writer");
    writer.write(&upper).expect("written");
    writer.close().expect("closed");
    is_told("a.parquet", &bytes);
}

#[test]
fn a_record_with_a_list_stays_a_record() {
    let titles = |value: &serde_json::Value| -> Vec<String> {
        read_file("a.json", value.to_string().as_bytes())
            .into_iter()
            .map(|r| r.article.map_or_else(|r| r.reason, |a| a.title.unwrap_or_default()))
            .collect()
    };
    let with = |name: &str, list: serde_json::Value| {
        let mut record = record();
        record[name] = list;
        record
    };
    let other = serde_json::json!({"title": "Peru and Poland meet", "text": "They met."});
    for list in [serde_json::json!([{"image": "a.jpg"}]), serde_json::json!([other]), serde_json::json!(["trade"])] {
        for name in ["data", "items", "news"] {
            assert_eq!(titles(&with(name, list.clone())), [TITLE], "{name}");
        }
    }
    assert_eq!(
        titles(&serde_json::json!({"articles": [record()], "count": 2, "posts": [5, other]})),
        [TITLE, "malformed", "Peru and Poland meet"]
    );
    assert_eq!(titles(&serde_json::json!({"text": "ok", "articles": [other, record()]})), ["Peru and Poland meet", TITLE]);
    // more of them than are held: they are records, whatever comes behind them
    let input = Input { max_bytes: 2_000, ..Input::default() };
    let many = serde_json::json!({"articles": vec![record(); 20], "title": "z"});
    assert_eq!(read_with(&input, "a.json", many.to_string().as_bytes()).into_iter().filter(|r| r.article.is_ok()).count(), 20);
}

#[test]
fn files_of_an_archive_that_cannot_be_read_have_rows() {
    // two files of one name: the list at the end has both, the name of the first is changed back
    let mut archive = zip(&[("b.txt", b"It fell."), ("a.txt", text().as_bytes())]);
    for at in 0..archive.len() - 5 {
        if &archive[at..at + 5] == b"b.txt" {
            archive[at] = b'a';
        }
    }
    let records = told("a.zip", &archive);
    assert_eq!(records.len(), 2, "{records:?}");
    assert!(records[0].0 == "#a.txt~" && records[0].1.starts_with("malformed: the archive has another file"), "{records:?}");
    assert_eq!(records[1], ("#a.txt".to_string(), text()));
    // another way of packing: 12 is bzip2
    let mut archive = zip(&[("a.txt", text().as_bytes())]);
    let list = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02").expect("a list");
    (archive[8], archive[list + 10]) = (12, 12);
    assert_eq!(told("a.zip", &archive)[0].1, "malformed: it is packed with bzip2, which is not read");
}

#[test]
fn attached_messages_are_records() {
    let inner = mail().replace(TITLE, "Peru and Poland meet");
    let outer = format!(
        "From: a@b\r\nSubject: Fwd\r\nDate: 2024-06-19 10:00:00\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nPlease see below.\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--x--\r\n"
    );
    let records = read_file("a.eml", outer.as_bytes());
    let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["", "#1"]);
    let told: Vec<&Article> = records.iter().map(|record| record.article.as_ref().expect("an article")).collect();
    assert_eq!(told[0].published.map(|(day, _)| day.to_string()).as_deref(), Some("2024-06-19"));
    assert_eq!(
        (told[1].title.as_deref(), told[1].published.map(|(day, _)| day.to_string()).as_deref()),
        (Some("Peru and Poland meet"), Some("2024-06-18"))
    );
    let ids: Vec<String> = self::told("a.mbox", format!("From a@b\n{outer}").as_bytes()).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["#1", "#1#1"]);
}

#[test]
fn an_empty_part_costs_no_message() {
    let part = |kind: &str, content: &str| format!("--b\nContent-Type: text/{kind}\n\n{content}\n");
    let parts = [part("html", "<p>Trade grew.</p>"), part("html", "<img src=x>"), part("plain", "It fell.")].concat();
    let message = format!("Subject: Trade\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n");
    let text = article("a.eml", message.as_bytes()).text;
    assert!(text.contains("Trade grew.") && text.contains("It fell."), "{text}");
}

#[test]
fn messages_are_told_from_texts() {
    assert!(told("a.eml", text().as_bytes())[0].1.starts_with("malformed: it is no mail message"));
    let message = |n: u8| {
        format!("From a@b Tue Jun 18 23:00:00 2024\nSubject: Number {n}\n\nIntro.\n\nFrom Nairobi it was told that Kenya grew in 2024.\n\n")
    };
    let read = told("a.mbox", (message(1) + &message(2)).as_bytes());
    assert_eq!(read.len(), 2, "{read:?}");
    assert!(read[0].1.contains("From Nairobi it was told"));
    let koi8 = [
        b"Subject: Trud\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\nKenya and Norway grew, ".as_slice(),
        b"\xF4\xD2\xD5\xC4 wrote.",
    ]
    .concat();
    let read = article("a.eml", &koi8);
    assert!(read.text.ends_with("Труд wrote."), "{}", read.text);
    assert_eq!(read.flags, ["decoded_koi8_r"]);
}

#[test]
fn an_entry_that_is_broken_costs_that_entry() {
    let item = |n: u8, body: &str| format!("<item><title>Number {n}</title><link>{URL}/{n}</link><description>{body}</description></item>");
    let feed =
        |items: &str| format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Example News</title>{items}</channel></rss>");
    let amp = told("a.rss", feed(&item(1, "Kenya spent $3 million on R&D.")).as_bytes());
    assert_eq!(amp[0].1, "Number 1\n\nKenya spent $3 million on R&D.");
    let (first, last) = (item(1, "Kenya grew."), item(3, "Peru grew."));
    let broken = told("a.rss", feed(&format!("{first}{}{last}", item(2, "<p>never <b>closed</p>"))).as_bytes());
    assert_eq!((broken[0].1.as_str(), broken[2].1.as_str()), ("Number 1\n\nKenya grew.", "Number 3\n\nPeru grew."), "{broken:?}");
    assert!(broken.len() == 3 && broken[1].1.starts_with("malformed: entry 2 of the feed: "), "{broken:?}");
    let whole = feed(&format!("{first}{last}"));
    let cut = read_file("a.rss", &whole.as_bytes()[..whole.len() - 50]);
    assert_eq!(cut.len(), 2, "{cut:?}");
    assert_eq!(cut[0].article.as_ref().ok().and_then(|article| article.publisher.as_deref()), Some("Example News"));
    let declared = feed(&first).replace("?>", " encoding=\"windows-1251\"?>").replace("Kenya grew", "Kenya grew (Труд)");
    let narrow: Vec<u8> = declared.chars().map(|c| if c.is_ascii() { c as u8 } else { (c as u32 - 0x350) as u8 }).collect();
    let read = article("a.rss", &narrow);
    assert_eq!((read.text.as_str(), read.flags), ("Number 1\n\nKenya grew (Труд).", vec!["decoded_windows_1251".to_string()]));
}

#[test]
fn an_entry_without_content_is_its_summary() {
    for content in ["", " ", "&lt;p&gt;&lt;img src=\"x\"&gt;&lt;/p&gt;"] {
        let feed = format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Example News</title><id>f</id><entry><id>e</id><title>Trade grows</title>\
             <content type=\"html\">{content}</content><summary>{}</summary></entry></feed>",
            BODY[0]
        );
        let read = told("a.atom", feed.as_bytes());
        assert!(read.len() == 1 && read[0].1.ends_with(BODY[0]), "{content}: {read:?}");
    }
}

#[test]
fn a_page_states_its_encoding_in_a_meta_tag() {
    let head = "<html><head><script src='a.js' charset='windows-1251'></script><meta charset='iso-8859-2'></head><body>";
    let markup = format!("{head}<h1>{TITLE}</h1><p>{}</p><p>{} It was told in XXX.</p></body></html>", BODY[0], BODY[1]);
    let (before, behind) = markup.split_once("XXX").expect("a place");
    let read = article("a.html", &[before.as_bytes(), b"\xA3\xF3d\xBC", behind.as_bytes()].concat());
    assert!(read.text.contains("It was told in Łódź."), "{}", read.text);
    assert_eq!(read.flags, ["decoded_iso_8859_2"]);
    assert!(told("a.html", format!("{markup}<p{}>", " a".repeat(3_000)).as_bytes())[0].1.contains("more than 2000 attributes"));
}

//! Articles as they come, through whole runs: the same article in every wrapping is one document, records come and go with their
//! files, and what is broken costs itself.

use super::published::tables;
use arrow::array::{ArrayRef, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use communique::config::Config;
use communique::pipeline::{self, Outcome, Request, Silent};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

const TITLE: &str = "Trade between Kenya and Norway grows";
const BODY: [&str; 3] = [
    "Trade between Kenya and Norway reached $120 million in 2023, 5 percent more than in the year before, the ministry in Nairobi said.",
    "Exports of Kenya to Norway amounted to $80 million last year, while imports from Norway stood at $40 million.",
    "The foreign ministers of Kenya and Norway met in Nairobi on 17 June 2024 and agreed to cooperate in energy and fisheries.",
];

struct Project(TempDir);

impl Project {
    fn with(files: &[(&str, &[u8])]) -> Project {
        let project = Project(tempfile::tempdir().expect("a folder"));
        files.iter().for_each(|(name, bytes)| project.write(name, bytes));
        project
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.seed(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    fn seed(&self, name: &str) -> PathBuf {
        self.0.path().join("seeds").join(name)
    }

    fn run_with(&self, request: &Request) -> Outcome {
        let mut config = Config::defaults(self.0.path()).expect("defaults");
        config.run.max_quarantine_ratio = 1.0;
        config.run.max_drop_ratio = 1.0;
        config.input.extensions.push("pdf".to_string());
        let outcome = pipeline::run(&config, request, &Silent).expect("a run");
        let checks = pipeline::check(&config, None).expect("checks");
        assert!(checks.iter().all(|check| check.failures == 0), "{checks:?}");
        outcome
    }

    fn run(&self) -> Outcome {
        self.run_with(&Request::default())
    }

    fn current(&self) -> PathBuf {
        self.0.path().join("output/current")
    }

    /// Reasons by place, as the published list of inputs has them.
    fn quarantined(&self) -> BTreeMap<String, String> {
        let inputs = fs::read_to_string(self.current().join("inputs.jsonl")).expect("a list of inputs");
        let rows = inputs.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
        let place = |row: &Value| text(&row["source_path"]) + &text(&row["record"]);
        rows.filter(|row| !row["rejection"].is_null()).map(|row| (place(&row), text(&row["rejection"]["reason"]))).collect()
    }

    /// A column of a published table, as text.
    fn column(&self, table: &str, name: &str) -> Vec<String> {
        let file = fs::File::open(self.current().join(format!("{table}.parquet"))).expect("a table");
        let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).and_then(|b| b.build()).expect("Parquet");
        let mut texts = Vec::new();
        for batch in reader {
            let batch = batch.expect("a batch");
            let column = batch.column_by_name(name).expect(name);
            let shown = arrow::util::display::ArrayFormatter::try_new(column, &Default::default()).expect("shown");
            texts.extend((0..column.len()).map(|row| shown.value(row).to_string()));
        }
        texts
    }
}

fn body() -> String {
    BODY.join("\n\n")
}

fn text() -> String {
    format!("{TITLE}\n\n{}", body())
}

fn page() -> String {
    let paragraphs: String = BODY.iter().map(|p| format!("<p>{p}</p>")).collect();
    format!(
        "<html><head><title>{TITLE} - Example News</title><meta property='og:site_name' content='Example News'></head><body>\
         <nav><a href='/'>Home</a> <a href='/trade'>Trade of Peru and Poland reached $9 billion in 2022</a></nav>\
         <article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    )
}

fn record(n: usize) -> Value {
    json!({"title": TITLE, "text": body().replace("120", &(120 + n).to_string()), "date": "2024-06-18"})
}

fn parquet_file() -> Vec<u8> {
    let schema = Arc::new(Schema::new(vec![Field::new("title", DataType::Utf8, false), Field::new("text", DataType::Utf8, false)]));
    let column = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
    let batch = RecordBatch::try_new(schema.clone(), vec![column(TITLE), column(&body())]).expect("a batch");
    let mut bytes = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, schema, None).expect("a writer");
    writer.write(&batch).expect("written");
    writer.close().expect("closed");
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).expect("written");
    writer.finish().expect("packed")
}

/// A page of PDF, a line of type for each line of the text and one between paragraphs.
fn pdf() -> Vec<u8> {
    let lines: String = text().split("\n").map(|line| format!("({line}) Tj T*\n")).collect();
    let content = format!("BT /F1 5 Tf 20 760 Td 9 TL\n{lines}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_string(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>".to_string(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_string(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut file = String::from("%PDF-1.4\n");
    for (object, number) in objects.iter().zip(1..) {
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    // without a table of its objects, as broken files are: readers look for them
    file.into_bytes().into_iter().chain(*b"trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n").collect()
}

fn wrappings() -> Vec<(&'static str, Vec<u8>)> {
    let line = json!({"title": TITLE, "text": body()}).to_string();
    let paragraphs: String = BODY.iter().map(|p| format!("<p>{p}</p>")).collect();
    let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page());
    let warc = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n{response}\r\n\r\n", response.len());
    let mail = format!("Subject: {TITLE}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{}", body().replace('\n', "\r\n"));
    let feed = format!(
        "<rss version='2.0'><channel><item><title>{TITLE}</title><description><![CDATA[{paragraphs}]]></description></item></channel></rss>"
    );
    let csv = format!("title,text\n{TITLE},\"{}\"\n", body());
    vec![
        ("a.txt", text().into_bytes()),
        ("b.html", page().into_bytes()),
        ("c.jsonl", line.clone().into_bytes()),
        ("d.json", format!("[{line}]").into_bytes()),
        ("e.csv", csv.into_bytes()),
        ("f.parquet", parquet_file()),
        ("g.rss", feed.into_bytes()),
        ("h.warc", warc.clone().into_bytes()),
        ("i.warc.gz", gzip(warc.as_bytes())),
        ("j.eml", mail.into_bytes()),
        ("k.txt.gz", gzip(text().as_bytes())),
        ("l.txt", [b"\xFF\xFE".to_vec(), text().encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()),
        ("m.pdf", pdf()),
    ]
}

#[test]
fn an_article_is_one_document_in_whatever_wrapping() {
    let files = wrappings();
    let all: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let project = Project::with(&all);
    project.run();
    assert_eq!(project.quarantined(), BTreeMap::new());
    assert_eq!(project.column("documents", "source_path"), ["a.txt"]);
    let also = "[b.html, c.jsonl#1, d.json#1, e.csv#1, f.parquet#1, g.rss#1, h.warc#1, i.warc.gz#1, j.eml, k.txt.gz, l.txt, m.pdf]";
    assert_eq!(project.column("documents", "also_at"), [also]);
    let ids = project.column("trade_figures", "fact_id");
    assert!(ids.len() >= 3, "{ids:?}");
    // alone, each gives the facts that all of them gave
    for (name, bytes) in &files {
        let alone = Project::with(&[(name, bytes)]);
        alone.run();
        for (table, id) in [("trade_figures", "fact_id"), ("meetings", "meeting_id"), ("sectors", "fact_id")] {
            assert_eq!(alone.column(table, id), project.column(table, id), "{name}: {table}");
        }
    }
}

#[test]
fn captions_give_no_facts() {
    let caption = "<figure><figcaption>Trade between Peru and Chile reached $9 billion in 2022, a chart shows.</figcaption></figure>";
    let markup = format!("<p>{}</p>{caption}<p>{}</p><p>{}</p>", BODY[0], BODY[1], BODY[2]);
    let project = Project::with(&[("a.jsonl", json!({"title": TITLE, "text": markup}).to_string().as_bytes())]);
    project.run();
    assert!(project.column("documents", "boilerplate")[0].contains("caption"));
    let pairs = project.column("trade_figures", "pair");
    assert!(pairs.len() >= 3 && pairs.iter().all(|pair| pair == "KEN-NOR"), "{pairs:?}");
}

#[test]
fn other_files_are_chosen_of_an_archive_that_has_not_changed() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("a.txt", text()), ("b.text", format!("{} It was the first such meeting.", text()))] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
        writer.write_all(text.as_bytes()).expect("written");
    }
    let project = Project::with(&[("c.zip", &writer.finish().expect("packed").into_inner())]);
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3_600);
    fs::File::open(project.seed("c.zip")).and_then(|file| file.set_modified(long_ago)).expect("settled");
    project.run();
    assert_eq!(project.column("documents", "source_path"), ["c.zip#a.txt"]);
    let mut config = Config::defaults(project.0.path()).expect("defaults");
    config.input.extensions.push("text".to_string());
    pipeline::run(&config, &Request::default(), &Silent).expect("a run");
    assert_eq!(project.column("documents", "source_path").len(), 2);
}

#[test]
fn records_come_and_go_with_their_file() {
    let lines = |range: std::ops::Range<usize>| range.map(|n| record(n).to_string() + "\n").collect::<String>();
    let project = Project::with(&[("a.txt", text().as_bytes()), ("news.jsonl", lines(0..12).as_bytes())]);
    project.run();
    // the first record and the text are one article, its text the first by name
    assert_eq!(project.column("documents", "source_path").len(), 12);
    let again = project.run();
    assert!(matches!(again.publication, pipeline::Publication::NothingToDo { .. }), "{:?}", again.publication);
    project.write("news.jsonl", lines(0..15));
    let outcome = project.run();
    assert_eq!((outcome.documents.documents, outcome.documents.changed.count), (15, 1));
    let whole = tables(&project.current());
    project.run_with(&Request { full_refresh: true, ..Request::default() });
    super::published::assert_same(&whole, &tables(&project.current()));
    fs::remove_file(project.seed("news.jsonl")).expect("removed");
    project.run();
    assert_eq!(project.column("documents", "source_path"), ["a.txt"]);
}

#[test]
fn what_a_container_tells_is_read_again_when_it_changes() {
    let line = |day: &str| json!({"title": TITLE, "text": body(), "date": day}).to_string();
    let project = Project::with(&[("b.jsonl", line("2024-06-18").as_bytes()), ("c.txt", b"Kenya and Peru agreed to cooperate in energy.")]);
    project.run();
    assert_eq!(project.column("documents", "published_on_basis").iter().filter(|basis| *basis == "metadata").count(), 1);
    project.write("b.jsonl", line("2024-06-20"));
    project.run();
    assert!(project.column("documents", "published_on").contains(&"2024-06-20".to_string()));
    // the same text comes as a file that tells nothing and is first by name
    project.write("a.txt", text());
    project.run();
    assert_eq!(project.column("documents", "also_at").iter().filter(|also| also.contains("b.jsonl#1")).count(), 1);
    let days = project.column("documents", "published_on");
    assert!(!days.contains(&"2024-06-20".to_string()), "{days:?}");
    let whole = tables(&project.current());
    project.run_with(&Request { full_refresh: true, ..Request::default() });
    super::published::assert_same(&whole, &tables(&project.current()));
}

#[test]
fn what_is_broken_costs_itself() {
    let good = record(1).to_string();
    let packed = gzip(format!("{good}\n").repeat(200).as_bytes());
    let project = Project::with(&[
        ("a.jsonl", format!("{good}\nno JSON\n{{\"title\": \"x\"}}\n").as_bytes()),
        ("b.jsonl.gz", &packed[..packed.len() - 9]),
        ("c.zip", b"PK\x03\x04 and no more"),
        ("d.parquet", b"PAR1"),
        ("e.html", b"<html></html>"),
    ]);
    project.run();
    let reasons = project.quarantined();
    let told: Vec<(&str, &str)> = reasons.iter().map(|(place, reason)| (place.as_str(), reason.as_str())).collect();
    let expected = [
        ("a.jsonl#2", "malformed"),
        ("a.jsonl#3", "empty"),
        ("b.jsonl.gz#rest", "malformed"),
        ("c.zip", "malformed"),
        ("d.parquet", "malformed"),
        ("e.html", "empty"),
    ];
    assert_eq!(told, expected);
    assert_eq!(project.column("quarantine", "source_path"), expected.map(|(place, _)| place));
    assert_eq!(project.column("documents", "source_path").len(), 1);
}

#[test]
fn other_fields_are_found_when_they_are_named() {
    let line = json!({"kopf": TITLE, "inhalt": {"text": body()}, "tag": "18.06.2024"}).to_string();
    let project = Project::with(&[("a.jsonl", line.as_bytes())]);
    project.run();
    assert_eq!(project.quarantined().into_values().collect::<Vec<_>>(), ["empty"]);
    let mut config = Config::defaults(project.0.path()).expect("defaults");
    config.run.max_quarantine_ratio = 1.0;
    let name = |name: &str| vec![name.to_string()];
    (config.fields.text, config.fields.title, config.fields.published_on) = (name("inhalt.text"), name("kopf"), name("tag"));
    pipeline::run(&config, &Request::default(), &Silent).expect("a run");
    assert_eq!(project.column("documents", "title"), [TITLE]);
    assert_eq!(project.column("documents", "published_on"), ["2024-06-18"]);
    assert_eq!(project.column("documents", "published_on_basis"), ["metadata"]);
}

#[test]
fn nothing_is_left_of_what_was_unpacked() {
    let project = Project::with(&[("a.parquet", &parquet_file()), ("b.jsonl.gz", &gzip(record(3).to_string().as_bytes()))]);
    project.run();
    let left = |folder: &Path| {
        fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").file_name().into_string().expect("a name")).collect::<Vec<_>>()
    };
    let mut names = left(&project.0.path().join("output"));
    names.retain(|name| name.starts_with('.') && name != ".lock" && name != ".gitignore" || name.contains("tmp"));
    assert_eq!(names, Vec::<String>::new());
}

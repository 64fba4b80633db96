//! The page of a generation: whole, small, the same for the same tables, and never markup out of an article.

use super::corpus::Corpus;
use super::project::Project;
use communique::pipeline;
use communique::report::{self, Published};
use communique::store::generation::{MANIFEST_FILE, Manifest};
use communique::store::state::read_json;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const HOSTILE: &str = "</script><script>alert(1)</script> \u{202e}<img src=x onerror=alert(2)> & \"quoted\" {{script}}\n\n12 March 2024\n\n\
    Trade turnover between Kenya and Poland for 2023 amounted to 292 million US dollars <b>\"in all\"</b> \u{2028}\u{2029} --> ]]>.\n\
    Trade turnover between Kenya and Poland for 2023 amounted to 410 million US dollars, another source says.\n\
    😀 The forum gathered more than 500 participants.\n";
const SPAIN: &str =
    "Spain and Chile held political consultations in Madrid on 3 May 2024. Bilateral trade exceeded 3 billion euros in 2022.\n";

fn with(files: &[(&str, &str)]) -> Project {
    let project = Project::empty();
    files.iter().for_each(|(name, text)| project.article(name, text));
    project
}

impl Project {
    /// The generation that a run publishes.
    fn generation(&self) -> PathBuf {
        self.run().expect("a run");
        pipeline::pinned_dir(&self.config).expect("published")
    }
}

fn page(generation: &Path) -> String {
    fs::read_to_string(generation.join(report::FILE)).expect("a report")
}

/// What stands in the data element.
fn data(page: &str) -> Value {
    let (_, after) = page.split_once("id=\"data\">").expect("data");
    let (json, _) = after.split_once("</script>").expect("an end");
    serde_json::from_str(json).expect("JSON")
}

fn article<'a>(data: &'a Value, path: &str) -> &'a Value {
    let articles = data["reader"]["articles"].as_array().expect("articles");
    articles.iter().find(|article| article["source_path"] == path).expect("the article")
}

#[test]
fn what_an_article_says_is_never_markup() {
    let project = with(&[("hostile<script>.txt", HOSTILE)]);
    let page = page(&project.generation());
    assert_eq!(page.matches("<script").count(), 2, "the data and the page's own script");
    assert_eq!(page.matches("</script>").count(), 2);
    for hostile in ["alert(1)", "onerror", "<b>", "<img"] {
        let place = page.find(hostile).unwrap_or(page.len());
        let data = page.find("id=\"data\">").expect("data")..page.rfind("<script nonce").expect("a script");
        assert!(place == page.len() || data.contains(&place), "{hostile} stands outside of the data");
    }
    let data = data(&page);
    let article = article(&data, "hostile<script>.txt");
    assert!(article["text"].as_str().expect("a text").contains("<b>\"in all\"</b> \u{2028}\u{2029} --> ]]>"), "{article}");
    assert!(article["title"].as_str().expect("a title").contains("<script>alert(1)</script>"), "{article}");
}

#[test]
fn the_page_asks_for_nothing() {
    let project = with(&[("a.txt", SPAIN)]);
    let page = page(&project.generation());
    assert!(page.contains("content=\"default-src 'none'; style-src 'nonce-"), "the policy stands at the top");
    let without_names = page.replace("http://www.w3.org/2000/svg", "");
    for word in ["http:", "https:", "src=", "url(", "@import", "<link", "<iframe", "<form", "onclick=", "style=\"", "eval("] {
        assert!(!without_names.contains(word), "{word}");
    }
}

#[test]
fn marks_are_where_the_words_are() {
    let project = with(&[("a.txt", HOSTILE)]);
    let data = data(&page(&project.generation()));
    let article = article(&data, "a.txt");
    let units: Vec<u16> = article["text"].as_str().expect("a text").encode_utf16().collect();
    let slice = |mark: &Value, from: &str, to: &str| {
        let at = |key: &str| match key.parse::<usize>().ok().filter(|_| mark.is_array()) {
            Some(place) => mark[place].as_u64().expect("a place") as usize,
            None => mark[key].as_u64().expect("a place") as usize,
        };
        String::from_utf16(&units[at(from)..at(to)]).expect("whole characters")
    };
    let mentions = article["mentions"].as_array().expect("mentions");
    let code = |m: &Value| data["reader"]["codes"][m[6].as_u64().expect("a code") as usize].clone();
    let people = mentions.iter().find(|m| slice(m, "0", "1") == "500").expect("a number behind an emoji");
    assert_ne!(code(people), "", "why it was left alone");
    let facts = article["facts"].as_array().expect("facts");
    let number = facts.iter().position(|fact| fact["slots"]["value"] == "292000000").expect("a fact");
    let first = &facts[number];
    assert!(slice(first, "0", "1").contains("292 million"), "{first}");
    assert!(first["slots"]["rule"].is_string() && first["slots"]["confidence"].is_number(), "{first}");
    assert!(mentions.iter().any(|m| m[5] == number && slice(m, "0", "1").contains("292")), "what the fact was read from");
}

#[test]
fn contradicting_statements_are_told_side_by_side() {
    let project = with(&[("a.txt", HOSTILE)]);
    let data = data(&page(&project.generation()));
    let pair = &data["pairs"]["shown"][0];
    assert_eq!(pair["pair"], "KEN-POL");
    let year = &pair["years"][0];
    assert_eq!((&year["value_min"], &year["value_max"]), (&"292000000".into(), &"410000000".into()), "{year}");
    let stated: Vec<&Value> = year["stated"].as_array().expect("statements").iter().map(|s| &s["value"]).collect();
    assert_eq!(stated.len(), 2, "{year}");
    assert!(stated.contains(&&Value::from("292000000")) && stated.contains(&&Value::from("410000000")), "{year}");
}

#[test]
fn what_is_new_is_told_against_the_generation_before() {
    let project = with(&[("a.txt", SPAIN)]);
    assert_eq!(data(&page(&project.generation()))["news"]["first"], true);
    project.article("b.txt", HOSTILE);
    fs::remove_file(project.path("seeds").join("a.txt")).expect("removed");
    project.article("c.txt", "Norway and Peru discussed tourism.\n");
    project.article("a2.txt", SPAIN);
    let data = data(&page(&project.generation()));
    let line = |table: &str| {
        let tables = data["news"]["tables"].as_array().expect("tables");
        let line = tables.iter().find(|line| line["table"] == table).expect("a line").clone();
        ["before", "rows", "added", "removed"].map(|column| line[column].as_u64().expect("a count"))
    };
    assert_eq!(line("documents"), [1, 3, 2, 0], "the same article under another name is not new");
    let [before, rows, added, removed] = line("trade_figures");
    assert_eq!((before + added - removed, added), (rows, 2));
    let news: Vec<&Value> = data["news"]["documents"].as_array().expect("documents").iter().map(|d| &d["source_path"]).collect();
    assert_eq!(news, ["b.txt", "c.txt"], "the newest first, those without a date last");
    assert_eq!(data["reader"]["articles"][0]["source_path"], "b.txt", "what is new can be read");
}

#[test]
fn many_articles_make_no_larger_page() {
    let project = Project::empty();
    Corpus::new(7).write(&project.path("seeds"), 0..500).expect("articles");
    let generation = project.generation();
    let page = page(&generation);
    assert!(page.len() < 2_200_000, "{} bytes", page.len());
    let data = data(&page);
    assert!(data["reader"]["articles"].as_array().is_some_and(|articles| (50..=200).contains(&articles.len())));
    assert_eq!(data["reader"]["total"], 500);
    let documents = &data["quality"]["documents"];
    assert_eq!(documents["total"], 500, "counts are of all articles: {documents}");
    assert!(data["pairs"]["total"].as_u64() > Some(data["pairs"]["shown"].as_array().expect("pairs").len() as u64));
}

#[test]
fn the_same_tables_give_the_same_page() {
    let project = with(&[("a.txt", SPAIN), ("b.txt", HOSTILE)]);
    let generation = project.generation();
    let manifest: Manifest = read_json(&generation.join(MANIFEST_FILE)).expect("a manifest");
    let again = || report::page(&Published { dir: &generation, manifest: &manifest }, None).expect("a page");
    assert_eq!(again(), page(&generation));
    assert_eq!(again(), again());
}

#[test]
fn a_page_without_mentions_is_whole() {
    let mut project = with(&[("a.txt", "It rained all day.\n")]);
    project.config.output.mentions = communique::config::Mentions::None;
    let data = data(&page(&project.generation()));
    assert_eq!((&data["quality"]["numbers"]["total"], &data["pairs"]["total"]), (&0.into(), &0.into()));
    assert_eq!(article(&data, "a.txt")["text"], "It rained all day.\n");
}

#[test]
fn no_report_is_written_where_none_is_wanted() {
    let mut project = with(&[("a.txt", SPAIN)]);
    project.config.output.report = false;
    assert!(!project.generation().join(report::FILE).exists());
}

//! What a run leaves besides tables: metrics, lineage, the page about a failure, and descriptions for other programs.

use super::project::Project;
use communique::pipeline;
use communique::schema::TABLES;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const ARTICLE: &str = "Trade turnover between Kenya and Poland for 2024 amounted to 292 million US dollars. It was 12% more.\n";

/// An article, and a file that is none.
fn project() -> Project {
    let project = Project::empty();
    project.article("a.txt", ARTICLE);
    project.article("empty.txt", "");
    project
}

impl Project {
    /// A run that quarantines more than is allowed.
    #[track_caller]
    fn fails(&mut self) -> communique::error::Error {
        self.config.run.max_quarantine_ratio = 0.1;
        let error = self.run().expect_err("too many files that are no articles");
        self.config.run.max_quarantine_ratio = 0.5;
        error
    }

    /// Values by name with labels, after a look at the form of the file.
    #[track_caller]
    fn metrics(&self) -> BTreeMap<String, f64> {
        let text = fs::read_to_string(self.path("output/metrics.prom")).expect("metrics.prom");
        let mut values = BTreeMap::new();
        let mut described = Vec::new();
        for line in text.lines() {
            match line.strip_prefix("# HELP ").or_else(|| line.strip_prefix("# TYPE ")) {
                Some(about) => described.push(about.split(' ').next().expect("a name").to_string()),
                None => {
                    let (name, value) = line.rsplit_once(' ').expect("a name and a value");
                    let bare = name.split('{').next().expect("a name").to_string();
                    assert_eq!(described.iter().filter(|other| **other == bare).count(), 2, "{bare} needs HELP and TYPE, once each");
                    assert!(values.insert(name.to_string(), value.parse().expect("a number")).is_none(), "{name} twice");
                }
            }
        }
        values
    }

    /// The events of the newest run.
    fn events(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.newest_run().join("openlineage.ndjson")).expect("events");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    fn newest_run(&self) -> PathBuf {
        self.runs().pop().expect("a run")
    }

    fn runs(&self) -> Vec<PathBuf> {
        let mut runs: Vec<PathBuf> = fs::read_dir(self.path("output/runs")).expect("runs").map(|e| e.expect("an entry").path()).collect();
        runs.sort();
        runs
    }

    fn described(&self, file: &str) -> String {
        fs::read_to_string(pipeline::pinned_dir(&self.config).expect("published").join(file)).expect("a description")
    }
}

#[test]
fn metrics_tell_the_last_run_and_what_is_published() {
    let project = project();
    project.run().expect("a run");
    let metrics = project.metrics();
    assert_eq!(metrics["communique_last_run_exit_code"], 0.0);
    assert_eq!(metrics["communique_published_documents"], 1.0);
    assert_eq!(metrics["communique_published_quarantined_files{reason=\"empty\"}"], 1.0);
    let rows: Vec<&String> = metrics.keys().filter(|name| name.starts_with("communique_published_rows{")).collect();
    assert_eq!(rows.len(), TABLES.len());
    assert!(metrics["communique_published_facts"] >= metrics["communique_published_rows{table=\"trade_figures\"}"]);
    assert!(metrics["communique_published_rows{table=\"trade_figures\"}"] > 0.0);
    assert!(metrics["communique_last_run_duration_seconds"] > 0.0);
    assert!(!project.path("output/.metrics.prom.new").exists());
}

#[test]
fn a_failed_run_keeps_the_time_of_the_last_success() {
    let mut project = project();
    project.run().expect("a run");
    // A time that no clock of this test gives.
    let file = project.path("output/metrics.prom");
    let success = "communique_last_success_timestamp_seconds";
    let earlier: String = fs::read_to_string(&file)
        .expect("metrics")
        .lines()
        .map(|line| if line.starts_with(success) { format!("{success} 1234567890\n") } else { format!("{line}\n") })
        .collect();
    fs::write(&file, earlier).expect("written");
    assert_eq!(project.fails().exit_code(), 4);
    let metrics = project.metrics();
    assert_eq!((metrics["communique_last_run_exit_code"], metrics[success]), (4.0, 1_234_567_890.0));
    assert_eq!(metrics["communique_published_documents"], 1.0, "what is published is still told");
    project.run().expect("nothing to do");
    assert!(project.metrics()[success] > 1_234_567_890.0, "nothing to do is a success");
}

#[test]
fn a_run_that_never_succeeded_has_no_success_to_tell() {
    let mut project = project();
    project.fails();
    let metrics = project.metrics();
    assert_eq!(metrics["communique_last_run_exit_code"], 4.0);
    assert!(!metrics.contains_key("communique_last_success_timestamp_seconds"));
}

#[test]
fn a_failure_leaves_a_page_that_says_what_where_and_what_to_do() {
    let mut project = project();
    project.run().expect("a run");
    let published = pipeline::pinned_dir(&project.config).expect("published");
    let error = project.fails();
    let page = error.page.clone().expect("a page");
    assert!(page.ends_with("failure.txt") && page.starts_with(project.newest_run()));
    let text = fs::read_to_string(*page).expect("the page");
    let generation = published.file_name().expect("its id").to_string_lossy();
    for told in [
        "error: ingest: 1 of 2 files cannot be read",
        "empty.txt",
        "hint: ",
        "exit code  4: ",
        "stage      ingest",
        &generation,
        "what to do ",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let record: Value = serde_json::from_str(&fs::read_to_string(project.newest_run().join("run.json")).expect("run.json")).expect("JSON");
    assert_eq!((&record["exit_code"], &record["stage"]), (&Value::from(4), &Value::from("ingest")));
    assert!(project.run().is_ok() && !project.newest_run().join("failure.txt").exists());
}

#[test]
fn records_of_runs_are_kept_as_configured() {
    let mut project = project();
    project.config.output.keep_runs = 2;
    project.run().expect("a run");
    let first = project.newest_run();
    for _ in 0..4 {
        project.run().expect("nothing to do");
    }
    let runs = project.runs();
    assert_eq!(runs.len(), 3, "two, and the one of the published generation: {runs:?}");
    assert!(runs.contains(&first));
}

/// What happened to which job, in order.
fn story(events: &[Value]) -> Vec<String> {
    let told = |event: &Value| format!("{} {}", event["eventType"].as_str().unwrap_or("?"), event["job"]["name"].as_str().unwrap_or("?"));
    events.iter().map(told).collect()
}

#[test]
fn a_run_leaves_lineage_stage_by_stage() {
    let project = project();
    project.run().expect("a run");
    let events = project.events();
    let told = story(&events);
    assert_eq!(
        (told.first().expect("events").as_str(), told.last().expect("events").as_str()),
        ("START communique", "COMPLETE communique")
    );
    for job in ["ingest", "normalize", "extract", "aggregate", "publish"] {
        let at = |kind: &str| told.iter().position(|line| *line == format!("{kind} communique.{job}")).expect("an event");
        assert!(at("START") < at("COMPLETE"), "{told:?}");
    }
    assert_eq!(told.len(), 12);
    events.iter().for_each(follows_the_spec);
    let last = events.last().expect("events");
    let trade =
        last["outputs"].as_array().expect("outputs").iter().find(|o| o["name"].as_str().is_some_and(|n| n.contains("/trade_figures")));
    let trade = trade.expect("the published table");
    let published = trade["name"].as_str().expect("a path");
    assert!(Path::new(published).is_file(), "{published}");
    assert_eq!(
        trade["outputFacets"]["outputStatistics"]["rowCount"],
        project.metrics()["communique_published_rows{table=\"trade_figures\"}"] as u64
    );
    project.run().expect("nothing to do");
    assert_eq!(story(&project.events()), ["START communique", "COMPLETE communique"]);
}

#[test]
fn a_failed_check_is_told_by_the_job_that_failed() {
    let mut project = project();
    for n in 0..20 {
        project.article(&format!("{n}.txt"), format!("{ARTICLE} Number {n}.\n"));
    }
    project.run().expect("a run");
    (1..20).for_each(|n| fs::remove_file(project.path(&format!("seeds/{n}.txt"))).expect("removed"));
    project.config.run.max_drop_ratio = 0.1;
    assert_eq!(project.run().expect_err("most rows are gone").exit_code(), 3);
    let events = project.events();
    assert!(story(&events).ends_with(&["START communique.publish".into(), "FAIL communique.publish".into(), "FAIL communique".into()]));
    events.iter().for_each(follows_the_spec);
    let error = &events.last().expect("events")["run"]["facets"]["errorMessage"];
    assert!(error["message"].as_str().is_some_and(|message| message.contains("nothing was published")), "{error}");
}

/// What OpenLineage 2-0-2 asks of a run event. CI holds the events against OpenLineage's own client too.
#[track_caller]
fn follows_the_spec(event: &Value) {
    let text = |value: &Value| value.as_str().map(str::to_string).unwrap_or_else(|| panic!("no text: {value} in {event}"));
    assert!(["START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"].contains(&text(&event["eventType"]).as_str()));
    assert!(text(&event["eventTime"]).parse::<jiff::Timestamp>().is_ok());
    assert!(text(&event["producer"]).contains(':'));
    assert_eq!(event["schemaURL"], "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
    let id = text(&event["run"]["runId"]);
    assert_eq!(id.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
    assert!(id.chars().all(|c| c == '-' || c.is_ascii_hexdigit()));
    text(&event["job"]["namespace"]);
    text(&event["job"]["name"]);
    let facets = |of: &Value| of.as_object().into_iter().flatten().map(|(_, facet)| facet.clone()).collect::<Vec<_>>();
    let mut all = facets(&event["run"]["facets"]);
    all.extend(facets(&event["job"]["facets"]));
    for dataset in ["inputs", "outputs"].iter().flat_map(|side| event[*side].as_array().expect("a list")) {
        text(&dataset["namespace"]);
        text(&dataset["name"]);
        all.extend(facets(&dataset["facets"]));
        all.extend(facets(&dataset["outputFacets"]));
    }
    for facet in all {
        assert!(text(&facet["_producer"]).contains(':'));
        assert!(text(&facet["_schemaURL"]).starts_with("https://openlineage.io/spec/facets/"));
    }
}

#[test]
fn descriptions_name_every_table_and_column() {
    let project = project();
    project.run().expect("a run");
    let package: Value = serde_json::from_str(&project.described("datapackage.json")).expect("JSON");
    let (views, sources) = (project.described("views.sql"), project.described("sources.yml"));
    for (table, resource) in TABLES.iter().zip(package["resources"].as_array().expect("resources")) {
        assert_eq!(resource["name"], table.name);
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        let names: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
        assert_eq!(names, table.columns().map(|column| column.name).collect::<Vec<_>>());
        assert!(views.contains(&format!("VIEW {} AS SELECT * FROM read_parquet(['/", table.name)));
        let own = sources.split(&format!("      - name: {}\n", table.name)).nth(1).expect("a source");
        assert!(table.columns().all(|column| own.contains(&format!("          - name: {}\n", column.name))), "{}", table.name);
    }
}

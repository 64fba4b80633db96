//! The command line as a user meets it: exit codes, what goes to which stream, what is written where.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use tempfile::TempDir;

const ARTICLE: &str = "Trade turnover between Kenya and Poland for 2024 amounted to 292 million US dollars “in all”. It was 12% more.\n";

/// A project in a folder of its own, with two articles.
struct Project(TempDir);

impl Project {
    fn new() -> Project {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("seeds")).expect("seeds");
        let project = Project(folder);
        project.article("a.txt", ARTICLE);
        project.article("b.txt", "Spain and Chile agreed to expand cooperation in agriculture.\n");
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn article(&self, name: &str, text: &str) {
        fs::write(self.path("seeds").join(name), text).expect("an article");
    }

    fn ask(&self, args: &[&str]) -> Output {
        communique().current_dir(self.0.path()).args(args).output().expect("the program runs")
    }

    #[track_caller]
    fn told(&self, args: &[&str]) -> String {
        let output = self.ask(args);
        assert_eq!(code(&output), 0, "{args:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    #[track_caller]
    fn refused(&self, args: &[&str], exit_code: i32) -> String {
        let output = self.ask(args);
        assert_eq!(code(&output), exit_code, "{args:?}: {}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stderr)
    }
}

fn communique() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_communique"));
    command.env_remove("NO_COLOR").env_remove("RUST_LOG");
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

#[test]
fn without_a_command_everything_is_run_and_published() {
    let project = Project::new();
    let told = project.told(&[]);
    let stages: Vec<&str> = told.lines().filter_map(|l| l.split_whitespace().next()).collect();
    assert_eq!(stages, ["ingest", "normalize", "extract", "aggregate", "published", "report"], "{told}");
    assert!(told.lines().take(4).all(|line| line.contains(" because ")), "{told}");
    assert!(project.path("output/current/documents.parquet").exists() || project.path("output/current/documents").is_dir());
}

#[test]
fn a_second_run_has_nothing_to_do_and_says_so() {
    let project = Project::new();
    assert_eq!(code(&project.ask(&["run", "--exit-code"])), 5);
    assert!(last_line(&project.told(&["run", "--exit-code"])).starts_with("up to date"));
    assert_eq!(code(&project.ask(&["plan", "--exit-code"])), 0);
    project.article("c.txt", "Norway and Peru discussed tourism.\n");
    let plan = project.ask(&["plan", "--exit-code"]);
    assert_eq!(code(&plan), 5);
    assert!(text(&plan.stdout).contains("1 new"), "{}", text(&plan.stdout));
    assert!(text(&plan.stdout).contains("c.txt"));
}

#[test]
fn quiet_success_is_silent() {
    let project = Project::new();
    let output = project.ask(&["run", "-q"]);
    assert_eq!((code(&output), output.stdout.len(), output.stderr.len()), (0, 0, 0), "{}", text(&output.stderr));
}

#[test]
fn a_run_leaves_its_log_as_json_lines() {
    let project = Project::new();
    project.told(&["run"]);
    let runs = fs::read_dir(project.path("output/runs")).expect("runs");
    let log = runs.map(|e| e.expect("a run").path().join("log.jsonl")).find(|p| p.exists()).expect("log.jsonl");
    let lines: Vec<Value> = fs::read_to_string(log).expect("a log").lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert!(lines.iter().any(|line| line["fields"]["message"] == "stage finished"), "{lines:?}");
}

#[test]
fn errors_go_to_standard_error_and_name_the_next_step() {
    let project = Project::new();
    let told = project.refused(&["run", "--select", "extrakt"], 2);
    assert!(told.starts_with("error: ") && told.contains("\n  hint: "), "{told}");
    assert!(project.refused(&["run", "--limit", "0", "--no-publish"], 2).contains("from 1"));
    assert!(project.refused(&["run", "--threads", "100000"], 2).contains("256"));
    assert!(project.refused(&["run", "--no-such-option"], 2).contains("--no-such-option"));
    assert!(project.refused(&["schema", "trade"], 2).contains("trade_figures"));
}

#[test]
fn a_bad_configuration_names_file_line_and_key() {
    let project = Project::new();
    fs::write(project.path("pipeline.toml"), "[output]\nmentoins = \"all\"\n").expect("a file");
    let told = project.refused(&["run"], 78);
    assert!(told.contains("pipeline.toml:2") && told.contains("mentoins"), "{told}");
    assert_eq!(code(&project.ask(&["-c", "nowhere.toml", "run"])), 78);
    let of_setting = |setting: &str| project.refused(&["--set", setting, "-c", "good.toml", "run"], 78);
    fs::write(project.path("good.toml"), "").expect("a file");
    assert!(of_setting("run.threads=two").contains("expected a whole number"));
    assert!(of_setting("run.threads=100000").contains("from 0 to 256"));
    assert!(of_setting("output.dir=seeds").contains("output.dir"), "tables among the articles");
}

#[test]
fn nothing_to_read_is_no_success() {
    let project = Project::new();
    assert_ne!(code(&project.ask(&["run", "--input", "no-such-folder"])), 0);
    assert_ne!(code(&project.ask(&["check"])), 0);
    assert_ne!(code(&project.ask(&["path"])), 0);
}

#[test]
fn what_is_published_can_be_looked_at_compared_and_put_back() {
    let project = Project::new();
    project.told(&["run"]);
    let first = pinned(&project);
    project.article("c.txt", "Trade turnover between Norway and Peru for 2023 amounted to 5 million US dollars.\n");
    project.told(&["run"]);
    let second = pinned(&project);
    assert_ne!(first, second);
    assert!(project.told(&["status"]).contains("current"));
    assert!(project.told(&["check"]).contains("ok"));
    let diff = project.ask(&["diff", &first, "current", "--exit-code"]);
    assert_eq!(code(&diff), 5, "{}", text(&diff.stderr));
    assert!(text(&diff.stdout).contains("documents: 1 added, 0 removed"), "{}", text(&diff.stdout));
    assert!(project.told(&["rollback"]).contains(&first));
    assert_eq!(pinned(&project), first);
    project.told(&["gc"]);
    project.told(&["quarantine"]);
    project.told(&["doctor"]);
}

/// The id of the current generation.
fn pinned(project: &Project) -> String {
    let path = project.told(&["path"]);
    Path::new(path.trim()).file_name().expect("a generation").to_string_lossy().into_owned()
}

#[test]
fn a_path_is_the_table_itself_with_the_link_resolved() {
    let project = Project::new();
    project.told(&["run"]);
    let path = project.told(&["path", "documents"]);
    assert!(Path::new(path.trim()).exists() && !path.contains("current"), "{path}");
}

#[test]
fn the_report_is_found_by_its_path() {
    let project = Project::new();
    project.told(&["run"]);
    let path = project.told(&["report"]);
    assert!(fs::read_to_string(path.trim()).expect("a page").starts_with("<!doctype html>"), "{path}");
    project.told(&["--set", "output.report=false", "run", "--full-refresh"]);
    assert!(project.refused(&["report"], 1).contains("output.report"));
}

#[test]
fn an_unreadable_file_is_listed_in_quarantine() {
    let project = Project::new();
    project.article("empty.txt", "");
    project.told(&["run"]);
    assert!(project.told(&["quarantine"]).contains("empty.txt"));
}

#[test]
fn a_new_project_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = Project(folder);
    project.told(&["init", "."]);
    project.article("a.txt", ARTICLE);
    project.told(&["run"]);
    assert!(project.refused(&["init", "."], 2).contains("already"));
}

fn annotate(args: &[&str], input: &[u8]) -> Output {
    communique().arg("annotate").args(args).write_stdin(input).output().expect("the program runs")
}

fn rows(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

fn line(id: &str, text: &str) -> String {
    serde_json::json!({"id": id, "text": text}).to_string() + "\n"
}

#[test]
fn annotate_answers_in_order_with_offsets_that_cut_the_text() {
    let input: String = (0..600).map(|n| line(&format!("doc-{n}"), &format!("“{n}” {ARTICLE}"))).collect();
    let output = annotate(&["-", "--only", "mentions"], input.as_bytes());
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let rows = rows(&output);
    let mut docs: Vec<&str> = rows.iter().filter_map(|row| row["doc"].as_str()).collect();
    docs.dedup();
    assert_eq!(docs, (0..600).map(|n| format!("doc-{n}")).collect::<Vec<_>>());
    for row in &rows {
        let (n, at) =
            (row["doc"].as_str().expect("doc").trim_start_matches("doc-"), |key: &str| row[key].as_u64().expect("an offset") as usize);
        let article = format!("“{n}” {ARTICLE}");
        assert_eq!(row["text"], article[at("start")..at("end")]);
        let characters: String = article.chars().skip(at("char_start")).take(at("char_end") - at("char_start")).collect();
        assert_eq!(row["text"], characters);
        assert_eq!(row["table"], "mentions");
    }
}

#[test]
fn a_bad_line_is_named_and_the_others_are_answered() {
    let input = line("a", ARTICLE) + "{\"id\": \"b\"}\nnot json\n\n" + &line("c", ARTICLE);
    let output = annotate(&[], input.as_bytes());
    assert_eq!(code(&output), 1);
    let told = text(&output.stderr);
    assert!(told.contains("line 2: no \"text\"") && told.contains("line 3: not JSON"), "{told}");
    let rows = rows(&output);
    assert!(rows.iter().any(|r| r["doc"] == "a") && rows.iter().any(|r| r["doc"] == "c"), "{}", text(&output.stdout));
}

#[test]
fn annotate_reads_a_text_file() {
    let project = Project::new();
    let told = project.told(&["annotate", "seeds/a.txt", "--only", "mentions"]);
    assert!(told.lines().count() > 3 && told.lines().all(|l| l.starts_with(r#"{"doc":"a","table":"mentions","#)), "{told}");
    assert!(!project.path("output").exists(), "annotate writes no file");
    assert_eq!(code(&project.ask(&["annotate", "seeds/none.txt"])), 1);
}

#[test]
fn a_publication_date_resolves_last_year() {
    let row = |args: &[&str], input: &str| {
        let output = annotate(args, input.as_bytes());
        rows(&output).into_iter().find(|r| r["text"] == "last year").expect("the period")["period_start"].clone()
    };
    let article = line("a", "Trade between Kenya and Poland grew last year.");
    assert_eq!(row(&[], &article), Value::Null);
    assert_eq!(row(&["--published-on", "2024-05-02"], &article), "2023-01-01");
    let dated = article.replace("}", ",\"published_on\":\"2022-05-02\"}");
    assert_eq!(row(&["--published-on", "2024-05-02"], &dated), "2021-01-01");
}

#[test]
fn annotate_answers_a_line_before_the_next_one_comes() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_communique"))
        .arg("annotate")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("its input");
    let mut output = std::io::BufReader::new(child.stdout.take().expect("its output"));
    for id in ["a", "b"] {
        input.write_all(line(id, ARTICLE).as_bytes()).expect("a line is taken");
        let mut answer = String::new();
        while !answer.contains(&format!("\"doc\":\"{id}\"")) {
            answer.clear();
            assert_ne!(std::io::BufRead::read_line(&mut output, &mut answer).expect("an answer"), 0);
        }
    }
    drop((input, output));
    assert!(child.wait().expect("it ends").success(), "a reader that leaves is no failure");
}

#[test]
fn explain_fits_a_terminal_and_names_what_was_left_alone() {
    let project = Project::new();
    project.article("c.txt", "Some 60 people attended the 8th round in Nairobi, where Kenya and Poland met.\n");
    let told = project.told(&["explain", "seeds/a.txt"]);
    assert!(told.contains("<- \"292 million US dollars\"") && told.contains("NUMBERS LEFT ALONE"), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    assert!(!told.contains('\u{1b}'));
    assert!(project.told(&["explain", "seeds/a.txt", "--color", "always"]).contains('\u{1b}'));
    let told = project.told(&["explain", "seeds/c.txt"]);
    let left = told.split("NUMBERS LEFT ALONE").nth(1).expect("the last part");
    assert!(left.contains("[60]"), "{told}");
    project.told(&["run"]);
    assert!(project.refused(&["explain", "nothing-of-this-name"], 2).contains("no document or fact"));
}

#[test]
fn explain_finds_what_is_published() {
    let project = Project::new();
    project.told(&["run"]);
    assert!(project.told(&["explain", "a"]).contains("Poland"));
    let facts = project.told(&["annotate", "seeds/a.txt", "--only", "facts"]);
    if let Some(fact) = facts.lines().next().map(|l| serde_json::from_str::<Value>(l).expect("a fact")) {
        let id = fact["fact_id"].as_str().expect("its id");
        assert!(project.told(&["explain", id]).contains(id));
    }
}

/// Every command, with the names of those below it.
const COMMANDS: &[&[&str]] = &[
    &["run"],
    &["merge"],
    &["plan"],
    &["status"],
    &["annotate"],
    &["explain"],
    &["check"],
    &["diff"],
    &["rollback"],
    &["gc"],
    &["quarantine"],
    &["schema"],
    &["path"],
    &["report"],
    &["doctor"],
    &["init"],
    &["config", "show"],
    &["completions"],
    &["man"],
];

fn help(command: &[&str]) -> String {
    let output = communique().args(command).arg("--help").output().expect("help");
    assert_eq!(code(&output), 0, "{command:?}");
    text(&output.stdout)
}

#[test]
fn every_command_has_its_help() {
    let all = help(&[]);
    for command in COMMANDS {
        assert!(all.lines().any(|l| l.trim_start().starts_with(command[0])), "{command:?}: {all}");
    }
    let listed = all.split("Commands:").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("the list of commands");
    let names = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")).count();
    assert_eq!(names, COMMANDS.len() + 1, "`help` and no other that is not tested: {listed}");
    assert!(!all.contains('\u{1b}'), "colours in a pipe");
}

/// The lines below `Examples:`.
fn examples(command: &[&str]) -> Vec<String> {
    let help = help(command);
    let below = help.split("Examples:\n").nth(1).unwrap_or_else(|| panic!("{command:?} has no examples: {help}"));
    below.lines().take_while(|line| line.starts_with("  ")).map(|line| line.trim().to_string()).collect()
}

#[test]
fn every_example_in_the_help_works() {
    let program = Path::new(env!("CARGO_BIN_EXE_communique")).parent().expect("its folder");
    let path =
        std::env::join_paths([program.to_path_buf()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").expect("PATH"))));
    let path = path.expect("a search path");
    for command in [&[][..]].iter().chain(COMMANDS) {
        let examples = examples(command);
        assert!(!examples.is_empty());
        for example in examples {
            let project = Project::new();
            project.told(&["run"]);
            project.article("article.txt", ARTICLE);
            project.told(&["run"]);
            fs::write(project.path("article.txt"), ARTICLE).expect("an article");
            fs::write(project.path("articles.jsonl"), line("1", ARTICLE)).expect("articles");
            fs::create_dir(project.path("articles")).expect("a folder");
            fs::write(project.path("articles/a.txt"), ARTICLE).expect("an article");
            let mut shell = Command::new("sh");
            shell.args(["-ec", &example]).current_dir(project.0.path()).env("PATH", &path).env_remove("NO_COLOR");
            let output = shell.output().expect("a shell");
            assert_eq!(code(&output), 0, "{example}: {}{}", text(&output.stdout), text(&output.stderr));
        }
    }
}

#[test]
fn shells_get_their_completions() {
    for (shell, sign) in [("bash", "complete -F"), ("zsh", "#compdef communique"), ("fish", "complete -c communique")] {
        let script = text(&communique().args(["completions", shell]).output().expect("a script").stdout);
        assert!(script.contains(sign) && script.contains("quarantine"), "{shell}");
    }
}

#[test]
fn the_manual_has_a_page_per_command() {
    let project = Project::new();
    let page = project.told(&["man"]);
    assert!(page.contains(".TH COMMUNIQUE 1") && page.contains(".SH EXAMPLES\n.nf\n") && page.contains(".SH EXIT CODES\n"), "{page}");
    project.told(&["man", "--dir", "man1"]);
    for command in COMMANDS {
        let page = fs::read_to_string(project.path(&format!("man1/communique-{}.1", command.join("-")))).expect("a page");
        assert!(page.contains(&format!(".TH COMMUNIQUE-{} 1", command.join("-").to_uppercase())), "{page}");
    }
}

#[test]
fn settings_are_shown_with_where_they_came_from() {
    let project = Project::new();
    fs::write(project.path("pipeline.toml"), "[run]\nthreads = 3\n\n[output]\nmentions = \"used\"\n").expect("a file");
    let show = |variable: Option<(&str, &str)>, args: &[&str]| {
        let mut command = communique();
        variable.iter().for_each(|(name, value)| _ = command.env(name, value));
        let output = command.current_dir(project.0.path()).args(args).args(["config", "show"]).output().expect("it runs");
        (code(&output), text(&output.stdout) + &text(&output.stderr))
    };
    let line = |told: &(i32, String), key: &str| {
        let found = told.1.lines().find(|line| line.starts_with(&format!("{key} = "))).unwrap_or_else(|| panic!("{key}: {}", told.1));
        found.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let plain = show(None, &[]);
    assert_eq!(line(&plain, "threads"), "threads = 3 # pipeline.toml:2");
    assert_eq!(line(&plain, "mentions"), "mentions = \"used\" # pipeline.toml:5");
    assert_eq!(line(&plain, "keep_generations"), "keep_generations = 5 # default");
    let variable = Some(("COMMUNIQUE_RUN__THREADS", "2"));
    assert_eq!(line(&show(variable, &[]), "threads"), "threads = 2 # COMMUNIQUE_RUN__THREADS");
    assert_eq!(line(&show(variable, &["--set", "run.threads=1"]), "threads"), "threads = 1 # --set");
    assert_eq!(line(&show(variable, &["--threads", "4"]), "threads"), "threads = 4 # --threads");
    let (exit_code, told) = show(Some(("COMMUNIQUE_RUN__TREADS", "2")), &[]);
    assert!(exit_code == 78 && told.contains("COMMUNIQUE_RUN__TREADS") && told.contains("did you mean `threads`"), "{told}");
    let (exit_code, told) = show(Some(("COMMUNIQUE_RUN_THREADS", "2")), &[]);
    assert!(exit_code == 78 && told.contains("COMMUNIQUE_RUN__THREADS"), "{told}");
    // What is shown is a configuration file.
    fs::write(project.path("shown.toml"), plain.1).expect("a file");
    project.told(&["-c", "shown.toml", "run"]);
}

#[test]
fn a_slip_is_answered_with_what_was_probably_meant() {
    let project = Project::new();
    assert!(project.refused(&["stauts"], 2).contains("status"));
    assert!(project.refused(&["run", "--full-refesh"], 2).contains("--full-refresh"));
    assert!(project.refused(&["schema", "trade_figure"], 2).contains("did you mean `trade_figures`?"));
    assert!(project.refused(&["run", "--select", "extrakt"], 2).contains("did you mean `extract`?"));
    assert!(project.refused(&["--set", "output.mentoins=used", "run"], 78).contains("did you mean `mentions`?"));
}

#[test]
fn quiet_commands_are_silent_when_all_is_well() {
    let project = Project::new();
    for args in [&["init", "new"][..], &["run"], &["run", "--full-refresh"], &["check"], &["rollback"], &["gc"], &["doctor"]] {
        let output = project.ask(&[&["-q"], args].concat());
        assert_eq!((code(&output), text(&output.stdout), text(&output.stderr)), (0, String::new(), String::new()), "{args:?}");
    }
}

#[test]
fn a_failed_run_points_to_its_page() {
    let project = Project::new();
    project.article("empty.txt", "");
    let told = project.refused(&["--set", "run.max_quarantine_ratio=0", "run"], 4);
    let page = told.lines().find_map(|line| line.strip_prefix("  more: ")).expect("the page");
    assert!(fs::read_to_string(page).expect("the page").contains("what to do"), "{told}");
}

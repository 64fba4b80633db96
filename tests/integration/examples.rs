//! `examples/output/`, the tables of `seeds/` that a reader can look at before anything is built: as the program writes them now.

use super::project::Project;
use super::published::{assert_same, tables};
use communique::pipeline;
use std::fs;
use std::path::Path;

#[test]
fn the_tables_in_the_repository_are_what_a_run_writes() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::empty();
    for entry in fs::read_dir(home.join("seeds")).expect("seeds/") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        project.article(&name, fs::read(&path).expect("an article"));
    }
    project.run().expect("a run");
    let current = pipeline::pinned_dir(&project.config).expect("published");
    let mut written = tables(&current);
    // of one run, with its times
    written.remove(Path::new("runs.parquet")).expect("every run is in `runs`");

    let kept = home.join("examples/output");
    if std::env::var_os("UPDATE_EXAMPLES").is_some_and(|v| v == "1") {
        for old in tables(&kept).keys() {
            fs::remove_file(kept.join(old)).expect("removed");
        }
        for (file, bytes) in &written {
            fs::write(kept.join(file), bytes).expect("written");
        }
    }
    // UPDATE_EXAMPLES=1 cargo test --release tables_in_the_repository writes them anew
    assert_same(&tables(&kept), &written);
}

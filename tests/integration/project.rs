//! A folder with articles and the settings of a project, gone when the test ends. What a file of tests needs besides it adds there.

use communique::config::Config;
use communique::error::Result;
use communique::pipeline::{self, Outcome, Request, Silent};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

pub struct Project {
    dir: TempDir,
    pub config: Config,
}

impl Project {
    /// One without articles.
    pub fn empty() -> Project {
        let dir = tempfile::tempdir().expect("a folder");
        let config = Config::defaults(dir.path()).expect("defaults");
        fs::create_dir(dir.path().join("seeds")).expect("made");
        Project { dir, config }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file below the folder of the articles.
    pub fn article(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path("seeds").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    pub fn run(&self) -> Result<Outcome> {
        pipeline::run(&self.config, &Request::default(), &Silent)
    }
}

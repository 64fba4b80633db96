//! `doctor`: whether this machine and project are fit for a run.

use super::{Globals, OutputArg, print};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::pipeline;
use clap::Args;
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    #[command(flatten)]
    output: OutputArg,
}

/// What was looked at, and what is fine or wrong about it.
type Finding = (String, std::result::Result<String, String>);

pub(super) fn run(globals: &Globals, args: &DoctorArgs) -> Result<ExitCode> {
    let config = globals.load(&args.output)?;
    let mut findings = vec![configuration(&config)];
    findings.extend(config.input.paths.iter().map(|path| input(path)));
    findings.push(output(&config.output.dir));
    findings.push(published(&config));
    let mut out = print::Out::new();
    for (what, finding) in &findings {
        match finding {
            Ok(_) if globals.quiet => {}
            Ok(fine) => out.line(format_args!("ok      {what}: {fine}"))?,
            Err(wrong) => out.line(format_args!("WRONG   {what}: {wrong}"))?,
        }
    }
    out.flush()?;
    match findings.iter().filter(|f| f.1.is_err()).count() {
        0 => Ok(ExitCode::SUCCESS),
        n => Err(Error::failed(format!("{} to mend", print::count(n, "thing")))),
    }
}

fn configuration(config: &Config) -> Finding {
    let file = config.file.as_ref().map_or("defaults, no file".to_string(), |f| f.display().to_string());
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    let threads = if config.run.threads == 0 { cores } else { config.run.threads };
    ("configuration".to_string(), Ok(format!("{file}; {} on {}", print::count(threads, "thread"), print::count(cores, "core"))))
}

fn input(path: &Path) -> Finding {
    let readable = if path.is_dir() { fs::read_dir(path).map(|_| ()) } else { fs::File::open(path).map(|_| ()) };
    let what = format!("input {}", path.display());
    (what, readable.map(|()| "readable".to_string()).map_err(|e| format!("cannot be read: {e}")))
}

fn output(dir: &Path) -> Finding {
    (format!("output {}", dir.display()), probe(dir).map(|()| "writable, links work".to_string()).map_err(|e| e.to_string()))
}

/// Makes and renames a link where a run would: publishing rests on that.
fn probe(dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    let (link, renamed) = (dir.join(".doctor"), dir.join(".doctor-renamed"));
    let _ = fs::remove_file(&link);
    let linked = std::os::unix::fs::symlink("generations", &link).and_then(|()| fs::rename(&link, &renamed));
    let _ = fs::remove_file(&renamed);
    linked
}

fn published(config: &Config) -> Finding {
    let finding = pipeline::status(config).map(|status| {
        let current = status.generations.iter().find(|g| g.current);
        current.map_or("nothing yet".to_string(), |g| format!("{} of {}", g.id, g.created_at))
    });
    ("published".to_string(), finding.map_err(|e| e.to_string()))
}

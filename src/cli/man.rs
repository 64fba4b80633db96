//! `man`: the manual pages, made of what `--help` says.

use super::{Cli, print};
use crate::error::{Error, Result};
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write this page and one per command into a directory; else this one goes to standard output
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(super) fn run(args: &ManArgs) -> Result<ExitCode> {
    let mut program = Cli::command();
    program.build();
    match &args.dir {
        Some(dir) => {
            fs::create_dir_all(dir).map_err(|e| Error::on("make the folder", dir, e))?;
            for (name, command) in pages(&program, program.get_name()) {
                let file = dir.join(format!("{name}.1"));
                fs::write(&file, page(command)?).map_err(|e| Error::on("write the file", &file, e))?;
            }
        }
        None => {
            let mut out = print::Out::new();
            out.text(&String::from_utf8_lossy(&page(program)?))?;
            out.flush()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A command and those below it, each with the name of its page.
fn pages(command: &Command, name: &str) -> Vec<(String, Command)> {
    let mut pages = vec![(name.to_string(), command.clone())];
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        pages.extend(self::pages(below, &format!("{name}-{}", below.get_name())));
    }
    pages
}

fn page(command: Command) -> Result<Vec<u8>> {
    let name = command.get_bin_name().unwrap_or("communique").replace(' ', "-");
    let below = command.get_after_help().map(|help| sections(&help.to_string())).unwrap_or_default();
    let has_commands = command.has_subcommands();
    let man = Man::new(command).title(name.to_uppercase()).source(concat!("communique ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    let render = |page: &mut Vec<u8>| -> io::Result<()> {
        man.render_title(page)?;
        man.render_name_section(page)?;
        man.render_synopsis_section(page)?;
        man.render_description_section(page)?;
        if has_commands {
            man.render_subcommands_section(page)?;
        }
        man.render_options_section(page)?;
        page.write_all(below.as_bytes())
    };
    render(&mut page).map_err(|e| Error::failed("cannot write the manual page").cause(e))?;
    Ok(page)
}

/// What stands below the options in the help: paragraphs with a title, as sections. Lines below a title stay as they are.
fn sections(help: &str) -> String {
    let section = |paragraph: &str| {
        let (title, body) = paragraph.split_once(':').unwrap_or(("Notes", paragraph));
        let body = body.strip_prefix(' ').unwrap_or(body);
        let lines: String = body.trim_start_matches('\n').lines().map(|line| format!("\\&{}\n", escaped(line))).collect();
        let lines = if body.starts_with('\n') { format!(".nf\n{lines}.fi\n") } else { lines };
        format!(".SH {}\n{lines}", escaped(&title.to_uppercase()))
    };
    help.split("\n\n").map(section).collect()
}

/// A line that groff prints as it is.
fn escaped(line: &str) -> String {
    line.replace('\\', "\\e").replace('-', "\\-")
}

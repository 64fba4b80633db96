//! Who says what a setting is: the default, the file, the environment, or the command line; the later one wins.
//!
//! `COMMUNIQUE_RUN__THREADS=2` is `run.threads = 2`: two underscores stand for the dot, because one is part of names.

use super::{Config, DEFAULT_FILE, Options, key_at};
use crate::error::{Error, Result};
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

/// What the names of environment variables that are settings begin with.
const PREFIX: &str = "COMMUNIQUE_";

/// A setting that takes the place of what the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Such as `output.mentions`.
    pub key: String,
    /// As TOML, or as a bare word.
    pub value: String,
    /// Who says so.
    pub origin: Origin,
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody says anything else.
    Default,
    /// The configuration file, in this line where it could be told.
    File(PathBuf, Option<usize>),
    /// The environment variable of this name.
    Environment(String),
    /// This option of the command line.
    Option(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File(file, Some(line)) => write!(f, "{}:{line}", file.display()),
            Origin::File(file, None) => write!(f, "{}", file.display()),
            Origin::Environment(name) => f.write_str(name),
            Origin::Option(name) => f.write_str(name),
        }
    }
}

/// The settings among environment variables, by name. A variable that looks like one and is none is refused: it would be a
/// setting that silently does nothing.
pub fn from_environment(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Vec<Setting>> {
    let sections = sections()?;
    let mut settings = Vec::new();
    for (name, value) in variables {
        let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX)) else { continue };
        let spelt = name[PREFIX.len()..].to_ascii_lowercase();
        let refuse = |expected: String| Error::config(Path::new(name), None, "", expected);
        let Some((section, key)) = spelt.split_once("__") else {
            let slip = sections.iter().find_map(|section| Some((section, spelt.strip_prefix(&format!("{section}_"))?)));
            if let Some((section, key)) = slip {
                let meant = format!("{PREFIX}{section}__{key}").to_ascii_uppercase();
                return Err(refuse(format!("expected two underscores between section and key: {meant}")));
            }
            continue;
        };
        let value = value.into_string().map_err(|_| refuse("expected text".to_string()))?;
        settings.push(Setting { key: format!("{section}.{key}"), value, origin: Origin::Environment(name.to_string()) });
    }
    settings.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(settings)
}

/// One setting as a run would take it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub section: String,
    pub key: String,
    /// Paths resolved.
    pub value: toml::Value,
    pub origin: Origin,
}

/// Every setting with where its value came from, by section and key.
pub fn shown(path: Option<&Path>, settings: &[Setting]) -> Result<Vec<Shown>> {
    let Config { file, input, fields, output, currency, run, checks } = Config::load(path, settings)?;
    let text = file.as_ref().map(std::fs::read_to_string).and_then(|text| text.ok()).unwrap_or_default();
    let stated: toml::Table = toml::from_str(&text).unwrap_or_default();
    let origin = |section: &str, key: &str| {
        let dotted = format!("{section}.{key}");
        if let Some(setting) = settings.iter().rev().find(|setting| setting.key == dotted) {
            return setting.origin.clone();
        }
        match stated.get(section).and_then(|section| section.get(key)) {
            Some(_) => Origin::File(file.clone().unwrap_or_else(|| DEFAULT_FILE.into()), line_of(&text, &dotted)),
            None => Origin::Default,
        }
    };
    let mut all = Vec::new();
    for (section, values) in table(&Options { input, fields, output, currency, run, checks })? {
        for (key, value) in values.as_table().into_iter().flatten() {
            all.push(Shown { section: section.clone(), key: key.clone(), value: value.clone(), origin: origin(&section, key) });
        }
    }
    Ok(all)
}

fn line_of(text: &str, key: &str) -> Option<usize> {
    (1..=text.lines().count()).find(|line| key_at(text, *line) == key)
}

fn table(options: &Options) -> Result<toml::Table> {
    toml::Table::try_from(options).map_err(|e| Error::failed("cannot restate the options").cause(e))
}

fn sections() -> Result<Vec<String>> {
    Ok(table(&Options::default())?.keys().cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, value: &str) -> Result<Vec<Setting>> {
        from_environment([(name.into(), value.into()), ("HOME".into(), "/".into()), ("COMMUNIQUE_KILLS".into(), "3".into())])
    }

    #[test]
    fn variables_with_two_underscores_are_settings() {
        let settings = of("COMMUNIQUE_RUN__MAX_DROP_RATIO", "1").expect("a setting");
        assert_eq!(settings.len(), 1);
        assert_eq!((settings[0].key.as_str(), settings[0].value.as_str()), ("run.max_drop_ratio", "1"));
        assert_eq!(settings[0].origin.to_string(), "COMMUNIQUE_RUN__MAX_DROP_RATIO");
    }

    #[test]
    fn a_variable_that_only_looks_like_a_setting_is_refused() {
        let error = of("COMMUNIQUE_RUN_THREADS", "2").expect_err("one underscore");
        assert!(error.to_string().ends_with("COMMUNIQUE_RUN__THREADS"), "{error}");
        assert!(of("COMMUNIQUEX_RUN_THREADS", "2").expect("nobody's").is_empty());
    }
}

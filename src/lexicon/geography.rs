//! Countries, groups, cities and seats of government in all the forms in which news names them.

use super::phrases::Phrases;
use super::source;
use super::table::{list, rows};
use super::vocabulary::Table;
use crate::model::Code;
use std::collections::BTreeMap;

/// What kind of form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeoKind {
    /// A country's name.
    Country,
    /// "Kazakh".
    Adjective,
    /// "Kazakhs".
    People,
    /// "Sino-", the first half of a compound.
    Prefix,
    /// A capital.
    Capital,
    /// Another city.
    City,
    /// A province or region inside a country.
    Region,
    /// A residence or office that stands for a government.
    Seat,
    /// A group's name.
    Group,
    /// "Central Asian".
    GroupAdjective,
    /// An international body that is no economy.
    Body,
    /// A part of the world that is no economy though one is in its name: "Latin America".
    Continent,
}

/// One form and what it stands for.
#[derive(Clone, Debug)]
pub struct Geo {
    /// Country or group.
    pub code: Code,
    /// What kind of form.
    pub kind: GeoKind,
    /// The canonical city that it names or lies in.
    pub city: Option<Box<str>>,
    /// The form is written in capitals throughout ("US"): lower case is another word.
    pub upper: bool,
}

/// The forms, and what is known of each country.
pub struct Geography {
    /// All forms; the first of two entries for one form is the usual one.
    pub forms: Phrases<Geo>,
    /// Capital by country.
    pub capitals: BTreeMap<Code, String>,
    /// Members by group, past ones included.
    pub members: BTreeMap<Code, Vec<Code>>,
    /// Short names by country or group.
    pub names: BTreeMap<Code, String>,
    /// The states that a word for a kind of state may stand for: "kingdom".
    pub epithets: BTreeMap<String, Vec<Code>>,
}

impl Geography {
    /// Whether `country` is or was a member of `group`.
    pub fn is_member(&self, group: Code, country: Code) -> bool {
        self.members.get(&group).is_some_and(|m| m.contains(&country))
    }

    fn add(&mut self, form: &str, kind: GeoKind, code: Code, city: Option<&str>) {
        let upper = form.chars().any(char::is_alphabetic) && !form.chars().any(char::is_lowercase);
        self.forms.insert(form, Geo { code, kind, city: city.map(Into::into), upper });
    }
}

/// The compiled-in tables.
pub fn builtin() -> Geography {
    let mut geo = Geography {
        forms: Phrases::new(Table::Geography),
        capitals: BTreeMap::new(),
        members: BTreeMap::new(),
        names: BTreeMap::new(),
        epithets: BTreeMap::new(),
    };
    for row in rows(source("countries"), 10) {
        add_country(&mut geo, &row);
    }
    for row in rows(source("groups"), 5) {
        add_group(&mut geo, &row);
    }
    for row in rows(source("places"), 4) {
        if row[3] == "continent" {
            geo.add(&row[0], GeoKind::Continent, Code::of("WLD"), None);
            continue;
        }
        let Some(code) = Code::new(&row[2]) else { continue };
        let kind = match row[3].as_str() {
            "region" => GeoKind::Region,
            "seat" => GeoKind::Seat,
            _ => GeoKind::City,
        };
        geo.add(&row[0], kind, code, (!row[1].is_empty()).then_some(row[1].as_str()));
    }
    for row in rows(source("group_members"), 4) {
        if let (Some(group), Some(member)) = (Code::new(&row[0]), Code::new(&row[1])) {
            geo.members.entry(group).or_default().push(member);
        }
    }
    for row in rows(source("epithets"), 2) {
        if let Some(code) = Code::new(&row[1]) {
            geo.epithets.entry(row[0].clone()).or_default().push(code);
        }
    }
    geo
}

fn add_country(geo: &mut Geography, row: &[String]) {
    let Some(code) = Code::new(&row[0]) else { return };
    geo.names.insert(code, row[3].clone());
    geo.add(&row[3], GeoKind::Country, code, None);
    for form in list(&row[5]) {
        geo.add(form, GeoKind::Country, code, None);
    }
    for form in list(&row[6]) {
        match form.strip_suffix('-') {
            Some(prefix) => geo.add(prefix, GeoKind::Prefix, code, None),
            None => geo.add(form, GeoKind::Adjective, code, None),
        }
    }
    for form in list(&row[7]) {
        geo.add(form, GeoKind::People, code, None);
    }
    if !row[8].is_empty() {
        geo.capitals.insert(code, row[8].clone());
        let city_state = row[8] == row[3];
        if !city_state {
            geo.add(&row[8], GeoKind::Capital, code, Some(&row[8]));
        }
        for form in list(&row[9]) {
            geo.add(form, GeoKind::Capital, code, Some(former_or_current(form, &row[8])));
        }
    }
}

/// A capital's former name stays as the text has it; a variant spelling becomes the current one.
fn former_or_current<'a>(form: &'a str, capital: &'a str) -> &'a str {
    if form.split([' ', ',']).next() == capital.split([' ', ',']).next() { capital } else { form }
}

fn add_group(geo: &mut Geography, row: &[String]) {
    let Some(code) = Code::new(&row[0]) else { return };
    geo.names.insert(code, row[2].clone());
    let kind = match row[1].as_str() {
        "body" => GeoKind::Body,
        "world" => return,
        _ => GeoKind::Group,
    };
    if !row[0].contains('_') {
        geo.add(&row[0], kind, code, None);
    }
    geo.add(&row[2], kind, code, None);
    for form in list(&row[3]) {
        geo.add(form, kind, code, None);
    }
    for form in list(&row[4]) {
        geo.add(form, GeoKind::GroupAdjective, code, None);
    }
}

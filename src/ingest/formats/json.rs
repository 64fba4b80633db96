//! JSON lines and JSON documents: a list of records, one record after another, or an object that holds the list.

use super::unpack::{self, Bounded};
use super::{Context, Source, Take, at, give, metadata, numbered};
use crate::ingest::article::Article;
use crate::ingest::rejection;
use crate::model::Rejection;
use serde::Deserializer as _;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::cell::Cell;
use std::fmt;
use std::io::BufReader;
use std::ops::ControlFlow;

/// Fields in which an object that is no record itself holds a list of them.
const HOLDERS: &[&str] = &["articles", "items", "records", "documents", "entries", "results", "data", "news", "posts", "pages"];

/// A record per line; a line that is none costs that line.
pub fn lines(source: &mut Source, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let (mut bytes, mut offset, mut number) = (Vec::new(), 0, 0);
    while let Some(line) = unpack::line(source.reader, context.input.max_bytes, &mut bytes)? {
        let begins = offset;
        offset += line.length;
        let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| begins == 0).unwrap_or(&bytes);
        if bare.trim_ascii().is_empty() {
            continue;
        }
        number += 1;
        let read = || {
            if line.cut {
                let detail = format!("{}: the line is longer than input.max_bytes = {}", at(number, begins), context.input.max_bytes);
                return Err(rejection("too_large", detail));
            }
            let value: Value =
                serde_json::from_slice(bare).map_err(|e| rejection("malformed", format!("{}: no JSON: {e}", at(number, begins))))?;
            record(&value, context)
        };
        if give(context, take, &numbered(&source.prefix, number), read).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// A record, a list of records, several of them behind one another, or an object with a list of records in one of its fields.
pub fn values(source: &mut Source, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let since = Cell::new(0);
    let reader = Bounded { reader: &mut *source.reader, since: &since, limit: context.input.max_bytes };
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(reader));
    let mut records = Records { context, take, prefix: &source.prefix, since: &since, number: 0, stopped: false };
    while json.end().is_err() {
        match json.deserialize_any(&mut records) {
            _ if records.stopped => return Ok(()),
            Ok(()) => {}
            Err(e) if e.is_io() => return Err(unpack::unpacking(&e.into())),
            Err(e) => return Err(rejection("malformed", format!("behind record {}: {e}", records.number))),
        }
    }
    Ok(())
}

/// The article of one JSON value.
fn record(value: &Value, context: &Context) -> Result<Article, Rejection> {
    if !value.is_object() {
        return Err(rejection("malformed", "it is no JSON object with fields"));
    }
    metadata::article(context, |names| names.iter().find_map(|name| text(field(value, name)?)))
}

/// The field of this name; dots lead into fields of fields.
fn field<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    value.get(name).or_else(|| name.split('.').try_fold(value, |value, part| value.get(part)))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        // paragraphs as a list
        Value::Array(parts) => Some(parts.iter().map(Value::as_str).collect::<Option<Vec<_>>>()?.join("\n\n")).filter(|t| !t.is_empty()),
        // schema.org: "publisher": {"name": ...}
        Value::Object(fields) => fields.get("name").and_then(Value::as_str).map(str::to_string),
        Value::Null | Value::Bool(_) => None,
    }
}

/// Reads records out of a JSON text as it is parsed, one at a time.
struct Records<'a, 'b> {
    context: &'a Context<'a>,
    take: &'a mut Take<'b>,
    prefix: &'a str,
    /// Bytes read since the last record.
    since: &'a Cell<u64>,
    number: u64,
    stopped: bool,
}

impl Records<'_, '_> {
    fn give(&mut self, value: &Value) -> ControlFlow<()> {
        self.number += 1;
        self.since.set(0);
        let context = self.context;
        let flow = give(context, self.take, &numbered(self.prefix, self.number), || record(value, context));
        self.stopped |= flow.is_break();
        flow
    }
}

impl<'de> Visitor<'de> for &mut Records<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a record or a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<Value>()? {
            if self.give(&value).is_break() {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }

    /// An object is a record when it has a text, else what holds the records in one of its lists.
    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut fields = serde_json::Map::new();
        let mut held = false;
        while let Some(name) = object.next_key::<String>()? {
            if held {
                object.next_value::<IgnoredAny>()?;
                continue;
            }
            if !HOLDERS.contains(&name.as_str()) {
                fields.insert(name, object.next_value()?);
                continue;
            }
            let mut list = ListOr { records: self, value: Value::Null, given: false };
            object.next_value_seed(&mut list)?;
            held = list.given;
            fields.insert(name, list.value);
        }
        if !held && self.give(&Value::Object(fields)).is_break() {
            return Err(serde::de::Error::custom("stopped"));
        }
        Ok(())
    }
}

/// A field's value, unless it is a list of objects: those are records.
struct ListOr<'a, 'b, 'c> {
    records: &'a mut Records<'b, 'c>,
    value: Value,
    given: bool,
}

impl<'de> DeserializeSeed<'de> for &mut ListOr<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

/// The visits of values that hold no others: each is kept as it is.
macro_rules! scalars {
    ($($visit:ident: $of:ty),*) => {
        $(fn $visit<E>(self, value: $of) -> Result<(), E> {
            self.value = value.into();
            Ok(())
        })*
    };
}

impl<'de> Visitor<'de> for &mut ListOr<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    scalars! { visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut fields = serde_json::Map::new();
        while let Some((name, value)) = object.next_entry::<String, Value>()? {
            fields.insert(name, value);
        }
        self.value = Value::Object(fields);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element::<Value>()? {
            if !value.is_object() {
                values.push(value);
                continue;
            }
            self.given = true;
            if self.records.give(&value).is_break() {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        self.value = Value::Array(values);
        Ok(())
    }
}

//! JSON lines and JSON documents: a list of records, one record after another, or an object that holds the list.

use super::unpack::{self, Bounded};
use super::{Context, Source, Take, at, give, metadata, numbered};
use crate::ingest::article::Article;
use crate::ingest::{encoding, rejection};
use crate::model::Rejection;
use serde::Deserializer as _;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::cell::Cell;
use std::fmt;
use std::io::BufReader;
use std::ops::ControlFlow;

/// Fields in which an object that is no record itself holds a list of them.
const HOLDERS: &[&str] = &["articles", "items", "records", "documents", "entries", "results", "data", "news", "posts", "pages"];

/// An object that holds records and has a text of its own is a record itself when its text has more words than this, or when they
/// have none.
const TELLING: usize = 25;

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
            let encoding = encoding::of(bare);
            let (text, lossy) = encoding.decode_without_bom_handling(bare);
            let place = || at(number, begins);
            let value: Value = serde_json::from_str(&text).map_err(|e| rejection("malformed", format!("{}: no JSON: {e}", place())))?;
            let article = record(&value, context).map_err(|r| rejection(&r.reason, format!("{}: {}", place(), r.detail)))?;
            Ok(Article { flags: article.flags.into_iter().chain(encoding::remarks(encoding, lossy)).collect(), ..article })
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
    metadata::article(context, |name| text(field(value, name)?))
}

/// The field of this name; dots lead into fields of fields.
fn field<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    member(value, name).or_else(|| name.split('.').try_fold(value, member))
}

/// The member of an object, in whatever case its name is written.
fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let members = value.as_object()?;
    // a map knows the exact name without going through all of them
    members.get(name).or_else(|| metadata::named(name, members.iter(), |(known, _)| known).next().map(|(_, value)| value))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        // paragraphs as a list
        Value::Array(parts) => Some(parts.iter().map(Value::as_str).collect::<Option<Vec<_>>>()?.join("\n\n")).filter(|t| !t.is_empty()),
        Value::Object(members) => metadata::OWN.iter().find_map(|name| members.get(*name)?.as_str()).map(str::to_string),
        Value::Null | Value::Bool(_) => None,
    }
}

/// The text that an object has of its own, as a record.
fn own_text(value: &Value, context: &Context) -> Option<String> {
    metadata::texts(&context.fields.text, |name| text(field(value, name)?)).next()
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

    fn give_all(&mut self, values: &mut Vec<Value>) -> ControlFlow<()> {
        values.drain(..).try_for_each(|value| self.give(&value))
    }

    /// Reads an object's members, its records apart from its other fields.
    fn members<'de, A: MapAccess<'de>>(
        &mut self,
        object: &mut A,
        fields: &mut serde_json::Map<String, Value>,
        waiting: &mut Waiting,
    ) -> Result<(), A::Error> {
        while let Some(name) = object.next_key::<String>()? {
            if !HOLDERS.iter().any(|holder| holder.eq_ignore_ascii_case(&name)) {
                fields.insert(name, object.next_value()?);
                continue;
            }
            let mut list = ListOr { records: self, waiting, value: Value::Null };
            object.next_value_seed(&mut list)?;
            let value = list.value;
            fields.insert(name, value);
        }
        Ok(())
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

    /// An object is a record when it has a text, else what holds records in its lists.
    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut fields = serde_json::Map::new();
        // whether it is one or the other shows when all of it is read: until then, or until there are too many, records wait
        let mut waiting = Waiting::default();
        let read = self.members(&mut object, &mut fields, &mut waiting);
        let value = Value::Object(fields);
        let text = own_text(&value, self.context);
        let is_telling = text.as_ref().is_some_and(|text| text.split_whitespace().nth(TELLING).is_some());
        if let Err(broken) = read {
            // the records before the break are whole; what is left of an object that is a record itself is none
            if !self.stopped && !is_telling && waiting.tell(self.context) {
                _ = self.give_all(&mut waiting.records);
            }
            return Err(broken);
        }
        let is_record = match text {
            Some(_) => is_telling || !waiting.tell(self.context),
            None => !waiting.any,
        };
        let goes_on = match is_record {
            true => self.give(&value),
            false => self.give_all(&mut waiting.records),
        };
        match goes_on {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(serde::de::Error::custom("stopped")),
        }
    }
}

/// Records of a list in an object that may be a record itself.
#[derive(Default)]
struct Waiting {
    records: Vec<Value>,
    /// A list had records, some of which may have been given.
    any: bool,
    /// They are given as they come.
    is_open: bool,
    /// Read of them, in bytes.
    bytes: u64,
}

impl Waiting {
    /// Whether any of them has a text.
    fn tell(&self, context: &Context) -> bool {
        self.is_open || self.records.iter().any(|value| own_text(value, context).is_some())
    }
}

/// A field's value, unless it is a list with objects in it: those are records.
struct ListOr<'a, 'b, 'c> {
    records: &'a mut Records<'b, 'c>,
    waiting: &'a mut Waiting,
    value: Value,
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
        // plain values in front of the first object: a list of words, or records that are none
        let mut plain = Vec::new();
        let mut has_records = false;
        // each record may be as large as any, whatever waits before it
        let of_object = self.records.since.replace(0);
        while let Some(value) = list.next_element::<Value>()? {
            has_records |= value.is_object();
            if !has_records {
                plain.push(value);
                continue;
            }
            self.waiting.any = true;
            self.waiting.records.append(&mut plain);
            self.waiting.records.push(value);
            self.waiting.bytes = self.waiting.bytes.saturating_add(self.records.since.replace(0));
            self.waiting.is_open |= self.waiting.bytes > self.records.context.input.max_bytes / 2;
            if self.waiting.is_open && self.records.give_all(&mut self.waiting.records).is_break() {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        self.value = Value::Array(plain);
        self.records.since.set(of_object.saturating_add(self.records.since.get()));
        Ok(())
    }
}

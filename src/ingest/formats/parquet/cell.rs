//! What a cell of a column says, whatever type the column has.

use crate::ingest::formats::metadata;
use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Int64Type, TimeUnit};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// How far from Greenwich the days of the zones of a continent may be, in hours: names of zones are not known, their continents are.
const ZONES: &[(&str, i8, i8)] = &[
    ("Africa/", -1, 4),
    ("America/", -10, 0),
    ("Asia/", 2, 13),
    ("Atlantic/", -4, 2),
    ("Australia/", 8, 12),
    ("Europe/", 0, 5),
    ("Indian/", 3, 7),
];
/// Anywhere.
const ANYWHERE: (i8, i8) = (-12, 14);

/// The text of a cell; none where it is null, empty, or of a type that holds no text.
pub fn text(column: &ArrayRef, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    let told = match column.data_type() {
        DataType::Timestamp(unit, Some(zone)) => day(column, row, *unit, zone).map(|day| day.to_string()),
        // paragraphs as a list
        DataType::List(_) => joined(&column.as_list_opt::<i32>()?.value(row)),
        DataType::LargeList(_) => joined(&column.as_list_opt::<i64>()?.value(row)),
        DataType::Struct(_) => {
            let fields = column.as_struct_opt()?;
            metadata::OWN.iter().find_map(|name| text(fields.column_by_name(name)?, row))
        }
        // the value alone: a cast makes all values of the dictionary anew, for each cell
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary_opt()?;
            let key = usize::try_from(number(&dictionary.keys().slice(row, 1))?).ok()?;
            if key < dictionary.values().len() { text(dictionary.values(), key) } else { None }
        }
        _ => plain(column, row),
    };
    told.filter(|text| !text.is_empty())
}

/// The first of a column of numbers.
fn number(column: &dyn Array) -> Option<i64> {
    let numbers = cast(column, &DataType::Int64).ok()?;
    let numbers = numbers.as_primitive_opt::<Int64Type>()?;
    (!numbers.is_null(0)).then(|| numbers.value(0))
}

/// The bytes of a cell of bytes or text; none where it is null.
#[cfg(feature = "tables")]
pub fn bytes(column: &ArrayRef, row: usize) -> Option<Vec<u8>> {
    let bytes = cast(&column.slice(row, 1), &DataType::Binary).ok()?;
    let bytes = bytes.as_binary_opt::<i32>()?;
    (!bytes.is_null(0)).then(|| bytes.value(0).to_vec())
}

fn plain(column: &ArrayRef, row: usize) -> Option<String> {
    let text = cast(&column.slice(row, 1), &DataType::Utf8).ok()?;
    let text = text.as_string_opt::<i32>()?;
    (!text.is_null(0)).then(|| text.value(0).to_string())
}

/// The texts of a list, below one another.
fn joined(list: &ArrayRef) -> Option<String> {
    if !matches!(list.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(..)) {
        return None;
    }
    let texts: Vec<String> = (0..list.len()).filter_map(|row| text(list, row)).collect();
    Some(texts.join("\n\n"))
}

/// The day of a moment in its own time zone; none where the zone is only known to be one of several whose days differ.
fn day(column: &ArrayRef, row: usize, unit: TimeUnit, zone: &str) -> Option<Date> {
    let number = number(&column.slice(row, 1))?;
    let moment = match unit {
        TimeUnit::Second => Timestamp::from_second(number),
        TimeUnit::Millisecond => Timestamp::from_millisecond(number),
        TimeUnit::Microsecond => Timestamp::from_microsecond(number),
        TimeUnit::Nanosecond => Timestamp::from_nanosecond(number.into()),
    };
    let moment = moment.ok()?;
    let day = |seconds: i32| Some(Offset::from_seconds(seconds).ok()?.to_datetime(moment).date());
    let (from, to) = offsets(zone);
    day(from).filter(|first| day(to) == Some(*first))
}

/// The least and the greatest offset of a zone, in seconds.
fn offsets(zone: &str) -> (i32, i32) {
    if ["UTC", "GMT", "Z", "Zulu", "Etc/UTC", "Etc/GMT"].iter().any(|name| name.eq_ignore_ascii_case(zone)) {
        return (0, 0);
    }
    if let Some(offset) = fixed(zone) {
        return (offset, offset);
    }
    let known = ZONES.iter().find(|(continent, _, _)| zone.starts_with(continent)).map(|(_, from, to)| (*from, *to));
    let (from, to) = known.unwrap_or(ANYWHERE);
    (i32::from(from) * 3_600, i32::from(to) * 3_600)
}

/// "+06:00", "-0530", "+06".
fn fixed(zone: &str) -> Option<i32> {
    let (sign, rest) = match zone.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, zone.strip_prefix('-')?),
    };
    let digits: String = rest.chars().filter(|sign| *sign != ':').collect();
    let minutes = if digits.len() == 4 { digits.get(2..)?.parse::<i32>().ok()? } else { 0 };
    let hours = digits.get(..2)?.parse::<i32>().ok()?;
    (matches!(digits.len(), 2 | 4)).then_some(sign * (hours * 3_600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{DictionaryArray, Int8Array, ListArray, StringArray, StructArray, TimestampMicrosecondArray, TimestampSecondArray};
    use arrow::datatypes::{Field, Fields, Int8Type};
    use std::sync::Arc;

    #[test]
    fn days_of_zones() {
        // 18 June 2024, 22:00 in Greenwich
        let moment = |zone: &str| {
            let column: ArrayRef = Arc::new(TimestampMicrosecondArray::from(vec![1_718_748_000_000_000]).with_timezone(zone));
            text(&column, 0)
        };
        for (zone, day) in [("UTC", Some("2024-06-18")), ("+06:00", Some("2024-06-19")), ("-0530", Some("2024-06-18"))] {
            assert_eq!(moment(zone).as_deref(), day, "{zone}");
        }
        assert_eq!(moment("Asia/Almaty").as_deref(), Some("2024-06-19"));
        assert_eq!(moment("America/Lima").as_deref(), Some("2024-06-18"));
        assert_eq!(moment("Europe/Oslo"), None, "in Oslo it was midnight, in Lisbon it was not");
        assert_eq!(moment("Atlantic/Jan_Mayen"), None, "it has the time of Oslo");
        assert_eq!(moment("Mars/Olympus"), None);
    }

    /// Those at the edges of their continents: in Danmarkshavn it is the time of Greenwich, in Anadyr it was thirteen hours later.
    #[test]
    fn days_at_the_edges_of_continents() {
        let moment = |zone: &str, seconds: i64| {
            let column: ArrayRef = Arc::new(TimestampSecondArray::from(vec![seconds]).with_timezone(zone));
            text(&column, 0)
        };
        let midnight = 1_718_668_800;
        assert_eq!(moment("America/Danmarkshavn", midnight + 1_800), None);
        assert_eq!(moment("Asia/Anadyr", midnight + 11 * 3_600 + 1_800), None);
    }

    #[test]
    fn values_of_dictionaries() {
        let of = |values: ArrayRef| -> ArrayRef {
            Arc::new(DictionaryArray::<Int8Type>::new(Int8Array::from(vec![Some(1), None, Some(0)]), values))
        };
        let names = of(Arc::new(StringArray::from(vec!["Peru", "Kenya"])));
        assert_eq!([0, 1, 2].map(|row| text(&names, row)), [Some("Kenya".to_string()), None, Some("Peru".to_string())]);
        // a value is read as it is where it stands by itself: the day of a moment in its own zone
        let moments = of(Arc::new(TimestampSecondArray::from(vec![0, 1_718_748_000]).with_timezone("+06:00")));
        assert_eq!(text(&moments, 0).as_deref(), Some("2024-06-19"));
    }

    #[test]
    fn lists_and_structs() {
        let list: ArrayRef = Arc::new(ListArray::new(
            Arc::new(Field::new_list_field(DataType::Utf8, true)),
            arrow::buffer::OffsetBuffer::from_lengths([2]),
            Arc::new(StringArray::from(vec!["Kenya sold tea.", "Peru sold fish."])),
            None,
        ));
        assert_eq!(text(&list, 0).as_deref(), Some("Kenya sold tea.\n\nPeru sold fish."));
        let fields = Fields::from(vec![Field::new("name", DataType::Utf8, true)]);
        let own: ArrayRef = Arc::new(StructArray::new(fields, vec![Arc::new(StringArray::from(vec!["Example News"]))], None));
        assert_eq!(text(&own, 0).as_deref(), Some("Example News"));
        let numbers: ArrayRef = Arc::new(StringArray::from(vec![None, Some("")]));
        assert_eq!((text(&numbers, 0), text(&numbers, 1)), (None, None));
    }
}

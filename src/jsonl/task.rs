//! A text to read, from a line of JSONL: `{"id", "text", "published_on"?}`.

use jiff::civil::Date;
use serde_json::Value;

/// A text with what the caller knows it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub id: String,
    pub text: String,
    pub published_on: Option<Date>,
}

impl Task {
    /// The text of a line; none of an empty one. What is wrong is told in words for whoever wrote the line.
    pub fn of(line: &[u8]) -> Result<Option<Task>, String> {
        let line = std::str::from_utf8(line).map_err(|e| format!("not UTF-8: {e}"))?;
        let line = line.strip_prefix('\u{feff}').unwrap_or(line).trim();
        if line.is_empty() {
            return Ok(None);
        }
        let expected = r#"expected {"id": ..., "text": ..., "published_on"?: "YYYY-MM-DD"}"#;
        let value: Value =
            serde_json::from_str(line).map_err(|e| format!("not JSON: {e}; {expected}; plain text is read from a named file"))?;
        let id = match &value["id"] {
            Value::String(id) => id.clone(),
            Value::Number(id) => id.to_string(),
            _ => return Err(format!("no \"id\": {expected}")),
        };
        let text = value["text"].as_str().ok_or_else(|| format!("no \"text\": {expected}"))?.to_string();
        let published_on = match &value["published_on"] {
            Value::Null => None,
            Value::String(date) => Some(date.parse().map_err(|e| format!("\"published_on\": {e}"))?),
            other => return Err(format!("\"published_on\": expected a date, found {other}")),
        };
        Ok(Some(Task { id, text, published_on }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_must_have_an_id_and_a_text() {
        let error = |line: &str| Task::of(line.as_bytes()).err().unwrap_or_default();
        assert!(error("not json").contains("not JSON"));
        assert!(error(r#"{"text": "a"}"#).contains("no \"id\""));
        assert!(error(r#"{"id": "a"}"#).contains("no \"text\""));
        assert!(error(r#"{"id": "a", "text": "b", "published_on": "2024-02-30"}"#).contains("published_on"));
        assert!(Task::of(b"\xFF").is_err_and(|why| why.contains("not UTF-8")));
        assert_eq!(Task::of("\u{feff} \r\n".as_bytes()), Ok(None));
    }

    #[test]
    fn a_number_is_an_id_too() {
        let task = Task::of(br#"{"id": 7, "text": "a", "published_on": "2024-05-02"}"#).expect("a line").expect("a task");
        assert_eq!((task.id.as_str(), task.published_on.map(|d| d.to_string()).as_deref()), ("7", Some("2024-05-02")));
    }
}

//! The page: the skeleton with its looks and its script, and the data between them.
//!
//! Nothing that came from an article is ever markup. Data stand in a script element of a type that browsers do not run, with
//! every character escaped that could end it, and the script puts them on the page as text only. Should that fail, the policy
//! at the top lets nothing run but the one script that carries the nonce, and nothing load at all. The nonce is a hash of the
//! data: the same for the same tables, and not to be known to whoever wrote one of the articles.

use serde_json::Value;

const SKELETON: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/style.css");
/// In the order in which they need one another.
const SCRIPTS: &[&str] = &[
    include_str!("page/words.js"),
    include_str!("page/dom.js"),
    include_str!("page/charts.js"),
    include_str!("page/news.js"),
    include_str!("page/pair.js"),
    include_str!("page/meetings.js"),
    include_str!("page/sectors.js"),
    include_str!("page/reader.js"),
    include_str!("page/quality.js"),
    include_str!("page/start.js"),
];

/// The page that shows these data.
pub fn with(data: &Value) -> String {
    let data = escaped(&data.to_string());
    let nonce = blake3::hash(data.as_bytes()).to_hex();
    let script = format!("\"use strict\";\n(() => {{\n{}\n}})();", SCRIPTS.concat());
    // Data come last: what is filled in is not searched for places to fill in.
    let parts = [("{{nonce}}", nonce.as_str()), ("{{style}}", STYLE), ("{{script}}", &script)];
    let page = parts.iter().fold(SKELETON.to_string(), |page, (place, text)| page.replace(place, text));
    page.replacen("{{data}}", &data, 1)
}

/// JSON that may stand in HTML and in scripts: these characters occur inside of its strings only.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len() + json.len() / 64);
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn data_cannot_end_their_element_and_come_back_as_they_were() {
        let hostile = json!({ "title": "</script><script>alert(1)</script><!-- & \u{2028}\u{2029} \"quoted\" \\ {{script}} {{nonce}}" });
        let text = escaped(&hostile.to_string());
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), hostile);
        assert!(with(&hostile).contains(&text), "what looks like a place to fill in stays as it was written");
    }

    #[test]
    fn the_page_asks_for_nothing_outside_itself() {
        let page = with(&json!({}));
        assert!(page.contains("default-src 'none'"));
        for word in ["http://", "https://", "src=\"", "@import", "url(", "{{", "innerHTML", "fetch(", "XMLHttp"] {
            // The namespace of SVG is a name and not an address that anybody asks.
            assert!(!page.replace("http://www.w3.org/2000/svg", "").contains(word), "{word}");
        }
    }
}

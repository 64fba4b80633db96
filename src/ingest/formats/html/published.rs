//! What a page tells about itself: when it was published, under which headline, by whom, at which address.
//!
//! The day of publication, the surest place first: JSON-LD, Open Graph and other meta tags, `<time>` that is marked as the day of
//! publication, `<time>` where all agree, elements whose class says so. A day on which a page was changed is never taken; places
//! of one rank that tell different days are no use, because the page shows other articles too.

use crate::ingest::formats::metadata;
use crate::lexicon::Lexicon;
use crate::model::PublishedBasis;
use dom_query::{Document, NodeRef};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeSet;

/// What a page tells about itself.
#[derive(Debug, Default)]
pub struct Told {
    pub published: Option<(Date, PublishedBasis)>,
    pub headline: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
}

/// Names of meta tags that hold the day of publication, in lower case (Open Graph, Dublin Core, schema.org, news systems).
const DAY_TAGS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_time",
    "sailthru.date",
    "parsely-pub-date",
    "citation_publication_date",
];
/// Parts of classes of elements that show the day of publication.
const DAY_CLASSES: &[&str] = &["publish", "pubdate", "pub-date", "posted", "post-date", "entry-date", "article-date", "news-date", "date"];
/// Parts of classes of elements that show something else.
const OTHER_CLASSES: &[&str] = &["updat", "modif", "related", "sidebar", "comment", "footer", "calendar", "widget", "weather", "rate"];
/// What shows a day and little else is no longer.
const SHORT: usize = 60;
/// Elements looked at for their class, and the depth of JSON-LD, at most.
const ELEMENTS: usize = 20_000;
const JSON_DEPTH: usize = 8;

impl Told {
    /// Reads what a page tells.
    pub fn of(document: &Document, lexicon: &Lexicon) -> Told {
        let mut told = Told::default();
        let mut days = BTreeSet::new();
        for script in document.select("script[type='application/ld+json']").nodes() {
            if let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) {
                told.read_linked(&value, lexicon, &mut days, 0);
            }
        }
        let meta = |names: &[&str]| tag(document, names);
        told.headline = told.headline.or_else(|| meta(&["og:title", "twitter:title"])).or_else(|| heading(document));
        told.publisher = told.publisher.or_else(|| meta(&["og:site_name", "application-name", "dc.publisher"]));
        told.url = canonical(document).or_else(|| meta(&["og:url"])).or(told.url);
        let stated = |day: Date| (day, PublishedBasis::Metadata);
        told.published = one(&days)
            .or_else(|| DAY_TAGS.iter().find_map(|name| metadata::day(&tag(document, &[name])?, lexicon)))
            .or_else(|| times(document, lexicon))
            .map(stated)
            .or_else(|| Some((by_class(document, lexicon)?, PublishedBasis::Header)));
        told
    }

    /// JSON-LD: an article's own day, headline, publisher; in lists and graphs too.
    fn read_linked(&mut self, value: &Value, lexicon: &Lexicon, days: &mut BTreeSet<Date>, depth: usize) {
        if depth > JSON_DEPTH {
            return;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.read_linked(value, lexicon, days, depth + 1)),
            Value::Object(fields) => {
                if is_article(value) {
                    days.extend(value.get("datePublished").and_then(Value::as_str).and_then(|text| metadata::day(text, lexicon)));
                    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_string);
                    self.headline = self.headline.take().or_else(|| text("headline"));
                    self.url = self.url.take().or_else(|| text("url"));
                    let publisher = value.get("publisher").and_then(|publisher| publisher.get("name")).and_then(Value::as_str);
                    self.publisher = self.publisher.take().or_else(|| publisher.map(str::to_string));
                    return;
                }
                for name in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    fields.get(name).into_iter().for_each(|value| self.read_linked(value, lexicon, days, depth + 1));
                }
            }
            _ => {}
        }
    }
}

/// schema.org's Article and what is under it; web pages that state a day of publication are taken for one too.
fn is_article(value: &Value) -> bool {
    let is = |kind: &str| ["Article", "Posting", "Report", "WebPage"].iter().any(|end| kind.ends_with(end));
    match value.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

fn one(days: &BTreeSet<Date>) -> Option<Date> {
    days.first().copied().filter(|_| days.len() == 1)
}

/// The content of the first meta tag of these names.
fn tag(document: &Document, names: &[&str]) -> Option<String> {
    let nodes = document.select("meta[content]");
    let named = |node: &NodeRef| {
        ["property", "name", "itemprop"]
            .iter()
            .filter_map(|key| node.attr(key))
            .any(|name| names.contains(&name.trim().to_lowercase().as_str()))
    };
    let node = nodes.nodes().iter().find(|node| named(node))?;
    node.attr("content").map(|content| content.trim().to_string()).filter(|content| !content.is_empty())
}

/// The heading that the title of the page begins with: the title without the name of the site, where no publisher is told.
fn heading(document: &Document) -> Option<String> {
    let line = |node: &NodeRef| node.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let title = line(document.select("head title").nodes().first()?);
    let headings = document.select("h1");
    headings.nodes().iter().map(line).filter(|heading| !heading.is_empty() && title.starts_with(heading)).max_by_key(String::len)
}

fn canonical(document: &Document) -> Option<String> {
    let link = document.select("link[rel='canonical']");
    link.nodes().first()?.attr("href").map(|href| href.trim().to_string()).filter(|href| !href.is_empty())
}

/// `<time>`: the one that is marked as the day of publication, or where all agree.
fn times(document: &Document, lexicon: &Lexicon) -> Option<Date> {
    let times = document.select("time");
    let day = |node: &NodeRef| {
        let stated = node.attr("datetime").map(|text| text.to_string()).unwrap_or_else(|| node.text().to_string());
        metadata::day(&stated, lexicon)
    };
    let marks =
        |node: &NodeRef| format!("{} {}", node.attr("class").unwrap_or_default(), node.attr("itemprop").unwrap_or_default()).to_lowercase();
    let is_changed = |node: &NodeRef| marks(node).contains("modif") || marks(node).contains("updat");
    let is_marked = |node: &NodeRef| node.has_attr("pubdate") || marks(node).contains("publish") || marks(node).contains("entry-date");
    let of = |wanted: &dyn Fn(&NodeRef) -> bool| -> BTreeSet<Date> {
        times.nodes().iter().filter(|node| !is_changed(node) && wanted(node)).filter_map(day).collect()
    };
    one(&of(&is_marked)).or_else(|| one(&of(&|_| true)))
}

/// A short element whose class says that it shows the day, where all such elements agree.
fn by_class(document: &Document, lexicon: &Lexicon) -> Option<Date> {
    let mut days = BTreeSet::new();
    let marked = document.select("[class],[id]");
    for node in marked.nodes().iter().take(ELEMENTS) {
        let marks = format!("{} {}", node.attr("class").unwrap_or_default(), node.attr("id").unwrap_or_default()).to_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| marks.contains(part));
        if !has(DAY_CLASSES) || has(OTHER_CLASSES) || within(node, OTHER_CLASSES) {
            continue;
        }
        let text = node.text();
        if text.trim().len() <= SHORT {
            days.extend(metadata::day(&text, lexicon));
        }
    }
    one(&days)
}

/// Whether an element around the node has such a class.
fn within(node: &NodeRef, parts: &[&str]) -> bool {
    node.ancestors_it(None).any(|around| {
        let class = around.attr("class").unwrap_or_default().to_lowercase();
        parts.iter().any(|part| class.contains(part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(head: &str, body: &str) -> Told {
        Told::of(&Document::from(format!("<html><head>{head}</head><body>{body}</body></html>")), &Lexicon::builtin())
    }

    fn day(head: &str, body: &str) -> Option<String> {
        told(head, body).published.map(|(day, _)| day.to_string())
    }

    const LINKED: &str = r#"<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "A site"},
        {"@type": ["NewsArticle"], "datePublished": "2024-06-18T22:00:00-05:00", "dateModified": "2024-07-01", "headline": "Trade grows",
         "publisher": {"name": "Example News"}}]}</script>"#;
    const META: &str = r#"<meta property="article:published_time" content="2024-06-19">"#;
    const TIME: &str = r#"<time class="published" datetime="2024-06-20">20 June</time><time datetime="2024-06-25">25 June</time>"#;
    const CLASS: &str = r#"<span class="post-date">21 June 2024</span>"#;

    #[test]
    fn the_surest_place_tells_the_day() {
        assert_eq!(day(&format!("{META}{LINKED}"), &format!("{CLASS}{TIME}")).as_deref(), Some("2024-06-18"));
        assert_eq!(day(META, &format!("{CLASS}{TIME}")).as_deref(), Some("2024-06-19"));
        assert_eq!(day("", &format!("{CLASS}{TIME}")).as_deref(), Some("2024-06-20"));
        assert_eq!(day("", CLASS).as_deref(), Some("2024-06-21"));
        assert_eq!(told("", CLASS).published.map(|(_, basis)| basis), Some(PublishedBasis::Header));
        assert_eq!(day("", "<p>21 June 2024</p>"), None);
    }

    #[test]
    fn a_day_of_change_and_days_that_differ_tell_nothing() {
        assert_eq!(day(r#"<meta property="article:modified_time" content="2024-06-19">"#, ""), None);
        assert_eq!(day("", r#"<time class="updated" datetime="2024-06-20">20 June</time>"#), None);
        assert_eq!(day("", r#"<span class="date updated">21 June 2024</span>"#), None);
        assert_eq!(day("", r#"<div class="related"><span class="date">21 June 2024</span></div>"#), None);
        assert_eq!(day("", r#"<time datetime="2024-06-20"></time><time datetime="2024-06-21"></time>"#), None);
        assert_eq!(day("", r#"<i class="date">20 June 2024</i><i class="date">21 June 2024</i>"#), None);
    }

    #[test]
    fn what_a_page_says_of_itself() {
        let page = told(LINKED, "");
        assert_eq!((page.headline.as_deref(), page.publisher.as_deref()), (Some("Trade grows"), Some("Example News")));
        let titled = |body: &str| told("<title>Trade grows as ports open - Example</title>", body).headline;
        assert_eq!(titled("<h1>Example</h1><h1>Trade  grows as ports open</h1>").as_deref(), Some("Trade grows as ports open"));
        assert_eq!(titled("<h1>Other news</h1>"), None);
    }
}

//! What a page tells about itself: when it was published, under which headline, by whom, at which address.
//!
//! The day of publication, the surest place first: JSON-LD, Open Graph and other meta tags, microdata, `<time>` that is marked as
//! the day of publication, `<time>` that stands alone where all agree, elements whose class says so. A day on which a page was
//! changed is never taken, nor one of a comment, an event or the page's clock; places of one rank that tell different days are no
//! use, because the page shows other articles too.

use crate::ingest::date_label::{self, Label};
use crate::ingest::formats::metadata;
use crate::lexicon::Lexicon;
use crate::model::PublishedBasis;
use dom_query::{Document, NodeId, NodeRef};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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
/// Words in classes of elements that show something else, themselves or in them; where no sign stands behind a word it may go on.
const OTHER_CLASSES: &[&str] = &[
    "-update-",
    "-updated",
    "-lastupdat",
    "-dateupdat",
    "-modif",
    "-lastmod",
    "-datemodif",
    "-related",
    "-sidebar",
    "-comment-",
    "-comments",
    "-commentlist",
    "-footer",
    "-calendar",
    "-widget",
    "-weather",
    "-currency",
    "-rates",
    "-event-",
    "-events",
    "-eventdate",
    "-deadline",
    "-today",
    "-topbar",
    "-top-bar",
    "-recommend",
    "-most-read",
    "-mostread",
    "-popular",
    "-read-also",
    "-see-also",
];
/// The same, of an element itself.
const OTHER_DAYS: &[&str] =
    &["-current", "-header-date", "-site-date", "-birth", "-expir", "-start", "-end-date", "-enddate", "-archive", "-rate-"];
/// How classes begin that only say with what a page was made: Elementor puts each heading and each day into an "elementor-widget".
const MAKERS: &[&str] = &["elementor"];
/// Elements that hold what is no part of the article.
const OTHER_ELEMENTS: &[&str] = &["aside", "footer", "nav"];
/// What shows a day and little else is no longer.
const SHORT: usize = 60;
/// The article's heading and its day have an element so many levels above them in common, at most.
const LEVELS: usize = 3;
/// Elements looked at for their class, those with a day, headings, and the depth of JSON-LD, at most.
const ELEMENTS: usize = 20_000;
const DAYS: usize = 200;
const HEADINGS: usize = 20;
/// What holds more elements is no label.
const FEW: usize = 20;
const JSON_DEPTH: usize = 8;

impl Told {
    /// Reads what a page tells.
    pub fn of(document: &Document, lexicon: &Lexicon) -> Told {
        let mut told = Told::default();
        let mut linked = Linked::default();
        for script in document.select("script[type^='application/ld+json']").nodes() {
            if let Some(value) = linked_data(&script.text()) {
                linked.read(&value, 0);
            }
        }
        let meta = |names: &[&str]| tags(document, names).next();
        let own = linked.own(document);
        // what others tell of themselves is not said of an article that is known
        let articles = || own.iter().copied().chain(linked.articles.iter().filter(|_| own.is_empty()));
        let of_own = |name: &str| articles().chain(&linked.pages).find_map(|thing| text(thing.get(name)?));
        let headline = |thing: &Value| Some(in_one_line(&text(thing.get("headline")?)?));
        // a page that shows none of the headlines of its JSON-LD may list other articles there
        told.headline = own
            .iter()
            .copied()
            .find_map(headline)
            .or_else(|| meta(&["og:title", "twitter:title"]))
            .or_else(|| titled_heading(document).map(|heading| line(&heading)))
            .or_else(|| one(&linked.articles.iter().filter_map(headline).collect()))
            .or_else(|| linked.pages.iter().find_map(headline));
        let publisher =
            || own.iter().copied().chain(&linked.articles).chain(&linked.pages).find_map(|thing| linked.name(thing.get("publisher")?));
        told.publisher = publisher().or_else(|| meta(&["og:site_name", "application-name", "dc.publisher"]));
        let is_address = |url: &String| url.starts_with("http");
        told.url = canonical(document).filter(is_address).or_else(|| meta(&["og:url"]).filter(is_address)).or_else(|| of_own("url"));
        let stated = |day: Date| (day, PublishedBasis::Metadata);
        let in_tags = || DAY_TAGS.iter().find_map(|name| tags(document, &[name]).find_map(|content| metadata::day(&content, lexicon)));
        told.published = linked
            .day(&own, lexicon)
            .or_else(in_tags)
            .or_else(|| microdata(document, lexicon))
            .or_else(|| times(document, lexicon))
            .map(stated)
            .or_else(|| Some((by_class(document, lexicon)?, PublishedBasis::Header)));
        told
    }
}

/// What JSON-LD tells: articles first in rank, then pages; and who is named elsewhere in it.
#[derive(Default)]
struct Linked {
    articles: Vec<Value>,
    pages: Vec<Value>,
    names: BTreeMap<String, String>,
}

impl Linked {
    /// Reads lists and graphs too.
    fn read(&mut self, value: &Value, depth: usize) {
        if depth > JSON_DEPTH {
            return;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.read(value, depth + 1)),
            Value::Object(fields) => {
                if let (Some(id), Some(name)) = (fields.get("@id").and_then(Value::as_str), fields.get("name").and_then(text)) {
                    self.names.insert(id.to_string(), name);
                }
                if is_kind(value, &["Article", "Posting", "Report"]) {
                    return self.articles.push(value.clone());
                }
                if is_kind(value, &["WebPage"]) {
                    self.pages.push(value.clone());
                }
                for name in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    fields.get(name).into_iter().for_each(|value| self.read(value, depth + 1));
                }
            }
            _ => {}
        }
    }

    /// The articles whose headline the page shows: one, which may be told several times.
    fn own(&self, document: &Document) -> Vec<&Value> {
        let headings: Vec<String> = document.select("h1,head title").nodes().iter().take(HEADINGS).map(line).collect();
        let shown = |headline: &str| headings.iter().any(|heading| heading.contains(&in_one_line(headline)));
        let is_shown = |article: &&Value| article.get("headline").and_then(text).is_some_and(|headline| shown(&headline));
        self.articles.iter().filter(is_shown).collect()
    }

    /// The day of the page's own article; where that is not known, the day on which all agree.
    fn day(&self, own: &[&Value], lexicon: &Lexicon) -> Option<Date> {
        let day = |article: &Value| metadata::day(article.get("datePublished")?.as_str()?, lexicon);
        let all = |articles: &[Value]| one(&articles.iter().filter_map(day).collect());
        let told = if own.is_empty() { all(&self.articles) } else { own.iter().copied().find_map(day) };
        told.or_else(|| all(&self.pages).filter(|_| self.articles.iter().all(|a| day(a).is_none())))
    }

    /// A name, that of an object or of the first of a list, or of what is named elsewhere.
    fn name(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(name) => Some(name.clone()).filter(|name| !name.trim().is_empty() && !name.starts_with("http")),
            Value::Array(values) => values.iter().find_map(|value| self.name(value)),
            Value::Object(fields) => {
                let elsewhere = || self.names.get(fields.get("@id")?.as_str()?).cloned();
                fields.get("name").and_then(|name| self.name(name)).or_else(elsewhere)
            }
            _ => None,
        }
    }
}

/// JSON as pages write it: in a comment or CDATA, with line breaks in its strings.
fn linked_data(script: &str) -> Option<Value> {
    let is_around = |c: char| !matches!(c, '{' | '}' | '[' | ']');
    let bare = script.trim().trim_start_matches("//").trim_start_matches("<![CDATA[").trim_start_matches("<!--").trim_start_matches("/*");
    let bare = bare.trim_start_matches(is_around);
    let bare = bare.strip_suffix("]]>").map_or(bare, |bare| bare.trim_end().trim_end_matches("//")).trim_end_matches(is_around);
    let plain = bare.replace(|c: char| c.is_control(), " ");
    serde_json::from_str(script.trim()).or_else(|_| serde_json::from_str(&plain)).ok()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_string).filter(|text| !text.trim().is_empty())
}

/// Whether a thing of schema.org is of one of these kinds, or under it.
fn is_kind(value: &Value, ends: &[&str]) -> bool {
    let is = |kind: &str| ends.iter().any(|end| kind.ends_with(end));
    match value.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

/// What all say.
fn one<T: Clone + Ord>(told: &BTreeSet<T>) -> Option<T> {
    told.first().cloned().filter(|_| told.len() == 1)
}

/// What the meta tags of these names hold.
fn tags(document: &Document, names: &[&str]) -> impl Iterator<Item = String> {
    let nodes = document.select("meta[content]");
    let named = |node: &NodeRef| {
        ["property", "name", "itemprop"]
            .iter()
            .filter_map(|key| node.attr(key))
            .any(|name| names.contains(&name.trim().to_lowercase().as_str()))
    };
    let contents = nodes.nodes().iter().filter(|node| named(node)).filter_map(|node| node.attr("content"));
    let contents: Vec<String> = contents.map(|content| content.trim().to_string()).filter(|content| !content.is_empty()).collect();
    contents.into_iter()
}

/// The text of an element in one line.
fn line(node: &NodeRef) -> String {
    in_one_line(&node.text())
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The heading that the title of the page begins with: the title without the name of the site, where no publisher is told.
fn titled_heading(document: &Document) -> Option<NodeRef<'_>> {
    let title = line(document.select("head title").nodes().first()?);
    let is_in_title = |(_, heading): &(NodeRef, String)| !heading.is_empty() && title.starts_with(heading);
    let headings = headings(document).into_iter().map(|heading| (heading, line(&heading)));
    headings.filter(is_in_title).max_by_key(|(_, heading)| heading.len()).map(|(heading, _)| heading)
}

fn headings(document: &Document) -> Vec<NodeRef<'_>> {
    document.select("h1").nodes().iter().take(HEADINGS).copied().collect()
}

fn canonical(document: &Document) -> Option<String> {
    let link = document.select("link[rel='canonical']");
    link.nodes().first()?.attr("href").map(|href| href.trim().to_string()).filter(|href| !href.is_empty())
}

/// Elements that are marked as the day of publication, where all outside of lists of other articles agree.
fn microdata(document: &Document, lexicon: &Lexicon) -> Option<Date> {
    let marked = document.select("[itemprop='datePublished']");
    let stated = |node: &NodeRef| node.attr("content").or_else(|| node.attr("datetime")).map(|text| text.to_string());
    let day = |node: &NodeRef| metadata::day(&stated(node)?, lexicon);
    let around = around_heading(document);
    one(&marked.nodes().iter().take(DAYS).filter(|node| !is_elsewhere(node, &around)).filter_map(day).collect())
}

/// `<time>`: what is marked as the day of publication, else what stands by itself, beside the heading or where all agree.
fn times(document: &Document, lexicon: &Lexicon) -> Option<Date> {
    let times = document.select("time");
    let day = |node: &NodeRef| {
        let stated = node.attr("datetime").map(|text| text.to_string()).unwrap_or_else(|| node.text().to_string());
        metadata::day(&stated, lexicon)
    };
    let marks =
        |node: &NodeRef| format!("{} {}", node.attr("class").unwrap_or_default(), node.attr("itemprop").unwrap_or_default()).to_lowercase();
    let is_changed = |node: &NodeRef| marks(node).contains("modif") || marks(node).contains("updat");
    // "entry-date published updated" is of a page that was never changed
    let is_marked = |node: &NodeRef| {
        let is_published = node.has_attr("pubdate") || marks(node).contains("publish");
        is_published || marks(node).contains("entry-date") && !is_changed(node)
    };
    let around = around_heading(document);
    let of = |wanted: &dyn Fn(&NodeRef) -> bool| -> BTreeSet<Date> {
        let own = times.nodes().iter().take(DAYS).filter(|node| !is_elsewhere(node, &around) && !is_of_else(label_before(node, lexicon)));
        own.filter(|node| wanted(node)).filter_map(day).collect()
    };
    let stands_alone = |node: &NodeRef| is_alone(node) && !is_changed(node);
    let heading = own_heading(document);
    let beside = |node: &NodeRef| stands_alone(node) && heading.as_ref().is_some_and(|heading| is_beside(node, heading));
    one(&of(&is_marked)).or_else(|| one(&of(&stands_alone))).or_else(|| one(&of(&beside)))
}

/// A short element whose class says that it shows the day, where all such elements agree. Where the heading stands within an
/// article, so does its day.
fn by_class(document: &Document, lexicon: &Lexicon) -> Option<Date> {
    let mut days = BTreeSet::new();
    let marked = document.select("[class],[id]");
    let around = around_heading(document);
    let article = own_heading(document).and_then(|heading| article_around(&heading));
    let shows_day = |node: &&NodeRef| {
        let (marks, words) = (marks(node), words(node));
        let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
        DAY_CLASSES.iter().any(|part| marks.contains(part)) && !has(OTHER_CLASSES) && !has(OTHER_DAYS)
    };
    for node in marked.nodes().iter().take(ELEMENTS).filter(shows_day).take(DAYS) {
        let text = node.text();
        if text.trim().len() > SHORT || is_elsewhere(node, &around) || !is_alone(node) || is_of_else(label_before(node, lexicon)) {
            continue;
        }
        if article.as_ref().is_none_or(|article| node.ancestors_it(None).any(|around| around.id == article.id)) {
            days.extend(metadata::day(&text, lexicon));
        }
    }
    one(&days)
}

fn marks(node: &NodeRef) -> String {
    format!("{} {}", node.attr("class").unwrap_or_default(), node.attr("id").unwrap_or_default()).to_lowercase()
}

/// The classes and the id in small letters with a sign before and behind each word: "news_updates lastModified" ->
/// "-news-updates- -last-modified-". "prevent" is no "event", nor are "updates" an "update".
fn words(node: &NodeRef) -> String {
    let marks = format!("{} {}", node.attr("class").unwrap_or_default(), node.attr("id").unwrap_or_default());
    let mut words = String::new();
    for mark in marks.split_whitespace().filter(|mark| !MAKERS.iter().any(|maker| mark.starts_with(maker))) {
        let mut was_small = false;
        words.push('-');
        for letter in mark.chars() {
            if was_small && letter.is_uppercase() {
                words.push('-');
            }
            was_small = letter.is_lowercase();
            let letter = if letter == '_' { '-' } else { letter };
            words.extend(letter.to_lowercase());
        }
        words.push_str("- ");
    }
    words
}

/// The elements around the heading of the article: what holds it holds the article, whatever its class says of a part of it.
fn around_heading(document: &Document) -> Vec<NodeId> {
    own_heading(document).iter().flat_map(|heading| heading.ancestors_it(None)).map(|around| around.id).collect()
}

/// Whether an element around the node holds other things than the article.
fn is_elsewhere(node: &NodeRef, around_heading: &[NodeId]) -> bool {
    node.ancestors_it(None).filter(|around| !around_heading.contains(&around.id)).any(|around| {
        let is_page = around.has_name("body") || around.has_name("html") || around.has_name("main") || around.has_name("article");
        let is_other = || {
            let words = words(&around);
            OTHER_CLASSES.iter().any(|part| words.contains(part))
        };
        OTHER_ELEMENTS.iter().any(|name| around.has_name(name)) || !is_page && is_other()
    })
}

/// Whether the block around the node tells little else: a day in a sentence is that of what the sentence tells.
fn is_alone(node: &NodeRef) -> bool {
    let is_block = |around: &NodeRef| ["p", "li", "blockquote", "h2", "h3"].iter().any(|name| around.has_name(name));
    let block = node.ancestors_it(Some(LEVELS)).find(is_block);
    block.is_none_or(|block| line(&block).len() <= line(node).len() + SHORT)
}

/// Of a change, of an event: a page's markup tells days of publication better.
fn is_of_else(label: Option<Label>) -> bool {
    matches!(label, Some(Label::Changed | Label::Other))
}

/// What the words directly before the node say of its day: "Updated <span>19 June 2024</span>".
fn label_before(node: &NodeRef, lexicon: &Lexicon) -> Option<Label> {
    let small = |before: &NodeRef| before.descendants_it().nth(FEW).is_none();
    let before =
        node.prev_sibling().filter(small).map(|before| line(&before)).filter(|before| !before.is_empty() && before.len() <= SHORT)?;
    let tokens = lexicon.tokens(&before);
    date_label::before(&before, &tokens, lexicon, 0, tokens.len())
}

/// The heading of the article: the one that the title begins with, else the only one.
fn own_heading(document: &Document) -> Option<NodeRef<'_>> {
    let only = || headings(document).first().copied().filter(|_| headings(document).len() == 1);
    titled_heading(document).or_else(only)
}

fn article_around<'a>(heading: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    heading.ancestors_it(None).find(|around| around.has_name("article") || around.has_name("main"))
}

/// Whether the node and the heading stand in one small element.
fn is_beside(node: &NodeRef, heading: &NodeRef) -> bool {
    let near: Vec<_> =
        heading.ancestors_it(Some(LEVELS)).filter(|around| !around.has_name("body") && !around.has_name("html")).map(|a| a.id).collect();
    node.ancestors_it(Some(LEVELS)).any(|around| near.contains(&around.id))
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

    const HEADED: &str = "<main><article><h1>Trade grows</h1>";

    #[test]
    fn days_of_other_things_are_none() {
        for body in [
            "<p>The next forum opens on <time datetime='2024-09-01'>1 September</time>, it was said in Oslo on Monday by the ministry.</p>",
            "<div class=comments><div>Well said! <time datetime='2024-06-25'>25 June</time></div></div>",
            "<aside><a href=x>Peru and its grain</a> <time datetime='2023-01-05'>5 Jan 2023</time></aside>",
            "<p>Last updated <time datetime='2024-06-19'>19 June 2024</time></p>",
            "<span class=date>Updated: 19 June 2024</span>",
            "<div class=post-date>Last modified on 19 June 2024 10:00</div>",
            "<div class=meta>Updated <span class=date>19 June 2024</span></div>",
            "<div class=event-date>5 September 2025</div>",
            "<p>Apply until <span class=deadline-date>5 September 2025</span></p>",
            "<div class=date>06/07/2024 10:20</div>",
            "<span class=current-date>Thursday, 5 November 2026</span>",
        ] {
            assert_eq!(day("", &format!("{HEADED}{body}</article></main>")), None, "{body}");
        }
        for clock in ["<div class=today-date>Thursday, 5 November 2026</div>", "<div id=date>Thursday, 5 November 2026</div>"] {
            assert_eq!(day("", &format!("{clock}{HEADED}</article></main>")), None, "{clock}");
            let dated = format!("{clock}{HEADED}<div class=post-date>18.06.2024</div></article></main>");
            assert_eq!(day("", &dated).as_deref(), Some("2024-06-18"), "{clock}");
        }
    }

    #[test]
    fn words_in_classes_are_whole_and_those_around_the_heading_count_for_nothing() {
        for around in ["prevent-select", "news-updates", "elementor-element elementor-widget"] {
            for day_of in ["<time datetime=2024-06-18>18 June</time>", "<span class=post-date>18 June 2024</span>"] {
                let body = format!("{HEADED}<div class='{around}'>{day_of}</div>");
                assert_eq!(day("", &body).as_deref(), Some("2024-06-18"), "{body}");
            }
        }
        for around in ["comments-open", "with-sidebar", "elementor-widget"] {
            let body = format!("<div class={around}>{HEADED}<time class=published datetime=2024-06-18>x</time></article></main></div>");
            assert_eq!(day("", &body).as_deref(), Some("2024-06-18"), "{body}");
        }
        for own in ["lastUpdated", "news__updated", "eventDate"] {
            assert_eq!(day("", &format!("{HEADED}<p class='date {own}'>18 June 2024</p>")), None, "{own}");
        }
    }

    #[test]
    fn days_as_pages_state_them() {
        let linked = |json: &str| format!("<title>Trade grows</title><script type=application/ld+json>{json}</script>");
        let article = r#"{"@type":"NewsArticle","headline":"Trade grows","datePublished":"2024-06-18"}"#;
        for head in [
            linked(&format!(r#"{{"@graph":[{{"@type":"WebPage","datePublished":"2019-01-01"}},{article}]}}"#)),
            linked(&format!(r#"[{article},{{"@type":"NewsArticle","headline":"Fish","datePublished":"2023-02-02"}}]"#)),
            linked("{\"@type\":\"NewsArticle\",\"description\":\"a\nb\",\"datePublished\":\"2024-06-18\"}"),
            linked(&format!("//<![CDATA[\n{article}\n//]]>")),
            linked(article).replace("ld+json", "\"ld+json; charset=utf-8\"").replace("type=application/\"", "type=\"application/"),
            "<meta property='article:published_time' content=''><meta property='article:published_time' content='2024-06-18'>".to_string(),
        ] {
            assert_eq!(day(&head, "<h1>Trade grows</h1>").as_deref(), Some("2024-06-18"), "{head}");
        }
        for body in [
            "<span itemprop=datePublished content=2024-06-18>yesterday</span>",
            "<time class='entry-date published updated' datetime='2024-06-18T10:00:00+00:00'>June 18, 2024</time>",
            "<div><time datetime=2024-06-18>18 June</time></div></article></main><ul><li><time datetime=2024-06-20>x</time><li><time datetime=2024-06-21>x</time></ul>",
        ] {
            assert_eq!(day("", &format!("{HEADED}{body}")).as_deref(), Some("2024-06-18"), "{body}");
        }
    }

    #[test]
    fn another_article_tells_no_day_of_this_one() {
        let head = |own: &str| {
            let other =
                r#"{"@type":"NewsArticle","headline":"Fish","datePublished":"2023-02-02","url":"https://x.example/2023/02/02/fish"}"#;
            format!("<title>Trade grows</title><script type=application/ld+json>[{{\"@type\":\"NewsArticle\",{own}}},{other}]</script>")
        };
        let page = told(&head(r#""headline":"Trade grows""#), "<h1>Trade grows</h1><div class=date>18 June 2024</div>");
        assert_eq!(page.published.map(|(day, basis)| (day.to_string(), basis)), Some(("2024-06-18".to_string(), PublishedBasis::Header)));
        assert_eq!(page.url, None);
        let twice = r#""headline":"Trade grows"},{"@type":"Article","headline":"Trade grows","datePublished":"2024-06-18""#;
        assert_eq!(day(&head(twice), "<h1>Trade grows</h1>").as_deref(), Some("2024-06-18"));
    }

    #[test]
    fn another_article_gives_no_headline_to_this_one() {
        let linked = |headlines: &[&str]| {
            let articles: Vec<Value> =
                headlines.iter().map(|headline| serde_json::json!({ "@type": "NewsArticle", "headline": headline })).collect();
            format!("<script type=application/ld+json>{}</script>", serde_json::json!(articles))
        };
        let headline = |head: &str, body: &str| told(head, body).headline;
        let grows = Some("Trade grows".to_string());
        assert_eq!(headline(&format!("{}<meta property=og:title content='Trade grows'>", linked(&["Fish"])), ""), grows);
        assert_eq!(headline(&format!("{}<title>Trade grows - Example</title>", linked(&["Fish"])), "<h1>Trade grows</h1>"), grows);
        assert_eq!(headline(&linked(&["Fish", "Oil"]), ""), None);
        // its own, however its words are set
        let own = linked(&["Fish", " Trade\n  grows "]);
        assert_eq!(headline(&format!("{own}<meta property=og:title content='Example: news'>"), "<h1>Trade <b>grows</b></h1>"), grows);
    }

    #[test]
    fn publishers_are_named_in_several_ways() {
        let publisher = |value: &str| {
            let article = format!(r#"{{"@type":"NewsArticle","publisher":{value}}}"#);
            let named = r##"{"@type":"Organization","@id":"#o","name":"Example News"}"##;
            told(&format!("<script type=application/ld+json>[{article},{named}]</script>"), "").publisher
        };
        for value in [r#""Example News""#, r#"[{"name":"Example News"}]"#, r##"{"@id":"#o"}"##, r#"{"name":"Example News"}"#] {
            assert_eq!(publisher(value).as_deref(), Some("Example News"), "{value}");
        }
        let url = told("<link rel=canonical href=/a/1><meta property=og:url content=https://x.example/a/1>", "").url;
        assert_eq!(url.as_deref(), Some("https://x.example/a/1"));
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

//! Web pages, and the markup that feeds, mail and JSON carry texts in.

mod again;
mod grid;
mod published;
mod render;
mod table;
mod unit;

use super::{Context, attributes};
use crate::ingest::article::Article;
use crate::ingest::{encoding, rejection};
use crate::model::{Boilerplate, Rejection, Span};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use std::borrow::Cow;

/// Elements within elements within elements: no page that people made goes deeper.
const DEPTH: usize = 400;
/// The first bytes of a page, in which its encoding has to be stated.
const CHARSET_WITHIN: usize = 2048;

/// The article of a page. `charset` and `url` are what its container tells.
///
/// Which part of a page is the article is told by Mozilla's Readability; a page in which it finds none is taken whole.
pub fn page(bytes: Vec<u8>, charset: Option<&str>, url: Option<String>, context: &Context) -> Result<Article, Rejection> {
    let stated = charset.map(str::to_string).or_else(|| stated_charset(&bytes));
    let (markup, flags) = encoding::decode(bytes, stated.as_deref())?;
    attributes::refuse(&markup)?;
    let document = Document::from(markup.as_str());
    refuse_depth(&document)?;
    let told = published::Told::of(&document, context.lexicon);
    render::name_captions(&document);
    let failed = |e: dom_smoothie::ReadabilityError| rejection("malformed", format!("no page that can be read: {e}"));
    let mut readability = Readability::with_document(document, None, Some(config())).map_err(failed)?;
    let (title, body) = match readability.parse() {
        Ok(article) => (article.title, article.content.to_string()),
        Err(_) => (readability.get_article_title().to_string(), markup),
    };
    let headline = without_site(told.headline.unwrap_or(title), told.publisher.as_deref());
    let article = fragment(Some(headline), &body, context)?;
    let is_address = |url: &String| url.starts_with("http");
    Ok(Article { published: told.published, url: told.url.filter(is_address).or(url), publisher: told.publisher, flags, ..article })
}

/// The classes of elements tell captions and boxes of links.
fn config() -> Config {
    Config { disable_json_ld: true, keep_classes: true, ..Config::default() }
}

/// "Trade grows - Example News" without the name of the site.
fn without_site(headline: String, publisher: Option<&str>) -> String {
    let bare = || headline.trim_end().strip_suffix(publisher?)?.trim_end().strip_suffix(['-', '–', '—', '|', '«', '»', ':', '·']);
    bare().map(|headline| headline.trim_end().to_string()).filter(|headline| !headline.is_empty()).unwrap_or(headline)
}

/// The text of a piece of markup under its headline.
pub fn fragment(title: Option<String>, markup: &str, context: &Context) -> Result<Article, Rejection> {
    let markup = &laid_out(markup);
    attributes::refuse(markup)?;
    let document = Document::from(markup.as_ref());
    refuse_depth(&document)?;
    let (body, noise) = render::text(&document.root(), context.lexicon);
    if body.trim().is_empty() {
        return Err(rejection("empty", "it holds no text"));
    }
    let length = body.len();
    let headed = Article::headed(title.map(|title| plain(&title)), body);
    let shift = (headed.text.len() - length) as u32;
    Ok(headed.with_noise(shifted(noise, shift)))
}

/// The same of a whole page that a field holds: of it only the part that is the article.
pub fn fragment_of_page(title: Option<String>, markup: &str, context: &Context) -> Result<Article, Rejection> {
    attributes::refuse(markup)?;
    let is_page = markup.contains("</body>") || markup.contains("</BODY>");
    let document = is_page.then(|| Document::from(markup));
    document.iter().try_for_each(refuse_depth)?;
    document.iter().for_each(render::name_captions);
    let article = document.and_then(|document| Readability::with_document(document, None, Some(config())).ok()?.parse().ok());
    fragment(title, article.as_ref().map_or(markup, |article| article.content.as_ref()), context)
}

/// The text of a line of markup, such as the title of an entry.
pub fn plain(markup: &str) -> String {
    match markup.contains(['<', '&']) && attributes::refuse(markup).is_ok() {
        true => Document::from(markup).text().split_whitespace().collect::<Vec<_>>().join(" "),
        false => markup.trim().to_string(),
    }
}

/// Closing tags and breaks that texts are laid out with, and others that stand within lines.
const BLOCKS: &[&str] = &["</p>", "</div>", "</td>", "</li>", "</html>", "<br>", "<br/>", "<br />", "<p>"];
const INLINE: &[&str] = &["</a>", "</b>", "</i>", "</strong>", "</em>", "</span>", "</sup>", "</h2>", "</h3>"];

fn has_tag(text: &str, tags: &[&str]) -> bool {
    text.contains('<') && tags.iter().any(|tag| text.contains(tag) || text.contains(&tag.to_uppercase()))
}

/// Whether a text is markup: it has a closing tag, or a break, of those that texts are written with.
pub fn is_markup(text: &str) -> bool {
    has_tag(text, BLOCKS) || has_tag(text, INLINE)
}

/// Markup whose only lines are those of the text, as editors for plain text save it, with breaks for them.
fn laid_out(markup: &str) -> Cow<'_, str> {
    if has_tag(markup, BLOCKS) { markup.into() } else { markup.replace("\r\n", "\n").replace("\n\n", "<p>").replace('\n', "<br>").into() }
}

/// A text with the characters that its entities stand for: "&#36;548 million", "Peru &amp; Poland".
pub fn unescaped(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.bytes().take(ENTITY).position(|byte| byte == b';');
        let entity = end.map(|end| &from[..=end]).filter(|entity| is_entity(entity));
        match entity.map(|entity| (entity, character(entity))) {
            // "&nothing;" is read as "&not" and more
            Some((entity, sign)) if !sign.is_empty() && !sign.ends_with(';') => {
                out.push_str(&sign);
                rest = &from[entity.len()..];
            }
            _ => {
                out.push('&');
                rest = &from[1..];
            }
        }
    }
    if out.is_empty() {
        return text.into();
    }
    out.push_str(rest);
    out.into()
}

/// What an entity stands for.
fn character(entity: &str) -> String {
    match entity {
        "&amp;" => "&".to_string(),
        "&lt;" => "<".to_string(),
        "&gt;" => ">".to_string(),
        "&quot;" => "\"".to_string(),
        "&nbsp;" => "\u{a0}".to_string(),
        entity => Document::from(entity).text().to_string(),
    }
}

/// The longest entity that texts hold.
const ENTITY: usize = 12;

fn is_entity(entity: &str) -> bool {
    let name = entity.trim_start_matches('&').trim_end_matches(';');
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Stretches of a text that now begins so many bytes later.
pub fn shifted(noise: Vec<Boilerplate>, by: u32) -> Vec<Boilerplate> {
    noise.into_iter().map(|b| Boilerplate { span: Span::new(b.span.start + by, b.span.end + by), ..b }).collect()
}

/// The encoding that a page states of itself: `<meta charset="...">` in one of its forms.
fn stated_charset(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(CHARSET_WITHIN)]).to_lowercase();
    // scripts and links state encodings of their own
    let tags = start.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let rest = tags.filter_map(|tag| tag.split("charset=").nth(1)).next()?.trim_start_matches(['"', '\'', ' ']);
    let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c)).collect();
    (!name.is_empty()).then_some(name)
}

/// What is nested without end is no page, and would exhaust those who follow it down.
fn refuse_depth(document: &Document) -> Result<(), Rejection> {
    let mut open: Vec<(NodeRef, usize)> = vec![(document.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > DEPTH {
            return Err(rejection("malformed", format!("its elements are nested more than {DEPTH} deep")));
        }
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_the_characters_that_they_stand_for() {
        assert_eq!(unescaped("&#36;548 million &amp; more&hellip;"), "$548 million & more…");
        assert_eq!(unescaped("Peru & Poland; R&D; &nothing; a &lt; b"), "Peru & Poland; R&D; &nothing; a < b");
        assert_eq!(unescaped("no entity"), "no entity");
        assert_eq!(unescaped("fish &"), "fish &");
    }

    #[test]
    fn elements_have_a_number_of_attributes() {
        let many = |count: usize| format!("<p {}>x</p>", (0..count).map(|n| format!("a{n}=\"b c\" ")).collect::<String>());
        assert!(attributes::refuse(&many(1_500)).is_ok() && attributes::refuse(&many(2_500)).is_err());
        assert!(attributes::refuse(&format!("a < b {} <b title='{}'>", "word ".repeat(5_000), "word ".repeat(5_000))).is_ok());
    }
}

//! Web pages, and the markup that feeds, mail and JSON carry texts in.

mod published;
mod render;
mod table;
mod unit;

use super::Context;
use crate::ingest::article::Article;
use crate::ingest::{encoding, rejection};
use crate::model::{Boilerplate, Rejection, Span};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

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
    let document = Document::from(markup.as_str());
    refuse_depth(&document)?;
    let told = published::Told::of(&document, context.lexicon);
    let failed = |e: dom_smoothie::ReadabilityError| rejection("malformed", format!("no page that can be read: {e}"));
    let config = Config { disable_json_ld: true, ..Config::default() };
    let mut readability = Readability::with_document(document, None, Some(config)).map_err(failed)?;
    let (title, body) = match readability.parse() {
        Ok(article) => (article.title, article.content.to_string()),
        Err(_) => (readability.get_article_title().to_string(), markup),
    };
    let headline = without_site(told.headline.unwrap_or(title), told.publisher.as_deref());
    let article = fragment(Some(headline), &body, context)?;
    let is_address = |url: &String| url.starts_with("http");
    Ok(Article { published: told.published, url: told.url.filter(is_address).or(url), publisher: told.publisher, flags, ..article })
}

/// "Trade grows - Example News" without the name of the site.
fn without_site(headline: String, publisher: Option<&str>) -> String {
    let bare = || headline.trim_end().strip_suffix(publisher?)?.trim_end().strip_suffix(['-', '–', '—', '|', '«', '»', ':', '·']);
    bare().map(|headline| headline.trim_end().to_string()).filter(|headline| !headline.is_empty()).unwrap_or(headline)
}

/// The text of a piece of markup under its headline.
pub fn fragment(title: Option<String>, markup: &str, context: &Context) -> Result<Article, Rejection> {
    let document = Document::from(markup);
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

/// The text of a line of markup, such as the title of an entry.
pub fn plain(markup: &str) -> String {
    match markup.contains(['<', '&']) {
        true => Document::from(markup).text().split_whitespace().collect::<Vec<_>>().join(" "),
        false => markup.trim().to_string(),
    }
}

/// Whether a text is markup: it has a closing tag, or a break, of those that texts are laid out with.
pub fn is_markup(text: &str) -> bool {
    const SIGNS: &[&str] = &["</p>", "</div>", "</td>", "</li>", "</html>", "<br>", "<br/>", "<br />", "<p>"];
    text.contains('<') && SIGNS.iter().any(|sign| text.contains(sign) || text.contains(&sign.to_uppercase()))
}

/// Stretches of a text that now begins so many bytes later.
pub fn shifted(noise: Vec<Boilerplate>, by: u32) -> Vec<Boilerplate> {
    noise.into_iter().map(|b| Boilerplate { span: Span::new(b.span.start + by, b.span.end + by), ..b }).collect()
}

/// The encoding that a page states of itself: `<meta charset="...">` in one of its forms.
fn stated_charset(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(CHARSET_WITHIN)]).to_lowercase();
    let rest = start.split("charset=").nth(1)?.trim_start_matches(['"', '\'']);
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

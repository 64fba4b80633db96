//! What one record holds, whatever file it came in: the text, and what stands beside it.

use crate::model::{Boilerplate, PublishedBasis};
use jiff::civil::Date;

/// The text of a record with what its container tells about it.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "formats", derive(serde::Serialize, serde::Deserialize))]
pub struct Article {
    /// The text, headline included.
    pub text: String,
    /// The headline, where the container names it.
    pub title: Option<String>,
    /// The day of publication and where it was read, where the container tells it.
    pub published: Option<(Date, PublishedBasis)>,
    /// A day in its address or its file's name: what counts where neither the container nor the text tells one.
    pub day_in_name: Option<Date>,
    /// The address, where the container tells it.
    pub url: Option<String>,
    /// Who published it, where the container tells it.
    pub publisher: Option<String>,
    /// Stretches of the text that the container marks as no part of the article, such as captions; in order.
    pub noise: Vec<Boilerplate>,
    /// Remarks on how it was read.
    pub flags: Vec<String>,
}

/// A body that holds its headline within so many characters from its start is not given it again.
const HEADLINE_WITHIN: usize = 400;

/// A shorter headline may stand in a body by chance.
const TELLING: usize = 12;

impl Article {
    /// A text that nothing is known about.
    pub fn plain(text: String) -> Article {
        Article { text, ..Article::default() }
    }

    /// A headline and a body, kept apart by the container; the text is both, as a page shows them.
    pub fn headed(title: Option<String>, body: String) -> Article {
        let title = title.map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty());
        let text = match &title {
            Some(title) if !opens_with(&body, title) => format!("{title}\n\n{body}"),
            _ => body,
        };
        Article { text, title, ..Article::default() }
    }

    /// A sum over what the container tells besides the text; 0 when it tells nothing.
    pub fn told(&self) -> u64 {
        let Article { text: _, title, published, day_in_name, url, publisher, noise, flags } = self;
        if (title, published, day_in_name, url, publisher) == (&None, &None, &None, &None, &None) && noise.is_empty() && flags.is_empty() {
            return 0;
        }
        let all = format!("{title:?} {published:?} {day_in_name:?} {url:?} {publisher:?} {noise:?} {flags:?}");
        let mut first = [0; 8];
        first.copy_from_slice(&blake3::hash(all.as_bytes()).as_bytes()[..8]);
        u64::from_le_bytes(first).max(1)
    }

    /// Adds a stretch that is no part of the article.
    pub fn with_noise(mut self, noise: Vec<Boilerplate>) -> Article {
        self.noise = noise;
        self
    }
}

/// Whether the headline stands at the top of the body already, in other case or with other spaces.
fn opens_with(body: &str, title: &str) -> bool {
    let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let top: String = body.chars().take(HEADLINE_WITHIN + 2 * title.len().min(HEADLINE_WITHIN)).collect();
    let title = squeezed(title);
    let top = squeezed(&top);
    !title.is_empty() && (top.starts_with(&title) || title.len() >= TELLING && top.contains(&title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_told_once() {
        let headed = |title: &str, body: &str| Article::headed(Some(title.to_string()), body.to_string()).text;
        assert_eq!(headed("Trade  grows", "It grew."), "Trade grows\n\nIt grew.");
        assert_eq!(headed("Trade grows", "TRADE GROWS\nIt grew."), "TRADE GROWS\nIt grew.");
        assert_eq!(headed(" ", "It grew."), "It grew.");
    }
}

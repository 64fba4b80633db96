//! Investors told with their projects: "China with 12 projects brought in $9 million". Who has the projects is not where they are.

use super::places::Place;
use super::{PLACES, Reach};
use crate::extract::figures::Reader;
use crate::model::{Code, MentionKind};

/// Words of who takes capital in: a host may have projects, too.
const TAKES: &[&str] = &[
    "absorbed",
    "among",
    "attracted",
    "attracting",
    "drew",
    "from",
    "host",
    "hosts",
    "invested",
    "received",
    "receiving",
    "recipient",
    "took",
];

/// Sentences back to the figure whose host the list goes on with.
const REACH: usize = 2;

/// Investor and host where `found` has another for the investor than the one that is told with its projects.
pub(super) fn investor(
    reader: &Reader,
    reach: &Reach,
    places: &[Place],
    found: (Option<Code>, Option<Code>),
) -> Option<(Option<Code>, Option<Code>)> {
    let article = reader.article;
    let amount = reach.amount.filter(|_| !reach.head.head.is_trade())?.item.first;
    let sentence = article.sentences[reach.sentence];
    let counted = |p: &&Place| {
        let end = article.item_at(p.at, PLACES).map_or(p.at + 1, |i| i.end);
        let number = article.items_in(end + 1..end + 2, &[MentionKind::Number]).next();
        // not "Norway is the largest investor in Kenya with 12 projects"
        let led = p.at > 0 && article.is_any(p.at - 1, &["in", "into", "to", "of", "for"]);
        p.at < amount && !led && article.is(end, "with") && number.is_some_and(|n| article.is_any(n.end, &["project", "projects"]))
    };
    let investor = places.iter().rev().find(counted)?.code;
    if found.0 == Some(investor) || article.has_any(sentence.first..sentence.last, TAKES) {
        return None;
    }
    let host = reader.last(reach.sentence, REACH).and_then(|s| s.parties.1).filter(|host| *host != investor);
    Some((Some(investor), host))
}

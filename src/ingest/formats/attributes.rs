//! Tags with attributes without end: the parser of HTML compares each one with all before it, so that a hundred thousand of them
//! take it a quarter of a minute.

use crate::ingest::rejection;
use crate::model::Rejection;

/// Attributes of one tag, at most; people write tens.
const MOST: usize = 2_000;
/// What would have more of them if it were a tag is refused whatever it seems to be: what is script, a comment or markup depends on
/// the tree that the parser makes (`<svg><style>` holds markup), and no script is so long without a `>`.
const SURELY: usize = 10 * MOST;
/// Elements whose text is no markup.
const PLAIN: [&[u8]; 4] = [b"script", b"style", b"textarea", b"title"];

/// Refuses markup in which a tag has more attributes than any page needs.
pub fn refuse(markup: &str) -> Result<(), Rejection> {
    let bytes = markup.as_bytes();
    let too_many = || rejection("malformed", format!("one of its tags has more than {MOST} attributes"));
    match most(bytes) {
        ..=MOST => return Ok(()),
        found if found > SURELY => return Err(too_many()),
        _ => {}
    }
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(|byte| *byte == b'<') {
        at += step + 1;
        let rest = &bytes[at..];
        // the parser compares the attributes of a closing tag as well
        let closes = usize::from(rest.starts_with(b"/"));
        let name = &rest[closes..];
        let name = &name[..name.iter().take_while(|byte| !ends_name(**byte)).count()];
        if rest.starts_with(b"!--") {
            at = behind_comment(bytes, at + b"!--".len());
        } else if name.first().is_some_and(u8::is_ascii_alphabetic) {
            let Some(end) = tag_end(bytes, at + closes + name.len()) else {
                return Err(too_many());
            };
            at = match closes == 0 && PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(name)) {
                true => closed(bytes, end, name),
                false => end,
            };
        } else if rest.starts_with(b"!") || rest.starts_with(b"?") || rest.starts_with(b"/") {
            // a declaration, or what is taken for a comment: quotes mean nothing in it
            at += rest.iter().position(|byte| *byte == b'>').map_or(rest.len(), |end| end + 1);
        }
    }
    Ok(())
}

/// Where in a tag a byte is.
#[derive(Clone, Copy)]
enum Within {
    Name,
    /// Before an attribute, or behind a quoted value.
    Before,
    Attribute,
    BehindAttribute,
    BeforeValue,
    DoubleQuotes,
    SingleQuotes,
    Value,
}

impl Within {
    const ALL: [Within; 8] = [
        Within::Name,
        Within::Before,
        Within::Attribute,
        Within::BehindAttribute,
        Within::BeforeValue,
        Within::DoubleQuotes,
        Within::SingleQuotes,
        Within::Value,
    ];

    /// Where the next byte is, and whether this one begins an attribute; none where it ends the tag.
    fn behind(self, byte: u8) -> Option<(Within, bool)> {
        let is_space = byte.is_ascii_whitespace();
        let next = match (self, byte) {
            (Within::DoubleQuotes, b'"') | (Within::SingleQuotes, b'\'') => Within::Before,
            (Within::DoubleQuotes | Within::SingleQuotes, _) => self,
            (_, b'>') => return None,
            (Within::BeforeValue, _) if is_space => self,
            (Within::BeforeValue, b'"') => Within::DoubleQuotes,
            (Within::BeforeValue, b'\'') => Within::SingleQuotes,
            (Within::BeforeValue, _) => Within::Value,
            (Within::Value, _) if !is_space => self,
            (Within::Attribute | Within::BehindAttribute, b'=') => Within::BeforeValue,
            (Within::Attribute | Within::BehindAttribute, _) if is_space => Within::BehindAttribute,
            (_, b'/') => Within::Before,
            (_, _) if is_space => Within::Before,
            (Within::Before | Within::BehindAttribute, _) => return Some((Within::Attribute, true)),
            _ => self,
        };
        Some((next, false))
    }
}

/// How many attributes any tag has at most, wherever the parser may see one begin. Two that are at the same place of a tag go on
/// alike, so that of all that may have begun only the one with the most attributes is followed from each place.
fn most(bytes: &[u8]) -> usize {
    let (mut most, mut open, mut at) = (0, [None; Within::ALL.len()], 0);
    while at < bytes.len() {
        let may_begin = bytes[..at].ends_with(b"<") || bytes[..at].ends_with(b"</");
        if !may_begin && open.iter().all(Option::is_none) {
            let Some(step) = bytes[at..].iter().position(|byte| *byte == b'<') else { break };
            at += step + 1;
            continue;
        }
        let mut next = [None; Within::ALL.len()];
        for (within, count) in Within::ALL.into_iter().zip(open) {
            let Some((count, (behind, begins))) = count.zip(within.behind(bytes[at])) else { continue };
            let count: usize = count + usize::from(begins);
            most = most.max(count);
            let slot = &mut next[behind as usize];
            *slot = (*slot).max(Some(count));
        }
        if may_begin && bytes[at].is_ascii_alphabetic() {
            let slot = &mut next[Within::Name as usize];
            *slot = (*slot).max(Some(0));
        }
        open = next;
        at += 1;
    }
    most
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

/// Where the text of an element ends that holds no markup: at the next closing tag of its name.
fn closed(bytes: &[u8], mut at: usize, name: &[u8]) -> usize {
    while let Some(step) = bytes[at..].iter().position(|byte| *byte == b'<') {
        at += step;
        let tag = bytes[at + 1..].strip_prefix(b"/").and_then(|rest| rest.get(..name.len()));
        if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name)) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// Where a comment ends whose text begins at `at`: at `-->` or `--!>`, or at once (`<!-->`, `<!--->`).
fn behind_comment(bytes: &[u8], at: usize) -> usize {
    let text = &bytes[at..];
    if let Some(end) = [&b">"[..], b"->"].iter().find(|end| text.starts_with(end)) {
        return at + end.len();
    }
    let ends = |from: usize| [&b"-->"[..], b"--!>"].into_iter().find(|end| text[from..].starts_with(end)).map(|end| at + from + end.len());
    (0..text.len()).find_map(ends).unwrap_or(bytes.len())
}

/// Where a tag ends; none when it has too many attributes before.
fn tag_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let skip = |at: usize, is: &dyn Fn(u8) -> bool| at + bytes[at.min(bytes.len())..].iter().take_while(|byte| is(**byte)).count();
    for _ in 0..=MOST {
        at = skip(at, &|byte| byte.is_ascii_whitespace() || byte == b'/');
        match bytes.get(at) {
            None => return Some(bytes.len()),
            Some(b'>') => return Some(at + 1),
            Some(_) => {}
        }
        // a name may begin with the sign that stands before values
        at = skip(at + 1, &|byte| !ends_name(byte) && byte != b'=');
        let sign = skip(at, &|byte| byte.is_ascii_whitespace());
        if bytes.get(sign) != Some(&b'=') {
            continue;
        }
        at = skip(sign + 1, &|byte| byte.is_ascii_whitespace());
        at = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => skip(at + 1, &|byte| byte != *quote) + 1,
            _ => skip(at, &|byte| !byte.is_ascii_whitespace() && byte != b'>'),
        };
        at = at.min(bytes.len());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::refuse;

    #[test]
    fn markup_that_seems_to_be_none() {
        let tag = format!("<p{}>", " a".repeat(25_000));
        for before in ["<svg><style>", "<svg><![CDATA[ > <q a=\" ]]>", "<math><title>", "<svg><script>"] {
            assert!(refuse(&format!("{before}{tag}")).is_err(), "{before}");
        }
        // few attributes, whatever is tried as one
        let page = "<p title='5 > 3' class=a\t hidden>Kenya</p><br/>".repeat(500);
        assert_eq!(super::most(page.as_bytes()), 3);
        assert_eq!(super::most("<a b = c d/e='f g'h i>".as_bytes()), 5);
    }

    #[test]
    fn tags_with_attributes_without_end() {
        let many = |one: &str| one.repeat(3_000);
        for tag in [many(" a"), many(" a=1"), many(" a = 'x > y'"), many("/a"), many(" = ").repeat(3)] {
            assert!(refuse(&format!("<p>Kenya</p><p{tag}>grew.</p>")).is_err(), "{}", &tag[..10]);
            assert!(refuse(&format!("<p{tag}")).is_err());
            // of a closing tag, behind a comment, behind what is taken for one
            for before in ["</p", "<!-- Kenya --!><p", "<!--><p", "<!---><p", "<!doctype '><p", "<? \"><p", "</ '><p", "<!x <p a='><p"] {
                assert!(refuse(&format!("<p>Kenya</p>{before}{tag}>grew.")).is_err(), "{before}{}", &tag[..10]);
            }
        }
        for page in [
            many("<p class='a' id=b>Kenya < Peru and 3 > 2</p>"),
            format!("<script>if (a<b {}) </SCRIPT ><p>", many(" x")),
            format!("<!-- <p {} --><p>", many(" x")),
            format!("<!doctype html {}><p>", many(" x")),
            format!("<p title=\"{}\">Kenya</p><p title='", many(" x")),
            format!("Kenya < {}", many(" x")),
            "<".to_string(),
            "<p a=".to_string(),
        ] {
            assert!(refuse(&page).is_ok(), "{}", &page[..page.len().min(40)]);
        }
    }
}

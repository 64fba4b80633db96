//! Elements -> lines of text: what a reader sees, a line per block.

use super::table;
use crate::lexicon::{Lexicon, TableWord};
use crate::model::{Boilerplate, BoilerplateKind, Span};
use dom_query::{Document, NodeRef};

/// Elements that nobody reads.
const UNSEEN: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "head",
    "title",
    "button",
    "select",
    "option",
    "input",
    "textarea",
    "nav",
    "canvas",
    "audio",
    "video",
    "math",
    "amp-sidebar",
    "amp-ad",
];
/// Parts of classes of boxes with links to other articles.
const TEASERS: &[&str] =
    &["related", "read-also", "readalso", "also-read", "see-also", "read-more", "readmore", "recommend", "more-news", "teaser"];
/// What a figure may hold besides a picture and its caption.
const CONTENTS: &[&str] = &["table", "blockquote", "pre", "ul", "ol"];
/// Elements with space above and below.
const PARAGRAPHS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "dl",
    "figure",
    "hr",
    "article",
    "section",
    "header",
    "footer",
    "aside",
];
/// Elements that begin a line.
const LINES: &[&str] = &["div", "li", "br", "dt", "dd", "tr", "address", "main", "center", "legend", "details", "summary", "form"];

/// Marks of footnotes are no longer than this, and captions than that.
const MARK: usize = 12;
const CAPTION: usize = 1_000;
/// Elements looked at in one, at most.
const INSIDE: usize = 300;
/// What begins an item of a list.
const BULLET: &str = "• ";

/// The text below a node, with the stretches that are captions.
pub fn text(root: &NodeRef, lexicon: &Lexicon) -> (String, Vec<Boilerplate>) {
    let mut page = Page::of(lexicon, true);
    page.children(root);
    let end = page.out.trim_end().len();
    page.out.truncate(end);
    let noise = page.noise.into_iter().map(|b| Boilerplate { span: Span::new(b.span.start, b.span.end.min(end as u32)), ..b });
    let noise = noise.filter(|b| b.span.start < b.span.end).collect();
    (page.out, noise)
}

/// Names captions that only their class or their figure tells: a `<div class="caption">` loses its class where Readability makes a
/// paragraph of it.
pub fn name_captions(document: &Document) {
    for node in document.select("[class*='caption'],[class*='Caption']").nodes() {
        let class = node.attr("class").unwrap_or_default().to_lowercase();
        let is_part = ["p", "div", "span", "small", "em", "i"].iter().any(|name| node.has_name(name));
        if is_part && is_caption(&class) && is_short(node) {
            node.rename("figcaption");
        }
    }
    for figure in document.select("figure").nodes().iter().filter(|figure| is_picture(figure)) {
        // collected first: the tree cannot be changed while it is walked
        let parts: Vec<NodeRef> = figure.children_it(false).filter(|part| part.has_name("p")).collect();
        parts.iter().for_each(|part| part.rename("figcaption"));
    }
}

/// The text below a node on one line.
pub fn line(node: &NodeRef, lexicon: &Lexicon) -> String {
    let mut page = Page::of(lexicon, false);
    page.children(node);
    page.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Page<'a> {
    /// The words that units are told by.
    lexicon: &'a Lexicon,
    /// Tables may stand in it.
    has_tables: bool,
    out: String,
    noise: Vec<Boilerplate>,
    /// A space is due before the next word.
    space: bool,
}

impl Page<'_> {
    fn of(lexicon: &Lexicon, has_tables: bool) -> Page<'_> {
        Page { lexicon, has_tables, out: String::new(), noise: Vec::new(), space: false }
    }

    fn children(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            self.node(&child);
        }
    }

    fn node(&mut self, node: &NodeRef) {
        if node.is_text() {
            return self.words(&node.text());
        }
        let Some(name) = node.node_name() else { return };
        if is_hidden(node) {
            return;
        }
        let marks = node.attr("class").map(|class| class.to_lowercase()).unwrap_or_default();
        match &*name {
            name if UNSEEN.contains(&name) => {}
            "table" => self.table(node),
            "caption" => self.apart(node, None),
            "figcaption" => self.apart(node, Some(BoilerplateKind::Caption)),
            "figure" if is_picture(node) => self.apart(node, Some(BoilerplateKind::Caption)),
            _ if is_caption(&marks) && is_short(node) => self.apart(node, Some(BoilerplateKind::Caption)),
            _ if TEASERS.iter().any(|part| marks.contains(part)) && is_links(node) => self.apart(node, Some(BoilerplateKind::Teaser)),
            "sup" => self.raised(node),
            "li" => {
                self.lines(1);
                if !self.out.ends_with(BULLET) {
                    self.out.push_str(BULLET);
                }
                self.children(node);
                self.lines(1);
            }
            "td" | "th" => {
                self.children(node);
                self.lines(1);
            }
            name => {
                let gap = if PARAGRAPHS.contains(&name) { 2 } else { usize::from(LINES.contains(&name)) };
                self.lines(gap);
                self.children(node);
                self.lines(gap);
            }
        }
    }

    /// A table of figures, so that each stays with its headings; another one is only a way to lay a page out.
    fn table(&mut self, node: &NodeRef) {
        self.lines(2);
        match self.has_tables.then(|| table::lines(node, self.lexicon)).flatten() {
            Some(lines) => {
                for line in lines {
                    self.words(&line);
                    self.lines(1);
                }
            }
            None => self.children(node),
        }
        self.lines(2);
    }

    /// What stands apart from the text, and what kind of noise it is, if any.
    fn apart(&mut self, node: &NodeRef, noise: Option<BoilerplateKind>) {
        self.lines(2);
        let start = self.out.len();
        let within = self.noise.len();
        self.children(node);
        let span = Span::new(start as u32, self.out.trim_end().len().max(start) as u32);
        if let Some(kind) = noise.filter(|_| span.start < span.end) {
            // the whole takes the place of what is marked in it
            self.noise.truncate(within);
            self.noise.push(Boilerplate { kind, span });
        }
        self.lines(2);
    }

    /// A raised mark of a footnote is no part of what it stands behind: "12.5" with a raised "1" is not 12.51. What else is raised
    /// ("1st", square metres, powers, halves) stays.
    fn raised(&mut self, node: &NodeRef) {
        let mark = node.text();
        let mark = mark.trim();
        let before = self.out.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let is_glued = !self.space && !before.is_empty();
        if is_glued && is_exponent(mark, before) {
            self.out.push('^');
        } else if is_glued && opens_fraction(mark, node) {
            if before.ends_with(|c: char| c.is_ascii_digit()) {
                self.out.push(' ');
            }
        } else if is_glued && is_footnote(mark, before, self.lexicon) {
            return;
        }
        self.children(node);
    }

    fn words(&mut self, text: &str) {
        let text = &visible(text);
        self.space |= text.starts_with(|c: char| c.is_whitespace());
        for word in text.split_whitespace() {
            if self.space && !self.out.is_empty() && !self.out.ends_with(['\n', ' ']) {
                self.out.push(' ');
            }
            self.out.push_str(word);
            self.space = true;
        }
        if !text.is_empty() {
            self.space = text.ends_with(|c: char| c.is_whitespace());
        }
    }

    /// Ends the line; two of them leave a line free.
    fn lines(&mut self, wanted: usize) {
        if wanted == 0 {
            return;
        }
        self.space = false;
        // the paragraph of an item stands behind its bullet
        if self.out.ends_with(BULLET) {
            return;
        }
        let kept = self.out.trim_end_matches([' ', '\n']).len();
        if kept == 0 {
            self.out.clear();
            return;
        }
        let present = self.out[kept..].matches('\n').count();
        self.out.truncate(kept);
        for _ in 0..present.max(wanted) {
            self.out.push('\n');
        }
    }
}

/// Not shown, as the text before the text of a letter that only its preview shows.
fn is_hidden(node: &NodeRef) -> bool {
    let style = node.attr("style").map(|style| style.to_lowercase().replace(' ', "")).unwrap_or_default();
    node.has_attr("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}

/// A picture with the words below it.
fn is_picture(node: &NodeRef) -> bool {
    let is_image = |inner: &NodeRef| ["img", "picture", "amp-img"].iter().any(|name| inner.has_name(name));
    let inside: Vec<NodeRef> = node.descendants_it().take(INSIDE).collect();
    inside.iter().any(is_image) && !inside.iter().any(|inner| CONTENTS.iter().any(|name| inner.has_name(name))) && is_short(node)
}

/// "wp-caption-text", "image-caption"; not "has-caption".
fn is_caption(classes: &str) -> bool {
    classes.split_whitespace().any(|class| class.contains("caption") && !["has", "no", "with"].iter().any(|mark| class.starts_with(mark)))
}

fn is_short(node: &NodeRef) -> bool {
    length(node).is_some_and(|length| length <= CAPTION)
}

/// Whether most of what a small element says is links.
fn is_links(node: &NodeRef) -> bool {
    let links = node.descendants_it().take(INSIDE).filter(|inner| inner.has_name("a"));
    let linked: usize = links.filter_map(|link| length(&link)).sum();
    length(node).is_some_and(|all| all > 0 && linked * 10 >= all * 6)
}

/// The bytes of text in an element; none in one that holds so much that it is no caption, and no box of links either.
fn length(node: &NodeRef) -> Option<usize> {
    let mut inside = node.descendants_it();
    let words = |inner: NodeRef| if inner.is_text() { inner.text().split_whitespace().map(|word| word.len() + 1).sum() } else { 0 };
    let length = inside.by_ref().take(INSIDE).map(words).sum();
    inside.next().is_none().then_some(length)
}

/// Numbers, signs and brackets, or behind a figure one small letter; not the power of a unit.
fn is_footnote(mark: &str, before: &str, lexicon: &Lexicon) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || "[](),*†‡§#".contains(c);
    let is_letter = mark.len() == 1 && mark.starts_with(|c: char| c.is_ascii_lowercase()) && before.ends_with(|c: char| c.is_ascii_digit());
    let unit = before.trim_start_matches(|c: char| !c.is_alphabetic());
    // "$5M" counts millions
    let is_length = || !unit.contains(char::is_uppercase) && lexicon.table_words.has_word(unit, TableWord::Length);
    let is_power = ["2", "3"].contains(&mark) && is_length();
    !mark.is_empty() && mark.len() <= MARK && (mark.chars().all(is_sign) || is_letter) && !is_power
}

/// Raised digits behind a 10 that is no part of a longer number: "10" with a raised "6" is a million, and no 10 with a footnote.
fn is_exponent(mark: &str, before: &str) -> bool {
    let digits = mark.strip_prefix(['-', '−', '–']).unwrap_or(mark);
    let base = before.strip_suffix("10").map(|rest| rest.chars().next_back());
    let is_bare = base.is_some_and(|sign| sign.is_none_or(|sign| "×x·*([~≈".contains(sign)));
    is_bare && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// A raised "1" before a stroke with a lowered number behind it, or a single figure: a footnote may stand in "2023/2024".
fn opens_fraction(mark: &str, node: &NodeRef) -> bool {
    let Some(next) = node.next_sibling() else { return false };
    let text = next.text();
    let Some(behind) = text.trim_start().strip_prefix(['/', '⁄']) else { return false };
    let is_lowered = || behind.trim().is_empty() && next.next_sibling().is_some_and(|below| below.has_name("sub"));
    let figures = behind.chars().take_while(char::is_ascii_digit).count();
    !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit()) && (figures == 1 || is_lowered())
}

/// The text without signs that only say where a word may be broken.
fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    const UNSEEN: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];
    if text.contains(UNSEEN) { text.replace(UNSEEN, "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::{name_captions, text};
    use crate::lexicon::Lexicon;
    use dom_query::Document;

    #[track_caller]
    fn shown(markup: &str, lines: &str) {
        assert_eq!(text(&Document::from(markup).root(), &Lexicon::builtin()).0, lines, "{markup}");
    }

    #[test]
    fn blocks_are_lines() {
        shown("<p>Trade <b>grew</b>\n by 5&nbsp;%.</p><p>It fell.</p>", "Trade grew by 5 %.\n\nIt fell.");
        shown("<div>One<br>Two</div><div>Three</div>", "One\nTwo\nThree");
        shown("<ul><li>Oil <i>and</i> gas</li><li>Grain</li></ul>", "• Oil and gas\n• Grain");
        shown("<p>$1<sup>st</sup>, 2<script>x()</script>3</p>", "$1st, 23");
    }

    #[test]
    fn figures_stay_with_their_headings() {
        let markup = "<table><tr><th>Year</th><th>Exports, USD mln</th><th>Imports, USD mln</th></tr>\
                      <tr><td>2022</td><td>12.5</td><td>7</td></tr><tr><td>2023</td><td>14.1</td><td>-</td></tr></table>";
        shown(markup, "2022: Exports: USD 12.5 mln; Imports: USD 7 mln\n2023: Exports: USD 14.1 mln; Imports: -");
    }

    #[test]
    fn a_caption_may_tell_the_unit_of_what_stands_under_years() {
        let markup = "<table><caption>Trade of Kenya, million euros</caption><tr><th></th><th>2022</th><th>2023</th><th>Share</th></tr>\
                      <tr><td>Exports</td><td>12.5</td><td>14.1</td><td>41</td></tr></table>";
        shown(markup, "Trade of Kenya, million euros\nExports: 2022: 12.5 million euros; 2023: 14.1 million euros; Share: 41");
    }

    #[test]
    fn sections_of_a_table_hold_for_their_rows() {
        let section =
            |of: &str, cell: &str| format!("<tr><{cell} colspan=2>{of} of Kenya, 2023</{cell}></tr><tr><td>Tea</td><td>3</td></tr>");
        for cell in ["td", "th"] {
            let rows = format!("<tr><th>Goods</th><th>USD mln</th></tr>{}{}", section("Exports", cell), section("Imports", cell));
            // no section has a total of its own: it is that of the table, not of imports
            let markup = format!("<table>{rows}<tr><td>Total</td><td>4</td></tr></table>");
            let lines = "Exports of Kenya, 2023:\nTea: USD 3 mln\nImports of Kenya, 2023:\nTea: USD 3 mln\nTotal: USD 4 mln";
            shown(&markup, lines);
        }
        let units = "<table><tr><th></th><th>2022</th><th>2023</th></tr><tr><td colspan=3>Exports, million euros</td></tr><tr><td>Peru</td><td>1</td><td>2</td></tr>\
                     <tr><td colspan=3>Volume, tonnes</td></tr><tr><td>Peru</td><td>7</td><td>8</td></tr></table>";
        shown(units, "Exports:\nPeru: 2022: 1 million euros; 2023: 2 million euros\nVolume, tonnes:\nPeru: 2022: 7; 2023: 8");
    }

    #[test]
    fn sums_of_sections_and_of_the_table() {
        let section = |of: &str| format!("<tr><td colspan=2>{of} of Kenya</td></tr><tr><td>Tea</td><td>3</td></tr>");
        let sum = |name: &str| format!("<tr><td>{name}</td><td>5</td></tr>");
        let head = "<table><tr><th>Goods</th><th>USD mln</th></tr>";
        let (exports, imports, total) = (section("Exports"), section("Imports"), sum("Total"));
        let lines = |first: &str, last: &str| format!("Exports of Kenya:\nTea: USD 3 mln{first}\nImports of Kenya:\nTea: USD 3 mln{last}");
        let own = |of: &str| format!("\n{of} of Kenya: Total: USD 5 mln");
        let each = format!("{head}{exports}{total}{imports}{total}");
        shown(&each, &lines(&own("Exports"), &own("Imports")));
        shown(&format!("{each}{total}"), &lines(&own("Exports"), &format!("{}\nTotal: USD 5 mln", own("Imports"))));
        for whole in ["Grand total", "Overall", "All"] {
            shown(&format!("{head}{exports}{}</table>", sum(whole)), &format!("Exports of Kenya:\nTea: USD 3 mln\n{whole}: USD 5 mln"));
        }
        shown(&format!("{head}{exports}{total}"), &format!("Exports of Kenya:\nTea: USD 3 mln{}", own("Exports")));
        let before = sum("Fish");
        shown(&format!("{head}{before}{exports}{total}"), "Fish: USD 5 mln\nExports of Kenya:\nTea: USD 3 mln\nTotal: USD 5 mln");
    }

    #[test]
    fn headings_in_the_body_begin_new_columns() {
        let row =
            |tag: &str, cells: [&str; 3]| -> String { format!("<tr>{}</tr>", cells.map(|cell| format!("<{tag}>{cell}</{tag}>")).concat()) };
        let figures = |name: &str| row("td", [name, "5", "7"]);
        let table = |rows: &[String]| format!("<table>{}</table>", rows.concat());
        let years = |tag: &str, first: i32| row(tag, ["", &first.to_string(), &(first + 1).to_string()]);
        for tag in ["th", "td"] {
            let rows = [years(tag, 2020), figures("Peru"), years(tag, 2022), figures("Kenya")];
            shown(&table(&rows), "Peru: 2020: 5; 2021: 7\nKenya: 2022: 5; 2023: 7");
        }
        let named = [row("th", ["Country", "Tea, USD mln", "Share"]), figures("Peru"), row("th", ["Port", "Ships", "Tea, EUR mln"])];
        let rows = [named.to_vec(), vec![figures("Lima")]].concat();
        shown(&table(&rows), "Peru: Tea: USD 5 mln; Share: 7\nLima: Ships: 5; Tea: EUR 7 mln");
        // sums, figures with their unit, years that are figures, and what nothing stands below
        for (row, line) in [
            (row("th", ["Total", "9", "9"]), "Total: Tea: USD 9 mln; Share: 9"),
            (row("th", ["Peru", "5 mln", "7%"]), "Peru: Tea: 5 mln; Share: 7%"),
            (row("td", ["Peru", "2019", "2020"]), "Peru: Tea: USD 2019 mln; Share: 2020"),
        ] {
            let rows = [named[0].clone(), figures("Kenya"), row, figures("Kenya"), row_of_names(), row_of_names()];
            let (kenya, names) = ("Kenya: Tea: USD 5 mln; Share: 7", "Port: Tea: Ships; Share: Tea");
            shown(&table(&rows), &[kenya, line, kenya, names, names].join("\n"));
        }
        let titled = "<tr><td colspan=3>Imports</td></tr>".to_string();
        let title = "<tr><td colspan=3>Exports</td></tr>".to_string();
        let rows = [title, years("th", 2020), figures("Peru"), titled, years("th", 2022), figures("Peru")];
        shown(&table(&rows), "Peru: Exports, 2020: 5; Exports, 2021: 7\nImports:\nPeru: 2022: 5; 2023: 7");
    }

    fn row_of_names() -> String {
        "<tr><th>Port</th><th>Ships</th><th>Tea</th></tr>".to_string()
    }

    #[test]
    fn a_cell_reaches_down_into_short_rows_and_no_further() {
        let rows = |second: &str| {
            format!(
                "<table><tr><th>State<th>Tea<th>Fish<th>Rice</tr><tr><td>Peru<td>1<td rowspan=2>5<td>9</tr>{second}<tr><td>Poland<td>2<td>6<td>8</tr></table>"
            )
        };
        let lines = |second: &str| format!("Peru: Tea: 1; Fish: 5; Rice: 9\n{second}Poland: Tea: 2; Fish: 6; Rice: 8");
        shown(&rows("<tr><td>Kenya</tr>"), &lines("Kenya: Fish: 5\n"));
        shown(&rows("<tr></tr>"), &lines(""));
    }

    #[test]
    fn a_first_row_over_all_columns_is_part_of_their_headings() {
        let markup = "<table><tr><td colspan=3>Exports of Peru to Poland, million USD</td></tr><tr><td></td><td>2022</td><td>2023</td></tr>\
                      <tr><td>Copper</td><td>120.5</td><td>140.1</td></tr></table>";
        let exports = |year: i32, value: &str| format!("Exports of Peru to Poland, {year}: USD {value} million");
        shown(markup, &format!("Copper: {}; {}", exports(2022, "120.5"), exports(2023, "140.1")));
    }

    #[test]
    fn a_unit_above_several_columns_is_not_that_of_shares_and_ranks() {
        let body = "<tr><td>Peru</td><td>140</td><td>12.5</td><td>3</td></tr></table>";
        let heads = "<th>2023</th><th>Share</th><th>Rank</th></tr>";
        let title = "<table><tr><th colspan=4>Exports of Kenya, USD million</th></tr><tr><th>Country</th>";
        let exports = "Exports of Kenya, 2023: USD 140 million; Exports of Kenya, Share: 12.5; Exports of Kenya, Rank: 3";
        shown(&format!("{title}{heads}{body}"), &format!("Peru: {exports}"));
        let group = "<table><tr><th rowspan=2>Country</th><th colspan=3>Exports, USD million</th></tr><tr>";
        shown(&format!("{group}{heads}{body}"), "Peru: Exports, 2023: USD 140 million; Exports, Share: 12.5; Exports, Rank: 3");
        let times =
            "<table><tr><th></th><th colspan=3>Exports, USD million</th></tr><tr><th></th><th>May</th><th>H1 2023</th><th>Q3</th></tr>";
        let lines = "Peru: Exports, May: USD 140 million; Exports, H1 2023: USD 12.5 million; Exports, Q3: USD 3 million";
        shown(&format!("{times}{body}"), lines);
        let volume = "<tr><td colspan=4>Volume, tonnes</td></tr>";
        let lines = "Volume, tonnes:\nPeru: Exports, 2023: 140; Exports, Share: 12.5; Exports, Rank: 3";
        shown(&format!("{group}{heads}{volume}{body}"), lines);
    }

    #[test]
    fn the_label_of_a_row_may_tell_the_unit() {
        let markup = "<table><tr><th></th><th>2022</th><th>growth</th></tr><tr><th>Exports, EUR mln</th><td>12.5</td><td>3</td></tr>\
                      <tr><th>Fish, tonnes</th><td>9</td><td></td></tr><tr><th>Imports, EUR mln</th><td>7</td><td></td></tr></table>";
        shown(markup, "Exports, EUR mln: 2022: EUR 12.5 mln; growth: 3\nFish, tonnes: 2022: 9\nImports: 2022: EUR 7 mln");
    }

    #[test]
    fn large_tables_and_long_cells_keep_their_headings() {
        let remark = "a long remark on it ".repeat(20);
        let markup =
            format!("<table><tr><th>State</th><th>USD mln</th><th>Note</th></tr><tr><td>Peru</td><td>3</td><td>{remark}</td></tr></table>");
        shown(&markup, &format!("Peru: USD 3 mln; Note: {}", remark.trim()));
        let rows: String = (0..2_500).map(|n| format!("<tr><td>Port {n}</td><td>{n}.5</td></tr>")).collect();
        let lines =
            text(&Document::from(format!("<table><tr><th>Port</th><th>USD mln</th></tr>{rows}</table>")).root(), &Lexicon::builtin()).0;
        assert!(lines.ends_with("Port 2499: USD 2499.5 mln"), "{}", &lines[lines.len() - 99..]);
        let cells: String = (0..150).map(|n| format!("<td>{n}.5</td>")).collect();
        let heads: String = (0..150).map(|n| format!("<th>{}</th>", 1900 + n)).collect();
        let lines = text(&Document::from(format!("<table><tr>{heads}</tr><tr>{cells}</tr></table>")).root(), &Lexicon::builtin()).0;
        assert!(lines.ends_with("2049: 149.5"), "{lines}");
    }

    #[test]
    fn marks_of_footnotes_do_not_change_figures() {
        let mark = |mark: &str| format!("<sup>{mark}</sup>");
        shown(&format!("<p>$25.5{} million in 2023{}, 7{}.</p>", mark("3"), mark("[4]"), mark("a")), "$25.5 million in 2023, 7.");
        shown(&format!("<p>Trade{} of 3 km{} and 2×10{}.</p>", mark("1, 2"), mark("2"), mark("6")), "Trade of 3 km2 and 2×10^6.");
        shown(&format!("<p>The 1{} of 2 {}/<sub>2</sub>.</p>", mark("st"), mark("1")), "The 1st of 2 1/2.");
        shown(&format!("<p>Some 10{} tonnes, ~10{} t, $10{}.</p>", mark("6"), mark("-3"), mark("1")), "Some 10^6 tonnes, ~10^-3 t, $10.");
        shown(&format!("<p>2{}/<sub>2</sub> and 3{}/4, 2023{}/2024.</p>", mark("1"), mark("1"), mark("3")), "2 1/2 and 3 1/4, 2023/2024.");
        let table = format!(
            "<table><tr><th>Year</th><th>Exports, USD mln</th></tr><tr><td>2023{}</td><td>12.5{}</td></tr></table>",
            mark("2"),
            mark("1")
        );
        shown(&table, "2023: Exports: USD 12.5 mln");
    }

    #[test]
    fn soft_hyphens_are_not_shown() {
        shown("<p>Turn&shy;over of Po&shy;land: 31&nbsp;mil&#x200B;lion.</p>", "Turnover of Poland: 31 million.");
    }

    #[test]
    fn layout_is_no_table() {
        shown("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", "One.\n\nTwo.");
    }

    fn noise(markup: &str) -> Vec<String> {
        let (out, noise) = text(&Document::from(markup).root(), &Lexicon::builtin());
        noise.iter().map(|b| b.span.of(&out).to_string()).collect()
    }

    #[test]
    fn captions_are_noise() {
        for caption in [
            "<figure><img><figcaption>The minister. Photo: X</figcaption></figure>",
            "<figure><img><p>The minister. Photo: X</p></figure>",
            "<div class='wp-caption alignleft'><img><p class='wp-caption-text'>The minister. Photo: X</p></div>",
            "<div class=photo><img><div class=caption>The minister. Photo: X</div></div>",
            "<p><img><span class=image-caption>The minister. Photo: X</span></p>",
        ] {
            let markup = format!("<p>One.</p>{caption}<p>Two.</p>");
            assert_eq!(noise(&markup), ["The minister. Photo: X"], "{caption}");
            let document = Document::from(markup);
            name_captions(&document);
            let named = document.select("figcaption").nodes().iter().any(|node| node.text().contains("The minister. Photo: X"));
            assert!(named, "{caption}");
        }
        assert!(
            noise("<figure><img><table><tr><th>Year</th><th>USD mln</th></tr><tr><td>2023</td><td>7</td></tr></table></figure>").is_empty()
        );
    }

    #[test]
    fn links_to_other_articles_are_noise() {
        let links = "<ul class=related><li><a href=x>Peru sells fish</a></li><li><a href=y>Poland buys fish</a></li></ul>";
        assert_eq!(noise(&format!("<p>One.</p>{links}<p>Two.</p>")), ["• Peru sells fish\n• Poland buys fish"]);
        assert!(noise("<div class=related-text><p>Peru sells <a href=x>fish</a> to Poland and Kenya.</p></div>").is_empty());
    }

    #[test]
    fn what_is_hidden_is_not_shown() {
        shown("<p style='Display: none'>Trade of Peru.</p><p hidden>Of Poland.</p><p>One.</p>", "One.");
        shown("<ul><li><p>Oil</p><p>and gas</p></li><li><ul><li>Grain</li></ul></li></ul>", "• Oil\n\nand gas\n\n• Grain");
    }
}

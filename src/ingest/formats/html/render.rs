//! Elements -> lines of text: what a reader sees, a line per block.

use super::table;
use crate::lexicon::Lexicon;
use crate::model::{Boilerplate, BoilerplateKind, Span};
use dom_query::NodeRef;

/// Elements that nobody reads.
const UNSEEN: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "iframe", "object", "head", "title", "button", "select", "option", "input",
    "textarea", "nav", "canvas", "audio", "video", "math",
];
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

/// The text below a node, with the stretches that are captions.
pub fn text(root: &NodeRef, lexicon: &Lexicon) -> (String, Vec<Boilerplate>) {
    let mut page = Page { lexicon: Some(lexicon), ..Page::default() };
    page.children(root);
    let end = page.out.trim_end().len();
    page.out.truncate(end);
    let noise = page.noise.into_iter().map(|b| Boilerplate { span: Span::new(b.span.start, b.span.end.min(end as u32)), ..b });
    let noise = noise.filter(|b| b.span.start < b.span.end).collect();
    (page.out, noise)
}

/// The text below a node on one line.
pub fn line(node: &NodeRef) -> String {
    let mut page = Page::default();
    page.children(node);
    page.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Page<'a> {
    /// The words that units are told by; none where there are no tables.
    lexicon: Option<&'a Lexicon>,
    out: String,
    noise: Vec<Boilerplate>,
    /// A space is due before the next word.
    space: bool,
}

impl Page<'_> {
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
        match &*name {
            name if UNSEEN.contains(&name) => {}
            "table" => self.table(node),
            "figcaption" | "caption" => self.caption(node),
            "li" => {
                self.lines(1);
                self.out.push_str("• ");
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
        match self.lexicon.and_then(|lexicon| table::lines(node, lexicon)) {
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

    fn caption(&mut self, node: &NodeRef) {
        self.lines(2);
        let start = self.out.len();
        self.children(node);
        let span = Span::new(start as u32, self.out.len() as u32);
        if node.has_name("figcaption") && start < self.out.len() {
            self.noise.push(Boilerplate { kind: BoilerplateKind::Caption, span });
        }
        self.lines(2);
    }

    fn words(&mut self, text: &str) {
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

#[cfg(test)]
mod tests {
    use super::text;
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
    fn a_caption_may_tell_the_unit() {
        let markup = "<table><caption>Trade of Kenya, million euros</caption><tr><th></th><th>2022</th><th>2023</th></tr>\
                      <tr><td>Exports</td><td>12.5</td><td>14.1</td></tr></table>";
        shown(markup, "Trade of Kenya, million euros\nExports: 2022: 12.5 million euros; 2023: 14.1 million euros");
    }

    #[test]
    fn layout_is_no_table() {
        shown("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", "One.\n\nTwo.");
    }

    #[test]
    fn captions_are_noise() {
        let (out, noise) = text(
            &Document::from("<p>One.</p><figure><img><figcaption>The minister. Photo: X</figcaption></figure><p>Two.</p>").root(),
            &Lexicon::builtin(),
        );
        assert_eq!(noise.iter().map(|b| b.span.of(&out)).collect::<Vec<_>>(), ["The minister. Photo: X"]);
    }
}

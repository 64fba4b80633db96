//! PDF files: the text that their pages show, in the order in which it is drawn.
//!
//! A PDF holds glyphs and places, no words and no paragraphs: those are made here (see [`layout`]). A scan without a text layer holds
//! no text, and one whose fonts do not say which letters their glyphs are is refused, for a number with a wrong digit looks right.

mod layout;

use crate::ingest::article::Article;
use crate::ingest::rejection;
use crate::model::Rejection;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, InterpreterSettings, SoftMask,
    TransformExt, interpret_page,
};
use layout::Glyph;
use std::io::Read;

/// A file may be so large: it is held in memory, unpacked.
pub const FILE_BYTES: u64 = 16 << 20;
/// Pages of one file, at most.
const PAGES: usize = 1_000;
/// Glyphs, lines and clippings of one file, at most: pages may call for the same drawing again and again.
const DRAWINGS: usize = 2_000_000;
/// The streams of a file may unpack to so many times its size, or to so many bytes.
const RATIO: u64 = 100;
const FREE: u64 = 16 << 20;
/// One glyph in so many may be without a letter.
const UNKNOWN_ONE_IN: usize = 50;
/// What stands for a glyph without a letter.
const UNKNOWN: &str = "\u{fffd}";

/// The article that a PDF file shows, if its text is no more than `limit` bytes.
pub fn article(bytes: Vec<u8>, limit: u64) -> Result<Article, Rejection> {
    refuse_bombs(&bytes)?;
    let pdf = Pdf::new(bytes).map_err(|e| rejection("malformed", format!("no PDF that can be read: {e:?}")))?;
    let pages = pdf.pages();
    if pages.len() > PAGES {
        return Err(rejection("too_large", format!("{} pages are more than {PAGES}", pages.len())));
    }
    let (cache, mut drawn, mut shown) = (InterpreterCache::new(), Drawn::default(), Vec::new());
    for page in pages.iter() {
        let (width, height) = page.render_dimensions();
        let to_page = page.initial_transform(true).to_kurbo();
        let within = Rect::new(0.0, 0.0, width.into(), height.into());
        let mut context = Context::new(to_page, within, &cache, pdf.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut drawn);
        shown.push(layout::lines(&std::mem::take(&mut drawn.glyphs)));
    }
    if drawn.unknown * UNKNOWN_ONE_IN > drawn.count {
        return Err(rejection("malformed", "its fonts do not say which letters their glyphs are"));
    }
    match layout::text(shown) {
        text if text.trim().is_empty() => Err(rejection("empty", "its pages show no text; a scan would have to be recognised first")),
        text if text.len() as u64 > limit => Err(rejection("too_large", format!("its text is larger than input.max_bytes = {limit}"))),
        text => Ok(Article::plain(text)),
    }
}

/// Refuses files that unpack to far more than they are, before anything of them is unpacked for good.
fn refuse_bombs(bytes: &[u8]) -> Result<(), Rejection> {
    if find(bytes, b"/Encrypt").is_some() {
        return Err(rejection("malformed", "it is encrypted"));
    }
    let allowed = (bytes.len() as u64).saturating_mul(RATIO).max(FREE);
    let (mut rest, mut left) = (bytes, allowed);
    while let Some(at) = find(rest, b"stream") {
        rest = &rest[at + b"stream".len()..];
        let packed = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
        let mut unpacked = flate2::read::ZlibDecoder::new(packed).take(left + 1);
        // what is no such stream ends at once
        _ = std::io::copy(&mut unpacked, &mut std::io::sink());
        left = unpacked.limit().saturating_sub(1);
        if left == 0 {
            return Err(rejection(super::unpack::BOMB, format!("it unpacks to more than {RATIO} times its size")));
        }
    }
    Ok(())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// What pages draw: of interest are glyphs.
#[derive(Default)]
struct Drawn {
    glyphs: Vec<Glyph>,
    count: usize,
    unknown: usize,
    drawings: usize,
}

impl Drawn {
    /// Counts what is drawn. There is no other way to leave the interpretation of a page than to unwind; who reads records takes it
    /// for a parser that gave up.
    fn one_more(&mut self) {
        self.drawings += 1;
        if self.drawings > DRAWINGS {
            std::panic::resume_unwind(Box::new("too many drawings"));
        }
    }
}

impl Device<'_> for Drawn {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.one_more();
            let to_page = props.transform * glyph.transform();
            let width = match &**glyph {
                hayro_interpret::font::Glyph::Outline(outline) => outline.advance_width(),
                hayro_interpret::font::Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let origin = to_page * Point::ZERO;
            let end = to_page * Point::new(width.unwrap_or(layout::EM / 2.0).into(), 0.0);
            let top = to_page * Point::new(0.0, layout::EM.into());
            let is_level = (end.y - origin.y).abs() <= (end.x - origin.x).abs();
            if !is_level || !(origin.is_finite() && end.is_finite() && top.is_finite()) {
                continue;
            }
            let letters = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => UNKNOWN.to_string(),
            };
            self.count += 1;
            self.unknown += usize::from(letters == UNKNOWN);
            self.glyphs.push(Glyph { letters, start: origin.x, end: end.x, base: origin.y, size: (top - origin).hypot() });
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.one_more();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.one_more();
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.one_more();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.one_more();
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.one_more();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

//! Splits a text into words, numbers and punctuation, once for all stages.

use crate::model::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters; an abbreviation keeps its stops ("U.S."), an inner apostrophe stays ("Xi'an").
    Word,
    /// Digits with the stops and commas between them ("1.234,5").
    Number,
    /// The possessive ending ("'s").
    Possessive,
    /// One sign; typographic variants and HTML entities are reduced to the plain one.
    Punct(char),
    /// One line break.
    Newline,
}

/// A token and what the recognisers ask of it.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Hash of its case-folded text, equal for equal words whatever their case (see [`fold_hash`]).
    pub hash: u64,
    /// White space stands before it.
    pub spaced: bool,
    /// It begins with a capital letter.
    pub capital: bool,
    /// Which tables may know it.
    pub known: KnownTo,
}

/// The lengths and first letters of some words, a bit each: most other words are ruled out by them. Of words that the program
/// spells the compiler works them out.
#[derive(Clone, Copy)]
pub struct Shapes {
    lengths: u32,
    letters: u32,
}

impl Shapes {
    /// Of these words.
    #[inline(always)]
    pub fn of(words: &[&str]) -> Shapes {
        let mut shapes = Shapes { lengths: 0, letters: 0 };
        for word in words {
            let (length, letter) = Shapes::bits(word.as_bytes());
            shapes.lengths |= length;
            shapes.letters |= letter;
        }
        shapes
    }

    /// Whether this may be one of the words.
    #[inline(always)]
    fn may_fit(self, word: &[u8]) -> bool {
        let (length, letter) = Shapes::bits(word);
        self.lengths & length != 0 && self.letters & letter != 0
    }

    /// The bits of its length and of its first letter, capital or small.
    #[inline(always)]
    fn bits(word: &[u8]) -> (u32, u32) {
        let letter = word.first().copied().unwrap_or_default();
        (1_u32.wrapping_shl(word.len() as u32), 1_u32.wrapping_shl(u32::from(letter)))
    }
}

/// Which word tables may know a word, a bit each: the lexicon numbers them and looks every word up once, so that nobody has
/// to look where there is nothing to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownTo(pub u32);

impl KnownTo {
    /// Nobody has looked yet: any table may know it.
    pub const ANY: KnownTo = KnownTo(u32::MAX);
    /// No table knows it.
    pub const NONE: KnownTo = KnownTo(0);

    /// Whether one of those tables may know it.
    #[inline]
    pub const fn may(self, tables: KnownTo) -> bool {
        self.0 & tables.0 != 0
    }

    /// Both together.
    #[inline]
    pub const fn with(self, other: KnownTo) -> KnownTo {
        KnownTo(self.0 | other.0)
    }
}

impl Token {
    /// Whether it is this sign.
    #[inline]
    pub fn is(&self, sign: char) -> bool {
        self.kind == TokenKind::Punct(sign)
    }

    /// Whether it is a word.
    #[inline]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is this word of the text, whatever its case.
    #[inline]
    pub fn reads(&self, text: &str, word: &str) -> bool {
        let length = (self.span.end - self.span.start) as usize;
        length == word.len() && self.bytes(text).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether it is one of these words, whatever its case.
    #[inline(always)]
    pub fn reads_any(&self, text: &str, words: &[&str]) -> bool {
        self.reads_one(text, words, Shapes::of(words))
    }

    /// The same for words whose shapes are known.
    #[inline(always)]
    pub fn reads_one(&self, text: &str, words: &[&str], shapes: Shapes) -> bool {
        shapes.may_fit(self.bytes(text)) && self.is_among(text, words)
    }

    #[inline(never)]
    fn is_among(&self, text: &str, words: &[&str]) -> bool {
        let bytes = self.bytes(text);
        words.iter().any(|word| word.len() == bytes.len() && word.as_bytes().eq_ignore_ascii_case(bytes))
    }

    #[inline]
    fn bytes<'a>(&self, text: &'a str) -> &'a [u8] {
        &text.as_bytes()[self.span.start as usize..self.span.end as usize]
    }

    /// Whether it is a run of digits.
    #[inline]
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }
}

/// Hash of a word's case-folded text (64-bit FNV-1a over its lower-case UTF-8, diacritics dropped).
pub fn fold_hash(word: &str) -> u64 {
    let mut hash = FIRST_HASH;
    let mut push = |byte: u8| hash = next_hash(hash, byte);
    if word.is_ascii() {
        word.bytes().for_each(|byte| push(byte.to_ascii_lowercase()));
        return hash;
    }
    for c in word.chars() {
        if c.is_ascii() {
            push(c.to_ascii_lowercase() as u8);
        } else {
            fold_char(c, &mut push);
        }
    }
    hash
}

/// The hash of no bytes, and that of one more.
const FIRST_HASH: u64 = 0xcbf2_9ce4_8422_2325;

fn next_hash(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Hash of a text as it is written.
pub fn exact_hash(text: &str) -> u64 {
    text.bytes().fold(FIRST_HASH, next_hash)
}

/// Feeds the plain form of a letter outside ASCII: "ü" as "u", "ß" as "ss", any other in lower case.
fn fold_char(c: char, push: &mut impl FnMut(u8)) {
    let plain = match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ə' | 'Ə' => "a",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'Ē' | 'Ė' | 'Ę' | 'Ě' => "e",
        'ğ' | 'Ğ' | 'ģ' | 'Ģ' => "g",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'į' | 'İ' | 'ı' => "i",
        'ķ' | 'Ķ' => "k",
        'ļ' | 'Ļ' | 'ľ' | 'Ľ' | 'ł' | 'Ł' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ņ' | 'Ņ' | 'ň' | 'Ň' => "n",
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' | 'ő' | 'Ő' => "o",
        'ř' | 'Ř' => "r",
        'ś' | 'Ś' | 'ş' | 'Ş' | 'š' | 'Š' | 'ș' | 'Ș' => "s",
        'ţ' | 'Ţ' | 'ť' | 'Ť' | 'ț' | 'Ț' => "t",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' | 'Ų' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ź' | 'ż' | 'ž' | 'Ź' | 'Ż' | 'Ž' => "z",
        'ß' => "ss",
        '\u{2019}' | '\u{2018}' | 'ʻ' | 'ʼ' | '`' => "'",
        _ => {
            for low in c.to_lowercase() {
                let mut buffer = [0; 4];
                low.encode_utf8(&mut buffer).bytes().for_each(&mut *push);
            }
            return;
        }
    };
    plain.bytes().for_each(push);
}

/// The tokens of a text, in order.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 4);
    let mut at = 0;
    let mut spaced = true;
    while at < text.len() {
        if let Some(word) = plain_word(text.as_bytes(), at) {
            at = word.span.end as usize;
            tokens.push(Token { spaced, ..word });
            spaced = false;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let rest = &text[at..];
        if c == '\n' {
            tokens.push(token(text, at, at + 1, TokenKind::Newline, spaced));
            at += 1;
            spaced = true;
            continue;
        }
        if is_space(c) {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        let (len, kind) = if is_digit(c) {
            (number_len(rest), TokenKind::Number)
        } else if is_apostrophe(c) && is_possessive(rest, spaced) {
            (c.len_utf8() + 1, TokenKind::Possessive)
        } else if c.is_alphabetic() && !is_apostrophe(c) {
            (word_len(rest), TokenKind::Word)
        } else {
            sign(rest, c)
        };
        if kind == TokenKind::Punct(' ') {
            spaced = true;
        } else {
            tokens.push(token(text, at, at + len, kind, spaced));
            spaced = false;
        }
        at += len;
    }
    tokens
}

fn token(text: &str, start: usize, end: usize, kind: TokenKind, spaced: bool) -> Token {
    let slice = &text[start..end];
    let hash = if matches!(kind, TokenKind::Word | TokenKind::Number) { fold_hash(slice) } else { 0 };
    let capital = slice.chars().next().is_some_and(char::is_uppercase);
    Token { span: Span::new(start as u32, end as u32), kind, hash, spaced, capital, known: KnownTo::ANY }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{00ad}')
}

/// Only ASCII digits make numbers; other scripts' digits are words.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{00b4}' | '\u{02bc}' | '\u{2032}')
}

/// "'s" directly behind a word and not the start of a longer one.
fn is_possessive(rest: &str, spaced: bool) -> bool {
    let mut chars = rest.chars().skip(1);
    !spaced && matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Digits, with single stops, commas and apostrophes between digits.
fn number_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 1;
    while end < bytes.len() {
        let joined = matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        match thousands_apostrophe(&rest[end..]) {
            Some(length) => end += length,
            None if bytes[end].is_ascii_digit() || joined => end += 1,
            None => break,
        }
    }
    end
}

/// The apostrophe between digits and three more, as Switzerland writes thousands: "4'567.8".
fn thousands_apostrophe(rest: &str) -> Option<usize> {
    let mark = rest.chars().next().filter(|c| is_apostrophe(*c))?.len_utf8();
    let digits = rest.as_bytes()[mark..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    (digits == 3).then_some(mark)
}

/// A word of plain letters, as most words are: nothing in it or behind it asks for a closer look.
fn plain_word(text: &[u8], start: usize) -> Option<Token> {
    let (mut at, mut hash, mut capitals) = (start, FIRST_HASH, 0);
    while let Some(&letter) = text.get(at).filter(|b| b.is_ascii_alphabetic()) {
        hash = next_hash(hash, letter.to_ascii_lowercase());
        capitals += usize::from(letter.is_ascii_uppercase());
        at += 1;
    }
    let length = at - start;
    let capital = text[start].is_ascii_uppercase();
    let may_be_glued = capitals > 0 && !capital;
    let may_go_on = match text.get(at) {
        Some(b'.') => length == 1,
        Some(b'\'' | b'`') => true,
        Some(behind) => !behind.is_ascii(),
        None => false,
    };
    let span = Span::new(start as u32, at as u32);
    let word = Token { span, kind: TokenKind::Word, hash, spaced: false, capital, known: KnownTo::ANY };
    (length > 0 && !may_be_glued && !may_go_on).then_some(word)
}

/// Letters; stops of an abbreviation ("U.S.") and inner apostrophes ("Xi'an", "O'Brien") included.
fn word_len(rest: &str) -> usize {
    if let Some(len) = abbreviation_len(rest) {
        return len;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if is_glued(rest, i, c) {
            break;
        }
        if !is_apostrophe(c) && (c.is_alphabetic() || is_mark(c)) {
            end = i + c.len_utf8();
        } else if is_apostrophe(c) && chars.peek().is_some_and(|&(_, n)| n.is_alphabetic()) {
            if is_possessive(&rest[i..], false) {
                break;
            }
        } else {
            break;
        }
    }
    end
}

/// A capital that follows two small letters or more at the start of a word: "toBelarus", "hisTurkish" have lost a space.
/// A word with a capital in front ("KazMunayGas") is a name.
fn is_glued(rest: &str, at: usize, c: char) -> bool {
    c.is_uppercase()
        && (2..=LONGEST_GLUED).contains(&at)
        && rest[..at].chars().all(char::is_lowercase)
        && rest[at..].chars().skip(1).take(2).filter(|c| c.is_lowercase()).count() == 2
}

/// Bytes of the longest word that is looked at for a lost space.
const LONGEST_GLUED: usize = 20;

fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | 'ʻ')
}

/// The length of letters that each have a stop behind them: "U.S.", "H.E.", "U.S" before a space.
fn abbreviation_len(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut end = 0;
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    let tail = bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic);
    if end >= 2 && tail {
        end += 1;
    }
    (end >= 3).then_some(end)
}

/// One sign: length in bytes and its plain form. A space stands for signs that only part words.
fn sign(rest: &str, c: char) -> (usize, TokenKind) {
    if c == '&'
        && let Some((len, plain)) = entity(rest)
    {
        return (len, TokenKind::Punct(plain));
    }
    let plain = match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '-' => '-',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '«' | '»' | '"' => '"',
        c if is_apostrophe(c) || c == '\u{201a}' => '\'',
        '\u{2022}' | '\u{00b7}' | '\u{25cf}' | '\u{25aa}' => '•',
        other => other,
    };
    (c.len_utf8(), TokenKind::Punct(plain))
}

/// HTML entities as they are left over in saved pages.
fn entity(rest: &str) -> Option<(usize, char)> {
    let end = rest.bytes().take(10).position(|b| b == b';')?;
    let plain = match &rest[1..end] {
        "amp" | "#38" => '&',
        "nbsp" | "#160" => ' ',
        "ndash" | "mdash" | "#8211" | "#8212" | "minus" => '-',
        "ldquo" | "rdquo" | "quot" | "laquo" | "raquo" | "#8220" | "#8221" | "bdquo" => '"',
        "lsquo" | "rsquo" | "apos" | "#39" | "#8216" | "#8217" => '\'',
        "euro" => '€',
        "pound" => '£',
        "yen" => '¥',
        "lt" => '<',
        "gt" => '>',
        "hellip" | "#8230" => '…',
        _ => return None,
    };
    Some((end + 1, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn glued_units_come_apart() {
        assert_eq!(words("USD34.6 320mln 1H2018"), ["USD", "34.6", "320", "mln", "1", "H", "2018"]);
    }

    #[test]
    fn words_that_lost_their_space_come_apart() {
        assert_eq!(
            words("toBelarus hisTurkish iPhone KazMunayGas eBay"),
            ["to", "Belarus", "his", "Turkish", "iPhone", "KazMunayGas", "eBay"]
        );
    }

    #[test]
    fn possessives_and_abbreviations() {
        assert_eq!(words("Kazakhstan’s U.S. Xi'an’s"), ["Kazakhstan", "’s", "U.S.", "Xi'an", "’s"]);
        assert_eq!(words("Peruʼs Chile´s Maʼrib"), ["Peru", "ʼs", "Chile", "´s", "Maʼrib"]);
    }

    #[test]
    fn a_sentence_end_is_no_abbreviation() {
        assert_eq!(words("in 2021. Then"), ["in", "2021", ".", "Then"]);
    }

    #[test]
    fn entities_are_one_sign() {
        assert_eq!(words("IT&amp;C&nbsp;x"), ["IT", "&amp;", "C", "x"]);
    }

    #[test]
    fn folding_drops_case_and_diacritics() {
        assert_eq!(fold_hash("Türkiye"), fold_hash("turkiye"));
    }
}

//! What a terminal shows: ink where it has some, lines as wide as it is, and nothing hostile.

use std::fmt::{self, Write as _};
use std::io::IsTerminal as _;

/// Wide enough for what we say, narrow enough to read.
const WIDTH: usize = 100;
/// Narrower than that, and lines would hold a word each.
const MIN_WIDTH: usize = 40;

/// How a piece of text looks; without colours it is plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Strong,
    Faint,
    Good,
    Bad,
    Odd,
}

impl Ink {
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Faint => Some("2"),
            Self::Good => Some("32"),
            Self::Bad => Some("31"),
            Self::Odd => Some("33"),
        }
    }
}

/// A piece of a line.
pub(super) type Span = (Ink, String);

/// The terminal, or the file or pipe that stands in for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    pub(super) colour: bool,
    pub(super) width: usize,
}

impl Terminal {
    /// Standard output, as it is.
    pub(super) fn stdout() -> Self {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let width = set("COLUMNS").and_then(|columns| columns.parse().ok()).unwrap_or(WIDTH);
        Self {
            // https://no-color.org
            colour: std::io::stdout().is_terminal() && set("NO_COLOR").is_none(),
            width: width.clamp(MIN_WIDTH, WIDTH),
        }
    }

    /// Writes the spans after `head`, in as many lines as they need; all but the first are
    /// indented as far as `head` reaches. A word is never cut: it may be meant to be copied.
    pub(super) fn write(
        &self,
        out: &mut impl fmt::Write,
        head: &Span,
        spans: &[Span],
    ) -> fmt::Result {
        let indent = head.1.chars().count();
        self.paint(out, head)?;
        let mut column = indent;
        for (nth, word) in words(spans).iter().enumerate() {
            let length: usize = word.iter().map(|(_, text)| text.chars().count()).sum();
            if 0 < nth && self.width < column + 1 + length {
                write!(out, "\n{:indent$}", "")?;
                column = indent;
            } else if 0 < nth {
                out.write_char(' ')?;
                column += 1;
            }
            word.iter().try_for_each(|span| self.paint(out, span))?;
            column += length;
        }
        out.write_char('\n')
    }

    fn paint(&self, out: &mut impl fmt::Write, (ink, text): &Span) -> fmt::Result {
        match ink.code().filter(|_| self.colour && !text.trim().is_empty()) {
            Some(code) => write!(out, "\u{1b}[{code}m{text}\u{1b}[0m"),
            None => out.write_str(text),
        }
    }
}

/// The words of a line; one may have several inks.
fn words(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut words: Vec<Vec<Span>> = Vec::new();
    let mut within = false;
    for (ink, text) in spans {
        for (nth, part) in text.split([' ', '\n']).enumerate() {
            within &= nth == 0;
            if part.is_empty() {
                continue;
            }
            let span = (*ink, harmless(part));
            match words.last_mut().filter(|_| within) {
                Some(word) => word.push(span),
                None => words.push(vec![span]),
            }
            within = true;
        }
    }
    words
}

/// What a name server sent must not move the cursor, nor turn the direction of the text.
fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || turns {
            let _ = write!(shown, "{}", c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(width: usize, colour: bool, spans: &[Span]) -> String {
        let mut out = String::new();
        let head = (Ink::Bad, "  x ".to_owned());
        Terminal { colour, width }.write(&mut out, &head, spans).unwrap();
        out
    }

    #[test]
    fn lines_break_between_words_and_never_within() {
        let long = "a-name-that-is-longer-than-the-line.example";
        let spans = [
            (Ink::Plain, "There is nothing at ".to_owned()),
            (Ink::Strong, long.to_owned()),
            (Ink::Plain, ". Add it.".to_owned()),
        ];
        let want = format!("  x There is nothing at\n    {long}.\n    Add it.\n");
        assert_eq!(written(24, false, &spans), want);
    }

    #[test]
    fn ink_is_for_those_who_see_it() {
        let spans = [(Ink::Strong, "right".to_owned())];
        assert_eq!(written(80, false, &spans), "  x right\n");
        assert_eq!(written(80, true, &spans), "\u{1b}[31m  x \u{1b}[0m\u{1b}[1mright\u{1b}[0m\n");
    }

    #[test]
    fn a_record_can_not_write_to_the_terminal() {
        let spans = [(Ink::Plain, "v=\u{1b}[2J\u{202e}moc.\r\u{7}".to_owned())];
        assert_eq!(written(80, false, &spans), "  x v=\\u{1b}[2J\\u{202e}moc.\\u{d}\\u{7}\n");
    }
}

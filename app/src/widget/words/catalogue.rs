//! The catalogues: every sentence of a language, in Fluent's format, read once.
//!
//! Nothing that a stranger wrote passes through a catalogue. Each argument is stood for by a
//! character that no text has, and takes its place when the sentence is finished: so it keeps its
//! markup, and can neither be taken for a part of the sentence nor change how it is put together.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::lang::Lang;
use super::phrase::{Phrase, Piece};

#[cfg(test)]
thread_local! {
    /// Every message that this thread has said.
    pub(crate) static SAID: std::cell::RefCell<std::collections::BTreeSet<&'static str>> =
        std::cell::RefCell::default();
}

type Bundle = FluentBundle<FluentResource>;

/// The name of a message. All there are stand in `keys.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(pub(super) &'static str);

/// What a message is told.
#[derive(Clone, Debug)]
pub(crate) enum Arg {
    /// Pieces that take the place of the argument.
    Phrase(Phrase),
    /// A number, by which a form is chosen, and which may be written.
    Number(FluentValue<'static>),
    /// One of the forms that the message has.
    Choice(&'static str),
}

impl Arg {
    /// What stands in a message for something that is not known.
    pub(crate) const UNKNOWN: Self = Self::Choice("unknown");

    /// A piece, or that it is not known.
    pub(crate) fn known(piece: Option<Piece>) -> Self {
        piece.map_or(Self::UNKNOWN, Self::from)
    }
}

impl From<Phrase> for Arg {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

impl From<Piece> for Arg {
    fn from(piece: Piece) -> Self {
        Self::Phrase(piece.into())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u16> for Arg {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

fn bundle(lang: Lang) -> &'static Bundle {
    const LANGS: usize = Lang::ALL.len();
    static BUNDLES: [OnceLock<Bundle>; LANGS] = [const { OnceLock::new() }; LANGS];
    BUNDLES[lang as usize].get_or_init(|| read(lang))
}

fn read(lang: Lang) -> Bundle {
    // A tag of ours is one, and what can't be read of a catalogue is left out: both are tested.
    let mut bundle = Bundle::new_concurrent(vec![lang.tag().parse().unwrap_or_default()]);
    let source = FluentResource::try_new(lang.source().to_owned());
    let resource = source.unwrap_or_else(|(readable, _)| readable);
    // Directions are kept apart by the markup.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The first of the characters that stand for arguments: Unicode has them for private use.
const PLACES: u32 = 0xE000;

/// The message `key`, with its arguments in their places.
pub(crate) fn said(lang: Lang, key: Key, args: &[(&'static str, Arg)]) -> Phrase {
    #[cfg(test)]
    SAID.with_borrow_mut(|all| all.insert(key.0));
    let mut shelf = Vec::new();
    let mut values = FluentArgs::with_capacity(args.len());
    for (place, (name, arg)) in (PLACES..).zip(args) {
        let value = match arg {
            Arg::Number(number) => number.clone(),
            Arg::Choice(form) => FluentValue::from(*form),
            Arg::Phrase(phrase) => {
                let place = char::from_u32(place).unwrap_or(char::REPLACEMENT_CHARACTER);
                shelf.push((place, phrase));
                FluentValue::from(place.to_string())
            }
        };
        values.set(*name, value);
    }
    let bundle = bundle(lang);
    let mut errors = Vec::new();
    let message = bundle.get_message(key.0).and_then(|message| message.value());
    let text = message.map(|text| bundle.format_pattern(text, Some(&values), &mut errors));
    debug_assert!(text.is_some() && errors.is_empty(), "{} {key:?}: {errors:?}", lang.tag());
    fill(&text.unwrap_or_default(), &shelf)
}

/// The text in pieces: an argument wherever the character is that stands for it.
fn fill(text: &str, shelf: &[(char, &Phrase)]) -> Phrase {
    let mut phrase = Phrase::default();
    let mut rest = text;
    let is_place = |letter: char| shelf.iter().any(|(place, _)| *place == letter);
    while let Some((at, place)) = rest.char_indices().find(|(_, letter)| is_place(*letter)) {
        phrase.push(&rest[..at]);
        let argument = shelf.iter().find(|(known, _)| *known == place);
        phrase.push(argument.map(|(_, argument)| (*argument).clone()).unwrap_or_default());
        rest = &rest[at + place.len_utf8()..];
    }
    phrase.push(rest);
    phrase
}

/// The message `key`, which needs no arguments.
pub(crate) fn plain(lang: Lang, key: Key) -> String {
    said(lang, key, &[]).to_string()
}

/// A message by its name in `keys.rs`, with its arguments by theirs.
macro_rules! say {
    ($lang:expr, $key:ident $(, $arg:ident = $value:expr)* $(,)?) => {
        $crate::widget::words::catalogue::said(
            $lang,
            $crate::widget::words::keys::KEYS.$key,
            &[$((stringify!($arg), $crate::widget::words::catalogue::Arg::from($value))),*],
        )
    };
}
pub(crate) use say;

/// The text of a message that has no arguments.
macro_rules! text {
    ($lang:expr, $key:ident) => {
        $crate::widget::words::catalogue::plain($lang, $crate::widget::words::keys::KEYS.$key)
    };
}
pub(crate) use text;

//! Every catalogue is whole: it says what the code says, of the same things, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};

use super::keys;
use super::lang::Lang;

/// What a message is made of, those within it included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Made {
    /// Arguments that are written.
    written: BTreeSet<String>,
    /// Arguments by which a form is chosen, each with its forms that are words.
    chosen: BTreeMap<String, BTreeSet<String>>,
    /// Arguments by whose number a form is chosen, each time with the categories that it has.
    counted: Vec<BTreeSet<String>>,
    /// Messages within it.
    parts: BTreeSet<String>,
}

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

type Catalogue = BTreeMap<String, Pattern<&'static str>>;

fn catalogue(lang: Lang) -> Catalogue {
    let resource = fluent_syntax::parser::parse(lang.source())
        .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", lang.tag()));
    let mut messages = Catalogue::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let (name, tag) = (message.id.name, lang.tag());
                assert!(message.attributes.is_empty(), "{tag}: {name} has attributes");
                let text = message.value.unwrap_or_else(|| panic!("{tag}: {name} is empty"));
                let twice = messages.insert(name.to_owned(), text).is_some();
                assert!(!twice, "{tag}: {name} is there twice");
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Term(_) | Entry::Junk { .. } => panic!("{}: {entry:?}", lang.tag()),
        }
    }
    messages
}

fn take_in(pattern: &Pattern<&'static str>, all: &Catalogue, made: &mut Made) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::VariableReference { id } => {
                    made.written.insert(id.name.to_owned());
                }
                InlineExpression::MessageReference { id, attribute: None } => {
                    let part = all.get(id.name).unwrap_or_else(|| panic!("no part {}", id.name));
                    made.parts.insert(id.name.to_owned());
                    take_in(part, all, made);
                }
                InlineExpression::StringLiteral { .. } => {}
                other => panic!("not for catalogues: {other:?}"),
            },
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let InlineExpression::VariableReference { id } = selector else {
                    panic!("not for catalogues: {selector:?}");
                };
                let words: BTreeSet<String> = variants
                    .iter()
                    .filter_map(|variant| match variant.key {
                        VariantKey::Identifier { name } => Some(name.to_owned()),
                        VariantKey::NumberLiteral { .. } => None,
                    })
                    .collect();
                let by_number = words.iter().all(|word| CATEGORIES.contains(&word.as_str()));
                if by_number {
                    made.counted.push(words);
                    made.chosen.entry(id.name.to_owned()).or_default();
                } else {
                    made.chosen.entry(id.name.to_owned()).or_default().extend(words);
                }
                for variant in variants {
                    take_in(&variant.value, all, made);
                }
            }
        }
    }
}

fn made(message: &str, all: &Catalogue) -> Made {
    let mut made = Made::default();
    take_in(&all[message], all, &mut made);
    made
}

/// The categories of whole numbers in a language, beside that for all others (CLDR). A million is
/// none of our numbers.
fn categories(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En | Lang::De | Lang::It | Lang::Nl | Lang::Fr | Lang::Es | Lang::PtBr | Lang::Tr => {
            &["one"]
        }
        Lang::Pl => &["one", "few", "many"],
        Lang::Ar => &["zero", "one", "two", "few", "many"],
        Lang::Ja | Lang::ZhHans => &[],
    }
}

#[test]
fn every_catalogue_has_what_the_code_says_and_no_more() {
    for lang in Lang::ALL {
        let (tag, all) = (lang.tag(), catalogue(lang));
        for key in keys::ALL {
            assert!(all.contains_key(*key), "{tag} lacks {key}");
        }
        let parts: BTreeSet<String> = all.keys().flat_map(|key| made(key, &all).parts).collect();
        for name in all.keys().filter(|name| !keys::ALL.contains(&name.as_str())) {
            assert!(parts.contains(name), "{tag}: nothing says {name}");
        }
        for part in parts {
            assert!(!keys::ALL.contains(&part.as_str()), "{tag}: {part} is said by the code, too");
        }
    }
}

#[test]
fn every_message_speaks_of_the_same_things_in_every_language() {
    let english = catalogue(Lang::En);
    for lang in Lang::ALL {
        let all = catalogue(lang);
        for key in keys::ALL {
            let (model, here) = (made(key, &english), made(key, &all));
            assert_eq!(here.written, model.written, "{} {key}", lang.tag());
            // A number that English only counts by may be of no matter in another language, and
            // one that it writes may need forms there.
            for (name, forms) in &model.chosen {
                let same = here.chosen.get(name).unwrap_or(&BTreeSet::new()) == forms;
                assert!(same, "{} {key}: the forms of {name}", lang.tag());
            }
            for (name, forms) in &here.chosen {
                let known = model.chosen.contains_key(name) || model.written.contains(name);
                assert!(known || forms.is_empty(), "{} {key}: {name}", lang.tag());
            }
        }
    }
}

#[test]
fn numbers_have_all_the_forms_of_their_language() {
    for lang in Lang::ALL {
        let all = catalogue(lang);
        for key in keys::ALL {
            for forms in made(key, &all).counted {
                // Chosen by exact numbers alone.
                if forms.iter().all(|form| form == "other") {
                    continue;
                }
                let want: BTreeSet<String> =
                    categories(lang).iter().chain(&["other"]).map(ToString::to_string).collect();
                assert_eq!(forms, want, "{} {key}", lang.tag());
            }
        }
    }
}

#[test]
fn nothing_in_a_catalogue_could_be_taken_for_an_argument_or_for_markup() {
    for lang in Lang::ALL {
        let source = lang.source();
        let odd = |letter: &char| {
            matches!(letter, '\u{E000}'..='\u{F8FF}' | '<' | '&' | '\t')
                || (letter.is_control() && *letter != '\n')
        };
        assert_eq!(source.chars().find(odd), None, "{}", lang.tag());
        assert!(!source.contains("..."), "{}", lang.tag());
    }
}

#[test]
fn a_text_of_a_stranger_stays_as_it_is() {
    use super::catalogue::say;
    use super::phrase::{Piece, given, name};

    let hostile = "{ $name } \u{E000}\u{E001} <b>";
    let said = say!(Lang::En, typo_why, name = name(hostile), found = given(hostile));
    assert_eq!(said.0[0], Piece::Name(hostile.to_owned()));
    assert_eq!(said.0[2], Piece::Given(hostile.to_owned()));
    assert_eq!(said.0.len(), 4);
}

#[test]
fn tenants_have_words_of_their_own_in_every_language() {
    assert_eq!(crate::domain::branding::LANGUAGES, Lang::ALL.map(Lang::tag));
}

#[test]
fn every_message_is_said_by_a_screen_of_the_gallery() {
    use super::catalogue::SAID;
    use crate::backend::{Assets, Theme};
    use crate::widget::gallery::{Palette, screens};

    SAID.take();
    let assets: &'static Assets = Box::leak(Box::default());
    for screen in screens(Lang::En).unwrap() {
        screen.html("nonce".to_owned(), assets, (Theme::Auto, Palette::Ours)).unwrap();
    }
    let said = SAID.take();
    let unseen: Vec<_> = keys::ALL.iter().filter(|key| !said.contains(*key)).collect();
    assert!(unseen.is_empty(), "no screen shows {unseen:?}");
}

//! From a tenant's few colours to all that the page needs, in both schemes, so that everything
//! can be read: what is too faint is moved to black or to white until it can.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::colour::{Colour, ColourError, EDGE, TEXT};

/// A ground on which dark text can be read, with room for greys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct LightGround(Colour);

/// A ground on which light text can be read, with room for greys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct DarkGround(Colour);

/// Why a colour can't be behind everything.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum GroundError {
    /// It is none.
    #[error(transparent)]
    Colour(#[from] ColourError),
    /// Dark text needs more.
    #[error(
        "{0} is too dark for the light scheme: black has a contrast of {1:.1} on it, and needs 12"
    )]
    Dark(Colour, f64),
    /// Light text needs less.
    #[error(
        "{0} is too light for the dark scheme: white has a contrast of {1:.1} on it, and needs 12"
    )]
    Light(Colour, f64),
}

impl FromStr for LightGround {
    type Err = GroundError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let colour: Colour = text.parse()?;
        if Side::Light.takes(colour) {
            Ok(Self(colour))
        } else {
            Err(GroundError::Dark(colour, colour.contrast(Colour::BLACK)))
        }
    }
}

impl FromStr for DarkGround {
    type Err = GroundError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let colour: Colour = text.parse()?;
        if Side::Dark.takes(colour) {
            Ok(Self(colour))
        } else {
            Err(GroundError::Light(colour, colour.contrast(Colour::WHITE)))
        }
    }
}

impl fmt::Display for LightGround {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for DarkGround {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

super::as_text!(LightGround, GroundError);
super::as_text!(DarkGround, GroundError);

/// What a tenant chooses of the light scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LightColours {
    /// Of buttons and links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<Colour>,
    /// Behind everything: a light colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<LightGround>,
    /// Of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Colour>,
}

/// What a tenant chooses of the dark scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DarkColours {
    /// Of buttons and links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<Colour>,
    /// Behind everything: a dark colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<DarkGround>,
    /// Of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Colour>,
}

/// What was chosen for one side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    accent: Option<Colour>,
    surface: Option<Colour>,
    text: Option<Colour>,
}

impl Chosen {
    /// Whether it is nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// The same with `accent` where it has none.
    #[must_use]
    pub fn or_accent(self, accent: Option<Colour>) -> Self {
        Self { accent: self.accent.or(accent), ..self }
    }
}

impl LightColours {
    /// As one side of two.
    #[must_use]
    pub fn chosen(&self) -> Chosen {
        let Self { accent, surface, text } = *self;
        Chosen { accent, surface: surface.map(|ground| ground.0), text }
    }

    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen().is_empty()
    }
}

impl DarkColours {
    /// As one side of two.
    #[must_use]
    pub fn chosen(&self) -> Chosen {
        let Self { accent, surface, text } = *self;
        Chosen { accent, surface: surface.map(|ground| ground.0), text }
    }

    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen().is_empty()
    }
}

/// What a ground needs to the darkest or the lightest text, so that there is room for greys, and
/// for the quiet grounds of findings.
const GROUND: f64 = 12.0;

/// One of the two ways to see a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What the style sheet has where nothing is chosen (`style/tokens.css`).
#[derive(Clone, Copy, Debug)]
struct Defaults {
    accent: Colour,
    surface: Colour,
    raised: Colour,
    sunk: Colour,
    text: Colour,
    /// What is good, needs a look, is bad, or is to be known.
    meanings: [Colour; 4],
}

const MEANINGS: [(&str, &str); 4] = [
    ("--good", "--good-bg"),
    ("--warn", "--warn-bg"),
    ("--bad", "--bad-bg"),
    ("--info", "--info-bg"),
];

const fn colour(rgb: u32) -> Colour {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Colour::new(red, green, blue)
}

const LIGHT: Defaults = Defaults {
    accent: colour(0x29_52cc),
    surface: colour(0xff_ffff),
    raised: colour(0xf6_f6f3),
    sunk: colour(0xee_eeea),
    text: colour(0x1b_1b19),
    meanings: [colour(0x17_693f), colour(0x77_4d00), colour(0xa3_261b), colour(0x2b_4fb3)],
};

const DARK: Defaults = Defaults {
    accent: colour(0x8f_abff),
    surface: colour(0x16_1614),
    raised: colour(0x20_201d),
    sunk: colour(0x2a_2a26),
    text: colour(0xf0_efe9),
    meanings: [colour(0x7f_d6a4), colour(0xf0_c36a), colour(0xff_9d92), colour(0xa5_bdff)],
};

/// A custom property of the style sheet and its colour.
pub type Token = (&'static str, Colour);

impl Side {
    const fn defaults(self) -> Defaults {
        match self {
            Self::Light => LIGHT,
            Self::Dark => DARK,
        }
    }

    /// The end to which what can't be read is moved.
    #[must_use]
    pub const fn pole(self) -> Colour {
        match self {
            Self::Light => Colour::BLACK,
            Self::Dark => Colour::WHITE,
        }
    }

    /// Whether the page can be seen this way with `surface` behind it.
    #[must_use]
    pub fn takes(self, surface: Colour) -> bool {
        GROUND <= surface.contrast(self.pole())
    }

    /// Every token that `chosen` makes differ from the style sheet's.
    #[must_use]
    pub fn tokens(self, chosen: Chosen) -> Vec<Token> {
        let accent = chosen.accent;
        let own = chosen.surface.is_some() || chosen.text.is_some();
        let (mut tokens, grounds) = if own { self.neutrals(chosen) } else { self.given() };
        let (pole, defaults) = (self.pole(), self.defaults());
        let wanted = accent.unwrap_or(defaults.accent);
        if let Some(accent) = accent {
            let on = accent.text_on();
            let away = if on == Colour::WHITE { Colour::BLACK } else { Colour::WHITE };
            tokens.extend([
                ("--accent", accent),
                ("--on-accent", on),
                ("--accent-over", accent.mix(away, 36)),
            ]);
        }
        let link = wanted.readable(&grounds, pole, TEXT);
        tokens.extend([("--link", link), ("--link-over", link.mix(pole, 48))]);
        tokens
    }

    /// What is behind everything, and the text on it.
    #[must_use]
    pub fn ground(self, chosen: Chosen) -> (Colour, Colour) {
        let tokens = self.tokens(chosen);
        let of = |name: &str, default: Colour| {
            tokens.iter().find(|(token, _)| *token == name).map_or(default, |(_, colour)| *colour)
        };
        let Defaults { surface, text, .. } = self.defaults();
        (of("--surface", surface), of("--text", text))
    }

    /// The style sheet's own grounds.
    fn given(self) -> (Vec<Token>, Vec<Colour>) {
        let Defaults { surface, raised, sunk, .. } = self.defaults();
        (Vec::new(), vec![surface, raised, sunk])
    }

    /// All that follows from the ground and the text, and the grounds that links stand on.
    fn neutrals(self, chosen: Chosen) -> (Vec<Token>, Vec<Colour>) {
        let defaults = self.defaults();
        let pole = self.pole();
        let surface = chosen.surface.unwrap_or(defaults.surface);
        let wanted = chosen.text.unwrap_or(defaults.text).readable(&[surface], pole, TEXT);
        let [raised, sunk, line] = [10, 20, 33].map(|steps| surface.mix(wanted, steps));
        let grounds = vec![surface, raised, sunk];
        let quiet = match self {
            Self::Light => 26,
            Self::Dark => 46,
        };
        let mut tokens =
            vec![("--surface", surface), ("--raised", raised), ("--sunk", sunk), ("--line", line)];
        let mut all = grounds.clone();
        for ((name, ground_name), meaning) in MEANINGS.into_iter().zip(defaults.meanings) {
            let ground = surface.mix(meaning, quiet);
            let on = [surface, raised, sunk, ground];
            tokens.extend([(name, meaning.readable(&on, pole, TEXT)), (ground_name, ground)]);
            all.push(ground);
        }
        let text = wanted.readable(&all, pole, TEXT);
        tokens.extend([
            ("--text", text),
            ("--muted", text.mix(surface, 90).readable(&all, pole, TEXT)),
            ("--edge-line", text.mix(surface, 150).readable(&grounds, pole, EDGE)),
        ]);
        (tokens, grounds)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SHEET: &str = include_str!("../../../../style/tokens.css");

    fn any_colour() -> impl Strategy<Value = Colour> {
        any::<[u8; 3]>().prop_map(|[red, green, blue]| Colour::new(red, green, blue))
    }

    fn side() -> impl Strategy<Value = Side> {
        prop_oneof![Just(Side::Light), Just(Side::Dark)]
    }

    /// The style sheet's value of a token on one side.
    fn of_sheet(side: Side, name: &str) -> Colour {
        let (light, dark) = SHEET.split_once("@media").unwrap();
        let text = match side {
            Side::Light => light,
            Side::Dark => dark,
        };
        let (_, rest) = text.split_once(&format!("{name}: ")).unwrap();
        rest.split(';').next().unwrap().parse().unwrap()
    }

    #[test]
    fn the_defaults_are_those_of_the_style_sheet() {
        for side in [Side::Light, Side::Dark] {
            let defaults = side.defaults();
            let mut pairs = vec![
                ("--accent", defaults.accent),
                ("--surface", defaults.surface),
                ("--raised", defaults.raised),
                ("--sunk", defaults.sunk),
                ("--text", defaults.text),
            ];
            pairs.extend(MEANINGS.map(|(name, _)| name).into_iter().zip(defaults.meanings));
            for (name, colour) in pairs {
                assert_eq!(of_sheet(side, name), colour, "{name} of {side:?}");
            }
            assert!(side.takes(defaults.surface));
        }
    }

    #[test]
    fn what_is_readable_stays_as_it_was_chosen() {
        let green = "#00693e".parse().unwrap();
        let tokens = Side::Light.tokens(Chosen::default().or_accent(Some(green)));
        assert!(tokens.contains(&("--accent", green)));
        assert!(tokens.contains(&("--link", green)));
        assert!(tokens.contains(&("--on-accent", Colour::WHITE)));
        let yellow = "#ffd400".parse().unwrap();
        let tokens = Side::Light.tokens(Chosen::default().or_accent(Some(yellow)));
        assert!(tokens.contains(&("--accent", yellow)));
        assert!(tokens.contains(&("--on-accent", Colour::BLACK)));
        assert!(!tokens.contains(&("--link", yellow)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Whatever is chosen: what the page writes on what can be read.
        #[test]
        fn everything_can_be_read_whatever_is_chosen(
            side in side(),
            accent in proptest::option::of(any_colour()),
            surface in proptest::option::of(any_colour()),
            text in proptest::option::of(any_colour()),
        ) {
            let surface = surface.filter(|surface| side.takes(*surface));
            let tokens = side.tokens(Chosen { accent, surface, text });
            let token = |name: &str| {
                let own = tokens.iter().find(|(own, _)| *own == name).map(|(_, colour)| *colour);
                own.unwrap_or_else(|| of_sheet(side, name))
            };
            let grounds = ["--surface", "--raised", "--sunk"];
            let mut pairs = vec![("--on-accent", "--accent", TEXT), ("--on-accent", "--accent-over", TEXT)];
            for ground in grounds {
                pairs.extend(["--text", "--muted", "--link", "--link-over"].map(|name| (name, ground, TEXT)));
                pairs.extend(MEANINGS.map(|(name, _)| (name, ground, TEXT)));
                pairs.push(("--edge-line", ground, EDGE));
            }
            for (name, ground) in MEANINGS {
                pairs.extend([(name, ground, TEXT), ("--text", ground, TEXT), ("--muted", ground, TEXT)]);
            }
            for (name, ground, least) in pairs {
                // The sheet's own pairs that nobody changed are the sheet's matter.
                let changed = tokens.iter().any(|(own, _)| *own == name || *own == ground);
                let ratio = token(name).contrast(token(ground));
                prop_assert!(!changed || least <= ratio, "{name} on {ground}: {ratio}");
            }
        }

        /// Whatever a ground of the other side is, it is refused.
        #[test]
        fn no_ground_is_taken_by_both_sides(surface in any_colour()) {
            prop_assert!(!(Side::Light.takes(surface) && Side::Dark.takes(surface)));
        }
    }
}

//! Colours of sRGB, and whether one can be read on another (WCAG 2.2).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What text needs on its ground (success criterion 1.4.3).
pub const TEXT: f64 = 4.5;
/// What the edge of a control needs (1.4.11).
pub const EDGE: f64 = 3.0;
/// The whole way from one colour to another, in the steps of [`Colour::mix`].
pub const WHOLE: u16 = 256;

/// An opaque colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// Why a text is not a colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a colour: write it as #2952cc or #25c")]
pub struct ColourError(pub String);

impl Colour {
    /// The darkest.
    pub const BLACK: Self = Self::new(0, 0, 0);
    /// The lightest.
    pub const WHITE: Self = Self::new(255, 255, 255);

    /// From its parts.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Its relative luminance, from 0 to 1.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = [self.red, self.green, self.blue].map(linear);
        0.2126f64.mul_add(red, 0.7152f64.mul_add(green, 0.0722 * blue))
    }

    /// The contrast ratio with another, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }

    /// The colour so many steps of [`WHOLE`] on the way to `other`.
    #[must_use]
    pub fn mix(self, other: Self, steps: u16) -> Self {
        let part = |from: u8, to: u8| {
            let steps = u32::from(steps.min(WHOLE));
            let whole = u32::from(WHOLE);
            let mixed = (u32::from(from) * (whole - steps) + u32::from(to) * steps) / whole;
            // Between two octets lies an octet.
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self {
            red: part(self.red, other.red),
            green: part(self.green, other.green),
            blue: part(self.blue, other.blue),
        }
    }

    /// The text colour on this ground: white where that can be read, black elsewhere. One of the
    /// two always has the contrast of [`TEXT`].
    #[must_use]
    pub fn text_on(self) -> Self {
        if TEXT <= self.contrast(Self::WHITE) { Self::WHITE } else { Self::BLACK }
    }

    /// The nearest colour on the way to `pole` that has `least` contrast on all `grounds`.
    #[must_use]
    pub fn readable(self, grounds: &[Self], pole: Self, least: f64) -> Self {
        let fits = |colour: &Self| grounds.iter().all(|ground| least <= colour.contrast(*ground));
        (0..=WHOLE).step_by(4).map(|steps| self.mix(pole, steps)).find(fits).unwrap_or(pole)
    }
}

/// One part of a colour without the curve of sRGB.
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

impl FromStr for Colour {
    type Err = ColourError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ColourError(super::shortened(text));
        let digits = text.strip_prefix('#').ok_or_else(error)?;
        let nibbles: Option<Vec<u8>> = digits
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| digit.try_into().ok()))
            .collect();
        match nibbles.ok_or_else(error)?.as_slice() {
            [red, green, blue] => Ok(Self::new(red * 17, green * 17, blue * 17)),
            [r, red, g, green, b, blue] => {
                Ok(Self::new(r * 16 + red, g * 16 + green, b * 16 + blue))
            }
            _ => Err(error()),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

super::as_text!(Colour, ColourError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hexadecimal_colours_are_read() {
        for (text, want) in [("#fff", "#ffffff"), ("#2952CC", "#2952cc"), ("#25c", "#2255cc")] {
            assert_eq!(text.parse::<Colour>().unwrap().to_string(), want);
        }
        for text in [
            "",
            "#",
            "fff",
            "#ff",
            "#ffff",
            "#fffff",
            "#fffffff",
            "red",
            "#ggg",
            "# fff",
            "#fff;}",
            "rgb(0,0,0)",
            "url(javascript:alert(1))",
            "var(--x)",
            "#fff\0",
            "＃fff",
        ] {
            let error = text.parse::<Colour>().unwrap_err();
            assert!(error.to_string().contains("is not a colour"), "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let colour = |text: &str| text.parse::<Colour>().unwrap();
        for (one, two, ratio) in [
            ("#000", "#fff", 21.0),
            ("#777", "#fff", 4.478),
            ("#767676", "#fff", 4.542),
            ("#00f", "#fff", 8.592),
        ] {
            let got = colour(one).contrast(colour(two));
            assert!((got - ratio).abs() < 0.001, "{one} on {two}: {got}");
        }
    }

    /// Every colour there is: what is computed per part is computed once for each of its values.
    #[test]
    fn text_can_be_read_on_every_colour() {
        let parts: Vec<f64> = (0..=255).map(linear).collect();
        let mut least = f64::MAX;
        for red in &parts {
            for green in &parts {
                for blue in &parts {
                    let luminance =
                        0.2126f64.mul_add(*red, 0.7152f64.mul_add(*green, 0.0722 * blue));
                    let (white, black) = (1.05 / (luminance + 0.05), (luminance + 0.05) / 0.05);
                    least = least.min(if TEXT <= white { white } else { black });
                }
            }
        }
        assert!(TEXT <= least, "{least}");
    }

    proptest::proptest! {
        #[test]
        fn the_text_colour_is_the_one_that_can_be_read(parts: [u8; 3]) {
            let ground = Colour::new(parts[0], parts[1], parts[2]);
            proptest::prop_assert!(TEXT <= ground.contrast(ground.text_on()));
            proptest::prop_assert_eq!(ground.to_string().parse(), Ok(ground));
        }
    }
}

//! Colours of pages, and whether text in one can be read on another (WCAG 2.2, "relative luminance" and "contrast ratio").

use std::fmt;

/// A colour of sRGB: red, green and blue, each from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// The backgrounds that accents stand on: paper and tint of `style.css`, in light and in dark.
    pub const LIGHT: [Self; 2] = [Self([0xFF, 0xFF, 0xFF]), Self([0xED, 0xF2, 0xF7])];
    pub const DARK: [Self; 2] = [Self([0x12, 0x18, 0x1F]), Self([0x1F, 0x29, 0x33])];
    /// What text needs (WCAG 2.2, 1.4.3), and what it better has (1.4.6).
    pub const ENOUGH: f64 = 4.5;
    pub const GOOD: f64 = 7.0;

    /// Of `#004a8f`, or `#04a` for short.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let nibbles: Vec<u8> =
            digits.chars().map(|c| c.to_digit(16).and_then(|n| u8::try_from(n).ok())).collect::<Option<_>>()?;
        match nibbles[..] {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r, s, g, h, b, c] => Some(Self([r << 4 | s, g << 4 | h, b << 4 | c])),
            _ => None,
        }
    }

    /// From 0 for black to 1 for white.
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// From 1 for two alike to 21 for black and white.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The lowest contrast with any of some backgrounds.
    pub fn contrast_on(self, backgrounds: &[Self]) -> f64 {
        backgrounds.iter().map(|background| self.contrast(*background)).fold(21.0, f64::min)
    }

    /// The nearest of its tones that has a contrast with all of some backgrounds: darker on light ones, lighter on dark ones.
    pub fn readable_on(self, backgrounds: &[Self], least: f64) -> Self {
        let light = backgrounds.iter().all(|background| background.luminance() > 0.5);
        let end: u16 = if light { 0 } else { 255 };
        let tone = |step: u16| {
            let mix = |part: u8| u8::try_from((u16::from(part) * (255 - step) + end * step) / 255).unwrap_or(part);
            Self(self.0.map(mix))
        };
        let mut tones = (0..=255).map(tone);
        tones.find(|tone| tone.contrast_on(backgrounds) >= least).unwrap_or_else(|| tone(255))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    /// Ratios as WebAIM's checker and the Understanding documents of WCAG have them.
    #[test]
    fn contrasts_are_those_that_are_known() {
        let white = colour("#fff");
        for (text, expected) in [("#000000", 21.0), ("#777777", 4.48), ("#767676", 4.54), ("#0000ff", 8.59)] {
            let contrast = colour(text).contrast(white);
            assert!((contrast - expected).abs() < 0.005, "{text}: {contrast}");
        }
        assert!((colour("#f00").contrast(white) - 4.0).abs() < 0.005);
        assert!((colour("#00f").contrast(colour("#000")) - 2.44).abs() < 0.005);
        assert_eq!(white.contrast(white), 1.0);
        assert!((white.luminance() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_colour_is_three_or_six_hexadecimal_digits() {
        assert_eq!(colour("#04a").to_string(), "#0044aa");
        assert_eq!(colour("#004A8f").to_string(), "#004a8f");
        for text in ["", "#", "004a8f", "#004a8", "#004a8g", "#004a8fff", "blue", "rgb(0,0,0)", "#é12345", "# 04a8f"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_can_be_read_is_left_and_the_rest_moved_no_further_than_need_be() {
        for (text, backgrounds) in
            [("#7fb3e6", Colour::LIGHT), ("#ff0000", Colour::LIGHT), ("#004a8f", Colour::DARK), ("#000", Colour::DARK)]
        {
            let found = colour(text).readable_on(&backgrounds, Colour::ENOUGH);
            let contrast = found.contrast_on(&backgrounds);
            assert!(colour(text).contrast_on(&backgrounds) < Colour::ENOUGH, "{text}");
            assert!((Colour::ENOUGH..4.7).contains(&contrast), "{text}: {found} has {contrast}");
        }
        let dark = colour("#004a8f");
        assert_eq!(dark.readable_on(&Colour::LIGHT, Colour::GOOD), dark);
    }
}

//! What the pages of a site look like: the project's own colours and coat of arms, or its copy of Bootstrap Italia.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::render::{Colour, NamedFile, SiteSettings, Stationery};

/// Folder of Bootstrap Italia in the site.
const BOOTSTRAP: &str = "bootstrap-italia";
/// In it, the stylesheet that names its fonts: its own leaves that to a script.
const FONTS: &str = "fonts.css";
/// Of the coat of arms on a page, in CSS pixels.
const HEIGHT: f64 = 64.0;

/// A coat of arms that was found sound.
pub struct Emblem {
    pub bytes: Vec<u8>,
    /// Of its file: `svg`.
    pub ending: &'static str,
    /// Its width, in heights.
    pub ratio: f64,
    /// What it shows, for those who can't see it.
    pub alternative: String,
}

/// The same as templates have it.
#[derive(Serialize)]
pub struct EmblemView {
    /// Its path in the site.
    file: String,
    alternative: String,
    /// In CSS pixels, so that nothing moves when it comes.
    width: u32,
    height: u32,
}

/// What pages of the site refer to, and the files that this takes.
#[derive(Default)]
pub struct Theme {
    pub coat_of_arms: Option<EmblemView>,
    /// Paths in the site of the stylesheets of Bootstrap Italia.
    pub stylesheets: Vec<String>,
    pub files: Vec<NamedFile>,
}

impl Theme {
    /// `bootstrap_italia` are the files of a copy by their path in its folder, the stylesheet among them.
    pub fn new(emblem: Option<Emblem>, bootstrap_italia: Option<Vec<NamedFile>>) -> Self {
        let mut theme = Self::default();
        if let Some(emblem) = emblem {
            let file = format!("stemma.{}", emblem.ending);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width of 12 cm at most")]
            let width = (HEIGHT * emblem.ratio).round().max(1.0) as u32;
            theme.files.push((file.clone(), emblem.bytes));
            theme.coat_of_arms =
                Some(EmblemView { file, alternative: emblem.alternative, width, height: HEIGHT as u32 });
        }
        if let Some(files) = bootstrap_italia {
            let faces: BTreeSet<String> = files.iter().filter_map(|(path, _)| face(path)).collect();
            theme.stylesheets.push(format!("{BOOTSTRAP}/{}", Stationery::STYLESHEET));
            if !faces.is_empty() {
                let path = format!("{BOOTSTRAP}/{FONTS}");
                theme.stylesheets.push(path.clone());
                theme.files.push((path, faces.into_iter().collect::<String>().into_bytes()));
            }
            theme.files.extend(files.into_iter().map(|(path, bytes)| (format!("{BOOTSTRAP}/{path}"), bytes)));
        }
        theme
    }

    pub fn is_bootstrap(&self) -> bool {
        !self.stylesheets.is_empty()
    }

    /// What a page has to admit beside its own style (CSP 3): sources of styles, and further directives.
    pub fn admits(&self) -> (&'static str, &'static str) {
        match (self.is_bootstrap(), &self.coat_of_arms) {
            // The stylesheet has pictures and a font inside.
            (true, _) => ("'self' ", "font-src 'self' data:; img-src 'self' data:; "),
            (false, Some(_)) => ("", "img-src 'self'; "),
            (false, None) => ("", ""),
        }
    }
}

/// Says where a font is, as a rule of CSS. Files tell what they hold by their names, as Bootstrap Italia has them:
/// `fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-600italic.woff2`.
fn face(path: &str) -> Option<String> {
    let (folder, file) = path.strip_prefix("fonts/")?.split_once('/')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let kind = file.strip_suffix(".woff2").filter(|_| path.chars().all(plain))?.rsplit('-').next()?;
    let (weight, style) = kind.strip_suffix("italic").map_or((kind, "normal"), |weight| (weight, "italic"));
    let weight = match weight {
        "" | "regular" => "400",
        weight if weight.len() == 3 && weight.ends_with("00") => weight,
        _ => return None,
    };
    let family = folder.replace('_', " ");
    Some(format!(
        "@font-face {{ font-family: \"{family}\"; font-style: {style}; font-weight: {weight}; font-display: swap; \
         src: url(\"{path}\") format(\"woff2\"); }}\n"
    ))
}

/// The project's own colours in place of those of `style.css`, on screens: print has none. Where only that for light paper is
/// given, the dark one is a tone of it.
pub fn colours(site: &SiteSettings) -> String {
    let dark = site.accent_dark.or_else(|| Some(site.accent?.readable_on(&Colour::DARK, Colour::GOOD)));
    let rule = |media: &str, colour: Option<Colour>| {
        let rule = |colour| format!("@media {media} {{ :root {{ --accent: {colour}; }} }}\n");
        colour.map(rule).unwrap_or_default()
    };
    rule("screen", site.accent) + &rule("screen and (prefers-color-scheme: dark)", dark)
}

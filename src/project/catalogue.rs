//! `[catalogue]` of the settings: what the catalogue of data sets says of its project, and what is missing for one.

use super::Project;
use crate::annex::one_line;
use crate::site::dcat::{Agent, BaseUrl, ContactPoint, Frequency, Licence, Settings, Theme, is_email, is_ipa};
use crate::source::{Code, Context, Diagnostic, Named, Place, Required, Spanned, shape};

shape! {
    /// The catalogue of all data sets for portals of open data, by the profile DCAT-AP_IT.
    pub struct Catalogue {
        /// What is in it, in a sentence or two without markup.
        pub description: Spanned<String>,
        /// The administration that publishes it.
        pub publisher: Required<Publisher>,
        /// What the data are about, by the themes of the European Union. Without it, GOVE.
        #[schemars(default)]
        pub themes: Vec<Spanned<Theme>>,
        /// How often the data of an annex change, by the list of the European Union. Without it, IRREG.
        pub frequency: Option<Spanned<Frequency>>,
        /// The codes in the IPA of other authorities, by the names that plans have for them: `"Comune di Matera" = "c_f052"`.
        #[schemars(default)]
        pub rights_holders: Named<Spanned<String>>,
        /// The office to ask about the data.
        pub contact_point: Option<Point>,
    }

    /// An administration.
    pub struct Publisher {
        /// As plans have it: "Regione Basilicata".
        pub name: Spanned<String>,
        /// Its code in the index of public administrations (IPA): "r_basili".
        pub ipa: Spanned<String>,
    }

    /// An office.
    pub struct Point {
        /// Of the office, not of a person: "Ufficio politiche sociali".
        pub name: Spanned<String>,
        /// Its mail address.
        pub email: Spanned<String>,
    }
}

/// The address of a site, if it is one; else that is reported.
pub fn base_url(context: &Context, address: &Spanned<String>) -> Option<BaseUrl> {
    let base_url = BaseUrl::new(address.value.trim());
    if base_url.is_none() {
        unusable(context, address, "base");
    }
    base_url
}

fn unusable(context: &Context, address: &Spanned<String>, kind: &'static str) {
    let problem = Diagnostic::new(Code::UnusableAddress, context.place(address.span.clone()));
    context.report(problem.arg("address", address.value.as_str()).arg("kind", kind));
}

impl Catalogue {
    /// All that data sets have in common; nothing where something mandatory is missing, which is reported. `addressed`: whether
    /// the address of the site is written, be it usable or not.
    pub fn settings(self, context: &Context, project: &Project, addressed: bool) -> Option<Settings> {
        let missing_at = |place: Place, what: &'static str, written: &str| {
            let problem = Diagnostic::new(Code::CatalogueIncomplete, place);
            context.report(problem.arg("missing", what).arg("written", written));
        };
        let missing = |what, written: &str| missing_at(context.place(self.span.clone()), what, written);
        let imprint = &project.documents.imprint;
        let licence = imprint.licence.as_deref().and_then(Licence::of);
        if !addressed {
            missing("base-url", "");
        }
        if imprint.title.is_none() {
            missing("title", "");
        }
        if licence.is_none() {
            missing("licence", imprint.licence.as_deref().unwrap_or_default());
        }
        let publisher = self.publisher.0.and_then(|publisher| agent(context, &publisher.name.value, &publisher.ipa));
        let holders: Vec<Option<Agent>> =
            self.rights_holders.0.iter().map(|(name, ipa)| agent(context, &name.value, ipa)).collect();
        let contact_point = self.contact_point.map(|point| contact_point(context, &point));
        let themes: Vec<Theme> = self.themes.iter().map(|theme| theme.value).collect();
        let settings = Settings {
            base_url: project.base_url.clone()?,
            title: one_line(imprint.title.as_ref()?),
            description: one_line(&self.description.value),
            language: project.language,
            publisher: publisher?,
            rights_holders: holders.into_iter().collect::<Option<_>>()?,
            themes: if themes.is_empty() { vec![Theme::GOVERNMENT] } else { themes },
            frequency: self.frequency.map_or(Frequency::IRREGULAR, |frequency| frequency.value),
            licence: licence?,
            contact_point,
        };
        // Told once, and not for each of the plans that it stands in for.
        if let Some((authority, place)) = &project.authority
            && settings.rights_holder(Some(authority)).is_none()
        {
            missing_at(place.clone(), "authority", authority);
            return None;
        }
        Some(settings)
    }
}

/// An administration, if its code can be one.
fn agent(context: &Context, name: &str, ipa: &Spanned<String>) -> Option<Agent> {
    let code = ipa.value.trim();
    if !is_ipa(code) {
        let problem = Diagnostic::new(Code::UnusableIpa, context.place(ipa.span.clone()));
        context.report(problem.arg("code", code).arg("name", name));
        return None;
    }
    Some(Agent { name: one_line(name), ipa: code.to_owned() })
}

fn contact_point(context: &Context, point: &Point) -> ContactPoint {
    let email = point.email.value.trim();
    if !is_email(email) {
        unusable(context, &point.email, "mail");
    }
    ContactPoint { name: one_line(&point.name.value), email: email.to_owned() }
}

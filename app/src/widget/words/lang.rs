//! Which languages there are, and which of them a reader is spoken to in.

/// The languages that there are: each has a catalogue, and a catalogue is whole or not here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Portuguese, as in Brazil.
    PtBr,
    /// Italian.
    It,
    /// Dutch.
    Nl,
    /// Polish.
    Pl,
    /// Turkish.
    Tr,
    /// Japanese.
    Ja,
    /// Chinese, in simplified letters.
    ZhHans,
    /// Arabic.
    Ar,
}

impl Lang {
    /// All of them, in the order of the enum, which is the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::En,
        Self::De,
        Self::Fr,
        Self::Es,
        Self::PtBr,
        Self::It,
        Self::Nl,
        Self::Pl,
        Self::Tr,
        Self::Ja,
        Self::ZhHans,
        Self::Ar,
    ];

    /// The tag of the language (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::PtBr => "pt-BR",
            Self::It => "it",
            Self::Nl => "nl",
            Self::Pl => "pl",
            Self::Tr => "tr",
            Self::Ja => "ja",
            Self::ZhHans => "zh-Hans",
            Self::Ar => "ar",
        }
    }

    /// What its readers call it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Fr => "Français",
            Self::Es => "Español",
            Self::PtBr => "Português (Brasil)",
            Self::It => "Italiano",
            Self::Nl => "Nederlands",
            Self::Pl => "Polski",
            Self::Tr => "Türkçe",
            Self::Ja => "日本語",
            Self::ZhHans => "简体中文",
            Self::Ar => "العربية",
        }
    }

    /// The way it runs, as HTML has it.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::En
            | Self::De
            | Self::Fr
            | Self::Es
            | Self::PtBr
            | Self::It
            | Self::Nl
            | Self::Pl
            | Self::Tr
            | Self::Ja
            | Self::ZhHans => "ltr",
        }
    }

    /// Whether `text` runs the same way: it needs nothing to keep it apart.
    pub(in crate::widget) fn runs_as(self, text: &str) -> bool {
        // Hebrew, Arabic and their neighbours, and their presentation forms.
        let leftwards = |letter: char| {
            matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
                | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        };
        self.dir() == "ltr" && !text.contains(leftwards)
    }

    /// Every sentence in it.
    pub(super) const fn source(self) -> &'static str {
        match self {
            Self::En => include_str!("../../../words/en.ftl"),
            Self::De => include_str!("../../../words/de.ftl"),
            Self::Fr => include_str!("../../../words/fr.ftl"),
            Self::Es => include_str!("../../../words/es.ftl"),
            Self::PtBr => include_str!("../../../words/pt-BR.ftl"),
            Self::It => include_str!("../../../words/it.ftl"),
            Self::Nl => include_str!("../../../words/nl.ftl"),
            Self::Pl => include_str!("../../../words/pl.ftl"),
            Self::Tr => include_str!("../../../words/tr.ftl"),
            Self::Ja => include_str!("../../../words/ja.ftl"),
            Self::ZhHans => include_str!("../../../words/zh-Hans.ftl"),
            Self::Ar => include_str!("../../../words/ar.ftl"),
        }
    }

    /// Ours for a BCP 47 tag: that of the same language, whatever the region is. Chinese in
    /// traditional letters is none of ours.
    #[must_use]
    pub fn best(tag: &str) -> Option<Self> {
        let mut parts = tag.trim().split(['-', '_']);
        let language = parts.next()?.to_ascii_lowercase();
        if language == "zh" && is_traditional(parts) {
            return None;
        }
        let primary = |lang: &Self| lang.tag().split('-').next() == Some(language.as_str());
        Self::ALL.into_iter().find(primary)
    }

    /// The best for a header `Accept-Language` (RFC 9110 §12.5.4).
    fn accepted(header: &str) -> Option<Self> {
        // Nobody reads more languages; a header may hold thousands.
        let mut ranges: Vec<(&str, f32)> = header.split(',').take(20).map(weighed).collect();
        // Equal ones stay in their order.
        ranges.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let wanted = ranges.into_iter().filter(|(_, weight)| 0.0 < *weight);
        wanted.map(|(tag, _)| tag).find_map(Self::best)
    }
}

/// Whether the script, or else the region, of a Chinese tag is one of traditional letters.
fn is_traditional<'a>(parts: impl Iterator<Item = &'a str>) -> bool {
    let known = |part: &str| match part.to_ascii_lowercase().as_str() {
        "hans" => Some(false),
        "hant" | "tw" | "hk" | "mo" => Some(true),
        _ => None,
    };
    parts.into_iter().find_map(known).unwrap_or(false)
}

/// A language range and its weight.
fn weighed(range: &str) -> (&str, f32) {
    let (tag, rest) = range.split_once(';').unwrap_or((range, ""));
    let weight = rest.trim().strip_prefix("q=").map_or(Some(1.0), |weight| weight.parse().ok());
    (tag.trim(), weight.unwrap_or(0.0))
}

/// What a request says of the language that its reader wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The reader chose it on the page: `?lang=`.
    chosen: Option<Lang>,
    /// The page that embeds this one asked for it: `?locale=`.
    asked: Option<Lang>,
    /// The browser accepts it.
    accepted: Option<Lang>,
}

impl Wanted {
    /// Reads the query of an address, and the header `Accept-Language`.
    #[must_use]
    pub fn of(query: Option<&str>, accept_language: Option<&str>) -> Self {
        let value = |name: &str| {
            let mut pairs = query.unwrap_or_default().split('&');
            pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).and_then(Lang::best)
        };
        Self {
            chosen: value("lang"),
            asked: value("locale"),
            accepted: accept_language.and_then(Lang::accepted),
        }
    }

    /// The language to speak; `token` is the tag that the tenant's server asked for.
    #[must_use]
    pub fn lang(self, token: Option<&str>) -> Lang {
        let wanted = self.chosen.or_else(|| token.and_then(Lang::best)).or(self.asked);
        wanted.or(self.accepted).unwrap_or_default()
    }

    /// The same, with the language of a tag chosen, where that is one.
    #[must_use]
    pub fn choosing(self, tag: &str) -> Self {
        Self { chosen: Lang::best(tag).or(self.chosen), ..self }
    }

    /// `query`, which is empty or has its question mark, and what its address says of languages.
    #[must_use]
    pub fn carried(self, mut query: String) -> String {
        for (name, lang) in [("lang", self.chosen), ("locale", self.asked)] {
            if let Some(lang) = lang {
                let mark = if query.is_empty() { '?' } else { '&' };
                query.extend([mark.to_string().as_str(), name, "=", lang.tag()]);
            }
        }
        query
    }

    /// Whether the address names a language: those that lead on from it do, too.
    #[must_use]
    pub const fn is_named(self) -> bool {
        self.chosen.is_some() || self.asked.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_or_a_script_finds_its_language() {
        for (tag, want) in [
            ("en", Some(Lang::En)),
            ("EN-gb", Some(Lang::En)),
            ("de-AT", Some(Lang::De)),
            ("de_CH", Some(Lang::De)),
            ("pt", Some(Lang::PtBr)),
            ("pt-PT", Some(Lang::PtBr)),
            ("zh", Some(Lang::ZhHans)),
            ("zh-CN", Some(Lang::ZhHans)),
            ("zh-SG", Some(Lang::ZhHans)),
            ("zh-Hans-HK", Some(Lang::ZhHans)),
            ("zh-Hant", None),
            ("zh-TW", None),
            ("ar-EG", Some(Lang::Ar)),
            ("", None),
            ("xx", None),
            ("deu", None),
            ("../en", None),
        ] {
            assert_eq!(Lang::best(tag), want, "{tag:?}");
        }
    }

    #[test]
    fn the_reader_then_the_token_then_the_host_page_then_the_browser_decide() {
        for (query, accept, token, want) in [
            (Some("lang=de&locale=en"), Some("en"), Some("en"), Lang::De),
            (Some("locale=en"), Some("en"), Some("de-AT"), Lang::De),
            (Some("theme=dark&locale=de"), Some("en"), None, Lang::De),
            (Some("new"), Some("de-DE,de;q=0.9,en;q=0.8"), None, Lang::De),
            (None, Some("xx,en;q=0.5, de;q=0.7"), None, Lang::De),
            (None, Some("de;q=0,en"), None, Lang::En),
            (None, Some("zh-TW, ja;q=0.8"), None, Lang::Ja),
            (None, Some("*"), Some("tlh"), Lang::En),
            (Some("language=de"), None, None, Lang::En),
            (None, None, None, Lang::En),
        ] {
            let wanted = Wanted::of(query, accept);
            assert_eq!(wanted.lang(token), want, "{query:?} {accept:?} {token:?}");
        }
    }

    #[test]
    fn only_an_address_that_names_a_language_passes_it_on() {
        assert!(Wanted::of(Some("lang=de"), None).is_named());
        assert!(Wanted::of(Some("locale=de-AT"), None).is_named());
        assert!(!Wanted::of(Some("lang=xx"), Some("de")).is_named());
    }

    #[test]
    fn what_an_address_says_of_languages_goes_on() {
        let carried = |query| Wanted::of(query, Some("de")).carried("?new".to_owned());
        assert_eq!(carried(Some("locale=de-AT&lang=en")), "?new&lang=en&locale=de");
        assert_eq!(carried(Some("lang=%22")), "?new");
        assert_eq!(Wanted::of(Some("lang=de"), None).carried(String::new()), "?lang=de");
    }

    #[test]
    fn a_language_is_found_by_its_own_tag() {
        for (place, lang) in Lang::ALL.into_iter().enumerate() {
            assert_eq!(Lang::best(lang.tag()), Some(lang));
            assert_eq!(lang as usize, place);
        }
    }
}

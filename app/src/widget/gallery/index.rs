//! The page that all others are looked at on.

use leptos::html::iframe;
use leptos::prelude::*;

use super::{Error, Palette, Screen, screens};
use crate::backend::Theme;
use crate::widget::render::html;
use crate::widget::words::Lang;

/// How wide the pages are shown, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Width(u16);

impl Width {
    /// A sidebar, a phone, a tablet, a desk.
    pub const ALL: [Self; 4] = [Self(320), Self(375), Self(768), Self(1280)];

    /// Reads the query of the page; a width of its own is none of ours, and a phone's then.
    #[must_use]
    pub fn from_query(query: Option<&str>) -> Self {
        let pairs = query.unwrap_or_default().split('&');
        let named = pairs.filter_map(|pair| pair.strip_prefix("width="));
        let mut named = named.filter_map(|width| width.parse().ok()).map(Self);
        named.rfind(|width| Self::ALL.contains(width)).unwrap_or(Self(375))
    }
}

/// Which pages are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Index {
    /// Their language.
    pub lang: Lang,
    /// Their colours.
    pub theme: Theme,
    /// Whose colours.
    pub palette: Palette,
    /// Their width.
    pub width: Width,
}

impl Index {
    /// The page below `base`, where the screens are, too; its style stands at `style`.
    ///
    /// # Errors
    ///
    /// Those of [`screens`].
    pub fn html(self, base: &str, style: &str) -> Result<String, Error> {
        let screens = screens(self.lang)?;
        Ok(html(|| self.view(base, style, &screens)))
    }

    fn view(self, base: &str, style: &str, screens: &[Screen]) -> AnyView {
        let groups: Vec<_> = screens
            .chunk_by(|one, other| one.group == other.group)
            .filter_map(|group| Some(self.group(base, group.first()?.group, group)))
            .collect();
        view! {
            <!DOCTYPE html>
            <html lang="en" data-theme=self.theme.as_str()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <title>"Every screen of the widget"</title>
                    <link rel="stylesheet" href=style.to_owned() />
                </head>
                <body>
                    <header>
                        <h1>"Every screen of the widget"</h1>
                        {self.choices(base)}
                    </header>
                    <main>{groups}</main>
                </body>
            </html>
        }
        .into_any()
    }

    fn group(self, base: &str, title: &'static str, screens: &[Screen]) -> impl IntoView + use<> {
        let frames = screens.iter().map(|screen| {
            let name = screen.name;
            let at = format!("{base}/{name}?{}", self.of_pages());
            let still = format!("{at}&still");
            // The one attribute that the macro has no name for.
            let frame = iframe().src(still).title(name).attr("loading", "lazy");
            let frame = frame.width(self.width.0.to_string()).height("720");
            view! {
                <figure id=name>
                    <figcaption><a href=at>{name}</a></figcaption>
                    {frame}
                </figure>
            }
        });
        view! {
            <section>
                <h2>{title}</h2>
                <div class="wall">{frames.collect_view()}</div>
            </section>
        }
    }

    /// The same page in each other language, theme and width.
    fn choices(self, base: &str) -> impl IntoView + use<> {
        let langs = Lang::ALL.map(|lang| (lang.own_name().to_owned(), Self { lang, ..self }));
        let themes = [Theme::Auto, Theme::Light, Theme::Dark];
        let themes = themes.map(|theme| (theme.as_str().to_owned(), Self { theme, ..self }));
        let palettes = Palette::ALL;
        let palettes =
            palettes.map(|palette| (palette.as_str().to_owned(), Self { palette, ..self }));
        let widths = Width::ALL.map(|width| (format!("{} px", width.0), Self { width, ..self }));
        [
            self.choice(base, "Language", &langs),
            self.choice(base, "Colours", &themes),
            self.choice(base, "Branding", &palettes),
            self.choice(base, "Width", &widths),
        ]
    }

    fn choice(self, base: &str, of: &'static str, to: &[(String, Self)]) -> AnyView {
        let here = self.query();
        let links = to.iter().map(|(name, index)| {
            let query = index.query();
            let current = (query == here).then_some("true");
            view! { <a href=format!("{base}?{query}") aria-current=current>{name.clone()}</a> }
        });
        view! { <nav aria-label=of><b>{of}</b> {links.collect_view()}</nav> }.into_any()
    }

    fn query(self) -> String {
        format!("{}&width={}", self.of_pages(), self.width.0)
    }

    fn of_pages(self) -> String {
        let Self { lang, theme, palette, .. } = self;
        format!("lang={}&theme={}&palette={}", lang.tag(), theme.as_str(), palette.as_str())
    }
}

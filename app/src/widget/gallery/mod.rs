//! Every screen in every state: what is looked at, and what the tests look at.
//!
//! The moment of all of them is [`NOW`]; whoever serves them is their backend.

mod index;
mod palette;
mod parts;
mod seen;
mod states;
mod survive;
mod written;

use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::flow::Shape;
use super::words::{Lang, text};
use super::{notice_html, page_html, pages, render, running_answer};
use crate::backend::{
    Answer, Assets, Brand, ConnectionView, DomainProblem, Door, Focus, Notice, NoticeView,
    PageContext, Refused, SessionView, ShareLink, Theme,
};
use crate::domain::connection::ErrorCode;
use crate::domain::finding::examples;
use crate::domain::name::NameError;
use crate::domain::session::Scope;

pub use index::{Index, Width};
pub use palette::Palette;
use parts::{Made, PARTS};
pub use written::Written;
use written::{AWAY, COPIED, EMBEDDED, ENDED, OFFLINE, answered, copy_refused, typed};

/// What a name or a time in these files would be that is none.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// When all of it happens.
pub const NOW: OffsetDateTime = datetime!(2026-11-21 14:26 UTC);

/// The session address and the share link of every page.
pub const ADDRESS: &str = "gallery";

/// A screen in one state.
#[derive(Clone, Debug)]
pub struct Screen {
    /// What it is called in addresses.
    pub name: &'static str,
    /// What it is shown with.
    pub group: &'static str,
    /// The language of its page.
    pub lang: Lang,
    /// What is there to see.
    pub shown: Shown,
}

/// What a page shows.
#[derive(Clone, Debug)]
pub enum Shown {
    /// A visit, after one of its forms was sent or not.
    Visit {
        /// What the server knows of it.
        view: Box<SessionView>,
        /// What was refused.
        refused: Option<Refused>,
        /// What another form has led to.
        answer: Answer,
        /// What the page's code has written into it since.
        since: Vec<Written>,
    },
    /// Parts of pages by themselves.
    Parts {
        /// Whose they are.
        view: Box<SessionView>,
        /// What makes them.
        parts: Made,
    },
    /// One thing alone.
    Notice(Notice),
}

impl Screen {
    /// The whole document, as it is served.
    ///
    /// # Errors
    ///
    /// Those of [`screens`].
    pub fn html(
        &self,
        nonce: String,
        assets: &'static Assets,
        (theme, palette): (Theme, Palette),
    ) -> Result<String, Error> {
        let dressed = |view: &SessionView| -> Result<SessionView, Error> {
            Ok(palette.dress(SessionView { theme, ..view.clone() })?)
        };
        let (refused, answer) = (None, Answer::Nothing);
        let bare = PageContext { nonce, assets, refused, answer };
        match &self.shown {
            Shown::Visit { view, refused, answer, since } => {
                let (refused, answer) = (refused.clone(), answer.clone());
                let mut html = page_html(&dressed(view)?, &PageContext { refused, answer, ..bare });
                for (before, after) in since {
                    if !html.contains(before) {
                        return Err(format!("{}: there is no {before}", self.name).into());
                    }
                    html = html.replacen(before, after, 1);
                }
                Ok(html)
            }
            Shown::Parts { view, parts } => {
                let view = dressed(view)?;
                let html = render::try_html(|| {
                    Ok::<_, Error>(pages::parts(&view, &bare, self.name, parts(&view)?))
                })?;
                // Each stands there more than once.
                Ok(["steps", "line", "host", "r1", "r2"]
                    .iter()
                    .fold(html, |html, id| html.replace(&format!(" id=\"{id}\""), "")))
            }
            Shown::Notice(why) => {
                let view = dressed(&session(Vec::new()))?;
                // Of an address that was never one nobody knows whose it is.
                let tenant = (*why != Notice::NotFound).then_some(view.tenant);
                let (why, lang, brand, origins) = (*why, self.lang, view.brand, Vec::new());
                let notice = NoticeView {
                    why,
                    lang,
                    theme,
                    tenant,
                    brand,
                    origins,
                    connection: None,
                    nonce: bare.nonce,
                    assets,
                };
                Ok(notice_html(&notice))
            }
        }
    }
}

/// All screens, as the readers of a language see them.
///
/// # Errors
///
/// None, unless a name or a colour in these files is none.
pub fn screens(lang: Lang) -> Result<Vec<Screen>, Error> {
    let mut wall = Wall { lang, group: "", screens: Vec::new() };

    wall.group = "The domain";
    let scope = Scope { domain: Some("shop.acme.com".parse()?), ..Scope::default() };
    wall.hang("domain", session(vec![]));
    wall.hang("domain-bound", SessionView { scope, ..session(vec![]) });
    for (name, entered, problem) in refusals()? {
        wall.hang_refused(name, entered, problem);
    }
    for (name, text, shape) in [
        ("domain-typed", "shop.acme.com", Shape::Below),
        ("domain-typed-apex", "acme.com", Shape::Apex),
        ("domain-typed-www", "www.acme.com", Shape::Www),
    ] {
        wall.hang_since(name, session(vec![]), typed(text, shape));
    }

    wall.group = "The first look";
    wall.hang("analysis", session(vec![states::analysis()?]));
    wall.hang("analysis-found", session(vec![states::analysed()?]));
    wall.hang("analysis-clean", session(vec![states::clean()?]));
    wall.hang("analysis-unknown", session(vec![states::unknown()?]));
    wall.hang("analysis-none", session(vec![states::not_found()?]));

    wall.group = "The records";
    wall.hang("records", session(vec![states::waiting()?]));
    wall.hang("offered", session(vec![states::offered()?]));
    wall.hang("dotted", session(vec![states::dotted()?]));
    wall.hang("apex", session(vec![states::apex()?]));
    wall.hang("statuses", session(vec![states::statuses()?]));
    wall.hang("clearing", session(vec![states::clearing()?]));
    let focus = Focus::Connection("www.acme.com".to_owned());
    let pair = vec![states::www()?, states::apex()?];
    wall.hang("pair", SessionView { focus, ..session(pair) });
    wall.hang("pair-offered", session(vec![states::www()?]));
    wall.hang_answered("checked", session(vec![states::waiting()?]), Answer::Checked);
    let asked = SessionView { lang, ..session(vec![states::waiting()?]) };
    let running = answered(&running_answer(&asked));
    wall.hang_since("checking", asked.clone(), vec![EMBEDDED, running]);
    let failed = answered(&text!(lang, check_failed));
    wall.hang_since("check-failed", asked, vec![EMBEDDED, failed]);
    wall.hang_since("copied", session(vec![states::waiting()?]), vec![EMBEDDED, COPIED]);
    let refused = copy_refused(&text!(lang, copy_all));
    wall.hang_since("copy-refused", session(vec![states::waiting()?]), vec![EMBEDDED, refused]);
    wall.hang_answered("link", session(vec![states::waiting()?]), Answer::Link(link()));
    wall.hang("shared", shared(session(vec![states::waiting()?])));
    wall.hang("shared-wrong", shared(session(vec![states::slip()?])));

    hang_later(&mut wall)?;

    wall.group = "Each finding";
    for (name, causes) in examples::groups()? {
        wall.hang(name, session(vec![states::findings(causes)?]));
    }

    wall.group = "Each part";
    for (name, parts) in PARTS {
        let view = wall.told(session(Vec::new()));
        wall.add(name, Shown::Parts { view, parts });
    }

    wall.group = "What it survives";
    wall.hang("longest", session(vec![survive::longest()?]));
    let (entered, problem) = survive::too_long();
    wall.hang_refused("longest-refused", &entered, problem);
    let idn = |name, shown| survive::idn(name, shown);
    wall.hang("idn", session(vec![idn("xn--bcher-kva.acme.com", "bücher.acme.com")?]));
    wall.hang("idn-arabic", session(vec![idn("xn--pgbs0dh.acme.com", "تونس.acme.com")?]));
    wall.hang("txt-255", session(vec![survive::long_value()?]));
    wall.hang("twenty", session(vec![survive::twenty()?]));
    wall.hang("branded", Palette::Green.dress(session(vec![states::progress()?]))?);
    wall.hang("bare", survive::bare()?);
    wall.hang("own-words", survive::own_words()?);
    wall.hang("branded-yellow", Palette::Yellow.dress(session(vec![states::progress()?]))?);
    wall.hang("hostile", survive::hostile()?);
    Ok(wall.screens)
}

/// What comes once records are there, and of the visit itself.
fn hang_later(wall: &mut Wall) -> Result<(), Error> {
    wall.group = "The wait";
    wall.hang("progress", session(vec![states::progress()?]));
    wall.hang("slip", session(vec![states::slip()?]));
    wall.hang("beside", session(vec![states::beside()?]));
    wall.hang("to-go", session(vec![states::to_go()?]));
    wall.hang("all-found", session(vec![states::all_found()?]));
    wall.hang("issuing", session(vec![states::issuing()?]));
    wall.hang("moving", session(vec![states::moving()?]));
    wall.hang("stalled", session(vec![states::stalled()?]));
    wall.hang("stalled-idle", session(vec![states::idle()?]));
    wall.hang("stalled-right", session(vec![states::right_and_idle()?]));
    for (name, error) in [
        ("failed", Some(ErrorCode::HighRiskDomain)),
        ("failed-rejected", Some(ErrorCode::CertificateRejected)),
        ("failed-gone", Some(ErrorCode::DomainGone)),
        ("failed-somehow", None),
    ] {
        wall.hang(name, session(vec![states::failed(error)?]));
    }
    wall.hang("outage", session(vec![states::outage()?]));

    wall.group = "Live, and after";
    wall.hang("live", session(vec![states::live()?]));
    wall.hang("shared-live", shared(session(vec![states::live()?])));
    wall.hang("removable", SessionView { may_delete: true, ..session(vec![states::live()?]) });
    wall.hang("drifted", session(vec![states::drifted()?]));
    wall.hang("shared-drifted", shared(session(vec![states::drifted()?])));
    let risky = Some(ErrorCode::HighRiskDomain);
    wall.hang("shared-failed", shared(session(vec![states::failed(risky)?])));
    wall.hang("archived", session(vec![states::archived(None)?]));
    wall.hang("shared-archived", shared(session(vec![states::archived(None)?])));
    let scope = Scope { domain: Some("shop.acme.com".parse()?), ..Scope::default() };
    let over = session(vec![states::archived(Some(ErrorCode::ChallengeExpired))?]);
    wall.hang("archived-bound", SessionView { scope, ..over });
    for (name, error) in [
        ("archived-expired", ErrorCode::ChallengeExpired),
        ("archived-idle", ErrorCode::NoProgress),
        ("archived-transferred", ErrorCode::ClaimTransferred),
    ] {
        wall.hang(name, session(vec![states::archived(Some(error))?]));
    }
    wall.hang("wildcard", session(vec![states::wildcard()?]));
    let list = vec![states::live()?, states::progress()?, states::waiting()?];
    wall.hang("list", session(list));

    wall.group = "The visit";
    let ends_in = |left| -> Result<SessionView, Error> {
        Ok(SessionView { expires_at: NOW + left, ..session(vec![states::progress()?]) })
    };
    wall.hang("ending", ends_in(Duration::minutes(3))?);
    wall.hang_since("ended", ends_in(Duration::ZERO)?, vec![EMBEDDED, ENDED]);
    wall.hang_since("ended-alone", ends_in(Duration::ZERO)?, vec![ENDED]);
    wall.hang_since("offline", session(vec![states::progress()?]), vec![EMBEDDED, OFFLINE]);
    wall.hang_since("away", session(vec![states::progress()?]), vec![EMBEDDED, AWAY]);
    wall.pin("not-found", Notice::NotFound);
    wall.pin("over", Notice::Over);
    wall.pin("link-over", Notice::LinkOver);
    wall.pin("ours", Notice::Unavailable);
    wall.pin("consent-given", Notice::ConsentGiven);
    wall.pin("consent-stopped", Notice::ConsentStopped);
    wall.pin("consent-refused", Notice::ConsentRefused);
    wall.pin("no-consent", Notice::NoConsent);
    Ok(())
}

/// Where the pages are hung, group by group.
struct Wall {
    lang: Lang,
    group: &'static str,
    screens: Vec<Screen>,
}

impl Wall {
    fn hang(&mut self, name: &'static str, view: SessionView) {
        self.hang_answered(name, view, Answer::Nothing);
    }

    fn hang_answered(&mut self, name: &'static str, view: SessionView, answer: Answer) {
        let since = match view.door {
            Door::Session => vec![EMBEDDED],
            Door::Share => Vec::new(),
        };
        self.add(name, Shown::Visit { view: self.told(view), refused: None, answer, since });
    }

    fn hang_refused(&mut self, name: &'static str, entered: &str, problem: DomainProblem) {
        let (view, since) = (self.told(session(Vec::new())), vec![EMBEDDED]);
        let refused = Some(Refused { entered: entered.to_owned(), problem });
        self.add(name, Shown::Visit { view, refused, answer: Answer::Nothing, since });
    }

    fn hang_since(&mut self, name: &'static str, view: SessionView, since: Vec<Written>) {
        let view = self.told(view);
        self.add(name, Shown::Visit { view, refused: None, answer: Answer::Nothing, since });
    }

    fn pin(&mut self, name: &'static str, why: Notice) {
        self.add(name, Shown::Notice(why));
    }

    fn told(&self, view: SessionView) -> Box<SessionView> {
        Box::new(SessionView { lang: self.lang, ..view })
    }

    fn add(&mut self, name: &'static str, shown: Shown) {
        self.screens.push(Screen { name, group: self.group, lang: self.lang, shown });
    }
}

fn session(connections: Vec<ConnectionView>) -> SessionView {
    SessionView {
        door: Door::Session,
        id: ADDRESS.to_owned(),
        tenant: "Northwind Shops".to_owned(),
        brand: Brand::default(),
        allowed_origins: vec!["https://dashboard.northwind.example".to_owned()],
        now: NOW,
        expires_at: NOW + Duration::days(3650),
        scope: Scope { reference: Some("customer-1".to_owned()), ..Scope::default() },
        may_delete: false,
        lang: Lang::En,
        names_lang: false,
        theme: Theme::Auto,
        support_url: Some("https://northwind.example/help".to_owned()),
        focus: Focus::Auto,
        connections,
    }
}

/// The same by a share link.
fn shared(view: SessionView) -> SessionView {
    let scope = Scope { connection_id: Some("1".to_owned()), ..Scope::default() };
    SessionView { door: Door::Share, scope, allowed_origins: Vec::new(), ..view }
}

fn link() -> ShareLink {
    let url = "https://fairlead.example/connect/q3tcmzsgu4tknrygi3dsnb".to_owned();
    ShareLink { url, expires_at: NOW + Duration::days(30) }
}

/// Why a name can't be connected, all there are.
fn refusals() -> Result<Vec<(&'static str, &'static str, DomainProblem)>, Error> {
    let bad = NameError::BadLabel("my_shop".to_owned());
    let pasted = "https://Shop.Acme.com/cart";
    let long = "a-label-of-more-than-sixty-three-letters-which-is-what-one-may-have";
    let too_long = DomainProblem::Name(NameError::LabelTooLong(long.to_owned()));
    Ok(vec![
        ("domain-refused", "my_shop.acme.com", DomainProblem::Name(bad)),
        ("domain-empty", "", DomainProblem::Name(NameError::Empty)),
        ("domain-dots", "shop..acme.com", DomainProblem::Name(NameError::EmptyLabel)),
        (
            "domain-address",
            "203.0.113.10",
            DomainProblem::Name(NameError::Address("203.0.113.10".to_owned())),
        ),
        (
            "domain-label",
            "a-label-of-more-than-sixty-three-letters-which-is-what-one-may-have.com",
            too_long,
        ),
        ("domain-single", "acme", DomainProblem::Name(NameError::SingleLabel("acme".to_owned()))),
        ("domain-letters", "☃.com", DomainProblem::Letters),
        ("domain-suffix", "co.uk", DomainProblem::PublicSuffix("co.uk".to_owned())),
        ("domain-other", pasted, DomainProblem::OtherDomain("www.acme.com".parse()?)),
        ("domain-not-allowed", pasted, DomainProblem::NotAllowed),
        ("domain-taken", pasted, DomainProblem::Taken),
        ("domain-too-many", pasted, DomainProblem::TooMany),
        ("domain-no-room", pasted, DomainProblem::NoRoom),
        ("domain-high-risk", pasted, DomainProblem::HighRisk),
        ("domain-ours", pasted, DomainProblem::Unavailable),
    ])
}

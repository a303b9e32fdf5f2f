//! Every screen in every state: what is looked at, and what the tests look at.
//!
//! The moment of all of them is [`NOW`]; whoever serves them is their backend.

mod index;
mod seen;
mod states;
mod survive;

use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::words::Lang;
use super::{no_session_html, page_html};
use crate::backend::{
    Answer, Assets, Brand, DomainProblem, Door, Focus, NoSession, PageContext, Refused,
    SessionView, ShareLink, Theme,
};
use crate::domain::finding::examples;
use crate::domain::name::NameError;
use crate::domain::session::Scope;

pub use index::{Index, Width};

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
    },
    /// That there is none.
    Closed(NoSession),
}

impl Screen {
    /// The whole document, as it is served.
    #[must_use]
    pub fn html(&self, nonce: String, assets: &'static Assets, theme: Theme) -> String {
        match &self.shown {
            Shown::Visit { view, refused, answer } => {
                let (refused, answer) = (refused.clone(), answer.clone());
                let view = SessionView { theme, ..(**view).clone() };
                page_html(&view, &PageContext { nonce, assets, refused, answer })
            }
            Shown::Closed(why) => no_session_html(*why, self.lang),
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
    wall.hang_refused("domain-refused", refused());
    wall.hang_refused("domain-taken", refused_as(DomainProblem::Taken));
    wall.hang_refused("domain-no-room", refused_as(DomainProblem::NoRoom));
    wall.hang_refused("domain-high-risk", refused_as(DomainProblem::HighRisk));
    wall.hang_refused("domain-ours", refused_as(DomainProblem::Unavailable));

    wall.group = "The first look";
    wall.hang("analysis", session(vec![states::analysis()?]));
    wall.hang("analysis-found", session(vec![states::analysed()?]));

    wall.group = "The records";
    wall.hang("records", session(vec![states::waiting()?]));
    wall.hang("apex", session(vec![states::apex()?]));
    wall.hang("statuses", session(vec![states::statuses()?]));
    wall.hang("clearing", session(vec![states::clearing()?]));
    let focus = Focus::Connection("www.acme.com".to_owned());
    let pair = vec![states::www()?, states::apex()?];
    wall.hang("pair", SessionView { focus, ..session(pair) });
    wall.hang("pair-offered", session(vec![states::www()?]));
    wall.hang_answered("checked", session(vec![states::waiting()?]), Answer::Checked);
    wall.hang_answered("link", session(vec![states::waiting()?]), Answer::Link(link()));
    wall.hang("shared", shared(session(vec![states::waiting()?])));

    wall.group = "The wait";
    wall.hang("progress", session(vec![states::progress()?]));
    wall.hang("slip", session(vec![states::slip()?]));
    wall.hang("issuing", session(vec![states::issuing()?]));
    wall.hang("stalled", session(vec![states::stalled()?]));
    wall.hang("failed", session(vec![states::failed()?]));
    wall.hang("outage", session(vec![states::outage()?]));

    wall.group = "Live, and after";
    wall.hang("live", session(vec![states::live()?]));
    wall.hang("shared-live", shared(session(vec![states::live()?])));
    wall.hang("removable", SessionView { may_delete: true, ..session(vec![states::live()?]) });
    wall.hang("drifted", session(vec![states::drifted()?]));
    wall.hang("archived", session(vec![states::archived()?]));
    let list = vec![states::live()?, states::progress()?, states::waiting()?];
    wall.hang("list", session(list));

    wall.group = "The visit";
    let ends_in = |left| -> Result<SessionView, Error> {
        Ok(SessionView { expires_at: NOW + left, ..session(vec![states::progress()?]) })
    };
    wall.hang("ending", ends_in(Duration::minutes(3))?);
    wall.hang("ended", ends_in(Duration::ZERO)?);
    wall.close("not-found", NoSession::NotFound);
    wall.close("over", NoSession::Over);
    wall.close("link-over", NoSession::LinkOver);
    wall.close("ours", NoSession::Unavailable);

    wall.group = "Each finding";
    for (name, causes) in examples::groups()? {
        wall.hang(name, session(vec![states::findings(causes)?]));
    }

    wall.group = "What it survives";
    wall.hang("longest", session(vec![survive::longest()?]));
    wall.hang_refused("longest-refused", survive::too_long());
    let idn = |name, shown| survive::idn(name, shown);
    wall.hang("idn", session(vec![idn("xn--bcher-kva.acme.com", "bücher.acme.com")?]));
    wall.hang("idn-arabic", session(vec![idn("xn--pgbs0dh.acme.com", "تونس.acme.com")?]));
    wall.hang("txt-255", session(vec![survive::long_value()?]));
    wall.hang("twenty", session(vec![survive::twenty()?]));
    wall.hang("branded", survive::branded(survive::GREEN)?);
    wall.hang("branded-yellow", survive::branded(survive::YELLOW)?);
    wall.hang("hostile", survive::hostile()?);
    Ok(wall.screens)
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
        self.add(name, Shown::Visit { view: self.told(view), refused: None, answer });
    }

    fn hang_refused(&mut self, name: &'static str, refused: Refused) {
        let (view, refused) = (self.told(session(Vec::new())), Some(refused));
        self.add(name, Shown::Visit { view, refused, answer: Answer::Nothing });
    }

    fn close(&mut self, name: &'static str, why: NoSession) {
        self.add(name, Shown::Closed(why));
    }

    fn told(&self, view: SessionView) -> Box<SessionView> {
        Box::new(SessionView { lang: self.lang, ..view })
    }

    fn add(&mut self, name: &'static str, shown: Shown) {
        self.screens.push(Screen { name, group: self.group, lang: self.lang, shown });
    }
}

fn session(connections: Vec<crate::backend::ConnectionView>) -> SessionView {
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

fn refused_as(problem: DomainProblem) -> Refused {
    Refused { entered: "https://Shop.Acme.com/cart".to_owned(), problem }
}

fn refused() -> Refused {
    let problem = DomainProblem::Name(NameError::BadLabel("my_shop".to_owned()));
    Refused { entered: "my_shop.acme.com".to_owned(), problem }
}

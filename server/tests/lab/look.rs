//! Looks at one name, as a connection has them: one after another, each with what those before
//! have left.

use app::domain::desired::Desired;
use app::domain::diagnosis::{after, diagnose, told_by_books};
use app::domain::earlier::Earlier;
use app::domain::finding::Finding;
use app::domain::observation::Observation;
use app::domain::registration::Registration;
use app::domain::web::Web;
use fairlead::dns::Dns;
use time::Duration;

use super::case::Case;

/// How time passes between two looks.
pub(crate) trait Pause {
    async fn pause(&self, span: Duration);
}

/// What the looks came to.
pub(crate) struct Seen {
    pub(crate) desired: Desired,
    /// Every look, the last one last.
    pub(crate) looks: Vec<Observation>,
    /// What web servers said after the last look, where any were asked.
    pub(crate) web: Option<Web>,
    /// What the registry's own service said after it.
    pub(crate) registration: Option<Registration>,
}

impl Seen {
    pub(crate) fn last(&self) -> &Observation {
        self.looks.last().unwrap()
    }

    /// Everything that is said, of the books too.
    pub(crate) fn findings(&self, case: &Case) -> Vec<Finding> {
        let (web, registration) = (self.web.clone(), self.registration.clone());
        let observation = Observation { web, registration, ..self.last().clone() };
        let circumstances = case.circumstances(observation.observed_at);
        let mut findings = told_by_books(&self.desired, Some(&observation), &circumstances);
        findings.extend(diagnose(&self.desired, &observation));
        findings
    }
}

/// One look, for what it leaves.
pub(crate) async fn remember(dns: &Dns, desired: &Desired) -> Earlier {
    let seen = dns.observe(desired, &Earlier::default()).await.unwrap();
    after(desired, &seen)
}

/// A look; one when resolvers may be asked; one that shows whether their TTLs fall.
pub(crate) async fn looks(
    dns: &Dns,
    desired: &Desired,
    mut earlier: Earlier,
    pause: &impl Pause,
) -> Seen {
    let mut looks = Vec::new();
    for span in [Duration::seconds(6), Duration::seconds(2), Duration::ZERO] {
        let seen = dns.observe(desired, &earlier).await.unwrap();
        earlier = after(desired, &seen);
        looks.push(seen);
        if !span.is_zero() {
            pause.pause(span).await;
        }
    }
    Seen { desired: desired.clone(), looks, web: None, registration: None }
}

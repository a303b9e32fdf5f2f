//! Aliases, hop by hop through whatever zones they lead.

use app::domain::name::OwnerName;
use app::domain::observation::Answer;
use app::domain::record::RecordType;
use futures::future::join;

use super::look::Look;
use super::wire::Question;

/// Aliases in a row; more is as good as a loop.
pub(super) const HOPS: usize = 16;

impl Look<'_> {
    /// Asks for the addresses of `start`, then of what it is an alias of, and so on. A name
    /// that was followed already ends it, which ends loops too.
    pub(super) async fn follow(&self, start: OwnerName) {
        let mut name = start;
        for _ in 0..HOPS {
            if !self.follows(&name) {
                return;
            }
            // Failing to find the zone is no answer about the name: the chain ends here.
            let Ok(charge) = self.walk(&name).await else { return };
            let ask = async |rtype| {
                self.ask_any(&Question::new(name.clone(), rtype), &charge.servers).await
            };
            let (v4, v6) = join(ask(RecordType::A), ask(RecordType::Aaaa)).await;
            let alias = v4.as_ref().and_then(Answer::alias);
            let Some(next) = alias.or_else(|| v6.as_ref().and_then(Answer::alias)).cloned() else {
                return;
            };
            name = next;
        }
    }
}

/// The names that `answers` say the name asked for is an alias of, each once.
pub(super) fn aliases(answers: &[Answer]) -> Vec<OwnerName> {
    let mut targets: Vec<OwnerName> = Vec::new();
    for target in answers.iter().filter_map(Answer::alias) {
        if !targets.contains(target) {
            targets.push(target.clone());
        }
    }
    targets
}

//! The texts that stand on the page whatever it shows.

/// One text for each place.
#[derive(Debug)]
pub struct Labels {
    /// The page's own name.
    pub title: &'static str,
    /// The name of the step marker.
    pub progress: &'static str,
    /// The three steps.
    pub steps: [&'static str; 3],
    /// The names of the four axes.
    pub axes: [&'static str; 4],
    /// What an axis is called that is as it should be.
    pub axis_done: &'static str,
    /// What the axis is called that is waited for.
    pub axis_now: &'static str,
    /// The question of the first screen.
    pub question: &'static str,
    /// The sentence below it.
    pub question_why: &'static str,
    /// The sentence below it when the visit is for one name.
    pub question_bound: &'static str,
    /// What stands under the field.
    pub example: &'static str,
    /// Before the cleaned-up name.
    pub we_use: &'static str,
    /// After a name of two labels.
    pub apex_advice: &'static str,
    /// After a name that starts with `www`.
    pub www_advice: &'static str,
    /// The button of the first screen.
    pub go_on: &'static str,
    /// The label of a name to copy.
    pub name: &'static str,
    /// The label of a value to copy.
    pub value: &'static str,
    /// The verb of a copy button's name.
    pub copy: &'static str,
    /// What is announced after copying.
    pub copied: &'static str,
    /// What is announced where copying was refused and the text is selected.
    pub select: &'static str,
    /// Stands for a name that is entered by leaving the field empty.
    pub no_name: &'static str,
    /// Before the whole name.
    pub full_name: &'static str,
    /// Opens the DNS host's console.
    pub open_host: &'static str,
    /// The fold of the banner.
    pub elsewhere: &'static str,
    /// What it says.
    pub elsewhere_why: &'static str,
    /// Copies every record.
    pub copy_all: &'static str,
    /// Downloads the records.
    pub zone_file: &'static str,
    /// The fold of the instructions, before the host's name.
    pub how_to: &'static str,
    /// The fold of evidence.
    pub what_we_saw: &'static str,
    /// The fold of servers.
    pub visible: &'static str,
    /// What it says before its tables.
    pub visible_why: &'static str,
    /// Its columns.
    pub columns: [&'static str; 3],
    /// Before the time at which a server was asked.
    pub asked: &'static str,
    /// The servers of the DNS host.
    pub authorities: &'static str,
    /// The resolvers.
    pub resolvers: &'static str,
    /// A server that has the wanted value.
    pub right: &'static str,
    /// A server that has the wanted value, and others that may not stand beside it.
    pub beside: &'static str,
    /// A server that has nothing.
    pub nothing_yet: &'static str,
    /// A server that has another value.
    pub other: &'static str,
    /// A resolver that remembers what was there before.
    pub old: &'static str,
    /// A server that did not answer.
    pub no_answer: &'static str,
    /// Before the time at which a resolver forgets.
    pub until: &'static str,
    /// Before the time of the last look.
    pub last_look: &'static str,
    /// Before the first look.
    pub looking: &'static str,
    /// The button for the impatient.
    pub check_now: &'static str,
    /// The link to the tenant's help.
    pub help: &'static str,
    /// Opens the connected domain.
    pub open: &'static str,
    /// Ends the visit.
    pub done: &'static str,
    /// Under a live domain.
    pub we_look_after: [&'static str; 2],
    /// The fold of the records of a live domain.
    pub records: &'static str,
    /// The fold of the records of a domain that ended.
    pub records_ended: &'static str,
    /// The heading of the list.
    pub domains: &'static str,
    /// Leads to the list.
    pub all_domains: &'static str,
    /// Leads to the first question.
    pub another: &'static str,
    /// The fold that archives.
    pub remove: &'static str,
    /// What it says.
    pub remove_why: &'static str,
    /// Its button.
    pub remove_now: &'static str,
    /// Before the time left of a session.
    pub ending: &'static str,
    /// An ended session.
    pub ended: &'static str,
    /// The way on.
    pub open_again: &'static str,
    /// The stream is gone.
    pub offline: &'static str,
    /// For those whose scripts don't run.
    pub no_script: &'static str,
    /// Opens a link elsewhere.
    pub new_window: &'static str,
}

/// English.
pub(in crate::widget::words) const LABELS: Labels = Labels {
    title: "Connect your domain",
    progress: "Progress",
    steps: ["Domain", "Records", "Live"],
    axes: ["Ownership", "Routing", "Certificate", "Live"],
    axis_done: "done",
    axis_now: "in progress",
    question: "Which domain do you want to use?",
    question_why: "Next we show you exactly which records to add. Nothing changes before you add \
                   them.",
    question_bound: "This page is for this domain. Nothing changes before you add the records.",
    example: "For example shop.example.com",
    we_use: "We’ll use",
    apex_advice: "A name in front, such as www, is easier to connect and leaves your mail alone.",
    www_advice: "Visitors who leave out www reach it only if you connect that name too.",
    go_on: "Continue",
    name: "Name",
    value: "Value",
    copy: "Copy",
    copied: "Copied",
    select: "Selected. Press Ctrl+C or ⌘C to copy.",
    no_name: "(leave empty)",
    full_name: "Full name:",
    open_host: "Open",
    elsewhere: "Somewhere else?",
    elsewhere_why: "We read this from the name servers of your domain. If you manage its DNS \
                    elsewhere, the same names and values apply there.",
    copy_all: "Copy all",
    zone_file: "Download zone file",
    how_to: "How to do this at",
    what_we_saw: "What we saw",
    visible: "Where it is visible",
    visible_why: "We ask every server of your DNS host, then some that visitors ask. The latter \
                  keep copies for a while.",
    columns: ["Server", "Status", "What it has"],
    asked: "Asked",
    authorities: "Servers of your DNS host",
    resolvers: "Servers that visitors ask",
    right: "Right",
    beside: "Another one beside it",
    nothing_yet: "Nothing yet",
    other: "Another value",
    old: "Old answer",
    no_answer: "No answer",
    until: "until",
    last_look: "Last look",
    looking: "We are looking for the first time.",
    check_now: "Check now",
    help: "Get help",
    open: "Open",
    done: "Done",
    we_look_after: ["We look after it: if the records change,", "hears about it."],
    records: "The records to keep",
    records_ended: "The records",
    domains: "Your domains",
    all_domains: "All domains",
    another: "Connect another domain",
    remove: "Remove this domain",
    remove_why: "It stops working here at once. Your DNS records stay as they are.",
    remove_now: "Remove it",
    ending: "This session ends in",
    ended: "This session has ended. You can still read and copy everything; we keep checking.",
    open_again: "Open again",
    offline: "No connection. We keep checking; this page catches up by itself.",
    no_script: "This page does not update by itself here. Use “Check now” to look again.",
    new_window: "opens in a new window",
};

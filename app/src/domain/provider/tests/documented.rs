//! `docs/providers.md` has the table that the code has.

use std::fmt::Write as _;

use super::*;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/providers.md");

const HEAD: &str = "\
# DNS hosts and their words

The hosts that Fairlead knows by the names of their servers, and what their consoles call things.
`app/src/domain/provider/hosts` holds the data, and this page is written from it: after a change there, run `UPDATE_DOCS=1 cargo test -p app provider`.

What is said of the fields is from the host's own documentation, whose addresses stand in the last column.
*(quoted)* before them means that a page was read in somebody else's guide that quotes it; read it before you rely on that row.
The names of servers and the addresses of consoles, which few hosts document, are those in public use.
A dash means that we found no such statement: readers then get words that are right everywhere.

- *Apex*: what is entered for the zone's own name. All hosts below take names without the zone at their end, where they say anything about it.
- *Order*: of the fields on the form; where it isn't known, readers get type, name, value, TTL.
- *Dot*: whether a name as value ends with a dot. *TXT quotes*: who puts them around the text.
- *Alias at the apex*: what stands in for a CNAME there, for a target at another company.
- In the names of servers, `#` stands for digits and `*` for anything within one label.

Two families of names belong to no row, as they tell nothing about the console: `ns-cloud-*.googledomains.com` (Google Cloud DNS, and domains that came to Squarespace from Google Domains) and `nsone.net` by itself (NS1's own customers, and Netlify's).
White-label names are the customer's own.

| Host | Servers | Name field | Apex | Value field | Order | Dot | TXT quotes | Alias at the apex | Wildcard | Lowest TTL | Proxy | Sources |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
";

fn or_dash(text: Option<impl ToString>) -> String {
    text.map_or_else(|| "–".to_owned(), |text| text.to_string())
}

fn value_fields(provider: &Provider) -> String {
    let ValueFields { a, aaaa, cname, txt } = provider.value_fields;
    let all = [("A", a), ("AAAA", aaaa), ("CNAME", cname), ("TXT", txt)];
    if all.iter().all(|(_, field)| *field == a) {
        return or_dash(a);
    }
    let known = all.iter().filter_map(|(rtype, field)| Some(format!("{rtype}: {}", (*field)?)));
    known.collect::<Vec<_>>().join(", ")
}

fn row(provider: &Provider) -> String {
    let marked = |patterns: &[&str]| {
        patterns.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
    };
    let mut servers = marked(provider.nameservers);
    if !provider.beside.is_empty() {
        let _ = write!(servers, " beside {}", marked(provider.beside));
    }
    let apex = provider.apex.map(|apex| match apex {
        Apex::At => "`@`",
        Apex::Blank => "empty",
        Apex::Full => "its name",
    });
    let order = provider.order.map(|order| match order {
        Order::TypeNameValueTtl => "type, name, value, TTL",
        Order::NameTypeTtlValue => "name, type, TTL, value",
    });
    let dot = provider.target_dot.map(|dot| match dot {
        TargetDot::Needed => "needed",
        TargetDot::Optional => "optional",
    });
    let quotes = provider.txt_quotes.map(|quotes| match quotes {
        TxtQuotes::Typed => "typed",
        TxtQuotes::Added => "added by the host",
    });
    let alias = provider.alias.map(|alias| match alias {
        Alias::Flattening => "CNAME, flattened",
        Alias::Record(rtype) => rtype,
        Alias::None => "none",
    });
    let wildcard = provider.wildcard.map(|yes| if yes { "yes" } else { "no" });
    let ttl = provider.min_ttl.map(|seconds| format!("{seconds} s"));
    let proxy =
        provider.proxy.map(|proxy| format!("{}: {} or {}", proxy.switch, proxy.on, proxy.off));
    let sources =
        (1..).zip(provider.sources).map(|(number, address)| format!("[{number}]({address})"));
    let sources = sources.collect::<Vec<_>>().join(" ");
    let read = match provider.reading {
        Reading::Page => "",
        Reading::Quoted => "*(quoted)* ",
    };
    let cells = [
        format!("{} (`{}`)", provider.name, provider.id),
        servers,
        or_dash(provider.name_field),
        or_dash(apex),
        value_fields(provider),
        or_dash(order),
        or_dash(dot),
        or_dash(quotes),
        or_dash(alias),
        or_dash(wildcard),
        or_dash(ttl),
        or_dash(proxy),
        format!("{read}{sources}"),
    ];
    format!("| {} |\n", cells.join(" | "))
}

#[test]
fn the_documentation_has_the_table_of_the_code() {
    let rows = Provider::all().filter(|provider| !provider.sources.is_empty()).map(row);
    let page = format!("{HEAD}{}", rows.collect::<String>());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PATH, &page).unwrap();
    }
    assert!(Provider::all().all(|it| it.names != Some(Names::Full)), "the page says otherwise");
    let documented = std::fs::read_to_string(PATH).unwrap();
    assert!(documented == page, "write it anew: UPDATE_DOCS=1 cargo test -p app provider");
}

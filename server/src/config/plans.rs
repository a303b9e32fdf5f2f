//! The operator's plans, from TOML; everything that is wrong with them is told at once.

use app::domain::quota::{Limits, Plan, PlanId, Plans};
use toml::{Table, Value};
use url::Url;

const PLAN_FIELDS: [&str; 6] = ["id", "name", "price", "upgrade_url", "self_service", "limits"];
const LIMITS: [&str; 2] = ["active_connections", "new_connections_per_month"];

/// Reads the file's text.
pub(super) fn read(text: &str) -> Result<Plans, Vec<String>> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        // Its own words name the line, and quote it.
        vec![error.to_string().trim().to_owned()]
    })?;
    let mut reader = Reader { problems: Vec::new() };
    let plans = reader.plans(&table);
    match plans {
        Some(plans) if reader.problems.is_empty() => Ok(plans),
        Some(_) | None => Err(reader.problems),
    }
}

struct Reader {
    problems: Vec<String>,
}

impl Reader {
    fn complain(&mut self, at: &str, what: impl std::fmt::Display) {
        self.problems.push(format!("{at}: {what}"));
    }

    fn plans(&mut self, table: &Table) -> Option<Plans> {
        self.known(table, "", &["default", "plan"]);
        let listed = table.get("plan").and_then(Value::as_array);
        let plans: Vec<Plan> = match listed {
            Some(listed) if !listed.is_empty() => {
                let read = listed.iter().enumerate().map(|(at, plan)| self.plan(at, plan));
                read.collect::<Vec<_>>().into_iter().flatten().collect()
            }
            Some(_) | None => {
                self.complain("plan", "there is none: each begins with [[plan]]");
                return None;
            }
        };
        for (at, plan) in plans.iter().enumerate() {
            if plans.iter().take(at).any(|before| before.id == plan.id) {
                self.complain("plan", format!("the id \"{}\" is given twice", plan.id));
            }
        }
        let wanted = self.text(table, "", "default");
        let default = match (wanted, plans.as_slice()) {
            (Some(id), _) => plans.iter().find(|plan| plan.id.as_str() == id),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        let Some(default) = default else {
            self.complain("default", "names none of the plans");
            return None;
        };
        Some(plans.iter().cloned().fold(Plans::new(default.clone()), Plans::with))
    }

    fn plan(&mut self, at: usize, plan: &Value) -> Option<Plan> {
        let mut place = format!("plan {}", at + 1);
        let Some(table) = plan.as_table() else {
            self.complain(&place, "is no table");
            return None;
        };
        if let Some(id) = table.get("id").and_then(Value::as_str) {
            place = format!("plan \"{id}\"");
        }
        self.known(table, &place, &PLAN_FIELDS);
        let id = self.required(table, &place, "id").and_then(|text| {
            let id = text.parse::<PlanId>();
            id.map_err(|error| self.complain(&place, error)).ok()
        });
        let name = self.required(table, &place, "name");
        let price = self.text(table, &place, "price");
        let upgrade_url = self.text(table, &place, "upgrade_url");
        if upgrade_url.as_ref().is_some_and(|url| !is_web(url)) {
            self.complain(&place, "upgrade_url is no http:// or https:// address");
        }
        let self_service = match table.get("self_service") {
            None => true,
            Some(value) => value.as_bool().unwrap_or_else(|| {
                self.complain(&place, "self_service is neither true nor false");
                true
            }),
        };
        let limits = self.limits(table, &place);
        Some(Plan { id: id?, name: name?, price, upgrade_url, self_service, limits })
    }

    fn limits(&mut self, table: &Table, place: &str) -> Limits {
        let Some(limits) = table.get("limits") else { return Limits::default() };
        let Some(limits) = limits.as_table() else {
            self.complain(place, "limits is no table");
            return Limits::default();
        };
        self.known(limits, place, &LIMITS);
        let mut limit = |name: &str| {
            let value = limits.get(name)?;
            let number = value.as_integer().and_then(|number| u64::try_from(number).ok());
            if number.is_none() {
                self.complain(place, format!("{name} is no whole number from 0"));
            }
            number
        };
        Limits {
            active_connections: limit("active_connections"),
            new_connections_per_month: limit("new_connections_per_month"),
        }
    }

    fn known(&mut self, table: &Table, place: &str, known: &[&str]) {
        for name in table.keys().filter(|name| !known.contains(&name.as_str())) {
            let place = if place.is_empty() { "the file" } else { place };
            self.complain(place, format!("\"{name}\" is not known here"));
        }
    }

    fn required(&mut self, table: &Table, place: &str, name: &str) -> Option<String> {
        let text = self.text(table, place, name);
        if !table.contains_key(name) {
            self.complain(place, format!("{name} is missing"));
        }
        text
    }

    fn text(&mut self, table: &Table, place: &str, name: &str) -> Option<String> {
        let value = table.get(name)?;
        let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
        if text.is_none() {
            let place = if place.is_empty() { "the file" } else { place };
            self.complain(place, format!("{name} is no text, or empty"));
        }
        text.map(str::to_owned)
    }
}

fn is_web(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_documents_is_read() {
        let text = include_str!("../../../docs/plans.md");
        let example = text.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
        let plans = read(example).unwrap();
        let ids: Vec<&str> = plans.all().map(|plan| plan.id.as_str()).collect();
        assert_eq!(ids, ["free", "pro", "enterprise"]);
        let free = plans.of(None);
        assert_eq!(free.limits.active_connections, Some(10));
        assert_eq!(free.limits.new_connections_per_month, Some(30));
        assert_eq!(free.upgrade_url.as_deref(), Some("https://acme.example/upgrade"));
        let enterprise = plans.all().last().unwrap();
        assert!(enterprise.limits.are_none() && !enterprise.self_service);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let problems = read(
            "colour = \"red\"\ndefault = \"gold\"\n\
            [[plan]]\nid = \"Free!\"\nname = \"Free\"\nupgrade_url = \"javascript:alert(1)\"\n\
            [[plan]]\nid = \"pro\"\nprices = 5\nself_service = 1\n\
            [plan.limits]\nactive_connections = -1\ndomains = 4\n\
            [[plan]]\nid = \"pro\"\nname = \"\"\nlimits = 3\n\
            [[plan]]\nid = \"max\"\nname = \"Max\"\n[[plan]]\nid = \"max\"\nname = \"More\"\n",
        )
        .unwrap_err();
        assert_eq!(
            problems,
            [
                "the file: \"colour\" is not known here",
                "plan \"Free!\": a plan's id has 1 to 64 of a-z, 0-9, - and _",
                "plan \"Free!\": upgrade_url is no http:// or https:// address",
                "plan \"pro\": \"prices\" is not known here",
                "plan \"pro\": name is missing",
                "plan \"pro\": self_service is neither true nor false",
                "plan \"pro\": \"domains\" is not known here",
                "plan \"pro\": active_connections is no whole number from 0",
                "plan \"pro\": name is no text, or empty",
                "plan \"pro\": limits is no table",
                "plan: the id \"max\" is given twice",
                "default: names none of the plans",
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_toml_or_has_no_plan_is_refused() {
        assert!(read("[[plan").unwrap_err()[0].contains("line 1"));
        assert_eq!(read("").unwrap_err(), ["plan: there is none: each begins with [[plan]]"]);
        let one = read("[[plan]]\nid = \"all\"\nname = \"All\"\n").unwrap();
        assert_eq!(one.of(None).id.as_str(), "all");
    }
}

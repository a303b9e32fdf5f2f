//! The script that wasm-bindgen writes around a module: what of it is used, and how it calls things.
//!
//! It knows the script's layout, which the pinned version always writes: four spaces a level, and a
//! closing brace at the level of what it closes. Whatever it fails to find ends the build.

use crate::Result;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// Where the functions stand that the module imports.
const ENTRY: &str = "        ";

/// The exports of the module that the script uses.
pub(crate) fn exports_used(script: &str) -> BTreeSet<String> {
    // A class is there for whoever imports it, and nobody does.
    let items = items(script).into_iter().filter(|item| !is_class(item));
    items.flat_map(|item| exports_in(&item)).collect()
}

fn exports_in(text: &str) -> Vec<String> {
    let after = text.split("wasm.").skip(1);
    after.map(|rest| rest.chars().take_while(|c| is_word(*c)).collect()).collect()
}

/// The script with what is needed for `imports`, and nothing else.
pub(crate) fn keep(script: &str, imports: &BTreeSet<String>) -> String {
    let script = keep_imports(script, imports);
    let mut kept: Vec<String> = items(&script).into_iter().filter(|item| !is_class(item)).collect();
    loop {
        let unused = kept.iter().position(|item| {
            name_of(item).is_some_and(|name| {
                !kept.iter().any(|other| !std::ptr::eq(other, item) && mentions(other, name))
            })
        });
        match unused {
            Some(at) => drop(kept.remove(at)),
            None => return kept.concat(),
        }
    }
}

fn is_class(item: &str) -> bool {
    item.starts_with("export class ") || item.starts_with("if (Symbol.dispose)")
}

/// Without the functions that the module does not import.
fn keep_imports(script: &str, imports: &BTreeSet<String>) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut skipping = false;
    for line in script.split_inclusive('\n') {
        if let Some(name) = import_of(line) {
            skipping = !imports.contains(name);
        }
        if !skipping {
            kept.push_str(line);
        }
        if line.strip_prefix(ENTRY).is_some_and(|line| line.starts_with('}')) {
            skipping = false;
        }
    }
    kept
}

/// The name of the imported function whose first line this is.
fn import_of(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix(ENTRY)?.split_once(": function(")?;
    name.chars().all(is_word).then_some(name)
}

/// What stands at the top level, each with all its lines.
fn items(script: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in script.split_inclusive('\n') {
        let begins = !line.starts_with([' ', '}', '\n']);
        match items.last_mut() {
            Some(item) if !begins => item.push_str(line),
            Some(_) | None => items.push(line.to_owned()),
        }
    }
    items
}

/// What an item defines, if it defines one thing that only the script itself can use.
fn name_of(item: &str) -> Option<&str> {
    let rest = ["async function ", "function ", "const ", "let "]
        .iter()
        .find_map(|start| item.strip_prefix(start))?;
    let name = rest.split(|c| !is_word(c)).next()?;
    let several = rest.get(name.len()..)?.starts_with(',');
    (!several && !name.is_empty()).then_some(name)
}

fn mentions(text: &str, name: &str) -> bool {
    text.split(|c| !is_word(c)).any(|word| word == name)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

/// Calls imports and exports by their new names. Each must be found, or the page would not wake.
pub(crate) fn rename(
    script: &str,
    imports: &BTreeMap<String, String>,
    exports: &BTreeMap<String, String>,
) -> Result<String> {
    let mut found = BTreeSet::new();
    let mut renamed = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        let Some((name, short)) = import_of(line).and_then(|name| imports.get_key_value(name))
        else {
            renamed.push_str(line);
            continue;
        };
        found.insert(name);
        let rest = line.get(ENTRY.len() + name.len()..).unwrap_or_default();
        write!(renamed, "{ENTRY}{short}{rest}")?;
    }
    if let Some(lost) = imports.keys().find(|name| !found.contains(name)) {
        return Err(format!("the glue has no function for the import {lost}").into());
    }
    rename_exports(&renamed, exports)
}

fn rename_exports(script: &str, exports: &BTreeMap<String, String>) -> Result<String> {
    let mut parts = script.split("wasm.");
    let mut renamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c| !is_word(c)).unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        let short = exports.get(name).ok_or_else(|| format!("the module has no export {name}"))?;
        write!(renamed, "wasm.{short}{rest}")?;
    }
    Ok(renamed)
}

#[cfg(test)]
mod tests {
    use super::{exports_used, keep, rename};
    use std::collections::{BTreeMap, BTreeSet};

    const SCRIPT: &str = "\
/**
 * Wakes.
 */
export function Live_1(el) {
    wasm.Live_1(el);
}
export class Stream {
    free() {
        wasm.__wbg_stream_free(0);
    }
}
if (Symbol.dispose) Stream.prototype[Symbol.dispose] = Stream.prototype.free;
function imports() {
    const import0 = {
        __proto__: null,
        __wbg_now_1a: function() {
            return helped(Date.now());
        },
        __wbg_gone_2b: function(arg0) { return failed(function () {
            return lonely(arg0);
        }, arguments); },
    };
    return import0;
}
const helped = (at) => at;
function lonely(a) {
    return far(a);
}
function far(a) {
    return a;
}
export { imports as default };
";

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_only_a_class_uses_is_not_used() {
        assert_eq!(exports_used(SCRIPT), names(&["Live_1"]));
    }

    #[test]
    fn what_serves_no_import_goes() {
        let kept = keep(SCRIPT, &names(&["__wbg_now_1a"]));
        for gone in ["class", "Symbol", "__wbg_gone", "lonely", "far"] {
            assert!(!kept.contains(gone), "{gone}: {kept}");
        }
        for stays in ["Live_1(el)", "__wbg_now_1a: function()", "helped = ", "imports as default"] {
            assert!(kept.contains(stays), "{stays}: {kept}");
        }
        assert_eq!(keep(&kept, &names(&["__wbg_now_1a"])), kept);
    }

    #[test]
    fn both_sides_get_the_same_names() {
        let map = |from: &str, to: &str| BTreeMap::from([(from.to_owned(), to.to_owned())]);
        let script = keep(SCRIPT, &names(&["__wbg_now_1a"]));
        let renamed = rename(&script, &map("__wbg_now_1a", "a"), &map("Live_1", "b")).unwrap();
        assert!(renamed.contains("        a: function() {"), "{renamed}");
        // The page's script calls an island by its own name.
        assert!(renamed.contains("export function Live_1(el) {\n    wasm.b(el);"), "{renamed}");
        let lost = rename(&script, &map("__wbg_other", "a"), &map("Live_1", "b"));
        assert!(lost.unwrap_err().to_string().contains("__wbg_other"));
        assert!(rename(&script, &map("__wbg_now_1a", "a"), &map("Other", "b")).is_err());
    }
}

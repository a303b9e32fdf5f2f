//! Makes what wasm-bindgen wrote smaller, without a change to what it does.
//!
//! Three things are in it for nobody: classes for streams that a dependency exports and no page
//! uses, the texts and the printing of panics, which have no console to go to in a browser, and
//! long names between the module and its glue. What is left is what the islands call.

use crate::{Result, glue, read, read_text, write};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};
use walrus::{
    FunctionId, FunctionKind, Module, ModuleConfig,
    ir::{self, Instr, InstrSeq, VisitorMut},
};

/// What never returns: from here on a panic is a trap, as it would be after its text was dropped.
const PANICS: [&str; 14] = [
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::cell::panic_",
    "core::slice::index::slice_",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::str::slice_error_fail",
    "alloc::raw_vec::handle_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::alloc::handle_alloc_error",
    "alloc::vec::remove::assert_failed",
    "std::thread::local::panic_access_error",
    "std::panicking::begin_panic_handler",
];

/// Shrinks the module and its glue together, in place.
pub(crate) fn both(module: &Path, script: &Path) -> Result<()> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut wasm = config.parse(&read(module)?).map_err(|error| format!("walrus: {error:#}"))?;
    let mut js = read_text(script)?;
    trap_panics(&mut wasm);
    drop_custom_sections(&mut wasm);
    loop {
        let before = js.len();
        drop_exports(&mut wasm, &glue::exports_used(&js));
        walrus::passes::gc::run(&mut wasm);
        js = glue::keep(&js, &imports(&wasm));
        if js.len() == before {
            break;
        }
    }
    js = glue::rename(&js, &short_imports(&mut wasm), &short_exports(&mut wasm))?;
    write(module, &wasm.emit_wasm())?;
    write(script, js.as_bytes())
}

fn imports(wasm: &Module) -> BTreeSet<String> {
    wasm.imports.iter().map(|import| import.name.clone()).collect()
}

fn drop_exports(wasm: &mut Module, used: &BTreeSet<String>) {
    let unused = wasm.exports.iter().filter(|export| !used.contains(&export.name));
    for id in unused.map(walrus::Export::id).collect::<Vec<_>>() {
        wasm.exports.delete(id);
    }
}

fn drop_custom_sections(wasm: &mut Module) {
    let sections: Vec<_> = wasm.customs.iter().map(|(id, _)| id).collect();
    for id in sections {
        wasm.customs.delete(id);
    }
}

/// Every panic becomes a trap where it is called; whatever leads up to it only for its sake goes.
fn trap_panics(wasm: &mut Module) {
    let panics: BTreeSet<FunctionId> = wasm
        .funcs
        .iter()
        .filter(|function| matches!(function.kind, FunctionKind::Local(_)))
        .filter(|function| function.name.as_deref().is_some_and(is_panic))
        .map(walrus::Function::id)
        .collect();
    for (id, function) in wasm.funcs.iter_local_mut() {
        let entry = function.entry_block();
        if panics.contains(&id) {
            trap(&mut function.block_mut(entry).instrs, 0);
        } else {
            ir::dfs_pre_order_mut(&mut Traps { panics: &panics }, function, entry);
        }
    }
}

fn is_panic(name: &str) -> bool {
    let name = without_hash(name);
    PANICS.iter().any(|panic| name.starts_with(panic))
}

/// `core::panicking::panic` of `core[1f2e3d4c]::panicking::panic`.
fn without_hash(name: &str) -> String {
    match name.split_once('[') {
        Some((krate, rest)) if krate.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => {
            format!("{krate}{}", rest.split_once(']').map_or(rest, |(_, path)| path))
        }
        Some(_) | None => name.to_owned(),
    }
}

struct Traps<'a> {
    panics: &'a BTreeSet<FunctionId>,
}

impl VisitorMut for Traps<'_> {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let panics =
            |instr: &Instr| matches!(instr, Instr::Call(call) if self.panics.contains(&call.func));
        if let Some(at) = sequence.instrs.iter().position(|(instr, _)| panics(instr)) {
            trap(&mut sequence.instrs, at);
        }
    }
}

/// Ends a sequence in front of `at`, and takes away what only puts arguments on the stack: after a
/// trap the stack may hold anything.
fn trap(instrs: &mut Vec<(Instr, ir::InstrLocId)>, at: usize) {
    instrs.truncate(at);
    let pushes =
        |instr: &Instr| matches!(instr, Instr::Const(_) | Instr::LocalGet(_) | Instr::GlobalGet(_));
    while instrs.last().is_some_and(|(instr, _)| pushes(instr)) {
        instrs.pop();
    }
    instrs.push((ir::Unreachable {}.into(), ir::InstrLocId::default()));
}

/// New names of imports, by their old ones.
fn short_imports(wasm: &mut Module) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (nth, import) in wasm.imports.iter_mut().enumerate() {
        let short = short_name(nth);
        names.insert(std::mem::replace(&mut import.name, short.clone()), short);
    }
    names
}

/// The same for exports.
fn short_exports(wasm: &mut Module) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (nth, export) in wasm.exports.iter_mut().enumerate() {
        let short = short_name(nth);
        names.insert(std::mem::replace(&mut export.name, short.clone()), short);
    }
    names
}

/// `a` to `z`, then `a0` to `z0`, and so on.
fn short_name(nth: usize) -> String {
    let letters = "abcdefghijklmnopqrstuvwxyz";
    let letter = letters.chars().nth(nth % letters.len()).unwrap_or('_');
    match nth / letters.len() {
        0 => letter.to_string(),
        round => format!("{letter}{}", round - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_panic, short_name, trap_panics};
    use walrus::{FunctionBuilder, FunctionId, Module, ValType, ir::Instr};

    /// Whether a function does nothing but trap.
    fn traps(wasm: &Module, id: FunctionId) -> bool {
        let function = wasm.funcs.get(id).kind.unwrap_local();
        let instrs = &function.block(function.entry_block()).instrs;
        matches!(instrs.as_slice(), [(Instr::Unreachable(_), _)])
    }

    #[test]
    fn a_panic_is_a_trap_where_it_is_called() {
        let mut wasm = Module::default();
        let text = wasm.locals.add(ValType::I32);
        let mut panic = FunctionBuilder::new(&mut wasm.types, &[ValType::I32], &[]);
        panic.name("core[1f2e]::panicking::panic".to_owned());
        panic.func_body().local_get(text).drop();
        let panic = panic.finish(vec![text], &mut wasm.funcs);
        let mut caller = FunctionBuilder::new(&mut wasm.types, &[], &[]);
        caller.func_body().i32_const(7).call(panic).i32_const(1).drop();
        let caller = caller.finish(vec![], &mut wasm.funcs);
        let mut other = FunctionBuilder::new(&mut wasm.types, &[], &[]);
        other.func_body().i32_const(7).drop();
        let other = other.finish(vec![], &mut wasm.funcs);
        trap_panics(&mut wasm);
        assert!(traps(&wasm, panic) && traps(&wasm, caller));
        assert!(!traps(&wasm, other));
    }

    #[test]
    fn what_returns_is_no_panic() {
        for (name, want) in [
            ("core[1f2e]::panicking::panic_fmt", true),
            ("core::option::unwrap_failed", true),
            ("std[1f2e]::panicking::panic_count::is_zero_slow_path", false),
            ("core[1f2e]::slice::index::get", false),
            ("app::core::panicking::panic", false),
        ] {
            assert_eq!(is_panic(name), want, "{name}");
        }
    }

    #[test]
    fn short_names_differ() {
        assert_eq!([0, 25, 26, 52].map(short_name), ["a", "z", "a0", "a1"]);
    }
}

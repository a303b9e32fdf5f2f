//! From the crate `app` to the files a browser loads.

use crate::{
    Result,
    compress::Effort,
    read, say, shrink,
    site::{self, folder},
    workspace,
};
use sha2::{Digest as _, Sha256};
use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
/// The islands call nothing deep: an eighth of the usual mebibyte, which every open page would hold.
const STACK: &str = "-Clink-arg=-zstack-size=131072";

#[derive(Clone, Copy, Debug)]
pub(crate) enum Profile {
    /// What ships: smallest.
    Release,
    /// For a quick look while working on a page.
    Dev,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Release => "wasm-release",
            Self::Dev => "dev",
        }
    }

    /// Cargo's folder for the profile.
    fn folder(self) -> &'static str {
        match self {
            Self::Release => "wasm-release",
            Self::Dev => "debug",
        }
    }

    fn effort(self) -> Effort {
        match self {
            Self::Release => Effort::Best,
            Self::Dev => Effort::Quick,
        }
    }
}

pub(crate) fn build(profile: Profile) -> Result<()> {
    let module = compile(profile)?;
    let site = folder();
    // Beside the bundle, not in it: everything inside is served.
    let stamp = workspace().join("target/site.stamp");
    let inputs = fingerprint(&module)?;
    if site.join(site::WASM).exists() && fs::read_to_string(&stamp).is_ok_and(|s| s == inputs) {
        return say("the widget in target/site is up to date");
    }

    let new = workspace().join("target/site.new");
    if new.exists() {
        fs::remove_dir_all(&new)?;
    }
    bind(&module, &new.join("pkg"), profile)?;
    site::fill(&new, profile.effort())?;
    site::replace(&site, &new)?;
    fs::write(stamp, inputs)?;
    say("the widget is in target/site")
}

fn compile(profile: Profile) -> Result<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["rustc", "--package", "app", "--lib", "--features", "hydrate"])
        .args(["--target", TARGET, "--profile", profile.name()])
        .arg("--config")
        .arg(format!("target.{TARGET}.rustflags=[{:?}]", without_paths()))
        .args(["--", STACK])
        .current_dir(workspace())
        .status()?;
    if !status.success() {
        return Err("the widget did not compile".into());
    }
    Ok(target_folder().join(TARGET).join(profile.folder()).join("app.wasm"))
}

/// Where this machine keeps the sources of others is nobody's business, and takes room in a module
/// that is to weigh the same wherever it is built.
fn without_paths() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let sources = home.unwrap_or_default().join("registry/src");
    format!("--remap-path-prefix={}=", sources.display())
}

/// Where cargo builds, as the command in `compile` understands it.
fn target_folder() -> PathBuf {
    let chosen = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    workspace().join(chosen)
}

fn bind(module: &Path, out: &Path, profile: Profile) -> Result<()> {
    let debug = matches!(profile, Profile::Dev);
    let mut bindgen = Bindgen::new();
    // The names tell what is a panic; they go where the module is shrunk.
    bindgen
        .web(true)?
        .typescript(false)
        .keep_debug(debug)
        .remove_producers_section(true)
        .input_path(module)
        .out_name("app")
        .generate(out)
        .map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    if debug {
        return Ok(());
    }
    shrink::both(&out.join("app_bg.wasm"), &out.join("app.js"))
}

/// One line that changes when anything does that the bundle is made of, this program included.
fn fingerprint(module: &Path) -> Result<String> {
    let mut inputs = vec![module.to_path_buf()];
    inputs.extend(site::style_sheets()?);
    inputs.extend(site::public_files()?.into_iter().map(|(path, _)| path));
    let mut hash = Sha256::new();
    // Its date stands for this program: to read it all would take longer than the rest.
    let program = fs::metadata(env::current_exe()?)?;
    hash.update(format!("{:?}", program.modified()?));
    for path in inputs {
        let content = read(&path)?;
        hash.update(path.as_os_str().as_encoded_bytes());
        hash.update(content.len().to_le_bytes());
        hash.update(content);
    }
    let mut line = String::new();
    for byte in hash.finalize() {
        write!(line, "{byte:02x}")?;
    }
    Ok(line)
}

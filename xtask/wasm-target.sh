#!/usr/bin/env bash
# Make the active Rust toolchain able to build for wasm32-unknown-unknown.
#
#   1. Already there?  A three-line crate is compiled to prove it; done.
#   2. `rustup target add wasm32-unknown-unknown` (the ordinary way).
#   3. Where rustup's server cannot be reached: take the standard library's
#      source for exactly this rustc version from Debian's `rust-src` package,
#      build it once, and put the result where rustup would have put it:
#      <sysroot>/lib/rustlib/wasm32-unknown-unknown/lib.
#
# After 1, 2 or 3 plain `cargo build --target wasm32-unknown-unknown` works,
# and so does every tool on top of it. No nightly, no -Z flags.
#
# Settings (environment):
#   WASM_TARGET_SKIP_RUSTUP=1   do not try step 2
#   WASM_TARGET_SUITES="..."    Debian suites to look in (default below)
#   WASM_TARGET_KEEP=1          keep the working folder
set -euo pipefail

TARGET=wasm32-unknown-unknown
SUITES=${WASM_TARGET_SUITES:-"trixie-backports sid forky trixie"}
RUSTC=${RUSTC:-rustc}
CARGO=${CARGO:-cargo}

say() { printf 'wasm-target: %s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

SYSROOT=$("$RUSTC" --print sysroot)
VERSION=$("$RUSTC" -vV | sed -n 's/^release: //p')        # e.g. 1.95.0
COMMIT=$("$RUSTC" -vV | sed -n 's/^commit-hash: //p')
DEST=$SYSROOT/lib/rustlib/$TARGET
MARK=$DEST/.built-from-source                              # only step 3 writes it

WORK=$(mktemp -d "${TMPDIR:-/tmp}/wasm-target.XXXXXX")
cleanup() { if [ -n "${WASM_TARGET_KEEP:-}" ]; then say "kept $WORK"; else rm -rf "$WORK"; fi; }
trap cleanup EXIT

works() { # does this toolchain compile and link std code for the target?
    printf '%s\n' '#[no_mangle] pub extern "C" fn f(n: u32) -> usize {' \
        '    let v: std::collections::BTreeMap<u32, String> = (0..n).map(|i| (i, i.to_string())).collect();' \
        '    v.values().map(String::len).sum() }' > "$WORK/probe.rs"
    "$RUSTC" --edition 2021 --target $TARGET --crate-type cdylib -C opt-level=1 -C panic=abort \
        -o "$WORK/probe.wasm" "$WORK/probe.rs" > "$WORK/probe.log" 2>&1 &&
        [ "$(head -c 4 "$WORK/probe.wasm" | od -An -tx1 | tr -d ' \n')" = 0061736d ]
}

# --- 1. there already -------------------------------------------------------
if works; then say "$TARGET is ready (rustc $VERSION)"; exit 0; fi
if [ -f "$MARK" ]; then say "removing a stale target built for $(cat "$MARK")"; rm -rf "$DEST"; fi

# --- 2. rustup --------------------------------------------------------------
if [ -z "${WASM_TARGET_SKIP_RUSTUP:-}" ] && command -v rustup > /dev/null; then
    say "trying: rustup target add $TARGET"
    # Given up after two minutes: a host that cannot be reached may also just not answer.
    if RUST_BACKTRACE=0 timeout 120 rustup target add $TARGET > "$WORK/rustup.log" 2>&1 && works; then
        say "$TARGET is ready (rustup)"; exit 0
    fi
    say "rustup could not add it ($(grep -m1 -iE '^error|could not|failed' "$WORK/rustup.log" || tail -n1 "$WORK/rustup.log")); building it from Debian's source instead"
fi

# --- 3. Debian's source of the same version ---------------------------------
command -v apt-get > /dev/null || die "needs apt-get (Debian or Ubuntu), or a rustup that can reach its server"
command -v dpkg-deb > /dev/null || die "needs dpkg-deb"
command -v cc > /dev/null || die "needs a C compiler's linker: apt-get install build-essential"
[ -w "$SYSROOT/lib/rustlib" ] || die "cannot write to $SYSROOT/lib/rustlib: run as the user who owns the Rust toolchain"

# A private apt set-up: the system's sources and lists stay as they are.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    grep -E '/debian/?$' | sort -u | head -n1 || true)
[ -n "$mirror" ] || die "found no Debian archive in this system's apt sources: run \`rustup target add $TARGET\` where rustup reaches its server"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -f $keyring ] || die "needs $keyring (package debian-archive-keyring)"
A=$WORK/apt; mkdir -p "$A"/{parts,lists/partial,cache/archives/partial}
cat > "$A/conf" <<CONF
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$A/parts";
Dir::State::lists "$A/lists";
Dir::Cache "$A/cache";
Dir::State::status "$A/status";
APT::Architectures { "$(dpkg --print-architecture)"; };
Acquire::Languages "none";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
APT::Sandbox::User "root";
CONF
: > "$A/status"
deb=
for suite in $SUITES; do
    rm -f "$A"/parts/* ; rm -rf "$A"/lists/*; mkdir -p "$A/lists/partial"
    printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' \
        "$mirror" "$suite" "$keyring" > "$A/parts/src.sources"
    say "looking for rust-src $VERSION in $suite"
    APT_CONFIG=$A/conf apt-get -qq update > "$WORK/apt.log" 2>&1 || continue
    ver=$(APT_CONFIG=$A/conf apt-cache show rust-src 2>/dev/null | sed -n 's/^Version: //p' |
        grep -F -m1 -- "$VERSION+dfsg" || true)
    [ -n "$ver" ] || continue
    say "downloading rust-src $ver from $suite"
    ( cd "$WORK" && APT_CONFIG=$A/conf apt-get -qq download "rust-src=$ver" ) > "$WORK/apt.log" 2>&1 || continue
    deb=$(echo "$WORK"/rust-src_*.deb); break
done
[ -n "$deb" ] || die "no Debian suite of ($SUITES) has rust-src $VERSION: run \`rustup target add $TARGET\` where rustup reaches its server"

mkdir "$WORK/src"
dpkg-deb --fsys-tarfile "$deb" | tar -C "$WORK/src" -xf - "./usr/src/rustc-$VERSION/library"
LIB=$WORK/src/usr/src/rustc-$VERSION/library

# Build std the way the Rust project builds it for its releases: the crate
# `sysroot` of that workspace, in its profile `dist`, every crate marked
# unstable, with bitcode (so that `lto = "fat"` works), source paths as in the
# official one. Test-only members and dependencies go first: they are not built,
# and Debian's copy may lack them. Third-party dependencies come from cargo's registry
# at the versions and checksums of the package's own Cargo.lock.
sed -i '/^ *"coretests",$/d; /^ *"alloctests",$/d' "$LIB/Cargo.toml"
for f in "$LIB"/*/Cargo.toml; do
    sed -i '/^\[dev-dependencies\]/,/^\[/{/^\[dev-dependencies\]/d;/^\[/!d}' "$f"
done
cp "$LIB/Cargo.lock" "$WORK/Cargo.lock.debian"
say "building std for $TARGET (about a minute)"
(
    cd "$LIB/sysroot"       # away from the project's .cargo/config.toml and rust-toolchain.toml
    unset CARGO_BUILD_TARGET CARGO_TARGET_DIR CARGO_BUILD_TARGET_DIR CARGO_ENCODED_RUSTFLAGS \
        RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER CARGO_BUILD_RUSTC_WRAPPER
    export RUSTC_BOOTSTRAP=1 RUSTUP_TOOLCHAIN=${RUSTUP_TOOLCHAIN:-$SYSROOT}
    export RUSTFLAGS="-Zforce-unstable-if-unmarked -Cembed-bitcode=yes -Cstrip=debuginfo --remap-path-prefix=$LIB=/rustc/$COMMIT/library"
    "$CARGO" build --profile dist --target $TARGET --features backtrace \
        --config profile.dist.debug=0 --target-dir "$WORK/out"
) >&2 || die "building std failed; its reason stands above"
# Nothing may have come from elsewhere than the package's lock file names.
grep '^checksum = ' "$LIB/Cargo.lock" | while read -r line; do
    grep -qxF -- "$line" "$WORK/Cargo.lock.debian" || die "a dependency of std is not in Debian's Cargo.lock: $line"
done

# Put it in place in one step, so that a broken run leaves nothing half done.
NEW=$SYSROOT/lib/rustlib/.$TARGET.new.$$
mkdir -p "$NEW/lib"
cp "$WORK/out/$TARGET/dist/deps/"*.rlib "$NEW/lib/"
rm -rf "$DEST"
mv "$NEW" "$DEST"
printf '%s (%s), from Debian rust-src %s\n' "$VERSION" "$COMMIT" "$ver" > "$MARK"
works || { cat "$WORK/probe.log" >&2; rm -rf "$DEST"; die "the target was built but does not work"; }
say "$TARGET is ready (built from rust-src $ver, $(du -sh "$DEST" | cut -f1))"

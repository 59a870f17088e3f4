# What one does here, by name; `just` alone lists it.

_default:
    @just --list

# Build the executables.
build:
    cargo build --release --locked

# All tests.
test:
    cargo test --release --locked

# The tests of one crate, such as `just test-of law`.
test-of crate:
    cargo test --release --locked -p bodemtoets-{{crate}}

# Format, lints and documentation, as they are checked.
check:
    cargo fmt --check
    cargo clippy --release --locked --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --release --locked --no-deps

# The rulebooks: their own tests, and what reading misses.
rules:
    cargo run --release --locked --quiet -- rules test
    cargo run --release --locked --quiet -- rules check

# All that a new machine does.
ci:
    bash .ci/run

# Man pages and completions, as the Debian package takes them.
pages:
    rm -rf target/pages
    cargo run --release --locked --quiet -- man --lang en --dir target/pages/man1
    cargo run --release --locked --quiet -- man --lang nl --dir target/pages/nl/man1
    cargo run --release --locked --quiet -- completions bash > target/pages/bodemtoets
    cargo run --release --locked --quiet -- completions zsh > target/pages/_bodemtoets
    cargo run --release --locked --quiet -- completions fish > target/pages/bodemtoets.fish
    sed 's|/usr/local/bin/|/usr/bin/|' docs/bodemtoets.service > target/pages/bodemtoets.service

# A Debian package of all executables (needs `cargo install cargo-deb`).
deb: build pages
    cargo deb --no-build --locked

# Every crate as it would be published, each compiled from its package.
package:
    cargo package --workspace --locked

# The list of what others wrote.
third-party:
    WRITE_THIRD_PARTY=1 cargo test --release --locked --test it third_parties

# What it is made of, for machines: an SBOM in CycloneDX (`cargo install cargo-cyclonedx`).
sbom:
    cargo cyclonedx --manifest-path Cargo.toml --format json

# The list of known faults of packages, from a checkout of the RustSec advisory database.
advisories checkout:
    python3 tests/dependencies/renew.py {{checkout}} > tests/dependencies/advisories.csv

#!/usr/bin/env python3
"""Writes advisories.csv anew from a checkout of the RustSec advisory database: renew.py ADVISORY_DB > advisories.csv

A row is a package, the id of the advisory, its kind (vulnerability, unsound, unmaintained, notice) and the versions
that are safe, as requirements of Cargo with `|` between them. Advisories that were withdrawn are left out.
"""

import csv
import pathlib
import sys
import tomllib


def advisory(page: str) -> dict:
    """The block of TOML at the head of a page of Markdown."""
    return tomllib.loads(page.split("```toml", 1)[1].split("```", 1)[0])


rows = []
for page in pathlib.Path(sys.argv[1], "crates").glob("*/*.md"):
    found = advisory(page.read_text(encoding="utf-8"))
    told, versions = found["advisory"], found.get("versions", {})
    if "withdrawn" in told:
        continue
    safe = [*versions.get("patched", []), *versions.get("unaffected", [])]
    rows.append((told["package"], told["id"], told.get("informational", "vulnerability"), "|".join(safe).replace(" ", "")))

out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(("package", "id", "kind", "safe"))
out.writerows(sorted(rows))

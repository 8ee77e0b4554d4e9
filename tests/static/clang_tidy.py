#!/usr/bin/env python3
"""clang_tidy.py BUILD: does clang-tidy find nothing in what the project ships (app/ and modules/)?

A file that passed is not looked at again while it, the project's headers it includes, .clang-tidy and its compile
command stay what they were: BUILD/static/clang_tidy holds one empty file for each such state."""

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sources import ROOT, relative

build = Path(sys.argv[1]).resolve()
passed = build / "static" / "clang_tidy"


def own_headers():
    """For each object file, what of the project it was compiled from, as ninja noted it."""
    told = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    headers, current = {}, None
    for line in told.splitlines():
        if line and not line.startswith(" "):
            current = headers.setdefault(line.split(":")[0], [])
        elif current is not None and line.strip():
            path = Path(os.path.normpath(build / line.strip()))
            if path.is_relative_to(ROOT) and not path.is_relative_to(build):
                current.append(path)
    return headers


def fingerprint(entry, headers):
    digest = hashlib.blake2b(entry["command"].encode())
    for path in [ROOT / ".clang-tidy", Path(entry["file"]), *sorted(headers)]:
        digest.update(b"\0" + relative(path).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:40]


def check(entry, stamp):
    done = subprocess.run(["nice", "clang-tidy-14", "--quiet", "-p", build, "--extra-arg=-Wno-unknown-warning-option",
                           entry["file"]], capture_output=True, text=True)
    if done.returncode == 0:
        stamp.touch()
    return entry, done


passed.mkdir(parents=True, exist_ok=True)
headers = own_headers()
entries = [entry for entry in json.loads((build / "compile_commands.json").read_text())
           if any(Path(entry["file"]).is_relative_to(ROOT / part) for part in ("app", "modules"))]
due = []
for entry in entries:
    stamp = passed / fingerprint(entry, headers.get(entry.get("output") or "", []))
    if not stamp.exists():
        due.append((entry, stamp))
print(f"{len(entries)} files, {len(due)} of them new or changed", flush=True)
failed = 0
with ThreadPoolExecutor(os.cpu_count()) as pool:
    for entry, done in pool.map(lambda each: check(*each), due):
        if done.returncode != 0:
            failed += 1
            print(f"{relative(entry['file'])}\n{done.stdout}{done.stderr}", flush=True)
sys.exit(1 if failed else 0)

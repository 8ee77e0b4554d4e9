#!/usr/bin/env python3
"""clang_tidy.py BUILD: does clang-tidy find nothing in what the project ships (app/ and modules/)?

A file that passed is not looked at again while it, the project's headers it includes, .clang-tidy and its compile
command stay what they were: BUILD/static/clang_tidy holds one empty file for each such state. Files of one target
are read together, because nearly all the time goes into the headers they share; where two of them can't stand in
one translation unit (both have a helper of the same name), they are read apart."""

import hashlib
import json
import os
import shlex
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sources import ROOT, relative

TOGETHER = 8
build = Path(sys.argv[1]).resolve()
passed = build / "static" / "clang_tidy"
units = build / "static" / "units"


class Source:
    def __init__(self, entry):
        self.path = Path(entry["file"])
        words = shlex.split(entry["command"])
        self.output = words[words.index("-o") + 1]
        self.flags = []
        words = iter(words)
        for word in words:
            if word in ("-o", "-MF", "-MT", "-c", "-include"):  # -include: only precompiled headers, which are GCC's own
                next(words)
            elif word.startswith("-") and word not in ("-MD", "-Winvalid-pch", "-fpch-preprocess"):
                self.flags.append(word)
            elif self.flags and self.flags[-1] == "-isystem":
                self.flags.append(word)

    def due(self, headers):
        digest = hashlib.blake2b("\0".join(self.flags).encode())
        for path in [ROOT / ".clang-tidy", self.path, *sorted(headers.get(self.output, []))]:
            digest.update(b"\0" + relative(path).encode() + b"\0" + path.read_bytes())
        self.stamp = passed / digest.hexdigest()[:40]
        return not self.stamp.exists()


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


def check(group):
    """What clang-tidy says of these files, read as one; empty where it finds nothing."""
    unit = group[0].path
    if len(group) > 1:
        text = "".join(f'#include "{source.path}"\n' for source in group)
        unit = units / (hashlib.blake2b(text.encode()).hexdigest()[:40] + ".cpp")
        unit.write_text(text)
    done = subprocess.run(["nice", "clang-tidy-14", "--quiet", "--header-filter=/(app|modules)/", unit, "--",
                           *group[0].flags, "-Wno-unknown-warning-option", "-Wno-unused-function"],
                          capture_output=True, text=True, cwd=build)
    if done.returncode == 0:
        for source in group:
            source.stamp.touch()
        return ""
    if len(group) == 1:
        return f"{relative(unit)}\n{done.stdout}{done.stderr}"
    half = len(group) // 2
    return check(group[:half]) + check(group[half:])


for folder in (passed, units):
    folder.mkdir(parents=True, exist_ok=True)
entries = json.loads((build / "compile_commands.json").read_text())
sources = [Source(entry) for entry in entries
           if any(Path(entry["file"]).is_relative_to(ROOT / part) for part in ("app", "modules"))]
headers = own_headers()
targets = defaultdict(list)
for source in sources:
    if source.due(headers):
        targets[tuple(source.flags)].append(source)
groups = [files[start:start + TOGETHER] for files in targets.values() for start in range(0, len(files), TOGETHER)]
print(f"{len(sources)} files, {sum(map(len, groups))} of them new or changed", flush=True)
failed = False
with ThreadPoolExecutor(os.cpu_count()) as pool:
    for said in pool.map(check, groups):
        if said:
            failed = True
            print(said, flush=True)
sys.exit(1 if failed else 0)

#!/usr/bin/env python3
"""house.py BUILD: the house's own rules, those that a machine can see."""

import json
import re
import sys
from pathlib import Path

from sources import ROOT, relative, tree

build = Path(sys.argv[1]).resolve()
found = []


def texts():
    for path in tree():
        data = path.read_bytes()
        if b"\0" not in data[:4096]:
            yield path, data.decode("utf-8", "replace").splitlines()


def this_machine():
    """What must not stand in the tree: the folder the project lies in and the hosts packages come from."""
    shared = {"/", "/etc", "/home", "/mnt", "/opt", "/srv", "/tmp", "/usr", "/var"}
    words = [str(ROOT if str(ROOT.parent) in shared else ROOT.parent) + "/"]
    for listed in [*Path("/etc/apt").glob("*.list"), *Path("/etc/apt").glob("sources.list.d/*.*")]:
        words += re.findall(r"^[^#\n]*?https?://([^/\s]+)", listed.read_text(errors="replace"), re.MULTILINE)
    return sorted(set(words))


def lengths_and_words():
    unfinished = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
    machine = this_machine()
    for path, lines in texts():
        name = relative(path)
        if path.suffix in (".cpp", ".h", ".py", ".sh", ".cmake") and len(lines) > 400:
            found.append(f"{name}: {len(lines)} lines; split it by what it does (400 at most)")
        for number, line in enumerate(lines, 1):
            if path.suffix in (".cpp", ".h", ".py", ".sh", ".cmake", ".txt") and unfinished.search(line):
                found.append(f"{name}:{number}: unfinished by its own words: {line.strip()[:80]}")
            for word in machine:
                if word in line:
                    found.append(f"{name}:{number}: names this machine's {word}")


def module_readmes():
    for module in sorted(path.parent for path in (ROOT / "modules").glob("*/CMakeLists.txt")):
        readme = module / "README.md"
        if not readme.is_file():
            found.append(f"{relative(module)}: no README.md")
        elif len(readme.read_text().splitlines()) > 20:
            found.append(f"{relative(readme)}: over twenty lines")


def readme_names_every_package():
    readme = (ROOT / "README.md").read_text()
    for line in (ROOT / "installer" / "packages").read_text().splitlines():
        package = line.split("#")[0].strip()
        if package and not re.search(rf"(?<![\w-]){re.escape(package)}(?![\w-])", readme):
            found.append(f"README.md: does not name the package {package}")


def cores_need_no_window():
    """A core that can't see Qt Widgets' headers can't use them: what is not linked can't be included."""
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = Path(entry["file"])
        if not path.is_relative_to(ROOT / "modules"):
            continue
        inside = path.relative_to(ROOT / "modules").parts
        if inside[0] != "workbench" and inside[1] == "src" and "QtWidgets" in entry["command"]:
            found.append(f"{relative(path)}: a core that can see Qt Widgets")


lengths_and_words()
module_readmes()
readme_names_every_package()
cores_need_no_window()
print("\n".join(found))
sys.exit(1 if found else 0)

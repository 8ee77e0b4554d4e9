#!/usr/bin/env python3
"""Is every sentence of the interface in every translation, and every count in English's own plurals? Runs lupdate on a
copy and looks for gaps."""

import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from sources import ROOT, relative

LUPDATE = "/usr/lib/qt6/bin/lupdate"


def gaps(translation, *options):
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / translation.name
        shutil.copy(translation, copy)
        subprocess.run([LUPDATE, "-silent", "-no-obsolete", "-locations", "none", *options, ROOT / "app", ROOT / "modules",
                        "-extensions", "cpp,h", "-ts", copy], check=True,
                       stderr=subprocess.DEVNULL)
        for context in ElementTree.parse(copy).getroot().iter("context"):
            for message in context.iter("message"):
                source, told = message.findtext("source", ""), message.find("translation")
                forms = [form.text or "" for form in told.iter("numerusform")] or [told.text or ""]
                placeholders = set(re.findall(r"%L?(?:\d+|n)", source))
                if told.get("type") == "unfinished" or not all(forms):
                    yield f"{context.findtext('name')}: not translated: {source}"
                elif any(set(re.findall(r"%L?(?:\d+|n)", form)) - placeholders for form in forms):
                    yield f"{context.findtext('name')}: a placeholder that the English has not: {source}"
                elif any(placeholders - {"%n"} - set(re.findall(r"%L?(?:\d+|n)", form)) for form in forms):
                    yield f"{context.findtext('name')}: a placeholder is missing: {source}"


failed = False
wanted = [(path, []) for path in (ROOT / "translations").glob("*.ts")]
wanted += [(path, ["-pluralonly"]) for path in (ROOT / "translations" / "english").glob("*.ts")]
for translation, options in sorted(wanted):
    for gap in gaps(translation, *options):
        print(f"{relative(translation)}: {gap}")
        failed = True
sys.exit(1 if failed else 0)

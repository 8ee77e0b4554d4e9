#!/usr/bin/env python3
"""Is every sentence of the interface in every translation? Run lupdate on a copy and look for gaps."""

import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from sources import ROOT, relative

LUPDATE = "/usr/lib/qt6/bin/lupdate"


def gaps(translation):
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / translation.name
        shutil.copy(translation, copy)
        subprocess.run([LUPDATE, "-silent", "-no-obsolete", "-locations", "none", ROOT / "app", ROOT / "modules",
                        "-extensions", "cpp,h", "-ts", copy], check=True)
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
for translation in sorted((ROOT / "translations").glob("*.ts")):
    for gap in gaps(translation):
        print(f"{relative(translation)}: {gap}")
        failed = True
sys.exit(1 if failed else 0)

#!/usr/bin/env python3
"""Is every source file as .clang-format lays it out?"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from sources import code, relative


def check(path):
    return path, subprocess.run(["clang-format-14", "--dry-run", "-Werror", path], capture_output=True, text=True)


with ThreadPoolExecutor(os.cpu_count()) as pool:
    wrong = [path for path, done in pool.map(check, code()) if done.returncode != 0]
for path in wrong:
    print(f"{relative(path)}: not as .clang-format has it; run clang-format-14 -i {relative(path)}")
sys.exit(1 if wrong else 0)

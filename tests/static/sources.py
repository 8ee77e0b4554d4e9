"""Which files of the tree are the project's own: what the static checks look at."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tree():
    """Every file of the project, tracked or about to be; without git, every file outside build/."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True)
    if listed.returncode == 0:
        paths = [ROOT / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if path.relative_to(ROOT).parts[0] not in ("build", ".git", ".cache")]
    return sorted(path for path in paths if path.is_file())


def code():
    return [path for path in tree() if path.suffix in (".cpp", ".h")]


def relative(path):
    return str(Path(path).relative_to(ROOT))

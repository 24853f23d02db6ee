"""Writes into each example overlay the version and the fingerprint of its base as it is now.

Somebody reads an overlay again before pinning it anew; for the examples this step of `tools/regenerate.py` does.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from adm_rules.engine import load
from tools.writing import write

OVERLAYS: Final = Path(__file__).parents[1] / "examples" / "overlays"


def pinned(text: str) -> str:
    """An overlay's text with the fingerprint of the shipped rule set that it extends."""
    (name,) = re.findall(r"^  rules: (\w+)$", text, re.MULTILINE)
    base = load(name)
    text = re.sub(r'^  version: ".*"$', f'  version: "{base.regulation.version}"', text, flags=re.MULTILINE)
    return re.sub(r"^  fingerprint: .*$", f"  fingerprint: {base.fingerprint}", text, flags=re.MULTILINE)


def main(folder: Path = OVERLAYS) -> None:
    """Pin every overlay of the folder."""
    paths = sorted(folder.glob("*.yaml"))
    write({path: pinned(path.read_text(encoding="utf-8")) for path in paths})


if __name__ == "__main__":
    main()

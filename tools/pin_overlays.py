"""Writes into each example overlay the version and the fingerprint of its base as it is now.

Somebody reads an overlay again before pinning it anew; for the examples this script does. ``--check`` only says which
overlays are pinned to another text, and ends with code 1 if there is any.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from adm_rules.engine import load

OVERLAYS: Final = Path(__file__).parents[1] / "examples" / "overlays"


def pinned(text: str) -> str:
    """An overlay's text with the fingerprint of the shipped rule set that it extends."""
    (name,) = re.findall(r"^  rules: (\w+)$", text, re.MULTILINE)
    base = load(name)
    text = re.sub(r'^  version: ".*"$', f'  version: "{base.regulation.version}"', text, flags=re.MULTILINE)
    return re.sub(r"^  fingerprint: .*$", f"  fingerprint: {base.fingerprint}", text, flags=re.MULTILINE)


def main(arguments: list[str], folder: Path = OVERLAYS) -> int:
    """Pin every overlay of the folder, or with ``--check`` name those that are not."""
    found = 0
    for path in sorted(folder.glob("*.yaml")):
        old = path.read_text(encoding="utf-8")
        new = pinned(old)
        if new == old:
            continue
        found += 1
        if "--check" in arguments:
            print(f"{path.name}: pinned to another text of its base: run tools/pin_overlays.py")
        else:
            path.write_text(new, encoding="utf-8")
            print(f"{path.name}: written")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

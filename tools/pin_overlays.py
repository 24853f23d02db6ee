"""Writes into each example overlay what it touches of its base, as the base is now: what `adm-rules pin` does.

Somebody reads an overlay again before pinning it anew; for the examples this step of `tools/regenerate.py` does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from adm_rules._internal.engine import pinned
from tools.writing import write

OVERLAYS: Final = Path(__file__).parents[1] / "examples" / "overlays"


def main(folder: Path = OVERLAYS) -> None:
    """Pin every overlay of the folder."""
    paths = sorted(folder.glob("*.yaml"))
    write({path: pinned(path.read_text(encoding="utf-8"), str(path)) for path in paths})


if __name__ == "__main__":
    main()

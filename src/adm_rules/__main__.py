"""``python -m adm_rules`` is the same as ``adm-rules``."""

from __future__ import annotations

from adm_rules._internal.cli import main

if __name__ == "__main__":
    main()

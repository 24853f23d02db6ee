"""The shipped rule sets as the wheel carries them: compiled when it was built, for the very library that it holds.

A file is read only where it is whole, and the rule file, every module and table, and the interpreter's bytecode are
those that it was made of and for: else it is passed over, and the rule file compiled.
"""

from __future__ import annotations

import sys
from hashlib import blake2b
from hmac import compare_digest
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Final

from adm_rules._internal.engine.shelf import LIBRARY
from adm_rules._internal.loader.find import shipped
from adm_rules.version import VERSION

_PACKAGE: Final = Path(__file__).parents[2]
_DIGEST: Final = 32
FOLDER: Final = "compiled"


def sealed(payload: bytes, text: bytes, file: str) -> bytes:
    """A compiled rule file behind the digest of it and of all that it was made of."""
    return _digest(payload, text, file) + payload


def unsealed(text: bytes, file: str) -> bytes | None:
    """What the wheel carries of a rule file; None where it carries none, or another one."""
    path = shipped() / FOLDER / f"{Path(file).stem}.bin"
    try:
        found = path.read_bytes()
        digest = _digest(found[_DIGEST:], text, file)
    except OSError:
        return None
    return found[_DIGEST:] if compare_digest(found[:_DIGEST], digest) else None


def _digest(payload: bytes, text: bytes, file: str) -> bytes:
    made = blake2b(repr((VERSION, sys.implementation.name, MAGIC_NUMBER, file)).encode(), digest_size=_DIGEST)
    for path in sorted(each for each in _PACKAGE.rglob("*") if each.suffix in LIBRARY):
        content = path.read_bytes()
        made.update(f"\0{path.relative_to(_PACKAGE).as_posix()}\0{len(content)}\0".encode() + content)
    made.update(f"\0{len(text)}\0".encode() + text + payload)
    return made.digest()

"""Compiled rule sets on disk: made once for each rule file, library and interpreter, and read by later processes.

What is read is trusted only if it carries the digest that the user's own key gives of it, in a folder that belongs to
the user and to nobody else. Whatever is not so is passed over, and made anew; so is a folder that cannot be written.
``ADM_RULES_CACHE`` names another folder, or says ``off``.
"""

from __future__ import annotations

import os
import stat
import sys
from _blake2 import blake2b  # what `hashlib` and `hmac` give, without OpenSSL, which takes long to load
from _operator import _compare_digest as compare_digest
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from adm_rules.version import VERSION

VARIABLE: Final = "ADM_RULES_CACHE"
#: How many compiled rule sets are kept; the oldest make room.
MOST: Final = 24
#: The endings of what the library is made of: modules, and the tables that they read.
LIBRARY: Final = (".py", ".json", ".txt")
_DIGEST: Final = 32
_KEY: Final = "key"
_ENDING: Final = ".rules"


def place() -> Path | None:
    """The folder that the environment names, or the one for such things of this system; None if it is switched off."""
    named = os.environ.get(VARIABLE, "")
    if is_off():
        return None
    try:
        return Path(named).expanduser() / "adm_rules" if named else _of_system() / "adm_rules"
    except RuntimeError:  # there is no home
        return None


def is_off() -> bool:
    """Whether nothing compiled is to be read or written."""
    return os.environ.get(VARIABLE, "").lower() == "off"


def _of_system() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


class Shelf:
    """A folder of compiled rule sets. Nothing that goes wrong with it is an error."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        """What was put under a name, if it is whole and the user's own."""
        try:
            key = self._key()
            found = self._own(self._folder / f"{name}{_ENDING}")
        except OSError:
            return None
        if key is None or found is None or len(found) <= _DIGEST:
            return None
        payload = found[_DIGEST:]
        return payload if compare_digest(found[:_DIGEST], _digest(key, name, payload)) else None

    def put(self, name: str, payload: bytes) -> None:
        """Keep something under a name, in place of what was there."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            key = self._key() or self._new_key()
            if key is None:
                return
            self._replace(f"{name}{_ENDING}", _digest(key, name, payload) + payload)
            self._make_room()
        except OSError:
            return

    # --- files of the user alone --------------------------------------------------------------------------------------

    def _key(self) -> bytes | None:
        """The user's key; None where there is none, or anybody else could have written it."""
        if not _is_private(self._folder, stat.S_ISDIR):
            return None
        found = self._own(self._folder / _KEY)
        return found if found is not None and len(found) == _DIGEST else None

    def _new_key(self) -> bytes | None:
        """A key made now, or by another process in the meantime."""
        if not _is_private(self._folder, stat.S_ISDIR) or (self._folder / _KEY).exists():
            return None
        temporary = self._temporary(os.urandom(_DIGEST))
        try:
            os.link(temporary, self._folder / _KEY)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
        return self._key()

    def _own(self, path: Path) -> bytes | None:
        try:
            return path.read_bytes() if _is_private(path, stat.S_ISREG) else None
        except FileNotFoundError:
            return None

    def _replace(self, name: str, content: bytes) -> None:
        """Write a file whole: who reads meanwhile sees the old one or the new one."""
        temporary = self._temporary(content)
        try:
            temporary.replace(self._folder / name)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise

    def _temporary(self, content: bytes) -> Path:
        path = self._folder / f"{os.urandom(8).hex()}.part"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        return path

    def _make_room(self) -> None:
        kept = sorted(self._folder.glob(f"*{_ENDING}"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-MOST]:
            path.unlink(missing_ok=True)


def _is_private(path: Path, kind: Callable[[int], bool]) -> bool:
    """Whether a file or folder is one, is the user's, and nobody else may write or read it."""
    found = path.lstat()
    if not kind(found.st_mode):
        return False
    if not hasattr(os, "getuid"):  # Windows: the folder lies in the user's own profile
        return True
    return found.st_uid == os.getuid() and not found.st_mode & 0o077


def _digest(key: bytes, name: str, payload: bytes) -> bytes:
    return blake2b(name.encode() + b"\0" + payload, key=key, digest_size=_DIGEST).digest()


def name_of(text: bytes, file: str) -> str | None:
    """The name under which a rule file is kept: of its content, the library and the interpreter.

    None where the library does not lie in files that could be looked at.
    """
    package = str(Path(__file__).parents[2])
    try:
        sources = sorted(_stamps(package))
    except OSError:
        return None
    said = (VERSION, sys.version, sys.implementation.cache_tag, file, sources)
    return blake2b(repr(said).encode() + b"\0" + text, digest_size=20).hexdigest() if sources else None


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    """Every module and table below a folder, with its size and when it was written."""
    with os.scandir(folder) as entries:
        for each in entries:
            if each.name.endswith(LIBRARY):
                found = each.stat()
                yield each.path, found.st_size, found.st_mtime_ns
            elif each.is_dir() and each.name != "__pycache__":
                yield from _stamps(each.path)

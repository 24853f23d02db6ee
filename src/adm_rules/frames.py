"""Answers as frames: for pandas, polars, duckdb, or whatever reads Arrow; `docs/frames.md` lists every column."""

from __future__ import annotations

from adm_rules._internal.columnar import CellKind, Column, Frame
from adm_rules._internal.frames.kinds import FRAMES, FrameKind, frame

__all__ = ["FRAMES", "CellKind", "Column", "Frame", "FrameKind", "frame"]

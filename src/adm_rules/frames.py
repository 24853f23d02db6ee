"""Answers as frames: for pandas, polars, duckdb, or whatever reads Arrow; `docs/frames.md` lists every column."""

from __future__ import annotations

from adm_rules._internal.columnar import CellKind, Column, Frame
from adm_rules._internal.frames.kinds import FrameKind, frame, frame_kinds

__all__ = ["CellKind", "Column", "Frame", "FrameKind", "frame", "frame_kinds"]

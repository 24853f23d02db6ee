"""Reads YAML or JSON strictly, with the position of every path: a key that stands twice is a diagnostic."""

from __future__ import annotations

from adm_rules._internal.yaml_source import (
    Limits,
    Source,
    read,
    read_data,
    read_data_file,
    read_json,
)

__all__ = ["Limits", "Source", "read", "read_data", "read_data_file", "read_json"]

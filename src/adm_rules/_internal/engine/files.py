"""Turns what a caller gives (a model, a mapping, JSON text) into a validated model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from adm_rules._internal.arguments import as_items
from adm_rules._internal.dataclass import replace
from adm_rules._internal.diagnostics import CaseError, Diagnostic
from adm_rules._internal.engine.more import MoreReader, has_more
from adm_rules._internal.facts import vocabulary
from adm_rules._internal.records import Record, describe_errors
from adm_rules._internal.records.stages import every_fault
from adm_rules._internal.roots import ROOTS, Root
from adm_rules._internal.rules import Regulation
from adm_rules._internal.yaml_source import Source, read_data


def root_of(data: Any) -> Root:
    """What a model is about; a case for anything else."""
    is_model = isinstance(data, BaseModel)
    return next((root for root in ROOTS[1:] if is_model and isinstance(data, root.model())), Root.CASE)


def as_models(files: Mapping[str, Any], on: date, regulation: Regulation) -> dict[str, BaseModel]:
    """Each file as its model, validated; all faults of all files at once.

    Raises:
        CaseError: with the path and the remedy of every fault, and no value.
    """
    models: dict[str, BaseModel] = {}
    faults: list[Diagnostic] = []
    for root, data in files.items():
        try:
            models[root] = as_model(root, data, regulation)
            _check_born(models[root], on)
        except CaseError as error:
            faults.extend(error.diagnostics)
    if faults:
        raise CaseError(tuple(faults))
    return models


def as_case_models(cases: Iterable[Any], on: date, regulation: Regulation) -> list[BaseModel]:
    """Several cases as models; all faults of all cases at once, the path beginning with the case's number from 0.

    Raises:
        CaseError: a case is not what its model asks for, or two bear the same id.
    """
    models: dict[str, BaseModel] = {}
    faults: list[Diagnostic] = []
    for n, case in enumerate(as_items(cases, "cases")):
        try:
            model = as_models({"case": case}, on, regulation)["case"]
        except CaseError as error:
            faults += [replace(each, path=(n, *each.path)) for each in error.diagnostics]
            continue
        if models.setdefault(vars(model)["id"], model) is not model:
            message, help_ = "another case has the same id", "give each its own id, and each case once"
            faults.append(Diagnostic("duplicate-id", message, path=(n, "id"), help=help_))
    if faults:
        raise CaseError(tuple(faults))
    return list(models.values())


def as_cases_of(
    agency: Any, cases: Iterable[Any], on: date, regulation: Regulation
) -> tuple[list[BaseModel], BaseModel | None]:
    """Cases, and the agency that they are with if its file is given, as models; all faults of all files at once.

    Raises:
        CaseError: a file is not what its model asks for, or two cases bear the same id.
    """
    faults: list[Diagnostic] = []
    models: list[BaseModel] = []
    provider = None
    try:
        models = as_case_models(cases, on, regulation)
    except CaseError as error:
        faults.extend(error.diagnostics)
    try:
        provider = None if agency is None else as_model("agency", agency, regulation)
    except CaseError as error:
        faults.extend(error.diagnostics)
    if faults:
        raise CaseError(tuple(faults))
    return models, provider


def _check_born(model: BaseModel, on: date) -> None:
    """Refuse to judge a case as of a day before the birth."""
    born = getattr(model, "birth_date", None)
    if born is not None and born > on:
        message, help_ = (
            "the birth date lies after the judgement day",
            "check the year, or judge as of a later day",
        )
        raise CaseError((Diagnostic("born-later", message, path=("birth_date",), help=help_),))


def _check_kind(root: str, data: Any) -> None:
    """Refuse what is quite another thing than the content of a file: a path to it, or a model of another kind."""
    if isinstance(data, BaseModel):
        problem, help_ = (
            f"this is a model of another kind than `{root}`",
            "pass it by the name of its own kind",
        )
        raise CaseError((Diagnostic("another-kind", problem, help=help_),))
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    if isinstance(data, PurePath) or (isinstance(text, str) and _PATH.fullmatch(text)):
        problem, help_ = (
            "this is a path, not what stands in a file",
            "pass `Path(...).read_bytes()`, or check the file",
        )
        raise CaseError((Diagnostic("path-not-text", problem, help=help_),))


_PATH: Final = re.compile(r"[^\n{\[]*(?:\.(?:ya?ml|json)|/[^\n:{\[]*)", re.IGNORECASE)


def as_model(
    root: str, data: Any, regulation: Regulation | None = None, file: str | None = None
) -> BaseModel:
    """One file as its model."""
    model = Root(root).model()
    if isinstance(data, model):
        return data if regulation is None else _with_more(root, data, regulation, None)
    _check_kind(root, data)
    source = read_data(data, file or root) if isinstance(data, (str, bytes)) else None
    if isinstance(data, Source):
        source = data
    if source is not None:
        source.raise_if_errors(CaseError)
        data = source.data
    validate = _validator(model, regulation)
    try:
        made = validate(data)
    except ValidationError as error:
        first = error
    else:
        return made if regulation is None else _with_more(root, made, regulation, source)
    found = describe_errors(every_fault(first, data, validate), source)
    if regulation is not None:
        reader = MoreReader(regulation, vocabulary(regulation), source)
        reader.record(root, data)
        found += reader.faults
    raise CaseError(tuple(found))


def _validator(model: type[Record], regulation: Regulation | None) -> Callable[[Any], Record]:
    return partial(model.model_validate, context=None if regulation is None else regulation.context)


def _with_more(root: str, made: Record, regulation: Regulation, source: Source | None) -> Record:
    """A model with the values of declared facts in their one form; itself where it has none."""
    if not has_more(made):
        return made
    reader = MoreReader(regulation, vocabulary(regulation), source)
    data = reader.record(root, made.model_dump(mode="json"))
    if reader.faults:
        raise CaseError(tuple(reader.faults))
    return _validator(type(made), regulation)(data)

"""Turns what a caller gives (a model, a mapping, JSON text) into a validated model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from adm_rules.diagnostics import CaseError, Diagnostic
from adm_rules.records import describe_errors
from adm_rules.rules import Regulation
from adm_rules.yaml_source import read_data


def model_of(root: str) -> type[BaseModel]:
    """The model of a root; imported only when it is needed."""
    if root == "case":
        from adm_rules.case import Case

        return Case
    if root == "agency":
        from adm_rules.agency import Agency

        return Agency
    if root == "contract":
        from adm_rules.service_contract import ServiceContract

        return ServiceContract
    from adm_rules.district import District

    return District


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


def as_cases(cases: Iterable[Any], on: date, regulation: Regulation) -> tuple[BaseModel, ...]:
    """Cases as models, each once; all faults of all of them at once.

    Raises:
        CaseError: with the path and the remedy of every fault, and no value.
    """
    models: dict[Any, BaseModel] = {}
    faults: list[Diagnostic] = []
    for data in cases:
        try:
            model = as_models({"case": data}, on, regulation)["case"]
        except CaseError as error:
            faults.extend(error.diagnostics)
            continue
        if models.setdefault(vars(model)["id"], model) is not model:
            message, help_ = "two of the cases have the same id", "give each case once"
            faults.append(Diagnostic("duplicate-case", message, path=("id",), help=help_))
    if faults:
        raise CaseError(tuple(faults))
    return tuple(models.values())


def _check_born(model: BaseModel, on: date) -> None:
    """Refuse to judge a case as of a day before the birth."""
    born = getattr(model, "birth_date", None)
    if born is not None and born > on:
        message, help_ = (
            "the birth date lies after the judgement day",
            "check the year, or judge as of a later day",
        )
        raise CaseError((Diagnostic("born-later", message, path=("birth_date",), help=help_),))


def as_model(
    root: str, data: Any, regulation: Regulation | None = None, file: str | None = None
) -> BaseModel:
    """One file as its model."""
    model = model_of(root)
    if isinstance(data, model):
        return data
    source = None
    if isinstance(data, (str, bytes)):
        source = read_data(data, file or root)
        source.raise_if_errors(CaseError)
        data = source.data
    names = {key: tuple(members) for key, members in regulation.names.items()} if regulation else {}
    try:
        return model.model_validate(data, context={"names": names} if names else None)
    except ValidationError as error:
        raise CaseError(tuple(describe_errors(error, source))) from None

"""The shape of publiccode.yml, version 0.7, as far as this project uses it: unknown keys are faults too.

The standard's own validator is a program in another language; what a wrong edit could break is checked here:
keys, closed lists, lengths, languages and dates. Addresses are not visited.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, model_validator
from pydantic.alias_generators import to_camel

Words = Annotated[str, Field(min_length=1)]
Language = Annotated[str, Field(pattern="^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]
#: The part of the standard's lists that can describe this software.
Category = Literal[
    "billing-and-invoicing",
    "business-process-management",
    "compliance-management",
    "data-analytics",
    "regulations-and-directives",
]
Scope = Literal["government", "local-authorities", "society", "welfare"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)


class Description(_Part):
    """What the catalogue shows in one language."""

    localised_name: Words | None = None
    short_description: Annotated[str, Field(min_length=1, max_length=150)]
    long_description: Annotated[str, Field(min_length=150, max_length=10_000)]
    documentation: HttpUrl | None = None
    features: Annotated[list[Words], Field(min_length=1)]


class Audience(_Part):
    """Whom the software is for."""

    countries: list[Country]
    scope: list[Scope]


class Legal(_Part):
    """The licence, and who holds the rights."""

    license: Literal["BSD-3-Clause"]
    main_copyright_owner: Words


class Contact(_Part):
    """Who answers for the maintenance."""

    name: Words
    email: Words | None = None
    affiliation: Words | None = None


class Maintenance(_Part):
    """How the software is maintained; contractors are not foreseen."""

    type: Literal["internal", "community", "none"]
    contacts: list[Contact] = []

    @model_validator(mode="after")
    def _has_contacts(self) -> Maintenance:
        if self.type != "none" and not self.contacts:
            msg = f"maintenance of type {self.type} needs at least one contact"
            raise ValueError(msg)
        return self


class Localisation(_Part):
    """The languages that the software speaks."""

    localisation_ready: bool
    available_languages: Annotated[list[Language], Field(min_length=1)]


class Publiccode(_Part):
    """The whole file."""

    publiccode_yml_version: Literal["0.7"]
    name: Words
    url: HttpUrl
    software_version: Words | None = None
    release_date: date | None = None
    platforms: Annotated[list[Literal["linux", "mac", "windows"]], Field(min_length=1)]
    categories: list[Category]
    development_status: Literal["concept", "development", "beta", "stable", "obsolete"]
    software_type: Literal["library"]
    intended_audience: Audience
    description: Annotated[dict[Language, Description], Field(min_length=1)]
    legal: Legal
    maintenance: Maintenance
    localisation: Localisation


def read(path: Path) -> Publiccode:
    """Read and check a publiccode.yml; pydantic's ``ValidationError`` names every fault."""
    return Publiccode.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))

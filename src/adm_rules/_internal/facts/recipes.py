"""The closed list of recipes: the ways to make one fact from others. docs/language.md says what each means."""

from __future__ import annotations

from typing import Any, Final, Generic, TypeVar

from adm_rules._internal.dataclass import dataclass, names_of
from adm_rules._internal.facts.registry import Fact

T = TypeVar("T")


class RecipeError(ValueError):
    """A recipe of the catalogue names something that does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EachRecipe(Generic[T]):
    """Something for each recipe, such as how it is lowered or said.

    A room that forgets a recipe does not pass the type check, and does not load.
    """

    part: T
    touched: T
    patron: T
    between: T
    age_on: T
    shift: T
    least: T
    greatest: T
    ratio: T
    sum: T
    difference: T
    apportion: T
    field: T
    step: T
    choose: T
    traces: T
    owned: T
    count: T
    size: T
    total: T
    share: T
    pick: T
    collect: T
    at_once: T
    complete_on: T
    reached: T
    served: T
    previous: T
    overlap: T
    uncovered: T

    def of(self, fact: Fact) -> tuple[T, Any]:
        """What there is for the recipe of a fact, and the body of that recipe.

        Raises:
            RecipeError: there is no such recipe.
        """
        ((name, body),) = (fact.recipe or {"": None}).items()
        if name not in RECIPES:
            raise RecipeError(f"`{fact.name}` names the recipe `{name}`, which does not exist")
        return getattr(self, name), body


#: The names of all recipes, as the catalogue writes them.
RECIPES: Final = names_of(EachRecipe)

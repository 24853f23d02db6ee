"""Data classes whose methods are written when the first of them is called.

``dataclasses`` writes and compiles the source of five methods for each class while its module is imported. A process
that judges one case makes objects of few of the classes that it imports, so these methods wait here. What a class can
do is that of `dataclasses.dataclass`, which makes them in the end; type checkers see nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "fields", "is_dataclass", "names_of", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, is_dataclass, replace

    def names_of(kind: type) -> tuple[str, ...]:
        """The names of the fields of a class, in their order."""
else:
    from _thread import RLock
    from types import MemberDescriptorType

    #: Two threads may ask for methods of one class, or of a class and of its base.
    _FINISHING = RLock()
    #: So many objects of a class are made before its methods are written.
    _FEW = 1_000
    _SET = object.__setattr__
    _ORDER = ("__lt__", "__le__", "__gt__", "__ge__")

    def dataclass(told: Any = None, /, **options: bool) -> Any:
        """`dataclasses.dataclass` with the same options."""
        return (lambda each: _stand_in(each, options)) if told is None else _stand_in(told, options)

    class _Field:
        """What `dataclasses.field` will be told of a field."""

        def __init__(self, options: dict[str, Any]) -> None:
            self.options = options

    def field(**options: Any) -> Any:
        """`dataclasses.field` with the same options."""
        return _Field(options)

    def replace(thing: Any, /, **changes: Any) -> Any:
        """`dataclasses.replace`, of classes that are made here."""
        kind = type(thing)
        kept = {name: getattr(thing, name) for name in kind.__dataclass_given__ if name not in changes}
        return kind(**kept, **changes)

    def fields(thing: Any) -> Any:
        """`dataclasses.fields`."""
        from dataclasses import fields as own

        return own(thing)

    def names_of(kind: Any) -> tuple[str, ...]:
        """The names of the fields of a class, in their order."""
        return kind.__dataclass_names__

    def is_dataclass(thing: Any) -> bool:
        """`dataclasses.is_dataclass`."""
        kind = thing if isinstance(thing, type) else type(thing)
        return any("__dataclass_fields__" in vars(each) for each in kind.__mro__)

    class _Waiting:
        """A class that is not finished: what it was told, and which methods are to come."""

        def __init__(self, made: type, content: dict[str, Any], options: dict[str, bool]) -> None:
            self.made = made
            self.content = content
            self.options = options
            self.methods = tuple(_methods(content, options))
            self.is_finished = False
            self.made_so_far = 0
            #: The fields that a call may give, with what makes the default; None where `make` leaves it.
            self.defaults: dict[str, Any] | None = None

        def finish(self) -> None:
            """Have the methods written: on a class of the same content, from which they are taken."""
            from dataclasses import dataclass as own
            from dataclasses import field as own_field

            with _FINISHING:
                if self.is_finished:
                    return
                made, content = self.made, dict(self.content)
                for name, value in content.items():
                    if isinstance(value, _Field):
                        content[name] = own_field(**value.options)
                told = type(made)(made.__name__, made.__bases__, content)
                told.__qualname__ = made.__qualname__
                own(**{**self.options, "slots": False})(told)
                for name in ("__dataclass_params__", "__dataclass_fields__", *self.methods):
                    setattr(made, name, vars(told)[name])
                self.is_finished = True

        def make(self, thing: Any, given: tuple[Any, ...], named: dict[str, Any]) -> bool:
            """Fill one of the first objects as ``__init__`` would; what is unusual is left to that."""
            self.made_so_far += 1
            names = self.defaults
            places = () if names is None or self.options.get("kw_only", False) else names
            if names is None or self.made_so_far > _FEW or len(given) > len(places):
                return False
            values = dict(zip(names, given, strict=False))
            if values.keys() & named.keys():
                return False
            values |= named
            for name, default in names.items():
                if name not in values and default is not None:
                    values[name] = default()
            if values.keys() != names.keys():
                return False
            for name in names:
                _SET(thing, name, values[name])
            if hasattr(thing, "__post_init__"):
                thing.__post_init__()
            return True

        def __get__(self, thing: Any, kind: type | None = None) -> Any:
            """The fields of the class, as ``__dataclass_fields__`` gives them."""
            self.finish()
            return vars(self.made)["__dataclass_fields__"]

    def _default(content: dict[str, Any], name: str) -> Any:
        """What makes the default of a field; None where it has none."""
        if name not in content:
            return None
        told = content[name]
        if not isinstance(told, _Field):
            return lambda: told
        if "default" in told.options:
            return lambda: told.options["default"]
        return told.options.get("default_factory")

    def _methods(content: dict[str, Any], options: dict[str, bool]) -> Any:
        """The methods that a class will have, its own apart."""
        frozen, compared = options.get("frozen", False), options.get("eq", True)
        wanted = ["__init__"]
        wanted += ["__repr__"] if options.get("repr", True) else []
        wanted += ["__eq__"] if compared else []
        wanted += ["__setattr__", "__delattr__"] if frozen else []
        wanted += _ORDER if options.get("order", False) else []
        yield from (name for name in wanted if name not in content)
        if compared and content.get("__hash__") is None:
            yield "__hash__"

    def _stand_in(told: Any, options: dict[str, bool]) -> Any:
        """The class that was told, each method that is to come in it finishing it first."""
        content = {
            name: value for name, value in vars(told).items() if name not in {"__dict__", "__weakref__"}
        }
        own = [
            name for name, kind in content.get("__annotations__", {}).items() if "ClassVar" not in str(kind)
        ]
        bases = [base for base in told.__mro__[-1:0:-1] if "__dataclass_names__" in vars(base)]
        names = tuple(dict.fromkeys([*(name for base in bases for name in base.__dataclass_names__), *own]))
        made = _slotted(told, content, names) if options.get("slots", False) else _plain(told, content)
        waiting = _Waiting(made, content, options)
        for name in waiting.methods:
            compare = _COMPARED.get(name)
            first = _first(waiting, name) if compare is None else _first_compared(waiting, name, compare)
            setattr(made, name, first)
        by_name = options.get("kw_only", False)
        waiting.defaults = _defaults(content, own, bases, by_name=by_name)
        made.__dataclass_defaults__ = waiting.defaults, by_name
        if "__init__" in waiting.methods:
            made.__init__ = _first_made(waiting)
        if not options.get("frozen", False) and "__hash__" in waiting.methods:
            made.__hash__ = None
        made.__dataclass_names__ = names
        made.__dataclass_fields__ = waiting
        given = [name for name in own if _is_given(content.get(name))]
        made.__dataclass_given__ = tuple(
            dict.fromkeys([*(name for base in bases for name in base.__dataclass_given__), *given])
        )
        places = [] if by_name else given
        made.__match_args__ = tuple(
            dict.fromkeys([*(name for base in bases for name in base.__match_args__), *places])
        )
        # A class that adds fields to one with slots has to keep them as well.
        on_top = any("__getstate__" in vars(base) for base in bases)
        if on_top or (options.get("slots", False) and options.get("frozen", False)):
            _keep(made, names)
        return made

    def _defaults(content: Any, own: list[str], bases: list[Any], *, by_name: bool) -> dict[str, Any] | None:
        """The fields that a call may give, those of the bases first; None where an object is not simply filled."""
        later = [content[name].options for name in own if not _is_given(content.get(name))]
        if any("default" in each or "default_factory" in each for each in later):
            return None
        defaults: dict[str, Any] = {}
        for known, is_by_name in (base.__dataclass_defaults__ for base in bases):
            if known is None or is_by_name is not by_name:
                return None
            defaults |= known
        return defaults | {name: _default(content, name) for name in own if _is_given(content.get(name))}

    def _is_given(value: Any) -> bool:
        """Whether a field is one that a call may give."""
        return not isinstance(value, _Field) or value.options.get("init", True)

    def _plain(told: Any, content: dict[str, Any]) -> Any:
        """The class itself, with its defaults in place of what describes the fields."""
        for name, value in content.items():
            if isinstance(value, _Field):
                delattr(told, name)
                if "default" in value.options:
                    setattr(told, name, value.options["default"])
        return told

    def _slotted(told: Any, content: dict[str, Any], names: tuple[str, ...]) -> Any:
        """A class with a slot for each field that no base has one for."""
        there = {name for base in told.__mro__[1:] for name in vars(base).get("__slots__", ())}
        rest = {name: value for name, value in content.items() if name not in names}
        rest["__slots__"] = tuple(name for name in names if name not in there)
        made = type(told)(told.__name__, told.__bases__, rest)
        made.__qualname__ = told.__qualname__
        return made

    def _first(waiting: _Waiting, name: str) -> Any:
        """A method that is called once: it makes the others, and calls the one that takes its place."""

        def first(self: Any, /, *given: Any, **named: Any) -> Any:
            waiting.finish()
            return vars(waiting.made)[name](self, *given, **named)

        first.__name__ = name
        first.__qualname__ = f"{waiting.made.__qualname__}.{name}"
        return first

    def _values(thing: Any) -> tuple[Any, ...]:
        return tuple([getattr(thing, name) for name in type(thing).__dataclass_names__])

    def _equal(thing: Any, other: Any) -> Any:
        return _values(thing) == _values(other) if other.__class__ is thing.__class__ else NotImplemented

    def _hash(thing: Any) -> int:
        return hash(_values(thing))

    def _first_compared(waiting: _Waiting, name: str, compare: Any) -> Any:
        """A method that compares the first objects as the one that is to come would."""
        told = [each.options for each in waiting.content.values() if isinstance(each, _Field)]
        finish = _first(waiting, name)
        if any("compare" in each or "hash" in each for each in told):
            return finish

        def first(self: Any, /, *given: Any) -> Any:
            waiting.made_so_far += 1
            return (finish if waiting.made_so_far > _FEW else compare)(self, *given)

        first.__name__ = name
        first.__qualname__ = finish.__qualname__
        return first

    def _first_made(waiting: _Waiting) -> Any:
        """The method that makes objects, until there are more than a few."""

        def __init__(self: Any, /, *given: Any, **named: Any) -> None:  # noqa: N807
            if not waiting.make(self, given, named):
                waiting.finish()
                vars(waiting.made)["__init__"](self, *given, **named)

        __init__.__qualname__ = f"{waiting.made.__qualname__}.__init__"
        return __init__

    _COMPARED = {"__eq__": _equal, "__hash__": _hash}

    def _filler(made: Any, name: str) -> Any:
        """What sets a field, whether it stands in a slot or not."""
        place = getattr(made, name, None)
        if isinstance(place, MemberDescriptorType):
            return place.__set__
        return lambda thing, value: _SET(thing, name, value)

    def _keep(made: Any, names: tuple[str, ...]) -> None:
        """How objects of a frozen class are written and read back: by the values of their fields."""
        fills = [_filler(made, name) for name in names]

        def state(self: Any) -> list[Any]:
            return [getattr(self, name) for name in names]

        def restore(self: Any, values: list[Any]) -> None:
            for fill, value in zip(fills, values, strict=True):
                fill(self, value)

        made.__getstate__ = state
        made.__setstate__ = restore

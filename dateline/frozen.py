"""Frozen dataclasses that are made, and make their objects, in a fraction of the time.

The ``dataclass`` of the standard library writes six functions for each class as text and compiles them: half a
millisecond for each of some 270 classes, in every run. And its frozen objects set each field by calling a function.
Here classes share the functions that need no text. The one that makes objects is compiled when a class makes its first:
it fills a twin of the class that is not frozen, which then becomes the object.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False, **options):
        """As ``dataclasses.dataclass``, which makes those that are not frozen, have no slots, or inherit."""

        def made(cls):
            if frozen and slots and not order and cls.__bases__ == (object,):
                return _made(cls, **options)
            return dataclasses.dataclass(cls, frozen=frozen, slots=slots, order=order, **options)

        return made(cls) if cls else made


_LEFT_OUT = dataclasses.MISSING


def _made(cls: type, eq: bool = True, kw_only: bool = False) -> type:
    """The class with slots, and its methods."""
    methods: dict[str, Any] = {"__repr__": _repr} if "__repr__" not in cls.__dict__ else {}
    hashed = "__hash__" not in cls.__dict__
    cls.__doc__ = cls.__doc__ or cls.__name__  # where there is none, the signature would be written
    made: Any = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
    made.__dataclass_params__.frozen = True
    if eq:
        names = [one.name for one in dataclasses.fields(made) if one.compare]
        value: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

        def equal(self: object, other: object) -> bool:
            return value(self) == value(other) if self.__class__ is other.__class__ else NotImplemented

        methods["__eq__"] = equal
        if hashed:
            methods["__hash__"] = lambda self: hash(value(self))

    def first(_cls: type, *given: Any, **named: Any) -> Any:
        made.__new__ = maker = _maker(made)
        return maker(_cls, *given, **named)

    methods |= {"__new__": first, "__setattr__": _refused, "__delattr__": _refused}
    methods["__init_subclass__"] = classmethod(_no_base)
    for name, method in methods.items():
        setattr(made, name, method)
    return made  # type: ignore[no-any-return]


def _maker(cls: Any) -> FunctionType:
    """The function that makes objects of a class."""
    fields = dataclasses.fields(cls)
    by_place = [one for one in fields if one.init and not one.kw_only]
    by_name = [one for one in fields if one.init and one.kw_only]
    arguments = ", ".join(
        ["_cls", *map(_argument, by_place), *(["*"] if by_name else []), *map(_argument, by_name)]
    )
    lines = [f"def __new__({arguments}):", "_self = _new(_twin)"]
    around: dict[str, Any] = {
        "_new": object.__new__,
        "_twin": type(cls.__name__, (), {"__slots__": cls.__slots__}),
        "_left_out": _LEFT_OUT,
    }
    for one in fields:
        value = one.name
        if one.default_factory is not _LEFT_OUT:
            around[f"_new_{one.name}"] = one.default_factory
            made = f"_new_{one.name}()"
            value = f"{made} if {value} is _left_out else {value}" if one.init else made
        if one.init or one.default_factory is not _LEFT_OUT:
            lines.append(f"_self.{one.name} = {value}")
    lines.append("_self.__class__ = _cls")
    if hasattr(cls, "__post_init__"):
        lines.append("_self.__post_init__()")
    lines.append("return _self")
    code = compile("\n ".join(lines), f"<objects of {cls.__qualname__}>", "exec")
    (body,) = (one for one in code.co_consts if isinstance(one, CodeType))
    maker = FunctionType(body, around, "__new__", tuple(map(_default, filter(_has_default, by_place))))
    maker.__kwdefaults__ = {one.name: _default(one) for one in by_name if _has_default(one)}
    return maker


def _argument(field: dataclasses.Field[Any]) -> str:
    return (
        f"{field.name}=None" if _has_default(field) else field.name
    )  # the default itself comes beside the text


def _has_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is not _LEFT_OUT or field.default_factory is not _LEFT_OUT


def _default(field: dataclasses.Field[Any]) -> object:
    """The default; of a field whose default is made for each object, the sign that none was given."""
    return field.default


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refused(self: object, name: str, *value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"{self.__class__.__qualname__}.{name} cannot be changed")


def _no_base(cls: type) -> NoReturn:
    base = cls.__bases__[0].__name__
    raise TypeError(f"{base} cannot be inherited from: make it with dataclasses.dataclass")

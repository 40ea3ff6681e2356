"""Our frozen dataclasses behave as those of the standard library do."""

import dataclasses
from dataclasses import FrozenInstanceError, field, replace

import msgspec
import pytest

from dateline import frozen


def both(make):
    """The same class, made by the standard library and by us."""
    return pytest.mark.parametrize("dataclass", [dataclasses.dataclass, frozen.dataclass])(make)


def point(dataclass, **options):
    @dataclass(frozen=True, slots=True, **options)
    class Point:
        x: int
        y: int = 0
        seen: list[int] = field(default_factory=list)
        at: str = field(default="", compare=False)
        total: int = field(init=False, compare=False)

        def __post_init__(self):
            object.__setattr__(self, "total", self.x + self.y)

    return Point


@both
def test_arguments_go_to_fields_by_place_and_by_name_and_defaults_fill_the_rest(dataclass):
    make = point(dataclass)
    one = make(1, y=2)
    assert (one.x, one.y, one.seen, one.at, one.total) == (1, 2, [], "", 3)
    assert make(1, 2, [3], "here").seen == [3]
    assert make(1).seen is not make(1).seen
    assert type(one) is make


@both
@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), ((1, 2, [], "", 5), {}), ((1,), {"x": 1}), ((1,), {"z": 1}), ((1,), {"total": 1})],
)
def test_arguments_that_fit_no_field_are_refused(dataclass, given, named):
    with pytest.raises(TypeError):
        point(dataclass)(*given, **named)


@both
def test_fields_by_name_alone_are_not_taken_by_place(dataclass):
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        second: int = 2
        first: int

    assert (Named(first=1).first, Named(first=1).second) == (1, 2)
    for wrong in (lambda: Named(1), lambda: Named(second=1)):
        with pytest.raises(TypeError):
            wrong()


@both
def test_objects_are_equal_by_the_fields_that_are_compared_and_hash_alike(dataclass):
    make, other = point(dataclass), point(dataclass)
    assert make(1, 2, [], "here") == make(1, 2, [], "there")
    assert make(1, 2) != make(2, 1)
    assert make(1) != other(1)  # of another class
    assert make(1) != 1

    @dataclass(frozen=True, slots=True)
    class Pair:
        left: str
        right: str
        at: str = field(default="", compare=False)

    assert hash(Pair("a", "b", "here")) == hash(Pair("a", "b", "there"))
    assert len({Pair("a", "b"), Pair("a", "b"), Pair("b", "a")}) == 2


@both
def test_without_equality_each_object_is_itself_alone(dataclass):
    make = point(dataclass, eq=False)
    one = make(1)
    assert one != make(1)
    assert len({one, one, make(1)}) == 2


@both
def test_nothing_can_be_changed_removed_or_added(dataclass):
    one = point(dataclass)(1)
    for change in (
        lambda: setattr(one, "x", 2),
        lambda: delattr(one, "x"),
        lambda: setattr(one, "new", 2),
    ):
        with pytest.raises((FrozenInstanceError, TypeError)):
            change()
    assert one.x == 1


@both
def test_an_object_is_shown_and_copied_and_encoded_by_its_fields(dataclass):
    make = point(dataclass)
    one = make(1, 2)
    assert repr(one).endswith("Point(x=1, y=2, seen=[], at='', total=3)")
    assert replace(one, x=5).total == 7
    assert [name.name for name in dataclasses.fields(one)] == ["x", "y", "seen", "at", "total"]
    assert msgspec.json.encode(one) == b'{"x":1,"y":2,"seen":[],"at":"","total":3}'


@both
def test_an_object_is_decoded_from_data(dataclass):
    @dataclass(frozen=True, slots=True)
    class Pair:
        left: str
        right: tuple[int, ...] = (1,)

    assert msgspec.json.decode(b'{"left": "a", "right": [1, 2]}', type=Pair) == Pair("a", (1, 2))
    assert msgspec.json.decode(b'{"left": "a"}', type=Pair) == Pair("a")


@both
def test_methods_of_ones_own_stay(dataclass):
    @dataclass(frozen=True, slots=True)
    class Shy:
        name: str

        def __repr__(self):
            return "…"

        def __hash__(self):
            return 7

    assert (repr(Shy("a")), hash(Shy("a")), Shy("a") == Shy("a")) == ("…", 7, True)


def test_a_class_that_others_inherit_from_has_to_be_made_by_the_standard_library():
    with pytest.raises(
        TypeError, match=r"Point cannot be inherited from: make it with dataclasses\.dataclass"
    ):
        type("Further", (point(frozen.dataclass),), {})

    @dataclasses.dataclass(frozen=True, slots=True)
    class Base:
        x: int

    @frozen.dataclass(frozen=True, slots=True)
    class Further(Base):
        y: int

    assert Further(1, 2) == Further(x=1, y=2)

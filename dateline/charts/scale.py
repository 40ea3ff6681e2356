"""Number axes: from zero, at most five whole-numbered ticks."""

from decimal import Decimal

from msgspec import Struct


class NumberScale(Struct, frozen=True):
    """Zero to the last tick."""

    ticks: tuple[int, ...]  # the first is 0

    def share(self, value: Decimal) -> float:
        """How far along the axis a value lies: 0 to 1; what is larger is drawn at the end."""
        return min(max(float(value) / self.ticks[-1], 0.0), 1.0)


def number_scale(largest: Decimal) -> NumberScale:
    """The finest scale of three to five ticks, steps of 1, 2, 2.5 or 5 times a power of ten, that holds ``largest``.

    Two ticks, 0 and 1, where there is nothing above 1.
    """
    top = max(int(largest.to_integral_value(rounding="ROUND_CEILING")), 1)
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power // 2, 5 * power):
            # 2.5 is no whole number.
            if (step != 5 * power // 2 or power > 1) and top <= 4 * step:
                return NumberScale(tuple(range(0, -(-top // step) * step + 1, step)))
        power *= 10

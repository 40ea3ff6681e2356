"""Dates as the labels of an axis, in the words of a language. Years are astronomical: 0 is 1 BCE."""

from dateline.languages.language import Language


def year_label(year: int, language: Language) -> str:
    """“2025”; “800 CE”; “44 BCE” for -43."""
    if year <= 0:
        return language.dates.before_era.format(year=language.numerals(str(1 - year)))
    number = language.numerals(str(year))
    return number if year > 999 else language.dates.early_era.format(year=number)


def month_label(year: int, month: int, language: Language) -> str:
    """“Dec 2023”."""
    name = language.dates.short_months[month - 1]
    return language.dates.short_month.format(month=name, year=year_label(year, language))


def day_label(month: int, day: int, language: Language) -> str:
    """“29 Dec”, where the year is told elsewhere."""
    name = language.dates.short_months[month - 1]
    return language.dates.short_day_of_month.format(day=language.numerals(str(day)), month=name)


def dated_label(year: int, month: int, day: int, language: Language) -> str:
    """“29 Dec 2025”."""
    name = language.dates.short_months[month - 1]
    number = language.numerals(str(day))
    return language.dates.short_day.format(day=number, month=name, year=year_label(year, language))


def spoken_day(year: int, month: int, day: int, language: Language) -> str:
    """“29 December 2025”, to be read aloud."""
    name = language.dates.months[month - 1]
    number = language.numerals(str(day))
    return language.dates.day.format(day=number, month=name, year=year_label(year, language))


def spoken_month(year: int, month: int, language: Language) -> str:
    """“December 2025”."""
    name = language.dates.months[month - 1]
    return language.dates.month.format(month=name, year=year_label(year, language))


def hour_label(hour: int, language: Language) -> str:
    """“14:00”."""
    return language.numerals(f"{hour:02}:00")

"""Persian, as it is written in Iran."""

from dateline.languages.language import Catalogue, DateWords, Language

DATES = DateWords(
    months=(
        *("ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن"),
        *("ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"),
    ),
    short_months=(
        *("ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن"),
        *("ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"),
    ),
    weekdays=("دوشنبه", "سه\u200cشنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
    seasons=("بهار", "تابستان", "پاییز", "زمستان"),
    day="{day} {month} {year}",
    day_of_month="{day} {month}",
    month="{month} {year}",
    short_day="{day} {month} {year}",
    short_day_of_month="{day} {month}",
    short_month="{month} {year}",
    season="{season} {year}",
    decade="دههٔ {year}",
    short_decade="دههٔ {year}",
    before_era="{year} ق.م.",
    early_era="{year} م.",
    at="{date}، {time}",
    clock="{time} به وقت {zone}",
    utc="\u2066UTC{offset}\u2069",
    zones=(
        ("America/Caracas", "کاراکاس"),
        ("Asia/Damascus", "دمشق"),
        ("Asia/Tehran", "تهران"),
    ),
    days="{start} تا {end}",
    span="از {start} تا {end}",
    window="بین {start} و {end}",
    clock_span="از {start} تا {end}",
    clock_window="بین {start} و {end}",
    since="از {date} به بعد",
    on_or_after="در {date} یا پس از آن",
    by="حداکثر تا {date}",
    about="حدود {date}",
    about_within="حدود {date}",
    day_within="{date}",
    longer_within="{date}",
    uncertain="{date} (تاریخ غیرقطعی)",
    block_from="از",
    block_from_joint="از",
    block_from_about="از حدود",
    block_between="بین",
    block_since="از",
    block_since_about="از حدود",
    block_on_or_after="در یا پس از",
    block_on_or_after_longer="در یا پس از",
    block_by="حداکثر تا",
    block_by_longer="حداکثر تا",
    block_by_about="حداکثر تا حدود",
    block_about="حدود",
    block_to="تا {end}",
    block_and="و {end}",
    undated="بدون تاریخ",
    note_undated="تاریخ ذکر نشده",
    note_day="روز ذکر نشده",
    note_month="ماه ذکر نشده",
    note_year="سال ذکر نشده",
    note_exact="تاریخ دقیق ذکر نشده",
    note_uncertain="تاریخ غیرقطعی",
    note_start_uncertain="آغاز غیرقطعی",
    note_end_uncertain="پایان غیرقطعی",
)


SOLAR_HIJRI_MONTHS = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
)


def language(catalogue: Catalogue) -> Language:
    """Persian with its own digits; ``numerals: latin`` brings 0123."""
    return Language(
        code="fa",
        name="فارسی",
        direction="rtl",
        dates=DATES,
        catalogue=catalogue,
        digits="۰۱۲۳۴۵۶۷۸۹",
        group="٬",
        decimal="٫",
        minus="\u200e−",
        range="\u2067{low}–{high}\u2069",  # read from right to left as the line is, wherever it stands
        solar_hijri_months=SOLAR_HIJRI_MONTHS,
        list_comma="، ",
        list_and=" و ",
    )

"""Arabic, the modern standard language of the press."""

from dateline.languages.language import Catalogue, DateWords, Language

DATES = DateWords(
    months=(
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
        *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
    short_months=(
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
        *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
    weekdays=("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    seasons=("ربيع", "صيف", "خريف", "شتاء"),
    day="{day} {month} {year}",
    day_of_month="{day} {month}",
    month="{month} {year}",
    short_day="{day} {month} {year}",
    short_day_of_month="{day} {month}",
    short_month="{month} {year}",
    season="{season} {year}",
    decade="عقد {year}",
    short_decade="عقد {year}",
    before_era="{year} ق.م",
    early_era="{year} م",
    at="{date}، {time}",
    clock="{time} بتوقيت {zone}",
    utc="\u2066UTC{offset}\u2069",
    zones=(
        ("America/Caracas", "كراكاس"),
        ("Asia/Damascus", "دمشق"),
        ("Asia/Tehran", "طهران"),
    ),
    days="من {start} إلى {end}",
    span="من {start} إلى {end}",
    window="بين {start} و{end}",
    clock_span="من {start} إلى {end}",
    clock_window="بين {start} و{end}",
    since="منذ {date}",
    on_or_after="في {date} أو بعده",
    by="بحلول {date}",
    about="حوالي {date}",
    about_within="حوالي {date}",
    day_within="{date}",
    longer_within="{date}",
    uncertain="{date} (تاريخ غير قطعي)",
    block_from="من",
    block_from_joint="من",
    block_from_about="من حوالي",
    block_between="بين",
    block_since="منذ",
    block_since_about="منذ حوالي",
    block_on_or_after="ابتداءً من",
    block_on_or_after_longer="ابتداءً من",
    block_by="بحلول",
    block_by_longer="بحلول",
    block_by_about="بحلول حوالي",
    block_about="حوالي",
    block_to="إلى {end}",
    block_and="و{end}",
    undated="بلا تاريخ",
    note_undated="التاريخ غير مذكور",
    note_day="اليوم غير مذكور",
    note_month="الشهر غير مذكور",
    note_year="السنة غير مذكورة",
    note_exact="التاريخ الدقيق غير مذكور",
    note_uncertain="تاريخ غير قطعي",
    note_start_uncertain="البداية غير قطعية",
    note_end_uncertain="النهاية غير قطعية",
)


def language(catalogue: Catalogue) -> Language:
    """Arabic with the Latin digits that CLDR gives it; ``numerals: native`` brings ٠١٢٣."""
    return Language(
        code="ar",
        name="العربية",
        direction="rtl",
        dates=DATES,
        catalogue=catalogue,
        minus="\u200e-",
        range="\u2067{low}–{high}\u2069",  # read from right to left as the line is, wherever it stands
        letters=(("\u06a9", "\u0643"), ("\u06cc", "\u064a")),  # kaf and yeh
        list_comma=" و",
        list_and=" و",
    )

"""The allow-list for addresses: what may become a link, and the disguises that must not."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.values.refusal import Refusal
from dateline.values.urls import check_url

ALLOWED = [
    "https://example.org",
    "https://example.org/",
    "http://example.org:8080/a/b.html?c=d&e=f#g",
    "HTTPS://EXAMPLE.ORG/Path",
    "https://example.org/wiki/Harbour_(town)",
    "https://example.org/a:b@c",
    "https://example.org?next=//other.example",
    "https://web.archive.org/web/20200504120000/https://example.org/notice",
    "https://example.org/search?q=a&copy=1&lt=2",
    "https://münchen.example/straße",
    "https://مثال.example/صفحه",
    "https://sub_domain.example.org./",
    "mailto:desk@example.org",
    "mailto:desk@example.org?subject=A%20correction",
    "/crises/venezuela/",
    "/",
    "about/",
    "../about/",
    "#timeline",
    "?status=disputed",
    "/a:b",
    "./a:b",
]

REFUSED = [
    "",
    " ",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "javascript\x00:alert(1)",
    "\x01javascript:alert(1)",
    "javascript\u200b:alert(1)",
    "\ufeffjavascript:alert(1)",
    "javascript:",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "java&#115;cript:alert(1)",
    "java&#x73;cript:alert(1)",
    "java&#0000115cript:alert(1)",
    "&#106;avascript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "jav%61script:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "ｊavascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:image/svg+xml,x",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "ftp://example.org/",
    "view-source:https://example.org/",
    "about:blank",
    "tel:+15550100",
    "//example.org/",
    "///example.org/",
    "/\\example.org",
    "\\\\example.org",
    "https:\\\\example.org",
    "/\t/example.org",
    "/\n/example.org",
    "&#47;/example.org",
    "&sol;&sol;example.org",
    "/&#47;example.org",
    "http:",
    "http:/example.org",
    "http:example.org",
    "https://",
    "https:///example.org",
    "https://?q",
    "https://user@example.org/",
    "https://bank.example:secret@other.example/",
    "https://bank.example%2f@other.example/",
    "https://bank.example&#64;other.example/",
    "https://exa mple.org/",
    "https://example.org/a b",
    "https://example.org/\u00a0",
    "https://example.org/\u202egpj.exe",
    "https://example\u00ad.org/",
    "https://example..org/",
    "https://-example.org/",
    "https://exam%70le.org/",
    "https://[::1]/",
    "https://example.org:port/",
    'https://example.org/"onclick=',
    "https://example.org/<b>",
    "https://example.org/`",
    "mailto:",
    "mailto:nobody",
    "mailto:a@b@c",
    "mailto:a@b.example\nbcc:c@d.example",
    "example.org:80/page",
    "12:30",
    "https://example.org/" + "a" * 5000,
    "https://example.org/\ud800",
    "https://example.org/\ufdd0",
]


@pytest.mark.parametrize("address", ALLOWED)
def test_an_ordinary_address_is_allowed_and_kept_as_written(address: str) -> None:
    assert check_url(address) == address


@pytest.mark.parametrize("address", REFUSED)
def test_everything_else_is_refused_with_a_reason(address: str) -> None:
    refusal = check_url(address)

    assert isinstance(refusal, Refusal)
    assert refusal.reason
    assert not refusal.reason.endswith(".")


@pytest.mark.parametrize("address", ["/about/", "about/", "#top", "?q=1", "www.example.org"])
def test_where_a_whole_address_is_asked_for_a_path_is_refused(address: str) -> None:
    refusal = check_url(address, absolute=True)

    assert isinstance(refusal, Refusal)
    assert "https://" in refusal.hint


def test_the_hint_says_what_to_type() -> None:
    def hint(address: str) -> str:
        refusal = check_url(address)
        assert isinstance(refusal, Refusal)
        return refusal.hint

    assert hint("//example.org/a") == "write https://example.org/a"
    assert hint("example.org:80/a") == "write https://example.org:80/a"
    assert hint("https://example.org/a b") == "write %20 instead"


def test_a_refusal_points_at_the_part_at_fault() -> None:
    refusal = check_url("https://user@example.org/")

    assert isinstance(refusal, Refusal)
    assert "https://user@example.org/"[refusal.start :][: refusal.length] == "user@"


# Pieces that disguises are made of, so that random texts come near to what matters.
pieces = st.sampled_from(
    [
        "java",
        "script",
        ":",
        "/",
        "//",
        "\\",
        "http",
        "https",
        "mailto",
        "data",
        "@",
        "a.example",
        "&#58;",
        "&#x2f;",
        "&colon;",
        "&Tab;",
        "&bsol;",
        "%3a",
        "\t",
        " ",
        "\u200b",
        "#",
        "?",
        ".",
        "&",
        ";",
        "x",
        "\x00",
        "J",
        "ſ",
    ]
)


@given(st.lists(pieces, max_size=8).map("".join) | st.text(max_size=30))
def test_no_allowed_address_can_be_read_as_another_scheme_or_host(address: str) -> None:
    if isinstance(check_url(address), Refusal):
        return
    # As browsers do: white space and controls at the ends and tabs and line breaks anywhere are dropped.
    seen = "".join(char for char in address if char > " ").replace("\\", "/")
    assert seen == address
    scheme, host = urlsplit(seen).scheme, urlsplit(seen).netloc
    assert scheme in ("http", "https", "mailto", "")
    assert bool(host) == (scheme in ("http", "https"))
    assert "@" not in host

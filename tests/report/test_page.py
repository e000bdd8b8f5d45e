"""The page: exact text, one row an attribution, links both ways, nothing run or fetched."""

import base64
import hashlib
import re
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.model import Article, Attribution, Mention, Reading, Rejected, Span, Unread
from stemmata.report.accuracy import Accuracy, Measure
from stemmata.report.page import render

HOSTILE = (
    "</p></article><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "{{ 7 * 7 }} {% raw %} {# gone #}",
    "</style><style>*{display:none}",
    "&amp; &lt; &#0; &bogus;",
    "nul \x00 escape \x1b[2J bell \x07",
    "lone \ud800 and \udfff surrogates",
    "\u202egnp.exe\u2066 reordered \u200f",
    "line\r\nbreaks\rof\u2028every\u2029kind\x0b\x0c\x85",
    "שלום עולם, she said 🜂 e\u0301",
)


def shown(text):
    """What an HTML page can hold of a text."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def page_of(*readings, rejected=(), accuracy=Accuracy()):
    return render(readings, rejected, accuracy=accuracy, generator="stemmata 0.0.0")


@pytest.fixture(scope="module")
def html(partisan, accuracy):
    return page_of(partisan, accuracy=accuracy)


@pytest.fixture(scope="module")
def page(html, parse):
    return parse(html)


def test_text_column_is_the_article_exactly(page, partisan):
    assert page.columns == [partisan.article.text]


def test_every_attribution_has_a_row_and_a_place_in_the_text(page, partisan):
    assert len(page.having("row")) == len(partisan.attributions)
    beginnings = [a for a in page.having("label") if "id" in a]
    assert len(beginnings) == len(partisan.attributions)


def test_ids_are_unique_and_every_link_resolves_in_the_page(parse, partisan, accuracy):
    page = parse(page_of(partisan, partisan, accuracy=accuracy))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert page.values("href")
    assert {href.removeprefix("#") for href in page.values("href")} <= set(ids)
    assert set(page.values("aria-labelledby")) <= set(ids)


def test_row_and_text_link_to_each_other(page):
    links = {a["id"]: a["href"] for a in page.having("label") if "id" in a}
    back = {
        row["id"]: a["href"]
        for row, a in zip(page.having("row"), page.having("number"), strict=True)
    }
    assert links
    assert all(back[href[1:]] == f"#{place}" for place, href in links.items())


def test_content_in_two_pieces_is_marked_twice_and_labelled_where_it_goes_on(page):
    again = [a["data-number"] for a in page.having("label") if "id" not in a]
    assert again == ["2…", "8…"]


def test_nested_row_says_which_row_it_lies_within(html, page):
    assert len(page.having("depth-1")) == 1
    assert re.search(r"inside row <a href=\"#r1-\d+\">4</a>", html)


def test_overlapping_mentions_keep_both_notes(page):
    notes = [a["data-note"] for a in page.having("mention-note")]
    assert notes.count("person") == 2


def test_unread_passages_stand_with_their_reasons(page):
    notes = [a["data-note"] for a in page.having("unread-note")]
    assert sorted(set(notes)) == [
        "call to act",
        "opinion",
        "page furniture",
        "prediction",
        "question",
    ]


def test_what_was_measured_is_shown_and_what_was_not_is_said(html):
    assert "0.751" in html and "0.759" in html and "not measured" in html
    assert "Nobody has measured" in page_of()


def test_page_says_that_it_attributes_and_does_not_assert(html):
    assert "attributes; it does not assert" in html


def test_how_each_field_was_found_is_shown(html):
    assert html.count("meta og:site_name") == 1
    assert 'title="found: JSON-LD datePublished"' in html


def test_nothing_is_fetched_and_nothing_runs_from_attributes(page):
    assert not {tag for tag, _ in page.elements} & {
        "link",
        "img",
        "iframe",
        "object",
        "base",
        "form",
    }
    names = {name for _, attrs in page.elements for name in attrs}
    assert not [name for name in names if name.startswith("on")]
    assert not names & {"src", "style", "srcset", "action", "background"}
    assert "url(" not in "".join(page.texts) and "@import" not in "".join(page.texts)


def test_policy_allows_this_style_and_this_script_only(html, page):
    policy = next(v for v in page.values("content") if "default-src" in v)
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_several_articles_have_contents_and_a_section_each(parse, partisan):
    page = parse(page_of(partisan, partisan, partisan))
    assert len(page.columns) == len(page.having("reading")) == 3
    assert [href for href in page.values("href") if re.fullmatch(r"#a\d", href)] == [
        "#a1",
        "#a2",
        "#a3",
    ]


def test_rejected_items_are_shown_with_stage_and_reason(parse):
    page = parse(page_of(rejected=[Rejected("scan.pdf", "capture", "a PDF <b>; expected text")]))
    words = " ".join("".join(page.texts).split())
    assert "1 item could not be read scan.pdf while opening it: a PDF <b>; expected text" in words


def test_page_without_readings_is_a_page(parse):
    assert "0 articles" in "".join(parse(page_of()).texts)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_and_nothing_else(words, build, parse, page):
    b = build(f"{words} said Mo. {words}", f"T {words}", f"O {words}", f"p {words}")
    whole = words.strip()
    b.says("Mo", "said", whole)
    b.names("Mo", "person")
    html = page_of(
        b.build(),
        rejected=[Rejected(words, "text", words)],
        accuracy=Accuracy((Measure(words, 0.5, None, words),)),
    )
    html.encode("utf-8")
    seen = parse(html)
    assert seen.columns == [shown(b.text)]
    assert {tag for tag, _ in seen.elements} <= {tag for tag, _ in page.elements}
    assert not [n for _, attrs in seen.elements for n in attrs if n.startswith("on") or n == "src"]
    assert html.count("<script") == html.count("<style") == 1


def test_invisible_reordering_characters_are_closed_in_and_named(build, parse):
    b = build("a\u202eb said Mo")
    b.says("Mo", "said", "a\u202eb")
    signs = parse(page_of(b.build())).having("sign")
    assert signs
    assert {a["data-code"] for a in signs} == {"U+202E"}


@st.composite
def any_reading(draw):
    """Any text, its words in overlapping rows and mentions, the rest unread."""
    text = draw(
        st.text(st.characters() | st.sampled_from("\n\r \t\x00<&\"'\u202e\ud800"), max_size=80)
    )
    found = [Span(*m.span()) for m in re.finditer(r"\S+", text)]
    pick = st.lists(st.sampled_from(found), max_size=6) if found else st.just([])
    spans = (
        [
            Span(min(a, b).start, max(a, b).end)
            for a, b in draw(
                st.lists(st.tuples(st.sampled_from(found), st.sampled_from(found)), max_size=5)
            )
        ]
        if found
        else []
    )
    rows = []
    for number, span in enumerate(spans):
        if draw(st.booleans()):
            rows.append(Attribution(f"a{number}", "outlet", (), (), (span,), "outlet"))
        else:
            source = tuple(draw(pick)[:1])
            rows.append(Attribution(f"a{number}", "source", source, (), (span,), "mixed"))
    covered = [s for row in rows for s in (*row.source, *row.content)]
    unread = [Unread(s, "other") for s in found if not any(s.overlaps(c) for c in covered)]
    mentions = [Mention(f"m{n}", span, "event") for n, span in enumerate(draw(pick))]
    article = Article("art:1", "cap:1", text)
    return Reading("any", article, "w", "x", tuple(rows), tuple(mentions), (), tuple(unread))


@settings(deadline=None, max_examples=60)
@given(any_reading())
def test_any_text_under_any_marks_is_shown_exactly(parse, reading):
    html = page_of(reading)
    html.encode("utf-8")
    page = parse(html)
    assert page.columns == [shown(reading.article.text)]
    assert len(page.having("row")) == len(reading.attributions)
    assert len(page.values("id")) == len(set(page.values("id")))


def test_six_hundred_words_take_less_than_a_tenth_of_a_second(partisan, build):
    sentences = [
        f"Guard {n} told us that post {n} was left empty for the night." for n in range(50)
    ]
    b = build("\n\n".join(sentences))
    for n in range(50):
        b.says(
            f"Guard {n}",
            f"told us that post {n} ".split(" that")[0],
            f"post {n} was left empty for the night",
        )
    reading = b.build()
    page_of(partisan)
    start = time.process_time()
    page_of(reading)
    assert time.process_time() - start < 0.1


def test_importing_the_page_does_not_load_jinja2_or_rich():
    code = "import sys, stemmata.report.page; print({'jinja2', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def _luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_colours_meet_wcag_aa(html, scheme):
    roots = re.findall(r":root \{(.*?)\}", html, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#\w+);", roots[0]))
    later = {"light": "", "dark": roots[1], "print": roots[2]}[scheme]
    colours |= dict(re.findall(r"--([\w-]+): (#\w+);", later))

    def contrast(one, other):
        low, high = sorted((_luminance(colours[one]), _luminance(colours[other])))
        return (high + 0.05) / (low + 0.05)

    grounds = ("paper", "card", "blue-tint", "blue-deep", "warm-tint", "glow")
    for ground in grounds:
        for words in ("ink", "soft"):
            assert contrast(words, ground) >= 4.5, (words, ground)
        for line in ("blue", "warm"):
            assert contrast(line, ground) >= 3, (line, ground)
    for words in ("blue", "warm", "link"):
        for ground in ("paper", "card"):
            assert contrast(words, ground) >= 4.5, (words, ground)

"""Redaction: no private name in any output, public ones kept, spans exact."""

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.export.evidence import Evidence
from stemmata.export.names import private_names
from stemmata.export.redact import MARK, redacted
from stemmata.model import Article, Entity, Mention, Reading, Span, Unread
from tests.export.conftest import evidence_of, exported, reading_of

FORMATS = ("jsonl", "csv", "xlsx", "parquet", "docx", "html", "webannotation")

HALLAM = Entity("ent:1", "Ivo Hallam", "person", ("Hallam",), "Interior Minister of Tarnow")
DOLEN = Entity("ent:2", "Mara Dolen", "person", ("Dolen",), "resident of Port Averin")
QUILL = Entity("ent:3", "Jean-Luc Quill", "person", (), "driver of the minister")
BRIGADE = Entity("ent:4", "Dolen Trust", "organization", ("the Trust",))

ROWS = [
    ("Ivo Hallam", "the border is closed"),
    ("Mara Dolen", "her brother saw MARA DOLEN’s house burn; the Dolens fled"),
    ("Jean-Luc Quill", "Dolen had called Hallam twice"),
    ("Dolen Trust", "Mara  Dolen gave nothing"),
]


def sample(**changes: object) -> Evidence:
    first = reading_of(
        ROWS,
        title="Mara Dolen speaks",
        path="mara-dolen.html",
        entities=[HALLAM, DOLEN, QUILL, BRIGADE],
    )
    second = reading_of([("A guard", "Mara Dolen was not there")], title=None)
    return evidence_of(first, second, **changes)


def text_of(case: Evidence) -> str:
    return "\n".join(exhibit.reading.article.text for exhibit in case.exhibits())


def words_in(data: bytes) -> str:
    """All that a file says, whatever it is packed in."""
    if data[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(data))
        return "\n".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )
    if data[:4] == b"PAR1":
        from pyarrow import parquet

        return str(parquet.read_table(io.BytesIO(data)).to_pylist())
    return data.decode()


def test_private_names_become_roles_and_public_ones_stay() -> None:
    assert text_of(redacted(sample())) == (
        "Ivo Hallam said the border is closed\n"
        "[resident 1] said her brother saw [resident 1]’s house burn; the [resident 1] fled\n"
        "[driver 1] said [resident 1] had called Hallam twice\n"
        "[resident 1] Trust said [resident 1] gave nothing\n"
        "\nA guard said [resident 1] was not there\n"
    )


@pytest.mark.parametrize("name", FORMATS)
def test_no_output_holds_a_private_name_or_what_leads_to_it(name: str) -> None:
    said = words_in(exported(name, sample(), redact=True))
    assert not re.search(r"dolen|quill|lowland\.example|pages/|[ef]{64}", said, re.IGNORECASE)
    assert "Hallam" in said and "resident 1" in said


def test_ids_say_that_they_are_redacted_and_tell_nothing_of_the_text() -> None:
    before = exported("jsonl", sample()).decode()
    after = exported("jsonl", sample(), redact=True).decode()
    ids = re.findall(r'"id":"([^"]+)"', after)
    assert ids and all(id_.startswith(MARK) for id_ in ids)
    old, new = (set(re.findall(r":([0-9a-f]{24})", said)) for said in (before, after))
    assert new and not old & new


@pytest.mark.parametrize(
    ("description", "is_public"),
    [
        ("Prime Minister of Ardesh", True),
        ("spokesman for the army", True),
        ("commander of the Copper Brigade", True),
        ("former governor", True),
        ("the minister's driver", False),
        ("wife of the mayor", False),
        ("baker", False),
        ("who met the president", False),
        (None, False),
    ],
)
def test_only_an_office_of_their_own_makes_a_person_public(
    description: str | None, is_public: bool
) -> None:
    person = Entity("ent:1", "Rena Orr", "person", (), description)
    case = evidence_of(reading_of([("Rena Orr", "no")], entities=[person]))
    assert ("Rena Orr" in text_of(redacted(case))) == is_public


def test_title_in_the_words_that_name_the_source_makes_public() -> None:
    person = Entity("ent:1", "Rena Orr", "person")
    reading = reading_of([("Rena Orr", "no")], entities=[person])
    titled = reading_of([("Governor Rena Orr", "no")])
    a = titled.attributions[0]
    titled = Reading(
        "x",
        titled.article,
        "",
        "s",
        (a,),
        (Mention("m", a.source[0], "person", "ent:1"),),
        (person,),
    )
    assert "Orr" in text_of(redacted(evidence_of(reading, titled)))
    assert "Orr" not in text_of(redacted(evidence_of(reading)))


def test_journalist_in_a_byline_keeps_the_name() -> None:
    text = "By Ottilie Crane"
    person = Entity("ent:1", "Ottilie Crane", "person")
    article = Article("art:1", "cap:1", text, byline=("Ottilie Crane",))
    reading = Reading(
        "x", article, "", "s", (), (Mention("m", Span(3, 16), "person", "ent:1"),), (person,),
        (Unread(Span(0, 16), "furniture"),),
    )  # fmt: skip
    assert text_of(redacted(evidence_of(reading))) == text


def test_place_of_the_same_name_stays() -> None:
    text = "Tom Jackson left Jackson"
    person = Entity("ent:1", "Tom Jackson", "person")
    mentions = (
        Mention("m1", Span(0, 11), "person", "ent:1"),
        Mention("m2", Span(17, 24), "place"),
    )
    unread = (Unread(Span(0, 24), "other"),)
    reading = Reading(
        "x", Article("art:1", "cap:1", text), "", "s", (), mentions, (person,), unread
    )
    assert text_of(redacted(evidence_of(reading))) == "[person 1] left Jackson"


def test_name_that_is_mostly_a_day_or_a_place_is_nobodys() -> None:
    text = "Thursday and Thursday"
    mentions = (
        Mention("m1", Span(0, 8), "person", "ent:1"),
        Mention("m2", Span(13, 21), "time"),
        Mention("m3", Span(13, 21), "place"),
    )
    person, unread = Entity("ent:1", "Thursday", "person"), (Unread(Span(0, 21), "other"),)
    reading = Reading("x", Article("a", "c", text), "", "s", (), mentions, (person,), unread)
    assert text_of(redacted(evidence_of(reading))) == text


def test_span_that_begins_inside_a_name_has_all_of_its_role() -> None:
    text = "Mara Dolen left"
    mentions = (Mention("m1", Span(0, 10), "person", "ent:2"),)
    unread = (Unread(Span(0, 4), "frame"), Unread(Span(5, 15), "other"))
    reading = Reading("x", Article("art:1", "cap:1", text), "", "s", (), mentions, (DOLEN,), unread)
    (exhibit,) = redacted(evidence_of(reading)).exhibits()
    article, spans = exhibit.reading.article, [u.span for u in exhibit.reading.unread]
    assert article.quote(spans) == ("[resident 1]", "[resident 1] left")


def test_chosen_attributions_stay_chosen() -> None:
    (first, _) = sample().exhibits()
    chosen = frozenset([first.reading.attributions[1].id])
    page = exported("html", sample(chosen=chosen), redact=True).decode()
    assert "house burn" in page and "border is closed" not in page


def test_rejected_items_are_left_out() -> None:
    assert redacted(sample()).rejected == ()


NAMES = st.lists(
    st.sampled_from(["Aria", "Bo", "Cho-Lin", "Dree", "Élan", "O’Fay", "Gant", "Hux"]),
    min_size=2,
    max_size=3,
    unique=True,
).map(" ".join)
WORDS = st.lists(
    st.sampled_from(
        ["rain", "the", "Bridge", "=1", "😀", "fell,", "and", "Bo", "\u202e", "Dree’s"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, WORDS, NAMES), min_size=1, max_size=4))
def test_spans_slice_and_no_name_is_left(lines: list[tuple[str, str, str]]) -> None:
    people = {
        name: Entity(f"ent:{number}", name, "person")
        for number, name in enumerate(dict.fromkeys(who for who, _, _ in lines))
    }
    reading = reading_of(
        [(who, f"{words} {other}") for who, words, other in lines], entities=tuple(people.values())
    )
    case = redacted(evidence_of(reading))  # a Reading checks its own spans
    (exhibit,) = case.exhibits()
    article = exhibit.reading.article
    assert not [name for name in people if name.casefold() in article.text.casefold()]
    for a in exhibit.reading.attributions:
        assert article.quote(a.cue) == ("said",)
        assert article.quote(a.source)[0].startswith("[source ")
    labels = set(private_names(evidence_of(reading).exhibits()).labels.values())
    assert len(labels) == len(people)

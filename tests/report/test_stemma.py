"""The stemma: what is drawn where, and what each line says."""

import re
from xml.etree import ElementTree

from stemmata.model import (
    Article,
    Attribution,
    Capture,
    Claim,
    Exhibit,
    Occurrence,
    Offsets,
    Origin,
    Passage,
    Place,
    Reading,
    Span,
    Stance,
    Step,
)
from stemmata.report.stemma import stemma, svg

SVG = "{http://www.w3.org/2000/svg}"
OFFICIAL = Origin("org:1", "a harbour official", "anonymous")
ITSELF = Origin("org:2", "outlet itself: Gazette", "outlet", circular=True)


def exhibit(name, outlet, published, words="the quay sank"):
    article = Article(name, "cap:1", words, outlet, published=published)
    span = (Span(0, len(words)),)
    row = Attribution("att:" + name, "outlet", (), (), span, "outlet")
    reading = Reading(name, article, "w", "x", (row,))
    capture, place = Capture("cap:1", "0" * 64, "text/plain"), Place("000001.warc.gz", 0, 1, "0")
    return Exhibit(reading, capture, place, (), Offsets("utf-8"), "2031-05-01T00:00:00Z")


def drawn(*told, circles="", alike="", words="the quay sank"):
    """A claim told by (article, outlet, date, steps, origins, stance).

    `circles` names articles; `alike` those that only share words with what their steps call copies.
    """
    exhibits, occurrences = {}, []
    for name, outlet, published, steps, origins, *stance in told:
        exhibits[name] = exhibit(name, outlet, published, words)
        copied = [step.to for step in steps if step.kind == "copy" and name not in alike]
        passage = Passage(name, Span(0, 13))
        ids = tuple(origin.id for origin in origins)
        stood: Stance = "denies" if stance else "asserts"
        occurrences.append(
            Occurrence(
                *("occ:" + name, passage, "att:" + name, stood, ids, tuple(steps)),
                copied_from=copied[0] if copied else None,
                circular=name in circles,
            )
        )
    known = {o.id: o for *_, origins in [t[:5] for t in told] for o in origins}
    claim = Claim(
        "clm:1", "the quay sank", tuple(occurrences), tuple(known.values()), (1, 1), "2031-03-01"
    )
    return stemma(claim, {i: e.reading.article for i, e in exhibits.items()})


def test_time_runs_to_the_right_and_each_outlet_has_a_lane():
    found = drawn(
        ("c", "Wire", "2031-03-09", [], [OFFICIAL]),
        ("a", "Gazette", "2031-03-01", [], [OFFICIAL]),
        ("b", "Wire", None, [], [OFFICIAL]),
    )
    assert [node.occurrence.passage.article for node in found.nodes] == ["a", "c", "b"]
    assert found.nodes[0].x < found.nodes[1].x < found.nodes[2].x
    assert [lane.name for lane in found.lanes] == ["Gazette", "Wire"]
    assert [column.label for column in found.columns] == ["1 Mar", "9 Mar", "no date"]


def test_copy_credit_and_relay_each_make_their_line():
    found = drawn(
        ("a", "Gazette", "2031-03-01", [], [OFFICIAL]),
        ("b", "Wire", "2031-03-02", [Step("copy", "a")], [OFFICIAL]),
        ("c", "Radio", "2031-03-03", [Step("relay", "Gazette")], [OFFICIAL]),
        ("d", "Ferryman", "2031-03-03", [Step("credit", "Far Agency")], [OFFICIAL]),
    )
    assert [(line.way, line.title) for line in found.lines] == [
        ("copy", "Wire, 2031-03-02, copied from Gazette"),
        ("credit", "Ferryman, 2031-03-03, credits Far Agency"),
        ("relay", "Radio, 2031-03-03, relays Gazette"),
    ]
    assert [lane.name for lane in found.lanes if lane.outside] == ["Far Agency"]
    assert [node.begins for node in found.nodes] == [True, False, False, False]


def test_the_same_words_in_another_article_are_no_copy_of_it():
    one = ("a", "Gazette", "2031-03-02", (), [OFFICIAL])
    two = ("b", "Wire", "2031-03-02", [Step("copy", "a")], [OFFICIAL])
    assert [line.way for line in drawn(one, two).lines] == ["copy"]
    assert drawn(one, two, alike="b").lines == ()


def test_a_line_of_one_day_goes_round_the_outlets_between():
    day = "2031-03-02"
    found = drawn(
        ("a", "Courier", day, (), [OFFICIAL]),
        ("b", "Gazette", day, (), [OFFICIAL]),
        ("c", "Wire", day, [Step("copy", "a")], [OFFICIAL]),
    )
    (line,), between = found.lines, found.nodes[1]
    numbers = [float(n) for n in re.findall(r"[\d.]+", line.path)]
    (start, *turns, end) = zip(numbers[::2], numbers[1::2], strict=True)
    assert start[0] == end[0] == between.x
    assert all(x > between.x + 20 for x, _ in turns)


def test_an_article_stands_at_the_day_that_it_prints():
    told = ("a", "Gazette", "2031-03-20T10:00", (), [OFFICIAL])
    assert drawn(told, words="5 March 2031 the quay sank").nodes[0].published == "2031-03-05"
    assert drawn(told).nodes[0].published == "2031-03-20"
    assert drawn(("a", "Gazette", "2031-03", [], [OFFICIAL])).nodes[0].published == "2031-03"


def test_a_source_that_several_quote_is_drawn_once():
    steps = [Step("relay", "Ivo Hallam")]
    found = drawn(
        ("a", "Gazette", "2031-03-01", steps, [OFFICIAL]),
        ("b", "Wire", "2031-03-02", steps, [OFFICIAL]),
        ("c", "Radio", "2031-03-02", [Step("relay", "Odda Brenn")], [OFFICIAL]),
    )
    assert [lane.name for lane in found.lanes if lane.outside] == ["Ivo Hallam"]
    assert len(found.lines) == 2
    assert all(node.begins for node in found.nodes)


def test_an_outlet_that_cites_itself_is_a_circle():
    own = [Step("own source", "Gazette")]
    found = drawn(
        ("a", "Gazette", "2031-03-01", own, [ITSELF]),
        ("b", "Gazette", "2031-03-05", own, [ITSELF]),
        circles="ab",
    )
    assert [node.circular for node in found.nodes] == [True, True]
    assert [line.way for line in found.lines] == ["circular"]


def test_a_circle_is_drawn_though_others_lead_to_the_same_origin():
    own = [Step("own source", "Gazette")]
    found = drawn(
        ("a", "Gazette", "2031-03-01", own, [ITSELF]),
        ("b", "Wire", "2031-03-02", [Step("copy", "a")], [ITSELF]),
        ("c", "Gazette", "2031-03-05", [Step("copy", "b"), *own], [ITSELF]),
        circles="ac",
    )
    assert [node.circular for node in found.nodes] == [True, False, True]
    assert [(line.way, line.title) for line in found.lines] == [
        ("copy", "Wire, 2031-03-02, copied from Gazette"),
        ("copy", "Gazette, 2031-03-05, copied from Wire"),
        ("circular", "Gazette, 2031-03-05, rests on its own earlier word in Gazette"),
    ]
    assert "2 in a circle" in found.description


def test_outlets_that_quote_each_other_are_joined_both_ways():
    found = drawn(
        ("a", "Gazette", "2031-03-01", [Step("relay", "Wire")], [OFFICIAL]),
        ("b", "Wire", "2031-03-02", [Step("relay", "Gazette")], [OFFICIAL]),
        circles="ab",
    )
    assert [(line.way, line.title) for line in found.lines] == [
        ("circular", "Gazette, 2031-03-01, in a circle with Wire"),
        ("circular", "Wire, 2031-03-02, in a circle with Gazette"),
    ]
    assert found.lines[0].path != found.lines[1].path


def test_an_outlet_on_its_bare_word_alone_is_drawn_as_a_loop():
    own = [Step("own source", "Gazette")]
    found = drawn(("a", "Gazette", "2031-03-01", own, [ITSELF]), circles="a")
    (line,) = found.lines
    assert (line.way, line.title) == (
        "circular",
        "Gazette, 2031-03-01, rests on nothing but the word of Gazette",
    )


def test_a_copy_of_what_came_later_is_not_drawn_against_time():
    found = drawn(
        ("a", "Gazette", "2031-03-01", [Step("copy", "b")], [OFFICIAL]),
        ("b", "Wire", "2031-03-02", [Step("copy", "a")], [OFFICIAL]),
    )
    assert len(found.lines) == 1
    assert [node.begins for node in found.nodes] == [True, False]


def test_drawing_is_xml_with_a_link_and_words_for_every_node():
    found = drawn(
        ("a", '<b>"Gazette"</b>', "2031-03-01", [], [OFFICIAL]),
        ("b", "Wire", "2031-03-02", [Step("copy", "a")], [], "denies"),
    )
    tree = ElementTree.fromstring(svg(found, lambda node: f"/{node.occurrence.id}?a&b"))
    links = tree.findall(f"{SVG}a")
    assert [link.get("href") for link in links] == ["/occ:a?a&b", "/occ:b?a&b"]
    assert "the quay sank" in links[0].get("aria-label", "")
    assert "denies" in links[1].get("aria-label", "")
    assert tree.findtext(f"{SVG}title")
    assert tree.findtext(f"{SVG}desc", "").startswith("2 occurrences in 2 outlets; origins: 1")
    assert tree.findall(f".//{SVG}b") == []


def test_a_claim_without_articles_is_an_empty_drawing():
    found = drawn()
    assert (found.nodes, found.lines, found.lanes) == ((), (), ())

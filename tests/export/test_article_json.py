"""The JSON object carries the reading whole."""

import json

from stemmata.export.article_json import to_json
from stemmata.model import Article, Attribution, Entity, Mention, Reading, Span, Unread

TEXT = "Rain \ud800 fell, said Tarn"


def reading() -> Reading:
    article = Article(
        id="art:1", capture="cap:1", text=TEXT, outlet="Sarn Courier", byline=("Olva Brandt",),
        published="2024-07-03",
    )  # fmt: skip
    row = Attribution(
        id="att:1", voice="source", source=(Span(18, 22),), cue=(Span(13, 17),),
        content=(Span(0, 4), Span(7, 11)), manner="indirect", source_entity="ent:1",
        source_kind="named_person", score=0.87654321,
    )  # fmt: skip
    return Reading(
        "a.txt", article, "w", "x", (row,),
        (Mention("men:1", Span(18, 22), "person", "ent:1"),),
        (Entity("ent:1", "Tarn", "person", ("T",)),),
        (Unread(Span(5, 6), "other"), Unread(Span(11, 12), "frame")),
    )  # fmt: skip


def test_a_round_trip_keeps_every_code_point() -> None:
    row = json.loads(to_json(reading()))
    assert row["article"]["text"] == TEXT
    assert to_json(reading()).isascii()


def test_spans_and_keys_are_those_of_the_contract() -> None:
    row = json.loads(to_json(reading()))
    (attribution,) = row["attributions"]
    assert attribution["content"] == [[0, 4], [7, 11]]
    assert attribution["score"] == 0.8765
    assert set(attribution) == {
        "id", "voice", "source", "cue", "content", "within", "manner", "attitude", "polarity",
        "source_entity", "source_kind", "score",
    }  # fmt: skip
    assert row["mentions"] == [
        {"id": "men:1", "start": 18, "end": 22, "type": "person", "entity": "ent:1"}
    ]
    assert row["unread"][0] == {"start": 5, "end": 6, "reason": "other"}
    assert row["article"]["headline"] is None

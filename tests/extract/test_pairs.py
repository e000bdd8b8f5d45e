"""Each speaker keeps the cue beside them."""

from stemmata.extract.draft import Draft
from stemmata.extract.pairs import paired
from stemmata.model import Span, Spans

Row = tuple[list[str], list[str], list[str]]


def pair(text: str, *rows: Row) -> list[Row]:
    """The rows after pairing; each word or phrase stands once in the text."""

    def spans(words: list[str]) -> Spans:
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)

    def words(found: Spans) -> list[str]:
        return [text[slice(*span)] for span in found]

    drafts = [Draft(spans(source), spans(cue), spans(said), 0.8) for source, cue, said in rows]
    return [(words(d.source), words(d.cue), words(d.content)) for d in paired(text, drafts)]


def test_a_draft_without_a_cue_takes_the_one_before_its_content() -> None:
    text = "The Guild said the weir held, urging farmers to stay."
    rows: list[Row] = [
        (["The Guild"], ["said", "urging"], ["the weir held"]),
        (["The Guild"], [], ["farmers to stay"]),
    ]
    assert pair(text, *rows) == [
        (["The Guild"], ["said"], ["the weir held"]),
        (["The Guild"], ["urging"], ["farmers to stay"]),
    ]


def test_a_speaker_goes_with_the_cue_that_is_taken() -> None:
    text = "Ardesh said it fired on the camp, which Belmark calls a school."
    rows: list[Row] = [
        (["Ardesh", "Belmark"], ["said", "calls"], ["it fired on the camp"]),
        (["Belmark"], [], ["a school"]),
    ]
    assert pair(text, *rows) == [
        (["Ardesh"], ["said"], ["it fired on the camp"]),
        (["Belmark"], ["calls"], ["a school"]),
    ]


def test_a_cue_goes_back_to_the_speaker_that_another_draft_has() -> None:
    text = "Officials blame the guard but Lim has denied a part and the mayor said it rained."
    rows: list[Row] = [
        (["Officials"], ["blame", "has denied"], ["the guard", "a part"]),
        (["Lim", "the mayor"], ["said"], ["it rained"]),
    ]
    assert pair(text, *rows) == [
        (["Officials"], ["blame"], ["the guard"]),
        (["Lim"], ["has denied"], ["a part"]),
        (["the mayor"], ["said"], ["it rained"]),
    ]


def test_what_a_reporter_at_the_end_reports_is_that_another_spoke() -> None:
    text = "The guard has denied the charge, the Herald reports."
    row = (["The guard", "the Herald"], ["has denied", "reports"], ["the charge"])
    assert pair(text, row) == [
        (["The guard"], ["has denied"], ["the charge"]),
        (["the Herald"], ["reports"], ["The guard has denied the charge"]),
    ]


def test_two_speakers_with_a_cue_each_are_two_rows() -> None:
    text = "The report does not say who fired. The guard has said the boy was armed."
    row = (
        ["The report", "The guard"],
        ["does not say", "has said"],
        ["who fired", "the boy was armed"],
    )
    assert pair(text, row) == [
        (["The report"], ["does not say"], ["who fired"]),
        (["The guard"], ["has said"], ["the boy was armed"]),
    ]


def test_a_speaker_in_a_clause_of_the_other_speaks_within_that_ones_words() -> None:
    text = "Ardesh said it would spend the money which Belmark says it saved."
    row = (["Ardesh", "Belmark"], ["said", "says"], ["it would spend the money", "it saved"])
    outer, inner = pair(text, row)
    assert outer == (["Ardesh"], ["said"], ["it would spend the money which Belmark says it saved"])
    assert inner[:2] == (["Belmark"], ["says"])


def test_according_to_takes_what_stands_before_it() -> None:
    text = "The guard said the gate was shut. It was open, according to two drovers."
    row = (
        ["The guard", "two drovers"],
        ["said", "according to"],
        ["the gate was shut", "It was open"],
    )
    assert pair(text, row) == [
        (["The guard"], ["said"], ["the gate was shut"]),
        (["two drovers"], ["according to"], ["It was open"]),
    ]


def test_a_cue_in_two_pieces_stays_whole() -> None:
    text = "She told, and later wrote, that the mill had burnt."
    row = (["She"], ["told", "wrote"], ["that the mill had burnt"])
    assert pair(text, row) == [row]


def test_two_speakers_of_one_content_stay_together() -> None:
    text = "The mayor warned, and the bishop agreed, of a flood."
    row = (["The mayor", "the bishop"], ["warned", "agreed"], ["of a flood"])
    assert pair(text, row) == [row]


def test_the_verb_of_a_relative_clause_is_no_cue() -> None:
    text = "Lim said the town lay in Ardesh, a country with which it has disputed the valley since 2031."
    rows: list[Row] = [
        (
            ["Lim"],
            ["said", "has disputed"],
            ["the town lay in Ardesh, a country", "the valley since 2031"],
        )
    ]
    whole = "the town lay in Ardesh, a country with which it has disputed the valley since 2031"
    assert pair(text, *rows) == [(["Lim"], ["said"], [whole])]


def test_a_second_verb_of_the_speaker_stays_a_cue() -> None:
    text = "Lim, who said the town was quiet and who denied the losses, left."
    rows: list[Row] = [(["Lim"], ["said", "denied"], ["the town was quiet", "the losses"])]
    assert pair(text, *rows) == rows

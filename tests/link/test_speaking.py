"""Who says which rows, and of whom rows speak."""

from stemmata.link.entities import actors
from stemmata.link.speaking import actor_of, named_in, speaking, spoken
from tests.link.charges import told
from tests.link.newsroom import Draft

SAID = told(
    "Harbour Watch said the Vellan army left Osk.",
    source="Harbour Watch",
    cue="said",
    content="the Vellan army left Osk",
)


def test_rows_are_counted_for_their_source_and_for_whom_they_speak_of():
    found = actors([SAID])
    names = {actor.id: actor.name for actor in found}
    counted = {names[x.actor]: (x.said, x.named) for x in speaking([SAID], actor_of(found))}
    assert counted == {"Harbour Watch": (1, 0), "Vellan army": (0, 1), "Osk": (0, 1)}


def test_the_rows_behind_the_counts_are_the_same():
    for actor in actors([SAID]):
        (count,) = speaking([SAID], actor_of([actor]))
        rows = spoken(SAID, {entity for _, entity in actor.entities})
        assert (count.said, count.named) == (len(rows.said), len(rows.named))


def test_an_inner_row_speaks_of_whom_it_names_not_the_row_around_it():
    draft = Draft("Bay Herald").own("Ida said that the Fenn Guild lies")
    draft.named("Fenn Guild", "organization")
    whole = draft.attributions[0]
    inner = Draft("Bay Herald")._keep("outlet", (), (), draft.mentions[0].span)
    draft.attributions += inner.attributions
    reading = draft.reading()
    (row,) = named_in(reading).values()
    assert row.id != whole.id

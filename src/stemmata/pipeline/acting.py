"""Acting: who is who in a case, who speaks, who accuses whom; anew for the actors that a judgement touches.

Working out who is who takes the names of the whole case, and a second in a large one. Articles are read
again only where a judgement brings two of their names together, or parts them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from stemmata.ledger import Accused, Actor, Ledger, Linked, Spoke
from stemmata.link.accusations import accusations
from stemmata.link.entities import NAMED_TYPES, Judged, actors_of
from stemmata.link.networks import Names
from stemmata.link.speaking import actor_of, speaking
from stemmata.model import Entity, Reading

__all__ = ["acting", "recount_actors", "recount_speaking", "spoken"]


def acting(
    entities: Iterable[tuple[str, Entity]], names: Names, judged: Judged
) -> tuple[Actor, ...]:
    """The actors that these entities are, the most mentioned first."""
    found = actors_of(entities, names=names, judged=judged)
    return tuple(
        Actor(
            *(a.id, a.name, a.type, a.names, a.entities),
            tuple((m.a, m.b, m.score, m.why) for m in a.merges),
        )
        for a in found
    )


def spoken(
    readings: Iterable[Reading], who: Mapping[str, Mapping[str, str]]
) -> tuple[list[Spoke], list[Accused]]:
    """Where actors speak, are spoken of and are accused; `who` names the actor of each entity, by article."""
    listed = list(readings)
    spoke = [Spoke(*one) for one in speaking(listed, who)]
    return spoke, [Accused(*one) for one in accusations(listed, who)]


def recount_speaking(ledger: Ledger, articles: Collection[str]) -> None:
    """Put right who speaks in articles whose rows people judged; inside a transaction."""
    spoke, accused = spoken(_read(ledger, articles), ledger.actors_in(articles))
    ledger.keep_actors((), articles, Linked((), (), (), (), spoke, accused))


def recount_actors(ledger: Ledger, names: Names, judged: Judged) -> None:
    """Put the actors, and all that rests on them, right by what people judged; inside a transaction."""
    was = {actor.id: actor for actor in ledger.linked_actors()}
    entities = ledger.all_entities(NAMED_TYPES)
    now = {actor.id: actor for actor in acting(entities, names, judged)}
    gone = {i for i, actor in was.items() if now.get(i) != actor}
    made = {i for i, actor in now.items() if was.get(i) != actor}
    touched = [*(was[i] for i in gone), *(now[i] for i in made)]
    articles = {article for actor in touched for article, _ in actor.entities}
    before, after = actor_of(was.values()), actor_of(now.values())
    compared = {article: _renamed(before[article], after[article]) for article in articles}
    renamed = {article: called for article, called in compared.items() if called is not None}
    anew = articles - renamed.keys()
    spoke, accused = spoken(_read(ledger, anew), after)
    for one in ledger.spoke_of(gone):
        if one.article not in anew:
            spoke.append(one._replace(actor=renamed[one.article][one.actor]))
    for blamed in ledger.accused_of(gone):
        if blamed.article not in anew:
            called = renamed[blamed.article]
            accuser = blamed.accuser and called[blamed.accuser]
            accused.append(blamed._replace(accused=called[blamed.accused], accuser=accuser))
    linked = Linked((), (), (), [now[i] for i in made], spoke, accused)
    ledger.keep_actors(gone, anew, linked)


def _read(ledger: Ledger, articles: Collection[str]) -> Iterator[Reading]:
    return map(ledger.corrected, ledger.readings(articles=articles))


def _renamed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str] | None:
    """What an article's actors are called now; None where some were brought together or parted."""
    pairs = {(before[entity], after[entity]) for entity in before.keys() & after.keys()}
    found = dict(pairs)
    whole = before.keys() == after.keys() and len(pairs) == len(found) == len({*found.values()})
    return found if whole else None

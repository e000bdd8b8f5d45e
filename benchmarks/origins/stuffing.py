"""What stands in articles beside the claims: background, other matters, boilerplate, headlines."""

import random
import zlib

from benchmarks.origins.seeds import spin
from benchmarks.origins.world import person, place

__all__ = ["BACKGROUND", "boilerplate", "headline", "other_matters"]

# About the scene; none states a claim of any seed event.
BACKGROUND = (
    "[Traffic|Life] in {town} had [hardly|not yet] returned to normal [at the weekend|by the evening].",
    (
        "{town}, a [town|place] of [weavers|tanners|boatbuilders|orchards], lies [two|four] hours by road "
        "from {capital}."
    ),
    "[Relatives|Neighbours|Townspeople] [gathered|waited] outside the [town hall|old customs house].",
    "Parliament in {capital} was to [debate|discuss] the matter [next week|after the recess].",
    "[Schools|Shops|Offices] in {town2} [stayed closed|opened late] for a second day.",
    "{country} has [seen|lived through] [many|several] such [years|seasons] since the [old|last] republic.",
    "[Flags|Banners] hung [limp|at half-mast] along the [river|main street] of {town2}.",
    "A [thin|cold|steady] rain fell on {town} as [reporters|onlookers] [left|drifted away].",
    "The [road|bridge] between {town} and {town2} was [reopened|passable again] towards midnight.",
    "[Nobody|No one] answered the telephone at the offices of {firm}.",
    "In {region}, [old|long] [quarrels|rivalries] between [the valleys|upland and coast] run [deep|on].",
    "[Candles|Lamps] burned in the [windows|doorways] of {town} [all night|until morning].",
)
_OTHER = (
    (
        "[In other news|Elsewhere|Meanwhile], the [orchestra|choir] of {town2} [opened|began] its "
        "[autumn|spring] [season|tour] with a work by {person}."
    ),
    (
        "[Wheat|Barley|Copper|Tin] [rose|fell|slipped] on the exchange of {capital}, and [trading|turnover] "
        "was [thin|lively]."
    ),
    "The [goalkeeper|captain] {person} will [leave|rejoin] {town2} United [in summer|after the cup].",
    (
        "[Frost|Fog|Gales] [would|could] [spread|move] across {region} by the [weekend|morning], the weather "
        "office said."
    ),
    "A [museum|gallery] in {town2} [bought|acquired] [letters|sketches] of the [poet|painter] {person}.",
    "[Rail|Tram] fares in {capital} will [rise|change] [in the new year|next month], the council said.",
    "{person}, a [baker|teacher|shepherd] from {town2}, [won|shared] the [national|regional] lottery.",
    "The [bishop|mayor] of {town2} [opened|blessed] a [bridge|library] named after {person}.",
)
_BOILERPLATE = (
    (
        "[Sign up for|Subscribe to] the {o} [newsletter|briefing] and [never miss|read] the [stories|news] "
        "that [matter|count]."
    ),
    "{o} is [edited|published] in {c} and [has been|is] [independent of|beholden to no] [parties|party].",
    (
        "[Copyright|All rights reserved] {o}. [No|This material may not be] [reproduction|republished] "
        "without [written|prior] [permission|consent]."
    ),
    "[Follow|Find] {o} on [all|your] [channels|devices], or write to the [desk|editors] at {m}.",
    (
        "[Reading|Listening] is free, [but|though] {o} [depends|relies] on the [support|gifts] of its "
        "[readers|friends]."
    ),
)
_HEADLINES = (
    "[Grief|Anger|Questions|Shock] [in|over] {town} [after|as] {k}",
    "{k} in {country}: [what|all] we know",
    "{town} [reels|in turmoil|struggles to understand] after {k}",
    "[Latest|Update|New details] on the {k} at {town}",
    "{country} [faces|looks at|weighs] [consequences|the aftermath] of {k}",
)


def other_matters(count: int, rng: random.Random) -> list[str]:
    """Sentences about something else, somewhere else, no two of one kind."""
    return [
        spin(words, rng).format_map({**place(rng), "person": person(rng)})
        for words in rng.sample(_OTHER, count)
    ]


def boilerplate(outlet: str) -> str:
    """What stands below every article of an outlet."""
    rng = random.Random(zlib.crc32(outlet.encode()))
    mail = "desk@" + "".join(c for c in outlet.lower() if c.isalnum()) + ".example"
    lines = rng.sample(_BOILERPLATE, 2)
    city = place(rng)["capital"]
    return " ".join(spin(line, rng).format(o=outlet, c=city, m=mail) for line in lines)


def headline(kind: str, slots: dict[str, str], rng: random.Random) -> str:
    """A headline that states none of the claims."""
    words = spin(rng.choice(_HEADLINES), rng).format_map({**slots, "k": kind})
    return words[0].upper() + words[1:]

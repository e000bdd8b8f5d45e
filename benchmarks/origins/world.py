"""The invented world: countries, towns, people, bodies, and the outlets that write about them."""

import json
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["OUTLETS_FILE", "Outlet", "body_forms", "outlets", "person", "place"]

OUTLETS_FILE = Path(__file__).with_name("outlets.jsonl")

_COUNTRIES = (
    "Velmoria/Velmorian/Carnath Oshtral/Oshtrali/Lirhaven Kesh-Tarran/Tarrani/Sulemar "
    "Brennoch/Brennochi/Dunmarrow Aldovia/Aldovic/Pristell Zemra/Zemrani/Quonset-Hal "
    "Norrmark/Norrmarker/Vintersund Tarquesh/Tarqueshi/Almadir Lusenia/Lusenian/Portavera "
    "Orrin/Orrinese/Glasmere Sathria/Sathrian/Mundeval Kolvane/Kolvanian/Braskatell "
    "Ithmar/Ithmari/Zahrun Pellandry/Pellandric/Saint-Corvin Draymoor/Draymorish/Eastwall "
    "Yarukha/Yarukhan/Tumen-Ord"
).split()
_FIRST = (
    "Tor Bel Kar Mar Ves Dun Hal Ost Pel Rin Sar Tam Ul Vor Wen Yar Zel Ald Bro Cor Des Eri Fal "
    "Gor Hes Ir Jal Kel Lun Mor Nar Or Pra Quil Ras Sel Tur Ver Wol Zan Ash Bran Crom Dal Fen Gil"
).split()
_MIDDLE = "a e i o u am en il or ul and est ing om ur ar el in ov un".split()
_LAST = (
    "vel dar moor wick nesh gard tol brek stad mira noy ley ska burg hal fort dale mouth grad ru "
    "tan lis beck san vik holm dun zor pol quay"
).split()
_GIVEN = (
    "Arvid Belina Cosmo Darya Emeric Fenna Gaspar Hedda Ilmar Jorun Kasimir Leontine Marek Nadja "
    "Osric Petra Quentin Rosalba Stellan Tamsin Ulrich Verena Wendel Xenia Yorick Zelda Anselm Bruna"
).split()
_SURNAME_END = "ov escu mann sen ari oni eck strand ides ova well hurst ak in ez".split()
_GROUPS = "Sons of {}|{} Liberation Front|{} Brigade|Army of {}|Black Banner of {}|{} Resistance"
_MATTERS = {"Foreign": "Foreign Affairs", "Interior": "the Interior"}
_FIRMS = "{} Works|{} & Sons|{} Lines|{} Consolidated|United {}|{} Brothers"


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. Members of one `network` are each other's own; it is empty where there is none."""

    name: str
    kind: str
    network: str = ""


@cache
def outlets() -> tuple[Outlet, ...]:
    """All invented outlets, in the table's order."""
    rows = map(json.loads, OUTLETS_FILE.read_text(encoding="utf-8").splitlines())
    return tuple(Outlet(r["name"], r["kind"], r.get("network", "")) for r in rows)


def person(rng: random.Random) -> str:
    """A person's full name."""
    return (
        f"{rng.choice(_GIVEN)} {rng.choice(_FIRST)}{rng.choice(_MIDDLE)}{rng.choice(_SURNAME_END)}"
    )


def place(rng: random.Random) -> dict[str, str]:
    """The words for the slots of one event's wordings: a country, towns, a person, a firm."""
    (country, adj, capital), (country2, _, _) = (c.split("/") for c in rng.sample(_COUNTRIES, 2))
    town, town2, region, firm, group = _names(rng, 5)
    return {
        "country": country,
        "country2": country2,
        "adj": adj,
        "capital": capital,
        "town": town,
        "town2": town2,
        "region": f"{region} {rng.choice(('Province', 'County', 'District'))}",
        "firm": rng.choice(_FIRMS.split("|")).format(firm),
        "group": rng.choice(_GROUPS.split("|")).format(group),
        "person": person(rng),
    }


def _names(rng: random.Random, count: int) -> list[str]:
    firsts = rng.sample(_FIRST, count)
    return [first + rng.choice(_MIDDLE) + rng.choice(_LAST) for first in firsts]


def body_forms(body: str, slots: dict[str, str]) -> tuple[str, ...]:
    """The ways in which newspapers name one body of a country, its full name first."""
    if "{region}" in body:
        return (f"the {body.format_map(slots)}",)
    forms = [f"the {slots['adj']} {body}", f"{slots['country']}’s {body}", f"the {body}"]
    if body.endswith(" Ministry"):
        matter = body.removesuffix(" Ministry")
        forms.append(f"{slots['country']}’s Ministry of {_MATTERS.get(matter, matter)}")
    return tuple(forms)

"""An invented case in which bodies accuse each other, linked as any other; some names are hostile."""

from pathlib import Path

from stemmata.model import EntityType
from tests.link.charges import told
from tests.linking import kept, linked
from tests.web.village import HOSTILE

EVIL = f"Evil {HOSTILE}"
NAMES: dict[str, EntityType] = {
    "Vellan army": "organization",
    "Sennoth Council": "organization",
    "Harbour Watch": "organization",
    "Ada Fenn": "person",
    "Tola Wend": "person",
    EVIL: "organization",
}
BOMBED, CLEARED = "the Vellan army bombed the quay at Osk", "the Sennoth Council left the quay"
STOLE = f"{EVIL} bombed the mill"

QUARREL = (
    ("Bay Herald", "2031-03-04", f"Harbour Watch said {BOMBED}.", "Harbour Watch", "said", BOMBED),
    ("Coast Wire", "2031-03-05", f"Ada Fenn said {BOMBED}.", "Ada Fenn", "said", BOMBED),
    ("Quay Radio", "2031-04-02", f"It is clear that {BOMBED}.", "", "", ""),
    (
        *("Hill Post", "2031-04-03", "The Vellan army accused the Sennoth Council of theft."),
        *("Vellan army", "accused", "the Sennoth Council of theft"),
    ),
    ("Hill Post", "2031-05-01", f"Harbour Watch said {CLEARED}.", "Harbour Watch", "said", CLEARED),
    (
        *("Coast Wire", None, "Dockers said the till was robbed by Tola Wend."),
        *("Dockers", "said", "the till was robbed by Tola Wend"),
    ),
    (HOSTILE, "2031-05-02", f"The Sennoth Council said {STOLE}.", "Sennoth Council", "said", STOLE),
    (
        *("Bay Herald", "2031-06-01", "The Vellan army denied it had shelled Osk."),
        *("Vellan army", "denied", "it had shelled Osk"),
    ),
)


def quarrel(folder: Path) -> Path:
    """The case, linked."""
    readings = [
        told(
            sentence,
            source=source,
            cue=cue,
            content=content,
            polarity="denied" if cue == "denied" else "affirmed",
            outlet=outlet,
            published=published,
            names=NAMES,
        )
        for outlet, published, sentence, source, cue, content in QUARREL
    ]
    kept(folder, readings)
    linked(folder)
    return folder

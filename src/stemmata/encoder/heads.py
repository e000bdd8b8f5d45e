"""The heads' labels, in the order of their outputs: what the weights are trained to say."""

from typing import get_args

from stemmata.model import EntityType

__all__ = ["ANCHOR_WIDTH", "KIND_LABELS", "MENTION_LABELS", "ROLES", "ROLE_LABELS"]

ROLES = ("source", "cue", "content")

ROLE_LABELS = ("O", *(f"{tag}-{role}" for role in ROLES for tag in "BIES"))
"""Begin, inside, end and single of each role."""

MENTION_LABELS = ("O", *(f"{tag}-{kind}" for kind in get_args(EntityType) for tag in "BI"))

KIND_LABELS = ("claim", "opinion", "prediction", "exhortation", "question", "furniture", "other")

ANCHOR_WIDTH = 128
"""Width of the bilinear anchor head, as in the first trial."""

"""Items joined in any order have one that stands for all."""

import random

from stemmata.link.joined import Joined


def test_items_joined_through_others_share_the_smallest_number():
    pairs = [(5, 3), (1, 4), (3, 1)]
    for seed in range(6):
        random.Random(seed).shuffle(pairs)
        joined = Joined(7)
        for pair in pairs:
            joined.join(*pair)
        assert joined.firsts() == [0, 1, 2, 1, 1, 1, 6]

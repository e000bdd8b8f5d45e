-- Which passages run in a circle. Derived: `stemmata link` makes it anew.
--
-- A table of its own, so that what an older linking made keeps its digest; its circles come with the next one.

CREATE TABLE circle ( -- a passage whose outlet has no evidence for the claim but itself or its own network
  occurrence TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

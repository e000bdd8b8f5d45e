-- What it takes for the counts of claims to follow a judgement at once, without linking the whole case.
--
-- The sides of a judgement (0002) may from now on also be ["named", type, name, article], the name of an actor,
-- and ["speaker", kind, null or a passage], who is reported to say something. All here is derived.

ALTER TABLE linking ADD COLUMN vectors TEXT; -- what made the vectors; null where only the whole can be linked

CREATE TABLE counted ( -- a judgement that came after the linking, and counts
  entry INTEGER PRIMARY KEY REFERENCES log (seq)
) STRICT;

CREATE TABLE member ( -- a passage that its claim does not show, or whose group people judged
  occurrence TEXT PRIMARY KEY, -- its id as the machine read it
  article TEXT NOT NULL REFERENCES article (id),
  claim INTEGER REFERENCES claim (n), -- null where people rejected it
  machine TEXT -- the group that the machine put it in; null where nobody judged that
) STRICT, WITHOUT ROWID;
CREATE INDEX member_claim ON member (claim);
CREATE INDEX member_article ON member (article);
CREATE INDEX member_machine ON member (machine);

CREATE TABLE clash ( -- two passages, by their ids as the machine read them, with something that may clash
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  holds INTEGER NOT NULL,
  score REAL NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX clash_b ON clash (b);

-- Claims and what they rest on.
--
-- `judgement` is a record like those of 0001: the log vouches for it, and it stays. Everything else here is
-- derived from the current readings and the judgements: `stemmata link` drops it and makes it anew, and
-- `linking` holds the log entry of that act and the digest of what it made. `embedding` only saves time.

CREATE TABLE judgement (
  entry INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL UNIQUE,
  verdict TEXT NOT NULL, -- same, different, withdrawn
  a TEXT NOT NULL, -- JSON list of [article, [start, end], words, before, after, occurrence]
  b TEXT NOT NULL,
  withdraws TEXT, -- the id of an older judgement
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  exact TEXT
) STRICT;

CREATE TRIGGER judgement_is_kept BEFORE UPDATE ON judgement BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER judgement_stays BEFORE DELETE ON judgement BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;

CREATE TABLE embedding (
  text BLOB PRIMARY KEY, -- SHA-256 of what was embedded and of what made the vector: see vectors.py
  vector BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE linking (
  entry INTEGER PRIMARY KEY REFERENCES log (seq),
  digest TEXT NOT NULL
) STRICT;

CREATE TABLE claim (
  n INTEGER PRIMARY KEY, -- the most carried is 1
  id TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  occurrences INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  origins_low INTEGER NOT NULL,
  origins_high INTEGER NOT NULL,
  first_seen TEXT,
  last_seen TEXT, -- when an occurrence was published last
  circular INTEGER NOT NULL,
  exact TEXT
) STRICT;
CREATE INDEX claim_filtered ON claim (n, origins, circular, first_seen, last_seen);

CREATE TABLE occurrence (
  claim INTEGER NOT NULL REFERENCES claim (n),
  n INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  article TEXT NOT NULL REFERENCES article (id),
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  attribution TEXT NOT NULL,
  stance TEXT NOT NULL,
  origins TEXT NOT NULL, -- JSON list of ids of origins
  steps TEXT NOT NULL, -- JSON list of [kind, to, null or [article, start, end]]
  copied_from TEXT,
  PRIMARY KEY (claim, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_article ON occurrence (article);

CREATE TABLE origin (
  claim INTEGER NOT NULL REFERENCES claim (n),
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  circular INTEGER NOT NULL,
  exact TEXT,
  PRIMARY KEY (claim, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE contradiction (
  claim INTEGER NOT NULL REFERENCES claim (n),
  other INTEGER NOT NULL REFERENCES claim (n),
  PRIMARY KEY (claim, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX contradiction_other ON contradiction (other);

CREATE TABLE link (
  kind TEXT NOT NULL,
  a TEXT NOT NULL, -- ids of occurrences
  b TEXT NOT NULL,
  score REAL NOT NULL,
  why TEXT NOT NULL, -- JSON list
  PRIMARY KEY (a, b, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_b ON link (b);

CREATE TABLE copy (
  n INTEGER PRIMARY KEY,
  a TEXT NOT NULL REFERENCES article (id),
  a_start INTEGER NOT NULL,
  a_end INTEGER NOT NULL,
  b TEXT NOT NULL REFERENCES article (id),
  b_start INTEGER NOT NULL,
  b_end INTEGER NOT NULL,
  changes TEXT NOT NULL, -- JSON list of [[start, end] of a, [start, end] of b]
  score REAL NOT NULL,
  original TEXT, -- a or b
  why TEXT NOT NULL -- JSON list
) STRICT;
CREATE INDEX copy_a ON copy (a);
CREATE INDEX copy_b ON copy (b);

CREATE TABLE actor (
  n INTEGER PRIMARY KEY, -- the most mentioned is 1
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  names TEXT NOT NULL, -- JSON list
  merges TEXT NOT NULL, -- JSON list of [name, name, score, why]
  exact TEXT
) STRICT;

CREATE TABLE actor_name (
  name TEXT NOT NULL, -- without regard to case
  actor INTEGER NOT NULL REFERENCES actor (n),
  PRIMARY KEY (name, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_name_actor ON actor_name (actor);

CREATE TABLE actor_entity (
  article TEXT NOT NULL REFERENCES article (id),
  entity TEXT NOT NULL,
  actor INTEGER NOT NULL REFERENCES actor (n),
  PRIMARY KEY (article, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_entity_actor ON actor_entity (actor);

CREATE TABLE claim_outlet (
  claim INTEGER NOT NULL REFERENCES claim (n),
  outlet TEXT NOT NULL,
  PRIMARY KEY (claim, outlet)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_outlet_outlet ON claim_outlet (outlet, claim);

CREATE TABLE claim_actor ( -- who is named in a claim's passages, or is their source
  claim INTEGER NOT NULL REFERENCES claim (n),
  actor INTEGER NOT NULL REFERENCES actor (n),
  PRIMARY KEY (claim, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_actor_actor ON claim_actor (actor, claim);

CREATE TABLE redirect (
  id TEXT PRIMARY KEY, -- of a claim that was
  claim TEXT NOT NULL -- the id of the one that holds most of its passages now
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE claim_fts USING fts5 (
  words, -- of all its occurrences
  content = '', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW claims AS
SELECT
  c.text, c.occurrences, c.outlets, c.origins,
  (SELECT group_concat(o.name, '; ') FROM origin o WHERE o.claim = c.n) AS origin_names,
  c.origins_low, c.first_seen, c.last_seen, c.circular,
  (SELECT count(*) FROM contradiction x WHERE x.claim = c.n) AS contradicted_by, c.id AS claim
FROM claim c
ORDER BY c.n;

CREATE VIEW occurrences AS
SELECT
  c.n AS claim, a.outlet, a.published, o.stance,
  substr(a.text, o."start" + 1, o."end" - o."start") AS words,
  o.origins, o.steps, o.copied_from, a.title, o.article, o.attribution, c.id AS claim_id
FROM occurrence o
JOIN claim c ON c.n = o.claim
JOIN article a ON a.id = o.article
ORDER BY o.claim, o.n;

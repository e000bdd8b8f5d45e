-- Vectors that the log vouches for, and full-text search that other SQLite tools find by themselves.
--
-- Datasette gives a table a search box where a full-text index names it as its content in double quotes,
-- and joins the two by rowid: so an article's entry becomes its rowid, and a claim holds its words.
-- What linking made is left out, since its digest does not cover the words: `stemmata link` makes it anew.

PRAGMA legacy_alter_table = ON; -- the views name the table that is made anew here

DROP TABLE embedding;
CREATE TABLE embedding (
  text BLOB PRIMARY KEY, -- SHA-256 of what was embedded and of what made the vector: see vectors.py
  entry INTEGER NOT NULL, -- in the log: it holds the digest of all vectors that were made with it
  vector BLOB NOT NULL
) STRICT, WITHOUT ROWID;

DROP TABLE article_fts;
CREATE TABLE article_anew (
  entry INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL UNIQUE,
  capture TEXT NOT NULL REFERENCES capture (id),
  outlet TEXT,
  title TEXT,
  headline TEXT, -- [start, end]
  byline TEXT NOT NULL, -- JSON list of names
  published TEXT,
  language TEXT NOT NULL,
  found TEXT NOT NULL, -- JSON list of [field, how it was found]
  charset TEXT NOT NULL,
  offsets BLOB NOT NULL, -- from text to bytes of the payload: see varints.py
  text TEXT NOT NULL,
  exact TEXT
) STRICT;
INSERT INTO article_anew
SELECT
  entry, id, capture, outlet, title, headline, byline, published, language, found, charset, offsets, text, exact
FROM article ORDER BY entry;
DROP TABLE article;
ALTER TABLE article_anew RENAME TO article;
CREATE INDEX article_capture ON article (capture);
CREATE INDEX article_counted ON article (outlet, language, published);
CREATE TRIGGER article_is_kept BEFORE UPDATE ON article BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER article_stays BEFORE DELETE ON article BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE VIRTUAL TABLE article_fts USING fts5 (
  title, text,
  content="article", content_rowid="entry", tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO article_fts (article_fts) VALUES ('rebuild');

DELETE FROM linking;
DELETE FROM counted;
DELETE FROM member;
DELETE FROM clash;
DELETE FROM claim_actor;
DELETE FROM claim_outlet;
DELETE FROM actor_entity;
DELETE FROM actor_name;
DELETE FROM actor;
DELETE FROM copy;
DELETE FROM link;
DELETE FROM contradiction;
DELETE FROM origin;
DELETE FROM occurrence;
DELETE FROM claim;
ALTER TABLE claim ADD COLUMN words TEXT NOT NULL DEFAULT ''; -- of all its occurrences, a line each
DROP TABLE claim_fts;
CREATE VIRTUAL TABLE claim_fts USING fts5 (
  words,
  content="claim", content_rowid="n", tokenize = 'unicode61 remove_diacritics 2'
);

-- The time stamps that authorities gave to entries of the log; `token` is base64 of their answer.
CREATE VIEW timestamps AS
SELECT
  detail ->> 'entry' AS entry, detail ->> 'digest' AS digest, detail ->> 'authority' AS authority,
  at_utc AS asked_utc, detail ->> 'token' AS token, seq
FROM log WHERE act = 'stamped';

PRAGMA legacy_alter_table = OFF;

-- Never change a step that cases were made with: add the next one.
--
-- A case: captures, articles, readings, rejects, and the log of custody that vouches for them.
-- `entry` is always the log entry that made the row, and with it the order and time of adding.
-- Span lists are JSON: [[start, end], …], code points of article.text, end excluded.
-- `exact` holds, as JSON, the values of a row that SQLite's text cannot hold: see records.py.

PRAGMA application_id = 1400137069; -- "Stem"

CREATE TABLE log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- sqlite_sequence remembers the last one, so a cut end shows
  at_utc TEXT NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE capture (
  id TEXT PRIMARY KEY,
  entry INTEGER NOT NULL UNIQUE REFERENCES log (seq),
  payload_digest TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  warc TEXT NOT NULL,
  warc_offset INTEGER NOT NULL,
  warc_length INTEGER NOT NULL,
  warc_end INTEGER NOT NULL, -- where the archive ended once all records of the capture were written
  record_digest TEXT NOT NULL,
  exact TEXT
) STRICT;

CREATE TABLE asset (
  entry INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL UNIQUE,
  page TEXT NOT NULL REFERENCES capture (id),
  capture TEXT NOT NULL REFERENCES capture (id),
  path TEXT NOT NULL,
  url TEXT,
  seen_utc TEXT,
  "offset" INTEGER,
  item TEXT,
  exact TEXT
) STRICT;
CREATE INDEX asset_page ON asset (page);

CREATE TABLE article (
  id TEXT PRIMARY KEY,
  entry INTEGER NOT NULL UNIQUE REFERENCES log (seq),
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
CREATE INDEX article_capture ON article (capture);
CREATE INDEX article_counted ON article (outlet, language, published);

CREATE VIRTUAL TABLE article_fts USING fts5 (
  title, text,
  content = 'article', content_rowid = 'entry', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE reading (
  entry INTEGER PRIMARY KEY REFERENCES log (seq),
  article TEXT NOT NULL REFERENCES article (id),
  path TEXT NOT NULL, -- the name that the input had
  weights TEXT NOT NULL,
  extractor TEXT NOT NULL,
  attributions INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  entities INTEGER NOT NULL,
  unread TEXT NOT NULL, -- JSON: code points by reason
  exact TEXT
) STRICT;
CREATE INDEX reading_article ON reading (article, entry);

CREATE TABLE attribution (
  reading INTEGER NOT NULL REFERENCES reading (entry),
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  voice TEXT NOT NULL,
  source TEXT NOT NULL,
  cue TEXT NOT NULL,
  content TEXT NOT NULL,
  manner TEXT NOT NULL,
  attitude TEXT NOT NULL,
  polarity TEXT NOT NULL,
  within TEXT,
  source_entity TEXT,
  source_kind TEXT,
  score REAL NOT NULL,
  PRIMARY KEY (reading, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
  reading INTEGER NOT NULL REFERENCES reading (entry),
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  type TEXT NOT NULL,
  entity TEXT,
  PRIMARY KEY (reading, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
  reading INTEGER NOT NULL REFERENCES reading (entry),
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  aliases TEXT NOT NULL, -- JSON list
  description TEXT,
  exact TEXT,
  PRIMARY KEY (reading, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE unread (
  reading INTEGER NOT NULL REFERENCES reading (entry),
  n INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (reading, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE sighting (
  entry INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL,
  capture TEXT NOT NULL REFERENCES capture (id),
  article TEXT REFERENCES article (id),
  path TEXT NOT NULL,
  item TEXT,
  url TEXT,
  seen_utc TEXT,
  "offset" INTEGER,
  outlet TEXT,
  title TEXT,
  published TEXT,
  charset TEXT,
  exact TEXT
) STRICT;
CREATE INDEX sighting_id ON sighting (id);
CREATE INDEX sighting_article ON sighting (article);
-- The address of a sighting: where it was seen, or the file and item that it was read from.
CREATE INDEX sighting_address
ON sighting (coalesce(url, nullif(path, '-') || coalesce('#' || item, '')), capture) WHERE article IS NOT NULL;

CREATE TABLE rejected (
  entry INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL UNIQUE,
  item TEXT NOT NULL,
  stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  payload_digest TEXT,
  sighting TEXT, -- the id of the sighting that was rejected, where its bytes could be read
  exact TEXT
) STRICT;
CREATE INDEX rejected_sighting ON rejected (sighting);

-- The ledger only appends.
CREATE TRIGGER log_is_kept BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER capture_is_kept BEFORE UPDATE ON capture BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER capture_stays BEFORE DELETE ON capture BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER asset_is_kept BEFORE UPDATE ON asset BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER asset_stays BEFORE DELETE ON asset BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER article_is_kept BEFORE UPDATE ON article BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER article_stays BEFORE DELETE ON article BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER reading_is_kept BEFORE UPDATE ON reading BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER reading_stays BEFORE DELETE ON reading BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER attribution_is_kept BEFORE UPDATE ON attribution BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER attribution_stays BEFORE DELETE ON attribution BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER mention_is_kept BEFORE UPDATE ON mention BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER mention_stays BEFORE DELETE ON mention BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER entity_is_kept BEFORE UPDATE ON entity BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER entity_stays BEFORE DELETE ON entity BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER unread_is_kept BEFORE UPDATE ON unread BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER unread_stays BEFORE DELETE ON unread BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER sighting_is_kept BEFORE UPDATE ON sighting BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER sighting_stays BEFORE DELETE ON sighting BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER rejected_is_kept BEFORE UPDATE ON rejected BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER rejected_stays BEFORE DELETE ON rejected BEGIN SELECT raise(ABORT, 'the ledger only appends'); END;

-- What a person opens first, in Datasette or any other SQLite tool.
CREATE VIEW current_reading AS
SELECT r.* FROM reading r
WHERE NOT EXISTS (SELECT 1 FROM reading n WHERE n.article = r.article AND n.entry > r.entry);

CREATE VIEW articles AS
SELECT
  a.outlet, a.published, a.title, a.language,
  (SELECT s.url FROM sighting s WHERE s.article = a.id ORDER BY s.entry LIMIT 1) AS url,
  length(a.text) AS code_points, r.attributions, r.mentions, r.unread,
  l.at_utc AS added_utc, a.id AS article, a.capture, r.weights, r.extractor
FROM article a
JOIN current_reading r ON r.article = a.id
JOIN log l ON l.seq = a.entry
ORDER BY a.entry;

CREATE VIEW "rows" AS
SELECT
  a.outlet, a.published, a.title, t.voice,
  (SELECT group_concat(substr(a.text, 1 + (s.value ->> 0), (s.value ->> 1) - (s.value ->> 0)), ' … ')
    FROM json_each(t.source) s) AS source_words,
  (SELECT group_concat(substr(a.text, 1 + (s.value ->> 0), (s.value ->> 1) - (s.value ->> 0)), ' … ')
    FROM json_each(t.cue) s) AS cue_words,
  (SELECT group_concat(substr(a.text, 1 + (s.value ->> 0), (s.value ->> 1) - (s.value ->> 0)), ' … ')
    FROM json_each(t.content) s) AS content_words,
  t.source_kind, e.name AS source_name, t.manner, t.attitude, t.polarity, t.score,
  t.id AS attribution, t.within, a.id AS article
FROM article a
JOIN current_reading r ON r.article = a.id
JOIN attribution t ON t.reading = r.entry
LEFT JOIN entity e ON e.reading = t.reading AND e.id = t.source_entity
ORDER BY a.entry, t.n;

CREATE VIEW mentions AS
SELECT
  a.outlet, a.published, a.title, substr(a.text, m."start" + 1, m."end" - m."start") AS words,
  m.type, e.name AS entity, e.description, a.id AS article
FROM article a
JOIN current_reading r ON r.article = a.id
JOIN mention m ON m.reading = r.entry
LEFT JOIN entity e ON e.reading = m.reading AND e.id = m.entity
ORDER BY a.entry, m.n;

CREATE VIEW unread_passages AS
SELECT
  a.outlet, a.published, a.title, u.reason,
  substr(a.text, u."start" + 1, u."end" - u."start") AS words, a.id AS article
FROM article a
JOIN current_reading r ON r.article = a.id
JOIN unread u ON u.reading = r.entry
ORDER BY a.entry, u.n;

CREATE VIEW versions AS
WITH seen AS (
  SELECT coalesce(url, nullif(path, '-') || coalesce('#' || item, '')) AS address, *
  FROM sighting WHERE article IS NOT NULL
)
SELECT address, min(seen_utc) AS seen_utc, article, capture
FROM seen
WHERE address IN (SELECT address FROM seen GROUP BY address HAVING count(DISTINCT capture) > 1)
GROUP BY address, capture
ORDER BY address, min(entry);

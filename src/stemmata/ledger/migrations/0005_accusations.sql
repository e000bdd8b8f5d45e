-- Who speaks, who is spoken of, who accuses whom. All of it is derived: `stemmata link` makes it anew.

CREATE TABLE actor_article ( -- an article that names an actor
  actor INTEGER NOT NULL REFERENCES actor (n),
  published TEXT NOT NULL, -- '' where the article has no date
  article TEXT NOT NULL REFERENCES article (id),
  said INTEGER NOT NULL, -- rows whose source it is
  named INTEGER NOT NULL, -- rows that speak of it
  names TEXT NOT NULL, -- JSON list: what it is called there
  PRIMARY KEY (actor, published, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE accusation ( -- a row that says an actor did harm or bears the blame
  accused INTEGER NOT NULL REFERENCES actor (n),
  published TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES article (id),
  attribution TEXT NOT NULL,
  accuser INTEGER REFERENCES actor (n), -- null for an outlet's own voice and for somebody unnamed
  holder TEXT NOT NULL, -- actor, outlet, unnamed
  outlet TEXT, -- who published it
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL
) STRICT;
CREATE INDEX accusation_accused ON accusation (accused, holder, accuser, outlet, published, article);
CREATE INDEX accusation_accuser ON accusation (accuser, published, article) WHERE accuser IS NOT NULL;

CREATE TABLE actor_count (
  actor INTEGER PRIMARY KEY REFERENCES actor (n),
  type TEXT NOT NULL,
  articles INTEGER NOT NULL,
  said INTEGER NOT NULL,
  named INTEGER NOT NULL,
  accused INTEGER NOT NULL, -- accusations against it
  accuses INTEGER NOT NULL -- accusations that it makes
) STRICT;
CREATE INDEX actor_count_said ON actor_count (said DESC, actor);
CREATE INDEX actor_count_named ON actor_count (named DESC, actor);

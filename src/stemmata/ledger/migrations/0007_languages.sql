-- The list of articles says the language that each was last read in, which may not be the one noted with it.

DROP VIEW articles;
CREATE VIEW articles AS
SELECT
  a.outlet, a.published, a.title,
  ifnull((SELECT detail ->> 'language' FROM log WHERE seq = r.entry), a.language) AS language,
  (SELECT s.url FROM sighting s WHERE s.article = a.id ORDER BY s.entry LIMIT 1) AS url,
  length(a.text) AS code_points, r.attributions, r.mentions, r.unread,
  l.at_utc AS added_utc, a.id AS article, a.capture, r.weights, r.extractor
FROM article a
JOIN current_reading r ON r.article = a.id
JOIN log l ON l.seq = a.entry
ORDER BY a.entry;

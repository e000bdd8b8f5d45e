"""Quality, measured on corpora with right answers, against floors that may not be undercut."""

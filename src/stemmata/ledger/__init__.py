"""The case's SQLite file: what is kept, and how it is asked for. The only user of SQL."""

"""Measures backfills: Godwit and its peers on the same PostgreSQL, while an application works on the table."""

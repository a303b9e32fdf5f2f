-- SQLite writes a row anew where it is.
SELECT 1;

"""One uploaded file -> one published version: read, map, match, check, compare, publish."""

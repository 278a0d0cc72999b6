"""Matching criteria for the administrators: read for a day, run where they are scripts, explained, and previewed."""

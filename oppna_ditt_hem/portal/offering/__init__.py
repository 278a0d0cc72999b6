"""Offering a home: a form in short steps, saved as a draft at every step."""

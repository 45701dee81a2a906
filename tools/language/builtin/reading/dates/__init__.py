"""Dates and periods in a text. `find.py` finds them all."""

"""Words of English and Spanish, as far as comparing two texts needs them. Read `tokens.py` first."""

"""Is a sentence carried by its evidence? Decided by code, in English and Spanish. Read `support.py` first."""

"""A company's folder: read it, check it, make a new one. Read `folder.py` first."""

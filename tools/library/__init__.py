"""The brand book: read from files, searched, and turned into blocks and rules.

Read `library.py` first; then `book.py` (files to documents), `blocks.py` and `rules.py` (what the machine
builds with and keeps to), `index.py` and `ranking.py` (how a question finds its passages).
"""

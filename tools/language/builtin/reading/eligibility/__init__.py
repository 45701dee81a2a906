"""From marked clauses to an audience. Read `read.py` first: it names the rules in their order."""

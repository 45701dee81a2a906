"""What a text claims, as code can see it: the language side of compliance.

Read in this order: `normal.py` (one spelling, offsets kept), `markup.py` and `disguise.py` (what hides in
HTML and in odd letters), `phrases.py` and `lexicon.py` (how claims are written down and found), `figures.py`
and `roles.py` (numbers as values, and what each one is), `reading.py` (all of it for one message), `example.py`,
`sums.py` and `apr.py` (the arithmetic of credit).
"""

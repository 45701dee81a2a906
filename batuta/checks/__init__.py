"""Rules applied to messages, audiences and times: the deciding side of compliance.

Read first: `case.py` (what a rule gets to see), `said.py` (claims that must or must not be made), `review.py`
(all rules over everything). The other files are the checks that need arithmetic or law in code; `registry.py`
names them.
"""

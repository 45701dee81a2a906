"""Find content before making any; write what is missing, every sentence with its source.

Read `find.py`, then `retrieve.py` → `write.py` → `ground.py` → `repair.py`, which make one message, and
`quality.py`, which looks at the whole before anything is sent.
"""

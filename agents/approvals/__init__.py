"""The gates: the only place where the line stops for a person, and the only module that interrupts.

Read `gates.py` for the five nodes, `shown.py` for what each shows.
"""

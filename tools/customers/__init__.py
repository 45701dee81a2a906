"""The customer data: counted where it lives, by DuckDB here and by the company's own engine there.

Read `warehouse.py` first: it is the `Customers` port. `engine.py` is the seam to a database, `columns.py` and
`conditions.py` turn the words of the catalogue into expressions, `counting.py`, `thresholds.py` and `draw.py`
ask the questions.
"""

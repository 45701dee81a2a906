"""The marketing systems that Batuta conducts, behind one port. Read `registry.py` first, then `dispatcher.py`."""

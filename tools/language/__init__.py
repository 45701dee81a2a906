"""Language engines behind one port. Read `engine.py` first, then `provider.py`."""

"""The built-in engine's tasks, done by rules; `implementations.py` lists them."""

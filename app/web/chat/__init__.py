"""The chat: `turns.py` takes a message and acts on it, `streams.py` tells what happens, `routes.py` is the door."""

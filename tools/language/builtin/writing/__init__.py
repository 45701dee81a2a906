"""Writing by rules: approved lines put together, or facts in plain words. Read `message.py` first."""

"""Talking about campaigns: what a message wants, and what to say. Read `intents.py` first, then `situation.py`.

cues/        words by what they mean, a file a language      hearing     a message as words and meanings
intents      which handler a message goes to                 situation   the campaign it may be about
reply        what is said, shown, offered and done           handlers    one idea a file, each a thinking step
"""

"""The vocabulary of campaigns: nouns, ports and the mathematics they need.

Read first: `campaign.py` (one line of artefacts), then `brief.py`, `audience.py`, `content.py`,
`compliance.py`, `approval.py`, `publishing.py`; `ports.py` says what the world has to offer.
"""

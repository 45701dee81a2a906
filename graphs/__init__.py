"""Wiring: which node follows which. Read `campaign.py` first."""

"""What a run leaves behind: `result.json`, `junit.xml`, `report.html`; and `quality.py`, the figures for the docs."""

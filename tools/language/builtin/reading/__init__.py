"""Reads briefs by rules. The way through: `analysis.py` marks a text, `eligibility/`, `intent/` and `content/` read it.

text → layout (what is the brief, in which sections) → tokens → marks (words of the language, mentions of
the company's vocabulary, quantities, dates) → roles (who, offer, money …) → a grammar a kind of fact →
values with their quotes, and doubts. A language is a folder in `languages/`.
"""

"""Attacks on the review itself: words with pretended authority, in every place where words come in.

python -m evals.redteam [folder of further corpora]
"""

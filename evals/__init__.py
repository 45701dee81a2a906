"""Eval suites: data set → solver → scorers → report, in that order. Read `suite.py` first."""

"""What would come of it: reach under every relaxation, response learned from past campaigns.

Read `relaxation.py` for counting, `response.py` for what to expect of the people counted.
"""

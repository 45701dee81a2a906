"""Review a campaign against law and brand, and put right what can be. Read `review.py` first."""

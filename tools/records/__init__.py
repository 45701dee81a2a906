"""Where truth lives: PostgreSQL tables for artefacts, campaigns, gates, approvals, outbox, receipts, audit.

Read `database.py` first, then `gates.py` and `outbox.py`: those two hold the promises of the product.
"""

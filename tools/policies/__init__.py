"""The rules that are executed: packs, contact and approval policies of a company. Read first: `book.py`."""

from tools.policies.book import PolicyBook, open_policies

__all__ = ["PolicyBook", "open_policies"]

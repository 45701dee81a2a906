"""What people see. `routes.py` has the addresses; each view turns nouns into what its template shows."""

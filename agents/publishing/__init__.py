"""Plan the steps, ask for them once they are approved, compare what is live with what was approved."""

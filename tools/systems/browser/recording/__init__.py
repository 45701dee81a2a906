"""A playbook from watching a person: `listener.js` sees, `watching` collects, `drafting` writes."""

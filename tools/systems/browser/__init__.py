"""Systems without an API, driven as a person would: by playbooks in a browser. Begin with `playbook`, then `player`."""

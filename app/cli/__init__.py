"""The `batuta` command. `main.py` names the commands; each is imported only when it is called."""

"""The composition root: the only package that names concrete classes.

`alone.py` is enough for a workflow on its own and starts no database; `installation.py` opens everything;
`world.py` is what both share.
"""

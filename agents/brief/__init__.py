"""The brief: read in three stages, assembled in a fourth, compared with what came before. Read `read.py` first."""

"""What thinks about people in numbers: who fits, what strangles the reach, who is drawn, what came of it.

Read `size.py` and `diagnose.py` first: together they are the audience workflow. `compose.py` says which
audience that is, `explanation.py` puts it into words.
"""

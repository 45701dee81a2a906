"""Starts a program and rewrites what it says, line by line: `python rewriting.py OLD NEW PROGRAM …`.

As when a server that was confirmed is swapped, or somebody sits in between.
"""

import subprocess
import sys

old, new, *command = sys.argv[1:]
with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=sys.stdin, stderr=subprocess.DEVNULL) as running:
    assert running.stdout is not None
    for line in running.stdout:
        sys.stdout.buffer.write(line.replace(old.encode(), new.encode()))
        sys.stdout.buffer.flush()

"""The time to read a text grows with its length, whatever it is made of.

Nothing is timed: all texts are read by a process that the system ends when it has used its share of the
processor, which is several times what they need and a small part of what one quadratic rule takes.
"""

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[5]
_SHARE_SECONDS = 90
_LENGTH = 20_000
_READS = f"""
import resource
resource.setrlimit(resource.RLIMIT_CPU, ({_SHARE_SECONDS}, {_SHARE_SECONDS}))
from tests.tools.language.builtin.reading.companies import brief, compiled
from tools.language.builtin.reading.proven import proven_content, proven_eligibility, proven_intent
from tools.language.builtin.reading.whole import read_whole

SAID = "Clientes de Madrid con más de 3 compras, email y SMS, del 1 al 15 de abril, presupuesto 12.000 €. "
RUNS = (
    chr(10), " ", chr(9), ".", "1 ", "100 ", "a,", "| a ", "|", ">", "> a" + chr(10), "<a ", "</b", "<!-- ", "* ", "# ",
    "- ", "--", "a: ", "Saludos," + chr(10), "De: a@b.c" + chr(10), "no ", "y ", '"a ', "(", "1234:", "1. ",
    "una línea larga que se corta y sigue en la" + chr(10), SAID, SAID + chr(10), "QWxh", "€ ",
)
for run in RUNS:
    given = brief((run * {_LENGTH})[:{_LENGTH}] + SAID)
    whole = read_whole(given, compiled("lince"))
    proven_intent(given, whole.intent)
    proven_eligibility(given, whole.eligibility)
    proven_content(given, whole.content)
print("read")
"""


def test_no_text_takes_longer_than_its_length_explains() -> None:
    done = subprocess.run([sys.executable, "-c", _READS], cwd=_ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "read\n", done.stderr[-2000:]

"""Reviewing an e-mail against every legal pack, beside proselint on the same words; and a thousand texts.

    python -m bench.review [--texts 1000]

The texts are those of the eval suite `compliance`, each in its own jurisdiction and with its own facts, none twice.
The peer reads the words of the e-mails with the hundred or so checks for style that it comes with; it knows English
only, and no law. The thousand go through `batuta comply --jsonl`, with what starting the command costs.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

from proselint.checks import __register__
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

from app.outside.comply import reviewed
from bench.start import BATUTA
from evals.suite import load
from evals.suites.compliance.suite import Labelled
from tools.policies import open_policies

TODAY = date(2026, 12, 15)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=1000)
    given = parser.parse_args()
    cases = [case for case in load("compliance").cases if isinstance(case, Labelled) and "copy" in case.line]
    mails = [case for case in cases if case.line.get("channel") == "email"]
    _mails(mails)
    _many([case.line for case in islice(cycle(cases), given.texts)])


def _mails(mails: list[Labelled]) -> None:
    policies = open_policies(None)
    CheckRegistry().register_many(__register__)
    for case in mails[:20]:
        reviewed(case.line, policies, TODAY, "en")
        list(LintFile("mail", case.asked).lint(DEFAULT))
    ours, theirs = [], []
    for case in mails[20:]:
        began = perf_counter()
        reviewed(case.line, policies, TODAY, "en")
        ours.append((perf_counter() - began) * 1000)
        began = perf_counter()
        list(LintFile("mail", case.asked).lint(DEFAULT))
        theirs.append((perf_counter() - began) * 1000)
    words = median(len(case.asked.split()) for case in mails)
    print(f"{len(ours)} e-mails of {words:.0f} words (median), each read for the first time")
    print(f"{'every pack':>22}: p50 {median(ours):.1f} ms, p95 {sorted(ours)[int(0.95 * len(ours))]:.1f} ms")
    print(f"{'proselint, style only':>22}: p50 {median(theirs):.1f} ms")


def _many(lines: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory(prefix="batuta-bench-") as folder:
        file = Path(folder) / "texts.jsonl"
        file.write_text("".join(f"{json.dumps(line, default=str)}\n" for line in lines), encoding="utf-8")
        began = perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", BATUTA, "comply", "--jsonl", str(file)], capture_output=True, text=True, check=True
        )
        took = perf_counter() - began
    answered = [json.loads(line) for line in done.stdout.splitlines()]
    refused = sum("error" in one for one in answered)
    print(f"{len(answered):,} texts through `batuta comply --jsonl`: {took:.0f} s, {refused} refused")


if __name__ == "__main__":
    main()

"""Every benchmark, one after the other: `python -m bench`, or those named: `python -m bench campaign connectors`."""

import subprocess
import sys

BENCHMARKS = (
    "start", "campaign", "many_systems", "connectors", "audience_size",
    "library_search", "reading", "writing", "review",
)  # fmt: skip


def main() -> int:
    named = sys.argv[1:]
    unknown = sorted(set(named) - set(BENCHMARKS))
    if unknown:
        print(f"No benchmark is called {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    for name in named or BENCHMARKS:
        print(f"\n── {name} ──", flush=True)
        subprocess.run([sys.executable, "-W", "ignore", "-m", f"bench.{name}"], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

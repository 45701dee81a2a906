"""`batuta eval`: run eval suites and say what is not good enough."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import note, print_json, run, table
from app.cli.workspaces import JsonOption

if TYPE_CHECKING:
    from evals.running import Outcome
    from evals.session import Session


def evaluate(
    suites: Annotated[list[str] | None, typer.Argument(metavar="[SUITE]…", help="Default: every suite.")] = None,
    engine: Annotated[str, typer.Option(help="builtin, or the name of a chat model.")] = "builtin",
    compare: Annotated[
        str | None, typer.Option(metavar="OTHER", help="Another engine, or a result.json, instead of the baseline.")
    ] = None,
    repeat: Annotated[int, typer.Option(min=1, help="Solve each case so many times, without recorded answers.")] = 1,
    baseline: Annotated[bool, typer.Option("--baseline", help="Accept this run as the new baseline.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write result.json, junit.xml and report.html there.")
    ] = None,
    quality: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the figures for the documentation there.")
    ] = None,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Name the misses of held-out suites too; they are no longer held out then.")
    ] = False,
    json_: JsonOption = False,
) -> None:
    """Run eval suites. Exit 1 where a metric misses its threshold or is significantly below the baseline."""
    from evals.session import run_suites

    async def work() -> bool:
        session = await run_suites(tuple(suites or ()), engine=engine, compare=compare, repeat=repeat)
        if out is not None:
            session.write(out)
        if quality is not None:
            from evals.report.quality import write_quality

            await write_quality(session, quality)
        if baseline:
            for file in session.accept():
                note(f"baseline: {file}")
        if json_:
            print_json(session.told)
        else:
            for outcome in session.outcomes:
                show(outcome, session, reveal=reveal)
        return session.good or (baseline and not any(outcome.below for outcome in session.outcomes))

    if not run(work()):
        raise typer.Exit(1)


def show(outcome: "Outcome", session: "Session", *, reveal: bool) -> None:
    """One suite as a table, and what missed; that of a sealed suite only where `reveal` asks for it."""
    thresholds, against = outcome.suite.thresholds, session.against.get(outcome.suite.name, {})
    rows = []
    for metric, figure in outcome.figures.items():
        change = against.get(metric)
        rows.append(
            (
                metric,
                f"{figure.mean:.3f}",
                f"{figure.low:.3f}–{figure.high:.3f}",
                thresholds.get(metric, ""),
                f"{change.mean:+.3f}{' worse' if change.worse else ''}" if change else "",
            )
        )
    title = f"{outcome.suite.name}: {len(outcome.suite.cases)} cases in {outcome.seconds:.1f} s"
    table(title, ("metric", "figure", "95 %", "at least", "against"), rows)
    for case, problem in outcome.failures.items():
        note(f"{case}: {problem}")
    misses = [
        (case, score) for case, scores in outcome.scores.items() for score in scores if score.value < 1 and score.reason
    ]
    if outcome.suite.sealed and not reveal and misses:
        note(f"{len({case for case, _ in misses})} cases fell short. They are held out: --reveal names them.")
        misses = []
    for case, score in misses:
        note(f"{case} · {score.metric} {score.value:.2f}: {score.reason}")
    for problem in session.problems.get(outcome.suite.name, ()):
        note(problem)

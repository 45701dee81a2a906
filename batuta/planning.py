"""The order of work: every step after what it depends on."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from batuta.errors import BadInput, CyclicPlan
from batuta.publishing import Step
from batuta.text import Text


def in_dependency_order(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps so that each follows all it depends on; otherwise in the order given.

    Raises: CyclicPlan, naming the path; BadInput, for a dependency that is not in the plan.
    """
    by_id = {step.id: step for step in steps}
    if len(by_id) != len(steps):
        raise BadInput(Text(en="Two steps have the same id.", es="Dos pasos tienen el mismo identificador."))
    for step in steps:
        for needed in step.depends_on:
            if needed not in by_id:
                raise BadInput(
                    Text(
                        en=f"Step {step.id} waits for {needed}, which is not in the plan.",
                        es=f"El paso {step.id} espera a {needed}, que no está en el plan.",
                    ),
                    subject=step.id,
                )
    return tuple(by_id[step_id] for wave in waves({step.id: step.depends_on for step in steps}) for step_id in wave)


def waves(depends_on: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Groups that can run side by side, each after the one before.

    >>> waves({"publish": ["create"], "create": [], "list": [], "send": ["publish", "list"]})
    (('create', 'list'), ('publish',), ('send',))

    Raises: CyclicPlan, naming the path.
    """
    sorter = TopologicalSorter(depends_on)
    try:
        sorter.prepare()
    except CycleError as cycle:
        raise CyclicPlan(tuple(reversed(cycle.args[1]))) from None
    place = {step_id: index for index, step_id in enumerate(depends_on)}
    grouped: list[tuple[str, ...]] = []
    while sorter.is_active():
        ready = tuple(sorted(sorter.get_ready(), key=lambda step_id: place.get(step_id, len(place))))
        grouped.append(ready)
        sorter.done(*ready)
    return tuple(grouped)

"""An identical call, answered from the record: a re-run is reproducible and free."""

from batuta.errors import BatutaError
from batuta.ports import CallRecords
from batuta.task import CallKey, In, Out, Performed, Task


async def replayed(records: CallRecords, key: CallKey, task: Task[In, Out], inputs: In) -> Performed[Out] | None:
    """The recorded output, parsed and validated like a new one; None where there is none that still holds."""
    known = await records.find(key)
    if known is None:
        return None
    try:
        output = task.output.model_validate_json(known.output)
        complaints = task.validate(inputs, output)
    except (BatutaError, ValueError):
        return None
    if complaints:
        return None
    spent_nothing = {"input_tokens": 0, "output_tokens": 0, "cost": 0.0, "latency_ms": 0.0, "replayed": True}
    return Performed(output, known.record.model_copy(update=spent_nothing))

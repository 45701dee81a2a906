"""The language tasks of writing."""

from batuta.material import Material, Written
from batuta.task import Task
from batuta.writing_checks import check_written

WRITE_MESSAGE: Task[Material, Written] = Task("write_message", Material, Written, validate=check_written)
"""Write the variants of one message from its material."""

"""Lines of `--jsonl` that bring along all they are about, a company's files aside."""

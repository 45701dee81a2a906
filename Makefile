# Two commands do everything on a fresh machine with Python 3.11 or newer: `make run` and `make test`.

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python

.PHONY: run install test check evals bench lock clean

run: install
	$(BIN)/batuta serve

install: .venv/.installed

test: .venv/.installed-dev check
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
	$(BIN)/batuta eval smoke brief held_out

check: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.installed-dev
	$(BIN)/python -m bench

test-long: .venv/.installed-dev
	$(BIN)/python -m pytest --long

lock: .venv/bin/uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

.venv/bin/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9

.venv/.installed: .venv/bin/uv requirements.lock pyproject.toml
	$(UV) --require-hashes -r requirements.lock
	$(UV) --no-deps --editable .
	$(BIN)/python -m compileall -q -j 2 batuta agents graphs tools app evals
	touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.lock
	$(UV) --require-hashes -r requirements-dev.lock
	touch $@

clean:
	rm -rf .venv

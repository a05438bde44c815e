# Everything a person needs: make demo, make test. Only Python 3.11 or newer must be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Which tests run on PostgreSQL: all that open a database, unless fewer are named.
STORE_TESTS ?= tests
DEMO ?= demo/karabakh-2020
PORT ?= 8020

.PHONY: demo test test-postgresql check install dev lock bench clean shots

demo: install
	$(BIN)/tregua demo --dir $(DEMO) --port $(PORT)

# All at once, but for what measures time: that comes after, alone.
test: dev
	$(BIN)/python -m pytest -n auto -m "not timed"
	$(BIN)/python -m pytest -m timed

# The same on a real PostgreSQL, started by tools/postgres and ended afterwards.
test-postgresql: dev
	$(BIN)/python -m pytest -n auto --database postgresql -m "store and not timed" $(STORE_TESTS)

check: dev
	$(BIN)/ruff check src tests benchmarks evaluation tools
	$(BIN)/ruff format --check src tests benchmarks evaluation tools
	$(BIN)/mypy
	$(BIN)/lint-imports

install: $(VENV)/.installed

dev: $(VENV)/.dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tregua needs Python 3.11 or newer; name one with make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.installed

# Lock files name versions and hashes, never where they were found.
lock: dev
	$(BIN)/uv pip compile pyproject.toml --extra build --universal --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra build --group dev --universal --generate-hashes --no-emit-index-url --no-header -o requirements-dev.lock

bench: dev
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache

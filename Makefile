# Two commands: `make start` opens Hotseat, `make test` proves it. Both set up everything they need.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -q

# Run by themselves, one after the other: they measure time, or load the machine.
ALONE  := tests/judge/test_attacks_judged.py tests/judge/test_speed_asked.py tests/judge/test_verdicts.py tests/sandbox

# Every program that the tests start would compile all of Hotseat again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: start test lint check screenshots vendor wheel bench clean

start: $(VENV)/.core
	$(BIN)/hotseat start

test: $(VENV)/.dev
	@sh tests/system-packages.sh
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hotseat check bank/ --seeds 1
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ALONE:%=--ignore=%)
	$(BIN)/python -m pytest $(ALONE)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Hotseat needs Python 3.11 or newer: make PYTHON=python3.12 start"; exit 2; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); sh tests/system-packages.sh venv && $(PYTHON) -m venv $(VENV); }

$(VENV)/.core: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.core

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel

screenshots: $(VENV)/.dev
	@sh tests/system-packages.sh
	$(BIN)/python tests/web/screenshots.py

vendor:
	sh vendor/build.sh

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/verdict.py
	$(BIN)/python benchmarks/judging.py
	$(BIN)/python benchmarks/judging.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/learning.py
	$(BIN)/python benchmarks/grading.py
	$(BIN)/python benchmarks/readiness.py

clean:
	rm -rf $(VENV) dist build screenshots .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

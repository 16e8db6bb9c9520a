# nkgraph: make report, make test. Everything goes into .venv, from lock files with hashes; nothing else is touched.
PYTHON ?= python3
COPIES ?= $(or $(NKGRAPH_COPIES),$(wildcard ../shared/copies))
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
export NKGRAPH_COPIES := $(COPIES)
export PYTHONDONTWRITEBYTECODE :=

.PHONY: report test endurance check lint bench lock clean
.DEFAULT_GOAL := report

report: .venv/run.done
	@$(BIN)/nkgraph report

test: .venv/test.done
	@$(BIN)/python -m pytest --numprocesses auto --dist loadgroup --no-loadscope-reorder --quiet -m "not endurance"

# What takes longer: sweeps over disk faults and mutations, hostile input, every example on every engine. Three processes for
# two processors, for a third of them waits for a server or a browser.
endurance: .venv/test.done
	@$(BIN)/python -m pytest --numprocesses $$($(BIN)/python -c 'import os; print(os.cpu_count() * 3 // 2)') --dist load \
		--quiet -m "endurance and not alone"
	@$(BIN)/python -m pytest --numprocesses 0 --quiet -m alone

check: .venv/run.done
	@$(BIN)/nkgraph check

lint: .venv/test.done
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: .venv/test.done
	$(BIN)/python benchmarks/commands.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/shacl.py

# Needs uv; writes the lock files anew from the .in files beside them.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet requirements/run.in -o requirements/run.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet requirements/test.in -o requirements/test.txt

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/python.done:
	@$(PYTHON) -c 'import sys; sys.exit("nkgraph needs Python 3.11 or newer, this is " + sys.version.split()[0] + ". Say which with: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@echo "Making .venv (once) ..." >&2
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/run.done: .venv/python.done requirements/run.txt pyproject.toml
	@$(PIP) --require-hashes --requirement requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

.venv/test.done: .venv/run.done requirements/test.txt
	@$(PIP) --require-hashes --requirement requirements/test.txt
	@echo "Compiling the tests (once) ..." >&2
	@$(BIN)/python -m pytest --collect-only --quiet >/dev/null 2>&1 || true
	@touch $@

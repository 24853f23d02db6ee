# Two commands: `make demo` shows the findings of the example files, `make test` runs everything that CI runs.
# Both set up .venv first, and need nothing but make and Python 3.11 or later (`make test PYTHON=python3.13` chooses one).

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
export PIP_DISABLE_PIP_VERSION_CHECK := 1

RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c '$(RECENT)' 2>/dev/null && echo "$$name" && break; done)
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -qq --constraint constraints-dev.txt --editable

# How many processes share the tests: as many as there are processors.
WORKERS ?= auto

DEMO_FILES ?= examples/cases/several_breaches.yaml examples/cases/derogated_hours.yaml
DEMO_ARGS ?= --rules tirano --on 2026-03-31

.PHONY: help demo test check-style check-rules check-pages check-wheel deep regenerate setup site bench cluster

help:
	@echo "make demo   checks the example cases and agencies, and shows the findings"
	@echo "make test   runs everything that CI runs"
	@echo "make regenerate  writes the pages, reports and pins that are made from rules and library"
	@echo "make deep   runs the tests with many more examples, and the long campaigns"
	@echo "make site   writes the documentation as pages of HTML to build/site"
	@echo "make cluster  judges cases on Spark and on Dask, and says whether they tell what they tell here"
	@echo "make bench  measures the engine against its peers, and writes benchmarks/README.md"

# Exit code 1 says that there are findings, and the examples are there to show some.
demo: .venv/.ready-cli
	$(BIN)/adm-rules check $(DEMO_FILES) $(DEMO_ARGS) || test $$? -eq 1

# What needs one processor each runs two at a time, the tests behind it on all of them.
test: .venv/.ready-dev
	$(MAKE) --no-print-directory --jobs=2 --output-sync=target check-pages check-style check-rules check-wheel
	$(BIN)/python -m pytest --numprocesses=$(WORKERS) -p tests.tracing

check-style: .venv/.ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/basedpyright --warnings
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/check_house.py

check-rules: .venv/.ready-dev
	$(BIN)/adm-rules test --strict --lang en
	$(BIN)/adm-rules lint --lang en --fail-level note
	$(BIN)/adm-rules lint --lang en $(wildcard examples/districts/*/*.yaml)
	$(BIN)/adm-rules diff HEAD rules --lang en --fail-on never

check-pages: .venv/.ready-dev
	$(BIN)/python -m tools.regenerate --check
	$(BIN)/python -m tools.build_site

check-wheel: .venv/.ready-dev
	$(BIN)/python -m tools.try_wheel

regenerate: .venv/.ready-dev
	$(BIN)/python -m tools.regenerate

# Everything, with many drawn examples and the long campaigns: before a release, or overnight.
deep: .venv/.ready-dev
	$(BIN)/python -m tools.try_wheel --page
	HYPOTHESIS_PROFILE=deep $(BIN)/pytest --numprocesses=$(WORKERS) -m 'deep or not deep'

# The documentation as pages of HTML: build/site/index.html.
site: .venv/.ready-dev
	$(BIN)/python -m tools.build_site

# The peers of the engine are installed beside it alone: nothing else needs them.
bench: .venv-bench/.ready
	.venv-bench/bin/python -m benchmarks.run

.venv-bench/.ready: pyproject.toml constraints-dev.txt benchmarks/constraints.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install -qq --constraint constraints-dev.txt \
		--constraint benchmarks/constraints.txt --editable '.[cli,bench]'
	@touch $@

# Spark and Dask take 1.4 GB, and Spark needs Java 17: they are installed beside the library alone, and only here.
cluster: .venv-cluster/.ready
	.venv-cluster/bin/python examples/cluster/compare.py

.venv-cluster/.ready: pyproject.toml constraints-dev.txt examples/cluster/constraints.txt
	$(PYTHON) -m venv .venv-cluster
	.venv-cluster/bin/python -m pip install -qq --constraint constraints-dev.txt \
		--constraint examples/cluster/constraints.txt --editable '.[cluster,frames]'
	@touch $@

setup: .venv/.ready-dev

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "no Python 3.11 or later found: install one, or name it with PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv .venv

# A stamp is newer than what it was made from as long as nothing needs to be installed again.
.venv/.ready-cli: pyproject.toml constraints-dev.txt | .venv/bin/python
	$(INSTALL) '.[cli]'
	@touch $@

.venv/.ready-dev: pyproject.toml constraints-dev.txt | .venv/bin/python
	$(INSTALL) '.[cli,ics,dev]'
	@touch $@ .venv/.ready-cli

# Concord. `make run` starts the platform; `make test` proves it. Nothing needs to be installed but Python 3.11.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
WORKERS ?= 2
unexport DJANGO_SETTINGS_MODULE

.PHONY: setup setup-dev front run test lint bench bench-agenda bench-figures bench-reading bench-risk bench-data bench-large bench-contracts docs doctor tour

setup: .venv/run.done front
setup-dev: .venv/dev.done setup

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Concord needs Python 3.11 or newer; name one with: make run PYTHON=python3.11")'
	@echo "Making the environment in .venv …"
	@$(PYTHON) -m venv .venv

.venv/run.done: requirements.lock | .venv/bin/python
	@echo "Installing what Concord stands on …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(BIN)/python src/concord/config/start/link.py
	@touch $@

.venv/dev.done: requirements-dev.lock .venv/run.done
	@echo "Installing what the tests need …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

front: .venv/run.done
	@$(BIN)/concord front

run: setup
	@exec $(BIN)/concord run

lint: setup-dev
	$(BIN)/ruff check src tests conftest.py
	$(BIN)/ruff format --check src tests conftest.py
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet src

docs: setup-dev
	$(BIN)/concord docs

doctor: setup
	@$(BIN)/concord doctor

test: setup-dev
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

# Walks the stories in a browser and keeps a picture of every screen.
tour: setup-dev
	TOUR=1 $(BIN)/pytest tests/browser/test_story.py

bench: setup-dev
	$(BIN)/python -m tests.bench

bench-agenda: setup-dev
	$(BIN)/python -m tests.bench.agenda

bench-figures: setup-dev
	$(BIN)/python -m tests.bench.figures

bench-reading: setup-dev
	$(BIN)/python -m tests.bench.reading

# With MESSAGES=file: the hot issues in real messages, each with its evidence.
bench-risk: setup-dev
	$(BIN)/python -m tests.bench.risk $(MESSAGES)

bench-data: setup-dev
	$(BIN)/python -m tests.bench.data

# Search and lists among very many matters: make bench-large SIZE=2400000
SIZE ?= 100000
bench-large: setup-dev
	$(BIN)/python -m tests.bench.large --matters $(SIZE)

# What contract screening finds of planted defects, misses and invents. `--why` lists each.
bench-contracts: setup-dev
	$(BIN)/python -m tests.bench.contracts

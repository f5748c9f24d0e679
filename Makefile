# Concord. `make run` starts the platform; `make test` proves it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export PYTHONPATH := src

.PHONY: setup setup-dev run test lint

setup: $(VENV)/.run
setup-dev: $(VENV)/.dev

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $(VENV)/.run

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $(VENV)/.dev

run: setup
	$(BIN)/python -m concord run

lint: setup-dev
	$(BIN)/ruff check src tests conftest.py
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

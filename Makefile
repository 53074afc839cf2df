# Two commands for everybody: `make demo` and `make test`. Everything lands in .venv and var.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
export PORT

.PHONY: help setup demo test check lint types contracts content messages clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: .venv/ready ## make .venv with everything in it

.venv/bin/uv:
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || sh tools/venv.sh $(PYTHON)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

.venv/ready: .venv/bin/uv pyproject.toml requirements-dev.lock hatch_build.py frontend/package-lock.json
	@$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements-dev.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@$(BIN)/python hatch_build.py
	@touch .venv/ready

# Sources of the front end and translations change more often than the dependencies.
.PHONY: build
build: setup
	@$(BIN)/python hatch_build.py

demo: build ## fill the demo region and serve it at http://localhost:8000 (PORT, BILET_VAR)
	@$(BIN)/bilet demo

test: build ## run every test, journeys in a real browser included
	@sh tools/test-programs.sh
	@cd frontend && npm test --silent
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not journey"
	@$(BIN)/python -m pytest -m journey

check: build lint types contracts content messages ## all that CI checks
	@$(MAKE) --no-print-directory test

lint:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types:
	@$(BIN)/mypy bilet
	@cd frontend && npm run --silent check

contracts:
	@$(BIN)/lint-imports
	@$(BIN)/bilet manage makemigrations --check --dry-run

content:
	@$(BIN)/bilet check-content
	@$(BIN)/python tools/tables.py --check

messages:
	@$(BIN)/python tools/messages.py --check

clean: ## remove what was built (not var: your data)
	@rm -rf .venv frontend/node_modules bilet/core/static/dist

# Räls: everything that is done to this tree from a shell. `make` alone lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
# More than two gave no gain on two cores.
WORKERS ?= 2

# What was done is remembered by these files; each is older than what it was made from when it must be done again.
VENV := .venv/.installed
NODE_MODULES := web/modeller/node_modules/.installed
DIST := web/static/dist/.built
BROWSER_SOURCES := $(shell find web/modeller -name node_modules -prune -o -type f -print)

.PHONY: help setup run test check krav bench fuzz soak year clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV) $(DIST) ## Make the environment and the browser files; nothing to do when they are current

run: setup ## Serve the demo; the address is printed, Ctrl-C stops it
	@RALS_DEMO="$${RALS_DEMO:-1}" exec $(BIN)/rals serve

test: setup ## Check, then run every test, browser and PostgreSQL included
	@.ci/browser
	@$(MAKE) --no-print-directory check
	@$(BIN)/pytest -n $(WORKERS)

check: setup ## Lint, format, types, import contract, architecture tests
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest tests/architecture

krav: setup ## Write down anew which test shows which governing statement
	@$(BIN)/python tests/builders/krav_index.py bpmn/krav_tests.json
	@$(BIN)/rals krav

bench: setup ## Measure on this machine; NAME=complete measures one thing
	@$(BIN)/rals bench $(NAME)

fuzz: setup ## Hold the engine against the reference token game over 2,000 random models; MODELS=n FIRST=seed for others
	@$(BIN)/python -m tests.fuzz --models $(or $(MODELS),2000) --first $(or $(FIRST),0)

soak: setup ## Load and break a real server, and count what is lost; CASES=n KILLS=n CLIENTS=n CUTS=n SEED=n for others
	@$(BIN)/python -m tests.soak --cases $(or $(CASES),200) --kills $(or $(KILLS),30) --clients $(or $(CLIENTS),200) \
		--cuts $(or $(CUTS),30) --seed $(or $(SEED),1)

year: setup ## Play a year of a portfolio with robots, and hold every figure of it against the trail; CASES=n DAYS=n SEED=n for others
	@$(BIN)/python -m tests.year --cases $(or $(CASES),60) --days $(or $(DAYS),365) --seed $(or $(SEED),1)

clean: ## Remove what was made here: environment, browser files, caches (the demo's data in .rals stays)
	@rm -rf .venv web/modeller/node_modules web/static/dist dist \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV): requirements-dev.lock pyproject.toml
	@.ci/make-venv
	@echo "Installing the locked Python packages."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -c 'import weasyprint' 2>/dev/null || echo "PDF needs Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0. All else works without it."
	@touch $@

$(NODE_MODULES): web/modeller/package-lock.json web/modeller/package.json $(VENV)
	@echo "Installing the locked browser packages."
	@.ci/with-node npm ci --ignore-scripts --silent
	@touch $@

$(DIST): $(NODE_MODULES) $(BROWSER_SOURCES)
	@echo "Building the browser files."
	@.ci/with-node npm run build --silent
	@touch $@

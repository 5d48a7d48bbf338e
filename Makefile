PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := sqlite:///data/demonstration.db
# What is checked before the environment exists runs on the Python that will make it.
CHECK := $(or $(wildcard $(BIN)/python),$(PYTHON))
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.NOTPARALLEL: # with -j too, the machine is checked before anything is built
.PHONY: help demo run test lint bench screenshots sbom audit clean version port browser tools

help:  ## List the targets
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
	  while IFS='|' read -r target what; do printf '  make %-12s %s\n' "$$target" "$$what"; done

# Tools are run as modules: the scripts of an environment hold the path of the folder where it was made.
$(VENV)/run.ok: requirements.txt
	@echo "Installing the application's packages in $(VENV) (a minute or two)..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/dev.ok: requirements-dev.txt $(VENV)/run.ok
	@echo "Installing the packages of the tests in $(VENV) (a minute or two)..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

version:
	@$(CHECK) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11")'

port: version
	@$(CHECK) scripts/serve.py --check

browser: version
	@$(CHECK) scripts/check_outils.py

tools: version
	@$(CHECK) scripts/check_outils.py --tests

# Exported, not written before the command: no shell then stands between make and the server when Ctrl-C comes.
demo: export DATABASE_URL := $(DEMO)
demo: port $(VENV)/run.ok  ## Build the demonstration database and serve the application on it
	$(BIN)/python -m loaders demo
	$(BIN)/python scripts/serve.py

run: port $(VENV)/run.ok  ## Serve the application on the real database
	$(BIN)/python -m loaders init
	$(BIN)/python scripts/serve.py

test: tools $(VENV)/dev.ok  ## Run every test
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder $(TESTS)

lint: version $(VENV)/dev.ok  ## Linters, formatter and type checker
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

screenshots: browser $(VENV)/dev.ok  ## Picture every screen in build/screenshots; refreshes those that documents show
	$(BIN)/python -m tests.e2e.captures

bench: browser $(VENV)/dev.ok  ## Measure against named references, on a quiet machine; writes docs/benchmarks.md
	$(BIN)/python -m benchmarks

sbom: version $(VENV)/dev.ok  ## List what the application is made of, with licences, in build/composants.cdx.json
	$(BIN)/python scripts/list_composants.py build/composants.cdx.json

audit: version $(VENV)/dev.ok  ## Ask whether a known fault touches a package, where advisories are in reach
	$(BIN)/python scripts/audit_dependances.py

clean:  ## Remove the environment and the caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

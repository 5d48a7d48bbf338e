PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := sqlite:///data/demonstration.db

.PHONY: demo run test lint bench screenshots clean

$(VENV)/run.ok: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev.ok: requirements-dev.txt $(VENV)/run.ok
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

demo: $(VENV)/run.ok  ## Build the demonstration database and serve the application on it
	DATABASE_URL=$(DEMO) $(BIN)/python -m loaders demo
	DATABASE_URL=$(DEMO) $(BIN)/streamlit run dashboard.py

run: $(VENV)/run.ok  ## Serve the application on the real database
	$(BIN)/python -m loaders init
	$(BIN)/streamlit run dashboard.py

test: $(VENV)/dev.ok chromium libreoffice  ## Run every test
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

# $(call ensure,PACKAGES,COMMANDS): install Debian packages unless one of the commands is there.
define ensure
@for c in $(2); do command -v $$c >/dev/null && exit 0; done; \
  [ "$$(id -u)" = 0 ] || { echo "Missing: $(1). Run this once as root, or install it."; exit 1; }; \
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1)
endef

.PHONY: chromium libreoffice
chromium:
	$(call ensure,chromium fonts-dejavu-core,chromium chromium-browser google-chrome)

libreoffice:
	$(call ensure,libreoffice-calc fonts-dejavu-core,soffice libreoffice)

lint: $(VENV)/dev.ok  ## Linters, formatter and type checker
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

screenshots: $(VENV)/dev.ok chromium  ## Take the screenshots of docs/screenshots
	$(BIN)/python -m tests.e2e.captures

bench: $(VENV)/dev.ok chromium  ## Measure against named references, on a quiet machine; writes docs/benchmarks.md
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

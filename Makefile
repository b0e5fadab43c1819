# Two commands: `make demo` and `make test`. Everything they need is set up in .venv and build/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Matrices here are small: threads of linear algebra that wait for one another cost more than they bring.
export OPENBLAS_NUM_THREADS ?= 1
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet

.PHONY: demo test quick lint unit screenshots lock sbom wheelhouse clean

demo: $(VENV)/.installed
	$(BIN)/chaingraph demo

test: $(VENV)/.dev lint unit

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/chaingraph chains check

# Unit and law tests on two cores: neither browser nor server nor shared data, and nothing slow.
QUICK := tests/analysis tests/export tests/graph tests/house tests/library tests/model tests/service tests/tagging tests/visual
quick: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n 2 -m "not browser and not neo4j and not realdata and not slow" $(QUICK) chaingraph loaders visual

unit: $(VENV)/.dev
	sh tests/browser/setup.sh
	sh tools/neo4j/setup.sh
	$(BIN)/python -m pytest

screenshots: $(VENV)/.dev
	sh tests/browser/setup.sh
	$(BIN)/python -m tests.browser.screenshots screenshots

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) -c constraints.txt -e .
	touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) -c constraints.txt -e ".[dev]"
	touch $@ $(VENV)/.installed

# Pins exactly what is installed in a fresh environment.
lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --disable-pip-version-check --quiet -e ".[dev]"
	build/lock/bin/python -m pip freeze --exclude-editable > constraints.txt

# What an installation brings along: a CycloneDX list of this environment, and licences of what is needed to run.
sbom: $(VENV)/.dev
	mkdir -p build
	$(BIN)/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --output-reproducible --of JSON -o build/sbom.json
	$(BIN)/python -m tools.licences build/licences.csv

# Everything an intranet needs: python -m pip install --no-index --find-links wheelhouse chaingraph
wheelhouse: $(VENV)/.dev
	$(PIP) wheel -c constraints.txt -w build/wheelhouse .

clean:
	rm -rf $(VENV) build

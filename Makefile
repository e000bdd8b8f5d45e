# What people and CI run. `make setup` once, then anything; every target sets up what it needs.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
TRAIN := .venv-train
INSTALL := python -m pip install --quiet --quiet --disable-pip-version-check
PROJECT := --no-deps --no-build-isolation -e models/stemmata-en -e .
PACKAGING := pyproject.toml models/stemmata-en/pyproject.toml
CODE := src models tests evals benchmarks training

EXAMPLE := examples/tamrick-market
SHOWN := $(EXAMPLE)/sennoth-herald-toll.html
OUTLETS := examples/outlets.jsonl
CASE := demo-case
REPORT := demo-report.html

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint evals bench train-setup train distributions lock clean

help: ## show this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'

setup: $(VENV)/installed ## make .venv with the stemmata command and all that checks it

$(VENV)/installed: requirements/dev.txt $(PACKAGING)
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/$(INSTALL) --no-deps --require-hashes -r requirements/dev.txt
	$(VENV)/bin/$(INSTALL) $(PROJECT)
	touch $@

demo: setup ## read an article, make a case of twenty, and trace its claims; ends by naming what to open
	@rm -rf $(CASE)
	@$(VENV)/bin/stemmata read $(SHOWN)
	@$(VENV)/bin/stemmata read --report $(REPORT) $(EXAMPLE) > /dev/null
	@$(VENV)/bin/stemmata add $(CASE) $(EXAMPLE)
	@$(VENV)/bin/stemmata link $(CASE) --outlets $(OUTLETS)
	@$(VENV)/bin/stemmata verify $(CASE)
	@$(VENV)/bin/stemmata claims $(CASE) --limit 3
	@$(VENV)/bin/stemmata trace $(CASE) "missile fired from inside"
	@$(VENV)/bin/stemmata trace $(CASE) "trained 300 fighters"
	@echo "That was 1 of the bundled articles, and the claims of all. Open $(REPORT) in a browser to read them;"
	@echo "to look around in the case: $(VENV)/bin/stemmata serve $(CASE)"

test: setup ## run the tests, on up to four cores
	$(VENV)/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

lint: setup ## check style, types and import contracts
	$(VENV)/bin/ruff check $(CODE)
	$(VENV)/bin/ruff format --check $(CODE)
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo

evals: setup ## measure quality against its floors (STEMMATA_SHARED names the corpora)
	$(VENV)/bin/python -m evals

bench: setup ## measure speed and memory; after train-setup, side by side with transformers
	$(firstword $(wildcard $(TRAIN)/bin/python) $(VENV)/bin/python) -m benchmarks

train-setup: $(TRAIN)/installed ## make .venv-train, with torch and transformers

train: train-setup ## make the weights from the corpora (minutes on an accelerator, days without)
	$(TRAIN)/bin/python -m training

$(TRAIN)/installed: requirements/dev.txt training/requirements.txt training/start.txt $(PACKAGING)
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/$(INSTALL) --no-deps --require-hashes -r requirements/dev.txt
	$(TRAIN)/bin/$(INSTALL) -r training/requirements.txt
	$(TRAIN)/bin/$(INSTALL) --no-deps --require-hashes -r training/start.txt
	$(TRAIN)/bin/$(INSTALL) $(PROJECT)
	touch $@

distributions: setup ## count what `pip install stemmata` brings
	@$(VENV)/bin/python -m tests.distributions

# Versions with digests, no addresses. Needs uv (pip install uv).
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-package stemmata-en

EXTRAS := brotli docx parquet timestamp xlsx

lock: ## choose the newest versions of all that runs and checks Stemmata
	$(LOCK) --upgrade -o requirements/base.txt
	$(LOCK) --upgrade $(addprefix --extra ,$(EXTRAS)) --group dev -c requirements/base.txt -o requirements/dev.txt

clean: ## remove what make made
	rm -rf $(VENV) $(TRAIN) $(REPORT) $(CASE) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

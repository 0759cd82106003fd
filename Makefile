SHELL := /bin/bash
ROOT := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
VENV := $(ROOT)/.venv
BIN := $(VENV)/bin
SHARED ?= $(ROOT)/../shared
DB ?= $(ROOT)/tasks.db
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(ROOT)/constraints.txt

.DEFAULT_GOAL := help
.PHONY: help install dev run test lint format bench eval clean

help: ## Show what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(ROOT)/Makefile

install: $(VENV)/.installed ## Install all that giaoviec needs: Debian packages, a virtual environment, the package

$(VENV)/.installed: $(ROOT)/pyproject.toml $(ROOT)/constraints.txt $(ROOT)/scripts/debian_packages.sh
	@python=$$($(ROOT)/scripts/python.sh) && $(ROOT)/scripts/debian_packages.sh "$$python" && \
		{ [ -x $(BIN)/python ] || "$$python" -m venv $(VENV); }
	@echo "Installing the package and what it needs into $(VENV) ..."
	@$(PIP) --editable $(ROOT)
	@touch $@

dev: $(VENV)/.dev

$(VENV)/.dev: $(VENV)/.installed
	@$(PIP) --editable '$(ROOT)[dev]'
	@touch $@

run: install ## Read samples/ into tasks.db and print the tasks
	@$(BIN)/giaoviec ingest $(ROOT)/samples --db $(DB); status=$$?; $(BIN)/giaoviec tasks --db $(DB) || exit; exit $$status

test: dev ## Run the tests
	@cd $(ROOT) && $(BIN)/python -m pytest

lint: dev ## Check style and types
	@cd $(ROOT) && $(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: dev ## Format the source
	@cd $(ROOT) && $(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: install ## Measure the time to the first word of help, and pages a second
	@$(BIN)/python -m pipeline.evaluation.bench $(ROOT)/samples

eval: install ## Score the program on the documents in SHARED=...; ONLY=digital,office for some, STRICT=1 to fail below the floors
	@$(BIN)/python -m pipeline.evaluation $(SHARED) --out $(ROOT)/build/eval $(if $(ONLY),--only $(ONLY)) $(if $(DIFF),--diff) $(if $(STRICT),--strict)

clean: ## Remove what was built and installed here
	rm -rf $(VENV) $(ROOT)/build $(ROOT)/dist $(ROOT)/.mypy_cache $(ROOT)/.ruff_cache $(ROOT)/.pytest_cache

# Every command works from any folder, and where the path of this one has spaces in it.
SHELL := /bin/bash
ROOT := $(shell cd "$$(dirname "$(strip $(MAKEFILE_LIST))")" && pwd)
BIN := $(ROOT)/.venv/bin
INSTALL := "$(ROOT)/scripts/install.sh"
SHARED ?= $(ROOT)/../shared
DB ?= $(ROOT)/tasks.db

.DEFAULT_GOAL := help
.PHONY: help install dev run test lint format bench eval clean

help: ## Show what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' "$(ROOT)/Makefile"

install: ## Install all that giaoviec needs: Debian packages, a virtual environment, the package
	@$(INSTALL)

dev:
	@$(INSTALL) dev

run: install ## Read samples/ into tasks.db and print the tasks
	@"$(BIN)/giaoviec" ingest "$(ROOT)/samples" --db "$(DB)"; status=$$?; \
		"$(BIN)/giaoviec" tasks --db "$(DB)" || exit; exit $$status

test: dev ## Run the tests
	@cd "$(ROOT)" && "$(BIN)/python" -m pytest

lint: dev ## Check style and types
	@cd "$(ROOT)" && "$(BIN)/ruff" check . && "$(BIN)/ruff" format --check . && "$(BIN)/mypy"

format: dev ## Format the source
	@cd "$(ROOT)" && "$(BIN)/ruff" format . && "$(BIN)/ruff" check --fix .

bench: install ## Error rate, seconds and memory a page beside other readers; on SHARED=... where it is, else samples/
	@"$(BIN)/python" -m pipeline.evaluation.bench $(if $(wildcard $(SHARED)/eval/cer.py),"$(SHARED)")

eval: install ## Score on samples/ and SHARED=...; ONLY=digital,office for some, STRICT=1 to fail below the floors, FOLDS=2
	@"$(BIN)/python" -m pipeline.evaluation $(if $(wildcard $(SHARED)/eval/score.py),"$(SHARED)") \
		--out "$(ROOT)/build/eval" $(if $(ONLY),--only $(ONLY)) $(if $(DIFF),--diff) $(if $(STRICT),--strict) \
		$(if $(FOLDS),--folds $(FOLDS))

clean: ## Remove what was built and installed here
	rm -rf "$(ROOT)"/{.venv,build,dist,.mypy_cache,.ruff_cache,.pytest_cache}

# Every target sets up what it needs on a fresh machine (Python 3.11 or later, Node 20 or later); a second run takes seconds.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

PYTHON ?= $(shell tools/find-python 3.11 || tools/find-python 3.12 || command -v python3)
BIN := .venv/bin
# Entry points are written at installation, so that a new activity folder needs a new one: the stamps' names say what they stand for.
READY := .venv/.ready-$(shell (cat setup.py; ls -d pekt_xblocks/activities/*/activity.py) | cksum | cut -d' ' -f1)
NODE_READY := node_modules/.ready-$(shell cat package-lock.json | cksum | cut -d' ' -f1)

.PHONY: help serve lint test test-python test-js test-packaging test-browser test-compat test-databases test-lrs test-bus test-platform test-tutor tutor-plugin pictures browser clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS=$$'\t' read -r name what; do printf '  make %-16s %s\n' "$$name" "$$what"; done

serve: $(READY) ## the workbench site on http://127.0.0.1:8000 (PORT=, HOST=)
	@exec $(BIN)/pekt serve --demo --host $(HOST) --port $(PORT) $(ARGS)

lint: $(READY) $(NODE_READY) ## ruff, import rules, catalogues, JavaScript types
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/python -m tools.catalogues --check
	npm run --silent types

test: test-js test-python test-packaging test-browser ## every test (those below stand apart)

test-python: $(READY)
	$(BIN)/pytest -q -n logical -m 'not packaging and not database and not lrs and not bus' $(ARGS)

test-packaging: $(READY) $(NODE_READY)
	$(BIN)/pytest -q -m packaging $(ARGS)

test-browser: $(READY) $(NODE_READY) browser
	npm run --silent browser

test-js: $(READY) $(NODE_READY)
	npm run --silent unit

test-compat: ## the Python tests on XBlock 5.2/Django 4.2, XBlock 6.1, and Python 3.12 with XBlock 6.3
	tools/compat ulmo 3.11
	tools/compat py311 3.11
	tools/compat py312 3.12

test-databases: $(READY) ## the records' tests on PostgreSQL and MariaDB
	tests/records/databases.sh $(ARGS)

test-lrs: $(READY) ## send through faults to a real LRS, Ralph
	PYTHON=$(BIN)/python tests/records/ralph.sh $(ARGS)

test-bus: $(READY) ## two sites with a real Redis between them, and with Kafka's protocol: killed, emptied, told again
	PYTHON=$(BIN)/python tests/records/bus.sh $(ARGS)

test-platform: $(READY) ## the records as a plugin of LMS and Studio: wiring, events, a Celery worker with Redis
	tests/platform/run $(ARGS)

test-tutor: $(READY) ## the Tutor plugin, loaded by the real Tutor
	tests/tutor/run $(ARGS)

tutor-plugin: $(READY) ## the Tutor plugin with every course, as a wheel in dist/
	deploy/tutor/pack-courses
	$(BIN)/python -m pip wheel -q --no-deps --no-build-isolation -w dist deploy/tutor

pictures: $(READY) $(NODE_READY) browser ## take the pictures of README and docs anew
	node tools/pictures.js

browser:
	@tools/browser

clean: ## remove what the targets made, except var/ (the workbench's state)
	rm -rf .venv .venv-* node_modules build dist *.egg-info .pytest_cache .hypothesis .ruff_cache .import_linter_cache test-results

$(READY):
	@echo "==> Python packages into .venv ($$($(PYTHON) --version))"
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	@rm -f .venv/.ready-*
	@$(BIN)/pip install --disable-pip-version-check --progress-bar off -e '.[workbench,records,test]' 2>&1 \
		| sed -unE 's/^(Collecting|Installing|Successfully) ([^ ]+).*/    \1 \2/p; /ERROR|error:/p'
	@touch $@

$(NODE_READY): package-lock.json
	@echo "==> Node packages into node_modules ($$(node --version))"
	@npm ci --silent
	@touch $@

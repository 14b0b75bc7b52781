# make run: the site on http://localhost:8000 with sample clinics. make test: everything a change must pass.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest -q

.PHONY: help run dev test test-deep bench lint types pictures clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

$(VENV)/.runs: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.tests: requirements.txt requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/.runs

var/secret_key: $(VENV)/.runs
	mkdir -p var
	umask 077 && $(BIN)/python -c "import secrets; print(secrets.token_urlsafe(50))" > $@

# The sender's parent is the shell, which becomes the server: it ends when that is gone, killed or not.
SENDER := $(BIN)/python manage.py send_letters --forever --beside $$$$ &

run: $(VENV)/.runs var/secret_key ## set up what is missing and serve, as production does (PORT=8000)
	export SECRET_KEY=$${SECRET_KEY:-$$(cat var/secret_key)} SITE_URL=$${SITE_URL:-http://localhost:$(PORT)}; \
	$(BIN)/python manage.py prepare || exit 1; $(SENDER) \
	exec $(BIN)/gunicorn --config directory/gunicorn.py --bind "$${BIND:-127.0.0.1}:$(PORT)" directory.wsgi

dev: $(VENV)/.tests ## the same with DEBUG on and reloading
	export DEBUG=1; $(BIN)/python manage.py prepare || exit 1; $(SENDER) exec $(BIN)/python manage.py runserver $(PORT)

lint: $(VENV)/.tests ## style, templates, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache > var/imports.txt 2>&1 || (cat var/imports.txt; exit 1)
	$(BIN)/djlint --quiet --lint templates

types: $(VENV)/.tests ## mypy, strict
	SECRET_KEY=types $(BIN)/mypy directory clinics accounts owners sources reviews guide

test: $(VENV)/.tests ## lints, types, the suite on SQLite, the main journeys in Chromium (ten minutes at most)
	mkdir -p var
	@bash .ci/chromium
	$(MAKE) --no-print-directory lint types
	rm -f .coverage .coverage.*
	$(PYTEST) -n 2 -m "not deep" --cov --cov-report=
	$(BIN)/coverage report --skip-covered | tail -n 30
	@bash .ci/closing

test-deep: $(VENV)/.tests ## the suite on PostgreSQL, kills and races, the whole accessibility matrix, real data
	mkdir -p var
	@bash .ci/chromium
	$(PYTEST) -n 2 -m "deep"
	bash .ci/with-postgres $(PYTEST) -n 2 -m "not browser"
	@bash .ci/closing

bench: $(VENV)/.tests ## one line a figure: name value unit
	@$(BIN)/python -m benchmarks.run

pictures: $(VENV)/.tests ## photograph the pages into docs/pictures
	@bash .ci/chromium
	$(BIN)/python -m benchmarks.pictures

clean: ## remove what this file made, but not the database
	rm -rf $(VENV) staticfiles .coverage* .mypy_cache .ruff_cache .import_linter_cache

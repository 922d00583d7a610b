# `make run` opens the application, `make test` tests it. Both set up what they need the first time.
# ARGS="..." goes on to the application or to pytest; PYTHON=/path/to/python3 chooses the Python for a new .venv.

PYTHON_HERE := .venv/bin/python
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help run test check self-test catalogues screens bench faults lock clean set-up set-up-tests

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 14

run: set-up ## Open the application
	@$(PYTHON_HERE) -I -S scripts/display_check.py
	@exec .venv/bin/outreach-desktop $(ARGS)

test: set-up-tests ## Run the tests
	@$(PYTHON_HERE) -m pytest -n auto --dist worksteal $(ARGS)

check: set-up-tests ## Look at the code: style, types, layers, catalogues, locks
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m mypy
	.venv/bin/lint-imports
	$(PYTHON_HERE) scripts/catalogues.py check
	@! grep -nE 'https?://|file:|--(extra-)?index' requirements*.lock

self-test: set-up ## Let the application do the main job by itself, without a display if need be
	@exec .venv/bin/outreach-desktop --self-test $(ARGS)

catalogues: set-up-tests ## Bring the catalogues of texts in step with the code
	$(PYTHON_HERE) scripts/catalogues.py update

screens: set-up-tests ## Take a picture of every page in both languages, into screens/
	$(PYTHON_HERE) -m tests.screens $(ARGS)

bench: set-up-tests ## Measure the goals beside their references
	$(PYTHON_HERE) -m tests.benchmarks $(ARGS)

faults: set-up-tests ## Run the long stage of the fault tests: kills, full disks, damage, hostile files (an hour)
	OUTREACH_LONG_FAULTS=1 $(PYTHON_HERE) -m pytest tests/faults --timeout 36000 \
		-o faulthandler_timeout=0 $(ARGS)

lock: ## Renew the lock files from pyproject.toml (UPGRADE=1: newest of everything)
	@scripts/lock.sh

clean: ## Remove what was made here except .venv
	rm -rf build dist screens *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f i18n/*/LC_MESSAGES/*.mo
	find outreach_desktop scripts tests -name __pycache__ -prune -exec rm -rf {} +

set-up:
	@scripts/setup.sh run

set-up-tests:
	@scripts/setup.sh test

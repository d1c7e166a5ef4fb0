# make run | test | test-deployment | test-engines | check | score | bench | catalogue | screenshots | lock | wheels
# Needs make, a POSIX shell and Python 3.11 or newer; everything else goes into $(VENV).
PYTHON ?=
VENV ?= .venv
PORT ?= 8501
ADDRESS ?= localhost
# Tests run in so many processes, those of one file in the same one, the long ones in a browser first; 0 for one process.
WORKERS ?= 2
# Where Spark is installed for make test-engines, beside the development's packages.
ENGINES ?= .venv-engines
# Arguments for pytest: make test PYTEST='tests/test_names.py -x'
PYTEST ?=
# Arguments for the benchmark: make bench BENCH='start memory --rounds 5'
BENCH ?=
# How often in a row make test-deployment kills a replica and changes the version.
TIMES ?= 1
SCREENSHOTS ?= screenshots
LOCK_OPTIONS ?=
BIN = $(VENV)/bin
ENVIRONMENT = VENV='$(VENV)' PYTHON='$(PYTHON)' sh tools/environment.sh

.PHONY: run test test-deployment test-engines check format score bench catalogue screenshots lock wheels runtime development clean

run: runtime
	@echo "Plenary Atlas: http://$(ADDRESS):$(PORT) (another port: make run PORT=8600; stop: Ctrl+C)"
	@$(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.address $(ADDRESS)

runtime:
	@$(ENVIRONMENT) requirements.lock

development:
	@$(ENVIRONMENT) requirements-dev.lock

test: development
	@$(BIN)/python -m tools.chromium --install
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST)

test-deployment: development
	@$(BIN)/python -m tools.chromium --install
	@$(BIN)/python -m tools.nginx --install
	@TIMES=$(TIMES) $(BIN)/python -m pytest -n 0 tests/deployment $(PYTEST)

# Starts and stops a Spark cluster on this machine: a master and two workers, reachable from here alone.
test-engines: development
	@VENV='$(VENV)' ENGINES='$(ENGINES)' sh tools/engines.sh requirements-engines.txt
	@PLENARY_TEST_ENGINES=1 $(ENGINES)/bin/python -m pytest -n 0 tests/engines $(PYTEST)

check: development
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy plenary components/charts

format: development
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

score: development
	@$(BIN)/python -m plenary score --report docs/scores.md

bench: development
	@$(BIN)/python -m tools.chromium --install
	@$(BIN)/python -m tools.nginx --install
	@$(BIN)/python -m bench $(BENCH)

catalogue: development
	@$(BIN)/python -m tools.catalogue

screenshots: development
	@$(BIN)/python -m tools.chromium --install
	@$(BIN)/python -m tools.screenshots '$(SCREENSHOTS)'

# Exact versions and hashes, for Python 3.11 and newer on every system; holds no address of a registry.
# Newer versions inside the bounds: make lock LOCK_OPTIONS=--upgrade
lock: development
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' $(LOCK_OPTIONS) requirements.txt --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' $(LOCK_OPTIONS) requirements-dev.txt --constraints requirements.lock --output-file requirements-dev.lock

# Asks for each newer Python and system whether every locked version has a wheel; installs nothing.
wheels: development
	@sh tools/wheels.sh '$(BIN)/uv'

clean:
	rm -rf '$(VENV)' '$(ENGINES)' .mypy_cache .ruff_cache .pytest_cache .hypothesis

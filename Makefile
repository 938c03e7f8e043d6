# Everything sets itself up: a fresh machine needs python3 (3.11 or newer), make and git.
# On Windows without make, `pip install .[web]` and then `python -m beatwise demo` do the same as `make demo`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEV := $(VENV)/.installed-dev
RUN := $(VENV)/.installed-run
WORKERS ?= 2
# Compiled modules are kept, as pip keeps them where Beatwise is installed: each start is shorter by
# the compiling of a thousand files. Empty is the same as unset.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help demo serve test test-fast check format soak bench book diagram mutants results sbom lock clean

help:
	@echo "make demo    set up and run the main job on a simulated county, and fill an office"
	@echo "make serve   serve that office on this computer and print its accounts"
	@echo "make test    set up and run every test"
	@echo "make test-fast   unit and spec tests only, under 90 seconds on two cores"
	@echo "make check   format, lint, types, import contract, glossary, book of methods"
	@echo "make sbom    the bill of materials of a release -> beatwise.cdx.json"
	@echo "make bench   measure speed and memory beside the peers -> benchmarks/RESULTS.md"
	@echo "make mutants plant small faults in the rules; the tests must notice -> checks/mutants/RESULTS.md"
	@echo "make soak    run the long simulations in full -> benchmarks/RESULTS.md"

demo: $(RUN)
	$(BIN)/python -m beatwise demo

serve: $(RUN)
	@test -e demo/office/office/demo || $(BIN)/python -m beatwise office demo --workspace demo/office
	$(BIN)/python -m beatwise serve --workspace demo/office

test: $(DEV)
	@sh checks/chromium.sh
	@sh checks/postgres.sh
	@sh checks/poppler.sh
	@sh checks/openssl.sh
	@sh checks/nginx.sh
	@sh checks/node.sh
	@sh checks/standards.sh
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test-fast: $(DEV)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile tests/unit tests/spec

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m checks.glossary
	$(BIN)/python -m checks.names
	$(BIN)/python -m checks.words
	$(BIN)/python -m checks.house
	$(BIN)/python -m checks.mirror
	$(BIN)/python -m checks.book --check
	$(BIN)/python -m checks.diagram --check
	$(BIN)/python -m checks.systems --check

mutants: $(DEV)
	$(BIN)/python -m checks.mutants --jobs $(WORKERS)

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

soak: $(DEV)
	@sh checks/node.sh
	BEATWISE_SOAK=1 $(BIN)/python -m pytest -m soak -n $(WORKERS) --dist loadfile
	$(BIN)/python -m benchmarks --soak

bench: $(DEV)
	$(BIN)/python -m benchmarks

book: $(DEV)
	$(BIN)/python -m checks.book

diagram: $(DEV)
	$(BIN)/python -m checks.diagram

# Byte for byte the same results as another checkout: make results BEFORE=../other
results: $(DEV)
	$(BIN)/python -m checks.same_results --before $(BEFORE) --after .

# What the installed product is made of, in CycloneDX 1.6.
sbom: $(RUN)
	$(BIN)/python -m checks.sbom > beatwise.cdx.json

# Two locks, exact versions with hashes: what the product needs, and what its makers need as well.
lock:
	uv pip compile pyproject.toml --extra dev --extra rota --extra did --extra cluster --extra web --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q \
	  -o requirements/dev.txt
	uv pip compile pyproject.toml -c requirements/dev.txt --extra build --extra web --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o requirements/run.txt

$(BIN)/python:
	@sh checks/python.sh "$(PYTHON)" "$(VENV)"

$(RUN): $(BIN)/python requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(RUN)

$(DEV): $(BIN)/python requirements/dev.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(DEV) $(RUN)

clean:
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

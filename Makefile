# The jobs of the project; plain `make` lists them.
#   PYTHON     the Python that .venv is made from (3.11 or newer, with pip 22.3 or newer); run `make clean` to change it
#   PIP_FLAGS  handed to pip, for instance where to find another build of PyTorch

PYTHON ?= python3
PIP_FLAGS ?=
BIN := .venv/bin
TORCH := $(shell sed -n 's/^torch==//p' constraints.txt)

# $(call install,VENV,REQUIREMENTS): pip from outside, so that VENV needs neither ensurepip nor a pip of its own.
install = $(PYTHON) -m pip --python $(1)/bin/python install $(PIP_FLAGS) $(2)

.DEFAULT_GOAL := jobs
.PHONY: jobs setup serve ask test check eval bench mutants constraints clean

jobs:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: .venv/installed ## install everything into .venv (once, and again when what is pinned has changed)

.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one, as in: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m pip --help | grep -e '--python' >/dev/null || \
		{ echo "pip 22.3 or newer is needed for $(PYTHON); install or upgrade pip, or name another Python: make setup PYTHON=..." >&2; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv --clear --without-pip .venv
	$(call install,.venv,-c constraints.txt torch==$(TORCH) -e '.[dev]')
	@touch $@

serve: setup ## answer over HTTP and on a web page (NHIPCAU_PORT=8000)
	$(BIN)/nhipcau serve

ask: setup ## answer one question here: make ask Q="..."
	$(if $(value Q),,$(error Say what to ask: make ask Q="How much was raised for the Cuban people in 2025?"))
	@$(BIN)/nhipcau ask '$(subst ','\'',$(value Q))' || [ $$? -eq 3 ]

test: setup ## run the tests
	$(BIN)/pytest

check: setup ## look at form, lint and types
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

eval: setup ## measure sentence bounds and answers against known ones
	$(BIN)/python bench/sentences.py
	$(BIN)/python bench/own.py

bench: setup ## measure speed as ratios, and quality beside other systems on public sets
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/quality.py

mutants: setup ## break each promise on purpose; every break must fail a test
	$(BIN)/python tests/mutants.py

constraints: ## pin anew, in constraints.txt, the newest versions that install together (PyTorch's pin stays)
	rm -rf build/fresh
	$(PYTHON) -m venv --without-pip build/fresh
	$(call install,build/fresh,torch==$(TORCH) -e '.[dev]')
	sed '/^[^#]/,$$d' constraints.txt > build/constraints.txt
	$(PYTHON) -m pip --python build/fresh/bin/python freeze --all --exclude-editable | sed 's/+[^+]*$$//' >> build/constraints.txt
	mv build/constraints.txt constraints.txt

clean: ## remove .venv, caches and builds; the corpus and the index stay
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

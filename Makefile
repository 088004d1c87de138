# Every target works as the first command in a fresh clone: it makes .venv itself.
PYTHON ?= python3
PYTHONS := 3.11 3.12 3.13

export PYTHONUTF8 := 1
export UV_PYTHON_DOWNLOADS := never

BIN := .venv/bin
SPHINX := $(BIN)/sphinx-build --quiet --fresh-env --fail-on-warning --jobs 2 --builder html docs site
INSTALL := $(BIN)/uv pip install --quiet --constraints constraints.txt --editable

.PHONY: help demo test check docs test-all soak bench format generated constraints clean

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

demo: .venv/.cli ## run one year of the ward of Phổ Hòa, and one of a commune of 2026
	$(BIN)/python examples/pho_hoa_2023/demo.py
	$(BIN)/python examples/song_mo_2026/song_mo.py

test: .venv/.dev ## run the tests
	$(BIN)/pytest

check: .venv/.dev ## all that must hold before a change lands
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python tools/ready.py --check
	$(BIN)/python tools/front_pages.py --check
	$(BIN)/python tools/requirements.py
	$(BIN)/python tools/where_text_rests.py
	$(BIN)/python tools/catalogues.py --check
	$(SPHINX)
	$(BIN)/pytest --cov

test-all: .venv/.dev ## run the tests on every Python that is supported; all of them must be here
	@set -e; export PYENV_VERSION=$$(pyenv versions --bare 2>/dev/null | paste -sd:); \
	for version in $(PYTHONS); do \
	  $(BIN)/uv python find --quiet --system $$version >/dev/null || { echo "== Python $$version: not found"; exit 1; }; \
	  echo "== Python $$version"; \
	  $(BIN)/uv venv --quiet --allow-existing --python-preference only-system --python $$version .venvs/$$version; \
	  $(INSTALL) '.[cli,office,charts,import,analysis]' --group dev --python .venvs/$$version; \
	  .venvs/$$version/bin/pytest; \
	done

docs: .venv/.dev ## build the documentation into site/; a broken link or an unknown name fails
	$(SPHINX)
	@echo "site/index.html"

soak: .venv/.soak ## let many hands at one file for some minutes: kills, full disks, first uses in threads; search far
	$(BIN)/pytest -n 0 tests/soak
	$(BIN)/pytest -m hypothesis --hypothesis-profile deep

bench: .venv/.dev ## measure what the documentation promises
	$(BIN)/python benchmarks/decisions.py
	$(BIN)/python benchmarks/writers.py
	$(BIN)/python benchmarks/views.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/proofs.py
	$(BIN)/python benchmarks/exports.py
	$(BIN)/python benchmarks/nation.py
	$(BIN)/python benchmarks/questions.py --petitions 20000

format: .venv/.dev ## put the code in house form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

generated: .venv/.dev ## write again what is made from code and data: the law made ready, front pages, catalogues, templates
	$(BIN)/python tools/ready.py
	$(BIN)/python tools/front_pages.py
	$(BIN)/python tools/catalogues.py
	$(BIN)/python tools/document_templates.py

constraints: $(BIN)/uv ## pin the newest versions that fit together
	$(BIN)/uv lock --quiet --upgrade
	$(BIN)/uv export --quiet --all-extras --all-groups --no-emit-project \
	  --no-hashes --no-annotate --no-header --output-file constraints.txt

clean: ## remove what the tools have made, and the environments
	rm -rf .venv .venvs .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage* htmlcov dist build site docs/reference/api

$(BIN)/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt uv

.venv/.cli: pyproject.toml constraints.txt | $(BIN)/uv
	$(INSTALL) '.[cli,office]' --python .venv
	@touch $@

.venv/.dev: pyproject.toml constraints.txt | $(BIN)/uv
	$(INSTALL) '.[cli,office,charts,import,analysis]' --group dev --python .venv
	@touch $@

.venv/.soak: pyproject.toml constraints.txt | $(BIN)/uv
	$(INSTALL) '.[cli,office,charts,import,analysis]' --group dev --group soak --python .venv
	@touch $@

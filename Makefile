# Pantau. `make run` starts it, `make test` proves it; the rest is for those who change it.
.PHONY: run test check lint bench format clean
PORT ?= 8501
PYTHON_IN = .venv/bin/python

run:  ## start Pantau on http://localhost:8501 (first start: installs, builds the demo store)
	@.ci/venv requirements.txt
	@.venv/bin/streamlit run app.py --server.port $(PORT)

test: lint  ## lint, types, unit, page and browser tests
	@.ci/browser >/dev/null
	$(PYTHON_IN) -m pytest -n auto --dist loadfile

check: lint  ## the fast part: lint, types, unit tests
	$(PYTHON_IN) -m pytest -n auto --dist loadfile --ignore tests/pages --ignore tests/browser

lint:
	@.ci/venv requirements-dev.txt
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

bench:  ## measure against the bounds (needs Chromium for the start-up measure)
	@.ci/venv requirements-dev.txt
	$(PYTHON_IN) -m benchmarks

format:
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

clean:
	rm -rf .venv .pantau .pytest_cache .mypy_cache .ruff_cache

# The two commands are `make run` and `make test`. Both set up all they need, and need no network the second time.
.PHONY: run test setup check bench verapdf contact-sheet golden clean
.DEFAULT_GOAL := run
BIN := .venv/bin

run:
	@sh packaging/set_up.sh run
	@sh packaging/run.sh

setup:
	@sh packaging/set_up.sh test
	@$(BIN)/python packaging/system_libraries.py

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports

test: check
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

bench:
	@sh packaging/set_up.sh bench
	@for script in tests/bench/bench_*.py; do echo "== $$script"; QT_QPA_PLATFORM=offscreen $(BIN)/python $$script || exit 1; done

# The real veraPDF on our PDFs. Needs Java and, the first time, Maven and a network.
verapdf: setup
	@sh packaging/verapdf.sh

# Every theme with every kind of section, and with what is too long and too wide, as pictures in out/contact.
# Needs pdftoppm.
contact-sheet: setup
	$(BIN)/python packaging/contact_sheet.py

# Keeps what the pages read like now as what they should: look at the difference in tests/data/golden before you commit.
golden: setup
	GOLDEN=keep QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q tests/pdf/test_golden.py

clean:
	rm -rf build dist out

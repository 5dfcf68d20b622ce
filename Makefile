# paperqa. `make run` opens the chat, `make test` runs the tests; both install what they need first.

# Plain `=`: the environment must not choose them (some shells export HOST), the command line may.
HOST = 127.0.0.1
PORT = 7860
NAME =
ARGS =

STEP = sh scripts/step.sh
BIN = .venv/bin

.DEFAULT_GOAL = help
.PHONY: help run model install setup index check test eval bench screenshots constraints clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "Variables, as in: make run PORT=8080"
	@echo "  HOST PORT    where the chat listens ($(HOST) $(PORT))"
	@echo "  NAME         a model for \`make model\`; the names: $(BIN)/paperqa models"
	@echo "  ARGS         further arguments for index, test and eval"
	@echo "  PYTHON       the Python to use, 3.11 or newer (else python3.11, 3.12, 3.13 or python3)"
	@echo "  TORCH_INDEX  a package index for torch alone: on Linux without an NVIDIA card, the CPU"
	@echo "               one that PyTorch's installation page names saves several GB"
	@echo "  CMAKE_ARGS   how llama-cpp-python is compiled"
	@echo "  SKIP_CHECKS  1: install without looking for a compiler and disk space"

run: index ## install, build the index, open the chat on 127.0.0.1:7860
	@echo "==> Opening the chat on http://$(HOST):$(PORT) (Ctrl-C ends it)"
	@$(BIN)/python app.py --host $(HOST) --port $(PORT)

model: install ## download the language model that fits this machine, or the one of NAME
	@$(STEP) "Downloading a language model" $(BIN)/paperqa models pull $(NAME)

install: ## what the chat needs, in .venv
	@sh scripts/setup.sh app

setup: ## what the chat, the tests and the checks need, in .venv
	@sh scripts/setup.sh dev

index: install ## fetch the papers that are missing and build the index
	@$(STEP) "Building the index" $(BIN)/paperqa index $(ARGS)

check: setup ## format, lint, types, floors of the house
	@$(STEP) "Checking the format" $(BIN)/ruff format --check .
	@$(STEP) "Linting" $(BIN)/ruff check .
	@$(STEP) "Checking the types" $(BIN)/mypy
	@$(STEP) "Checking the floors of the house" $(BIN)/lint-imports --no-logo

test: setup ## all tests
	@$(STEP) "Testing" $(BIN)/python -m pytest $(ARGS)

eval: install ## the quality of search and answers of your index, on the gold questions
	@$(STEP) "Evaluating" $(BIN)/paperqa eval $(ARGS)

bench: setup ## every script of benchmarks/
	@for script in benchmarks/[!_]*.py; do \
		[ ! -f "$$script" ] || $(STEP) "Running $$script" $(BIN)/python "$$script" || exit 1; \
	done

screenshots: setup index ## pictures of the main views, in docs/screenshots
	@$(STEP) "Taking pictures" $(BIN)/python scripts/screenshots.py

constraints: ## write the installed versions to constraints.txt
	@$(STEP) "Writing constraints.txt" sh scripts/constraints.sh

clean: ## remove .venv, caches and built indexes; keep downloaded papers and models
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .cache build dist
	find . -name __pycache__ -prune -exec rm -rf {} +
	find index -mindepth 1 -maxdepth 1 ! -name README.md ! -name .gitignore -exec rm -rf {} +

# The two commands: `make demo` and `make test`. README.md says what they do.
.PHONY: demo stop test test-pure test-site test-e2e lint benchmark simulate base

demo: base
	@python3 -m tools.demo

stop:
	@python3 -m tools.serve stop

test: base
	@python3 -m tools.test $(ARGS)

# One part, on a test site that is kept: make test-site ARGS="-k listing -x"
test-pure test-site test-e2e: base
	@python3 -m tools.test $(@:test-%=%) $(ARGS)

lint: base
	@python3 -m tools.test pure tests/pure/test_lint.py

# Everything, about six minutes; or a part: make benchmark ARGS=engine
benchmark: base
	@python3 -m tools.benchmark $(ARGS)

# A municipality in which everybody acts at random: make simulate YEARS=10 SEED=7
simulate: base
	@python3 -m tools.simulate $(or $(YEARS),1) $(SEED)

base:
	@bash tools/system.sh base

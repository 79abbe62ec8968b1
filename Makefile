.PHONY: demo test check openapi bench torture

demo:
	bin/demo

test:
	bin/test

check:
	.ci/run

openapi:
	bin/setup service && .venv/bin/python -m api.openapi

bench:
	bin/setup bench && .venv/bin/python -m benchmarks

torture:
	bin/setup bench && .venv/bin/python -m tests.torture

.PHONY: demo test check openapi bench

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

"""The operations of the API, one module a noun: each takes a request apart, calls one service, writes its answer."""

"""What the service does, one module a noun, each function inside the transaction of a call: no HTTP, and no SQL."""

"""Reading and writing the tables, one module a noun, inside a session that the caller opened. No HTTP, no rules."""

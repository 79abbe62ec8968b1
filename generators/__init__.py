"""Writes the data files that are made from others' data: run by hand, kept in step by tests."""

"""Writes chronologies in the formats that people and programs read."""

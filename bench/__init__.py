"""Timings at production size; `uv run python -m bench` runs them all."""

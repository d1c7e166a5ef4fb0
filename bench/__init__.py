"""Measures the served app beside pages that do less: `python -m bench` writes bench/RESULTS.md. Asserts nothing."""

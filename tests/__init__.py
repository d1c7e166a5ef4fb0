"""Tests of Plenary Atlas."""

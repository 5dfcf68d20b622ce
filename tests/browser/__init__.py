"""Tests that drive a real browser; a package, for its conftest is the second one."""

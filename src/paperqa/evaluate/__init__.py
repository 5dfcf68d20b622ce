"""Measured quality: gold questions in; recall, refusals and citations with intervals out."""

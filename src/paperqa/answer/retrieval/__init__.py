"""Question to hits and evidence: understanding, scores, and whether they are enough."""

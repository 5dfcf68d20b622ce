"""What a model wrote, held against the passages that it cites."""

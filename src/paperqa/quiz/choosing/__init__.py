"""From drafts to items: what is refused, what is chosen, and where the right answer stands."""

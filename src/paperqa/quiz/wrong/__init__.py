"""Wrong answers that the makers of the notes and those of the pages draw alike."""

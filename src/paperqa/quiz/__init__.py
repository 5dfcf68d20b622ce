"""Quiz items whose every answer stands in a quote that was found on its page."""

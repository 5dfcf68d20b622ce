"""A quiz as files: for print, for Anki, for Moodle, for Kahoot, for programs."""

"""Everything that paperqa raises on purpose.

    PaperQAError
    ├── SettingsError        a knob has a value that it cannot have
    ├── SourceError          what goes in
    │   ├── ReadingListError   a list could not be read
    │   ├── CatalogError       the catalogue is damaged or lacks a paper
    │   ├── FetchError         a download failed; the message says whether to try again
    │   ├── PdfError           a PDF was not read; see its subclasses in ``sources.pdf``
    │   └── NoteError          a note's front matter is wrong
    ├── StoreError           what is kept
    │   ├── EmbedderError      the embedding model is missing or does not fit the index
    │   ├── VectorError        a matrix has the wrong shape, or a row without direction
    │   ├── IndexMissingError  no index has been built yet
    │   ├── IndexDamagedError  a file of the index differs from its manifest
    │   └── IndexBusyError     another process is building
    ├── QuizError            a quiz that cannot be made as asked
    └── ModelError           the language model is missing, or failed
        └── CutOffError        an answer ended at its limit of tokens or time

A message holds the bad value, what was expected, and the command to run next.
The library raises; the faces (CLI, chat) print the message as one line.
"""


class PaperQAError(Exception):
    """Base of all errors raised on purpose; ``str(error)`` is one line for a person."""


class SettingsError(PaperQAError):
    """A setting has a value that it cannot have."""


class SourceError(PaperQAError):
    """Something that goes in could not be used."""


class ReadingListError(SourceError):
    """A reading list could not be read."""


class CatalogError(SourceError):
    """The catalogue is damaged, or does not hold the paper asked for."""


class FetchError(SourceError):
    """A download failed."""


class PdfError(SourceError):
    """A PDF was not read; the message says why."""


class NoteError(SourceError):
    """A note could not be read."""


class StoreError(PaperQAError):
    """Something that is kept could not be used."""


class EmbedderError(StoreError):
    """The embedding model is missing or does not fit the index."""


class VectorError(StoreError):
    """A matrix has the wrong shape, or holds a row without direction."""


class IndexMissingError(StoreError):
    """No index has been built yet."""


class IndexDamagedError(StoreError):
    """A file of the index differs from what its manifest says."""


class IndexBusyError(StoreError):
    """Another process is building the index."""


class QuizError(PaperQAError):
    """A quiz cannot be made, continued or written as asked."""


class QuoteError(PaperQAError):
    """A quote stands on no page that is known."""


class ChatsError(PaperQAError):
    """A conversation could not be kept, found or read."""


class ModelError(PaperQAError):
    """The language model is missing, or failed while it wrote."""


class CutOffError(ModelError):
    """An answer ended at its limit of tokens or time: what was streamed is only its beginning."""

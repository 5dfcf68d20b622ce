"""Sizes of downloads as a person reads them."""


def gigabytes(size: int) -> str:
    """Return ``4.22 GB``, or ``4.2 MB`` for what is small; powers of ten, as on a web page."""
    return f"{size / 1e9:.2f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"

"""pygiftparser, the independent reader of GIFT, imported despite the age of what it stands on.

It pulls Markdown 3.0, which wants ``pkg_resources`` (gone from setuptools 81 on) to look up
plugins; GIFT in HTML never asks for one.
"""

import sys
import warnings
from types import ModuleType

_here = sys.modules.get("pkg_resources")
sys.modules["pkg_resources"] = ModuleType("pkg_resources")
with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from pygiftparser import answer as kinds
    from pygiftparser import parser
del sys.modules["pkg_resources"]
if _here:
    sys.modules["pkg_resources"] = _here

__all__ = ["kinds", "parser"]

"""The page's styles: where they stand, and that they can be mirrored."""

import re

from paperqa.ui.assets import head, styles

_PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-)?(?:left|right)(?:-[\w-]+)?\s*:"
    r"|(?:text-align|float)\s*:\s*(?:left|right)"
)
# A code, what a rule for Hebrew alone mends, and what a script puts where the pointer is.
_FIXED = re.compile(r'direction: ltr|html\[dir="rtl"\]|^\.map-tip')


def test_no_rule_says_left_or_right_unless_its_direction_is_fixed() -> None:
    found = [
        f"{sheet.name}: {rule.strip()[:120]}"
        for sheet in styles()
        for rule in re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL).splitlines()
        if _PHYSICAL.search(rule) and not _FIXED.search(rule)
    ]
    assert found == []


def test_the_frame_comes_first_and_every_rule_stands_there_twice() -> None:
    assert styles()[0].name == "style.css"
    light, heavy = re.findall(r"<style>(.*?)</style>", head(), re.DOTALL)
    assert heavy.startswith(".gradio-container.gradio-container .contain {")
    rules = light.count("{")
    assert heavy.count("{") == rules + 1
    # What is above Gradio's container cannot be sought within it.
    assert re.search(r"\n\.dark \.lit-sheet \{", light)
    assert re.search(r"\n\.dark & \.lit-sheet \{", heavy)

"""Words by which a sentence leans on what stands elsewhere: before it, in a table, in a section."""

import re
from typing import Final

from paperqa.language.patterns import any_of

_OF_THE_PAPER: Final = r"(?! (?:paper|work|article|study|survey|report)\b)"
"""What "this" may be followed by: the paper is known."""

_OPENING: Final = any_of(
    rf"""
    This{_OF_THE_PAPER} | These | Those | That | It | Its | They | Their | He | She | Such | Here
    Following | As (?:such|shown|seen|before|a result|above|in|discussed|for|to)
    Then | Thus | Hence | Therefore | Consequently | Accordingly | So | But | And | Or | Nor | Yet
    Still | Again | Similarly | Likewise | Conversely | Instead | Otherwise | Rather | Meanwhile
    Nevertheless | Nonetheless | Alternatively | Equivalently | Indeed | Not | Only | Even so
    (?:In|By) contrast | On the (?:other|one) | At (?:this|that|the same time) | Since then | So far
    Further, | In other words | That is | Regarding | In the meantime | Now | Next | Later | Earlier
    Above | Below | We now
    In (?:this{_OF_THE_PAPER}|both|either|all|these|that|such|other|another|each)
    In the (?:first|second|latter|former|same|next|following)
    For (?:this|that|these|those|example|instance|the (?:latter|former|first|second|other|same))
    (?:Because of|Due to|Given|While|After|With|By|Unlike|From|On|Under) (?:this|these|that)
    Compared (?:to|with) (?:this|these|that) | By doing | To (?:do|achieve) (?:so|this)
    From the (?:table|figure) | Among (?:them|these) | (?:Some|Most|All) of (?:these|this|them)
    All (?:these|three|two) | Both | Another | Others? | Each of | One (?:such|of|is|can|may)
    Neither | Either | Note | Recall | See | Let | Suppose | Assume | Consider | Where | Which
    The (?:former|latter|second|third|last|other|above|same|rest|next|following|previous)
    The (?:two|three|four|five|six|first)
    What | How | Why | Who | Is | Are | Do | Does | Can | You | Your | Please | I | My
    e\.g | i\.e | Step | Input | Output | Require | Return | Ensure | Keywords | Index Terms
    Question | Answer | Q: | A: | Prompt | User | Assistant | Human | Example
    Table | Tab\. | Figure | Fig | Equation | Eq | Algorithm | Theorem | Lemma | Proposition
    Definition | Corollary | Proof | Appendix | Section | Sec | Chapter | Part
    Copyright | Preprint | Published | Proceedings | Conference | Permission | Corresponding | Equal
    Contact | Code | Source | Department | University | Accepted | Submitted | Received | License
    """
)
_WITHIN: Final = any_of(
    rf"""
    these | those | aforementioned | former | latter | above | below | previously mentioned
    previously described | (?:as|was) (?:mentioned|described|discussed) (?:before|earlier)
    (?:next|following|previous|last) (?:section|paragraph|subsection|example|table|figure|equation)
    this{_OF_THE_PAPER} | hereafter | hereinafter | the following | as follows | such an? | in turn
    the (?:two|three|four|five|six) \w+s | like this | do so | doing so | ibid | op\. cit | et al
    the same \w+ as (?:in|before) | (?:the|these) others?
    the (?:first|second|third|last) (?:one|two|three|row|column)
    the (?:figure|table|plot|caption|appendix|equation|inset|diagram)
    """
)
_PLACE: Final = any_of(
    """
    Sections? | Sec | Tables? | Tab | Figures? | Fig | Eqs? | Equations? | Appendix | Appendices
    Algorithm | Theorem | Lemma | Chapter | Proposition | Corollary | Supplementary
    """
)
_NUMBERED: Final = any_of(
    r"equation | eq\. | figs?\. | section | table | figure | step | line | row"
)
_PEOPLE: Final = any_of(
    """
    work (?:was )?done (?:while|during) | intern(?:ship)? at | equal(?:ly)? contribut
    contributed equally | authors? contributed | (?:funded|supported) (?:in part )?by | we thank
    grateful | no conflicts? of interest | corresponding author | alphabetical
    """
)
OUTSIDE: Final = (
    ("begins with a word for something outside", re.compile(rf"^{_OPENING}(?!\w)")),
    (
        # Unless as its second word, a pronoun so early can hardly stand for a word before it.
        "begins with a word for something outside",
        re.compile(r"^(?:\S+ ){1,5}(?:it|they|them|he|she|their|its)\b"),
    ),
    ("speaks of something outside", re.compile(rf"\b{_WITHIN}\b", re.IGNORECASE)),
    (
        "refers to another place",
        re.compile(
            rf"\b{_PLACE}\b(?:\.|\s+[A-Z\d(])|\b{_NUMBERED} \d|\bsupplement|\barXiv:|\bpp\. \d"
            r"|\bvol\. \d|\bdoi\b|\bISBN\b|[§©]|\(\d{1,2}\)|\((?:see|cf)|\((?:19|20)\d\d[a-z]?\)"
            r"|\[[\dA-Z]"
        ),
    ),
    ("speaks of its authors", re.compile(rf"\b{_PEOPLE}", re.IGNORECASE)),
)
"""Why a sentence cannot stand alone, and how to tell."""

"""A marker is a link to the words it cites, and says what it opens."""

from dataclasses import replace

from paperqa.types import Citation, PageBreak, Paper, Passage
from paperqa.ui.markers import marker_links
from paperqa.ui.texts import LABELS

PAPER = Paper(id="1706.03762", title='The "<b>Attention</b>"\n$$x$$')
PASSAGE = Passage("1706.03762", "paper", "en", "", "It helps & more.", 0, 16, (PageBreak(0, 4),))
CITATION = Citation(3, PAPER, PASSAGE, PASSAGE.text, 0, 16, 4)


def test_a_marker_leads_to_its_words_and_names_paper_and_page() -> None:
    (link,) = marker_links([CITATION], "7", LABELS["en"]).values()
    assert link == (
        '<bdi><a class="marker lit supported s-7-3" '
        'href="/?paper=1706.03762&amp;page=4&amp;quote=It%20helps%20%26%20more." '
        'title="The &#34;&lt;b&gt;Attention&lt;/b&gt;&#34; &#36;&#36;x&#36;&#36;, p. 4">'
        "[3]</a></bdi>"
    )


def test_a_marker_whose_source_is_doubtful_says_so_and_looks_so() -> None:
    weak = marker_links([replace(CITATION, support="weak")], "7", LABELS["en"])[3]
    assert 'class="marker lit weak s-7-3"' in weak
    assert ', p. 4, supports only part of the sentence">' in weak
    none = marker_links([replace(CITATION, support="none")], "7", LABELS["he"])[3]
    assert 'class="marker lit none s-7-3"' in none
    assert ", עמ&#39; 4, ייתכן שאינו תומך במשפט" in none

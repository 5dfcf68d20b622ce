"""A reading list that was uploaded: a preview first, then it is kept."""

import re
from pathlib import Path

import pytest

from adding_club import AddingClub
from paperqa.errors import ReadingListError
from paperqa.sources.catalog import load_catalog
from paperqa.types import Lang
from paperqa.ui.papers.adding.reading_lists import preview_html, read_draft
from paperqa.ui.papers.adding.uploads import ListDraft
from small_desk import PAPER

SPRING = """# Our spring club
- [Attention](https://arxiv.org/abs/1706.03762)
- [LoRA](https://arxiv.org/abs/2106.09685), [slides](https://docs.google.com/presentation/d/abc)
- [BERT &lt;img src=x onerror=alert(1)&gt;](https://arxiv.org/abs/1810.04805)
- [code](https://github.com/google-research/bert), [broken]()
"""


@pytest.fixture
def club(tmp_path: Path) -> AddingClub:
    return AddingClub(tmp_path)


def words(html: str) -> list[str]:
    lines = re.sub(r"</(?:p|li)>", "\n", html)
    return re.sub(r"<[^>]+>", "", lines).strip().split("\n")


def draft(text: str, name: str = "spring.md") -> ListDraft:
    return ListDraft(name, text.encode())


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        (
            "en",
            "3 papers, 2 new, 1 other link, 1 link left out because they are: slides, "
            "1 link could not be read",
        ),
        (
            "he",
            "3 מאמרים, חדשים: 2, קישור אחד נוסף, קישור אחד הושמט כי אלה: מצגת, קישור אחד לא נקרא",
        ),
    ],
)
def test_a_preview_says_what_is_new_and_what_is_left_out(
    club: AddingClub, lang: Lang, line: str
) -> None:
    before = sorted(club.home.rglob("*"))
    html = str(preview_html(read_draft(draft(SPRING), club.settings), lang))
    title, counts, *papers = words(html)
    assert "Our spring club" in title
    assert counts == line
    assert papers == ["LoRA", "BERT &lt;img src=x onerror=alert(1)&gt;"]
    assert sorted(club.home.rglob("*")) == before


def test_a_long_list_shows_its_first_papers(club: AddingClub) -> None:
    text = "\n".join(f"- arXiv:2101.{number:05}" for number in range(1, 12))
    *_, last = words(str(preview_html(read_draft(draft(text), club.settings), "en")))
    assert last == "and 3 more"


def test_a_list_is_kept_under_its_name_with_its_papers(club: AddingClub) -> None:
    report = read_draft(draft(SPRING), club.settings, name="Spring 2024", keep=True)
    assert report.written == club.settings.lists_dir / "spring-2024.yaml"
    assert list(load_catalog(club.settings.catalog)) == [PAPER.id, "2106.09685", "1810.04805"]


def test_a_list_of_the_same_name_is_not_overwritten_and_another_name_helps(
    club: AddingClub,
) -> None:
    read_draft(draft("arXiv:1810.04805"), club.settings, keep=True)
    with pytest.raises(ReadingListError, match=r"^a list 'spring' is there already; rename"):
        read_draft(draft(SPRING), club.settings, keep=True)
    report = read_draft(draft(SPRING), club.settings, name="spring-2", keep=True)
    assert report.name == "spring-2"


@pytest.mark.parametrize(
    ("upload", "why"),
    [
        (ListDraft("a.md", b"\xff\xfe\xff"), "a.md is no UTF-8 text"),
        (ListDraft("a.md", b"plain words"), "a.md holds no link that could be kept"),
        (ListDraft("a.txt", b"a\0b"), "a holds binary data"),
    ],
)
def test_an_error_names_the_upload_and_no_place_on_the_server(
    club: AddingClub, upload: ListDraft, why: str
) -> None:
    with pytest.raises(ReadingListError) as caught:
        read_draft(upload, club.settings, keep=True)
    assert str(caught.value).startswith(why)

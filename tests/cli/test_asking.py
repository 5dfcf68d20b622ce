"""``paperqa search`` and ``paperqa ask``: what they print, and what they say to bad input."""

import json
from pathlib import Path
from struct import pack_into, unpack_from

import pytest
from small_home import ABSENT, HEADS, LORA, NOTES, PAGES, Command, built_home, command_in, rows_of


@pytest.fixture
def command(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Command:
    return command_in(built_home(tmp_path_factory.getbasetemp()), monkeypatch, capfd)


def lines_of(path: Path, *lines: object) -> str:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


def test_search_prints_one_object_a_line(command: Command) -> None:
    code, out, err = command("search", HEADS, "--json")
    assert (code, err) == (0, "")
    (row,) = rows_of(out)
    ms = row.pop("ms")
    assert isinstance(ms, float)
    assert ms > 0
    hits = row["hits"]
    assert isinstance(hits, list)
    scores = [hit.pop("score") for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert row == {
        "id": "1",
        "question": HEADS,
        "lang": "en",
        "enough": True,
        "hits": [
            {
                "rank": 1,
                "paper": "1706.03762",
                "title": "Attention Is All You Need",
                "kind": "paper",
                "section": "",
                "page": 2,
                "pages": [1, 2],
                "text": " ".join(PAGES),
                "found_by": ["words", "dense"],
            },
            {
                "rank": 2,
                "paper": "2106.09685",
                "title": "LoRA: Low-Rank Adaptation",
                "kind": "note",
                "section": "What it is",
                "page": None,
                "pages": [],
                "text": NOTES["2106.09685.en"],
                "found_by": ["dense"],
            },
        ],
    }


def test_ask_prints_one_object_a_line(command: Command) -> None:
    code, out, err = command("ask", HEADS, "--json", "--no-model")
    assert (code, err) == (0, "")
    (row,) = rows_of(out)
    ms = row.pop("ms")
    assert isinstance(ms, float)
    assert ms > 0
    citations = row["citations"]
    assert isinstance(citations, list)
    start, end = (citations[0].pop(edge) for edge in ("start", "end"))
    assert end - start == len(PAGES[1])
    assert row == {
        "id": "1",
        "question": HEADS,
        "lang": "en",
        "found": True,
        "text": f"{PAGES[1]} [1]",
        "mode": "extractive",
        "model": None,
        "citations": [
            {
                "marker": 1,
                "paper": "1706.03762",
                "title": "Attention Is All You Need",
                "kind": "paper",
                "page": 2,
                "quote": PAGES[1],
                "support": "supported",
            }
        ],
        "claims": [],
    }


def test_boxes_are_for_programs(command: Command) -> None:
    code, out, err = command("ask", HEADS, "--boxes")
    assert (code, out) == (1, "")
    assert err == "paperqa: --boxes prints numbers for programs; add --json\n"


def test_a_refusal_is_a_result(command: Command) -> None:
    code, out, err = command("ask", ABSENT, "--json")
    (row,) = rows_of(out)
    assert (code, err) == (0, "")
    assert (row["found"], row["text"], row["citations"]) == (False, "The papers do not say.", [])
    code, out, _ = command("search", ABSENT, "--json")
    assert (code, rows_of(out)[0]["enough"]) == (0, False)


def test_a_person_reads_the_answer_and_its_sources(command: Command) -> None:
    text = f"{PAGES[1]} [1]\n[1] Attention Is All You Need, p. 2\n"
    assert command("ask", HEADS) == (0, text, "")
    # The note's own [3] is shown as it is written, whatever it would mean to a terminal.
    code, out, _ = command("ask", LORA)
    assert code == 0
    assert out.splitlines()[0] == f"{NOTES['2106.09685.en']} [1]"
    assert out.splitlines()[1] == "[1] LoRA: Low-Rank Adaptation, the club's note, What it is"


def test_a_person_reads_the_nearest_passages_of_a_refusal(command: Command) -> None:
    code, out, err = command("ask", ABSENT)
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == ["The papers do not say.", "The nearest passages:"]
    assert "· Attention Is All You Need, p. " in out


def test_a_person_reads_hits_with_title_page_and_text(command: Command) -> None:
    code, out, err = command("search", HEADS, "-k", "1")
    assert (code, err) == (0, "")
    assert out == f"\n1. Attention Is All You Need · p. 2\n{' '.join(PAGES)}\n"


def test_hebrew_is_answered_in_hebrew(command: Command) -> None:
    code, out, _ = command("ask", "אילו מטריצות מאמנת LoRA?", "--json")
    (row,) = rows_of(out)
    assert (code, row["lang"], row["text"]) == (0, "he", f"{NOTES['2106.09685.he']} [1]")
    assert "שיטת" in out, "JSON holds Hebrew as Hebrew"


def test_many_questions_keep_their_ids_and_their_order(command: Command, tmp_path: Path) -> None:
    file = lines_of(
        tmp_path / "q.jsonl",
        {"id": "b", "question": HEADS},
        {"id": 7, "question": f" {LORA} "},
        {"question": "line\u2028separator"},
        {"id": None, "question": "?!"},
    )
    for name in ("search", "ask"):
        code, out, err = command(name, "--input", file, "--json")
        rows = rows_of(out)
        assert (code, err) == (0, "")
        assert [row["id"] for row in rows] == ["b", 7, "3", "4"]
        assert [row["question"] for row in rows] == [HEADS, LORA, "line\u2028separator", "?!"]


def test_a_person_sees_which_of_many_questions_is_answered(
    command: Command, tmp_path: Path
) -> None:
    file = lines_of(tmp_path / "q.jsonl", {"id": "b", "question": HEADS})
    for name in ("search", "ask"):
        assert f"b: {HEADS}\n" in command(name, "--input", file)[1]


@pytest.mark.parametrize(
    ("arguments", "papers"),
    [
        ([], {"1706.03762", "2106.09685"}),
        (["--kind", "paper"], {"1706.03762"}),
        (["--kind", "note"], {"2106.09685"}),
        (["--kind", "all"], {"1706.03762", "2106.09685"}),
        (["--paper", "2106.09685"], {"2106.09685"}),
        (["--paper", "attention is all you need"], {"1706.03762"}),
        (["--paper", "1706.03762v5", "--paper", "2106.09685"], {"1706.03762", "2106.09685"}),
        (["--list", "basics"], {"1706.03762"}),
        (["--list", "tuning", "--list", "basics"], {"1706.03762", "2106.09685"}),
        (["--list", "tuning", "--kind", "paper"], set()),
        (["-k", "1"], {"1706.03762"}),
    ],
)
def test_options_say_what_may_be_found(
    command: Command, arguments: list[str], papers: set[str]
) -> None:
    (row,) = rows_of(command("search", HEADS, "--json", *arguments)[1])
    hits = row["hits"]
    assert isinstance(hits, list)
    assert {hit["paper"] for hit in hits} == papers


def test_where_nothing_can_be_found_both_say_so(command: Command) -> None:
    complaint = "No passage fits question and filters; what is indexed: paperqa papers\n"
    assert command("search", HEADS, "--paper", "gpt1") == (0, "", complaint)
    assert command("ask", HEADS, "--paper", "gpt1") == (0, "The papers do not say.\n", complaint)


def test_lang_and_no_model_are_taken_by_both(command: Command) -> None:
    (found,) = rows_of(command("search", HEADS, "--json", "--lang", "he", "--no-model")[1])
    assert found["lang"] == "he"
    (said,) = rows_of(command("ask", ABSENT, "--json", "--lang", "he", "--no-model")[1])
    assert (said["lang"], said["text"]) == ("he", "המאמרים אינם עונים על כך.")


def test_a_model_that_is_named_but_missing_is_told(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERQA_MODEL", "gone.gguf")
    code, out, err = command("ask", HEADS)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "gone.gguf; set PAPERQA_MODEL to a GGUF file" in err
    assert command("ask", HEADS, "--no-model")[0] == 0
    assert command("search", HEADS)[0] == 0


@pytest.fixture
def toy(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Set up the toy model, which tells stories and cites nothing; return its name.

    The copy says that it reads 4096 tokens, not 512, for the rules alone fill more than that.
    """
    model = shared / "models" / "stories260K.gguf"
    if not model.is_file():
        pytest.skip("needs the toy model, ../shared/models/stories260K.gguf, which is not here")
    data, key = bytearray(model.read_bytes()), b"llama.context_length"
    at = data.index(key) + len(key)
    assert unpack_from("<II", data, at) == (4, 512)  # a uint32, and its value
    pack_into("<I", data, at + 4, 4096)
    copy = tmp_path / "toy.gguf"
    copy.write_bytes(data)
    monkeypatch.setenv("PAPERQA_MODEL", str(copy))
    monkeypatch.setenv("PAPERQA_MAX_TOKENS", "24")
    return copy.stem


NOTICE = (
    "the answer of toy was cut off after 64 tokens; raise PAPERQA_MAX_TOKENS, "
    "or PAPERQA_CONTEXT where the prompt is long; quoted instead\n"
)


@pytest.mark.usefixtures("toy")
def test_a_model_that_never_ends_is_replaced_by_the_quoted_answer(command: Command) -> None:
    code, out, err = command("ask", HEADS)
    assert (code, err) == (0, NOTICE)
    assert out == f"{PAGES[1]} [1]\n[1] Attention Is All You Need, p. 2\n"
    code, out, err = command("ask", HEADS, "--json")
    (row,) = rows_of(out)
    assert (code, err) == (0, f"1: {NOTICE}")
    assert (row["mode"], row["model"], row["text"]) == ("extractive", None, f"{PAGES[1]} [1]")


@pytest.mark.usefixtures("toy")
def test_on_a_terminal_the_models_words_are_shown_and_then_replaced(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    code, out, err = command("ask", HEADS)
    *story, said, source = out.splitlines()
    assert code == 0
    assert len(" ".join(story).split()) > 5
    assert (said, source) == (f"{PAGES[1]} [1]", "[1] Attention Is All You Need, p. 2")
    assert NOTICE.strip() in err

"""``paperqa search`` and ``paperqa ask``: what they print, and what they say to bad input."""

import json
from pathlib import Path

import pytest
from small_home import ABSENT, HEADS, LORA, NOTES, PAGES, Command, built_home, rows_of

from paperqa.cli import run


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_home(tmp_path_factory.getbasetemp())


@pytest.fixture
def command(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Command:
    monkeypatch.setenv("PAPERQA_HOME", str(home))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        shown = capfd.readouterr()
        return code, shown.out, shown.err

    return call


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
            }
        ],
    }


def test_a_refusal_is_a_result(command: Command) -> None:
    code, out, err = command("ask", ABSENT, "--json")
    (row,) = rows_of(out)
    assert (code, err) == (0, "")
    assert (row["found"], row["text"], row["citations"]) == (False, "The papers do not say.", [])
    code, out, _ = command("search", ABSENT, "--json")
    assert (code, rows_of(out)[0]["enough"]) == (0, False)


def test_a_person_reads_the_answer_and_its_sources(command: Command) -> None:
    assert command("ask", HEADS) == (
        0,
        f"{PAGES[1]} [1]\n[1] Attention Is All You Need, p. 2\n",
        "",
    )
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


def test_the_file_may_hold_a_byte_order_mark_blank_lines_and_carriage_returns(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_bytes(
        b"\xef\xbb\xbf" + json.dumps({"question": HEADS}).encode() + b'\r\n\r\n{"question":"x"}'
    )
    code, out, _ = command("search", "--input", str(file), "--json")
    assert (code, [row["id"] for row in rows_of(out)]) == (0, ["1", "3"])


def test_a_raw_line_separator_within_a_string_ends_no_line(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": "a", "question": "one\u2028two\u0085three"}\n', encoding="utf-8")
    (row,) = rows_of(command("search", "--input", str(file), "--json")[1])
    assert row["question"] == "one\u2028two\u0085three"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "holds no question; a line is an object such as"),
        (b"\n \n", "holds no question"),
        (b'{"question": "x"}\nnope\n', ":2: this is not JSON (Expecting value"),
        (b'{"question": "x"', ":1: this is not JSON"),
        (b"[" * 100_000, ":1: this is not JSON"),
        (b'{"question": ' + b"9" * 5000 + b"}", ":1: this is not JSON"),
        (b'["x"]', ":1: there is no text under 'question'"),
        (b'{"id": "a"}', ":1: there is no text under 'question'"),
        (b'{"question": 3}', ":1: there is no text under 'question'"),
        (b'{"question": "x"}\n\n{"question": " "}', ":3: the question is empty"),
        (b'{"id": ["a"], "question": "x"}', ":1: id ['a'] is neither text nor a whole number"),
        (b'{"question": "\xff"}', "is no UTF-8 text (byte 14)"),
    ],
)
def test_a_bad_line_stops_before_the_first_answer_and_is_named(
    command: Command, tmp_path: Path, content: bytes, complaint: str
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_bytes(content)
    code, out, err = command("search", "--input", str(file), "--json")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"paperqa: {file}")
    assert complaint in err


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        ([], 1, "give one question as an argument, or a file of them with --input"),
        (["x", "--input", "-"], 1, "give one question as an argument, or a file"),
        ([""], 1, "the question is empty"),
        ([" \n"], 1, "the question is empty"),
        (["--input", "gone.jsonl"], 1, "gone.jsonl cannot be read (No such file or directory)"),
        (["--input", "."], 1, "cannot be read (Is a directory)"),
        (["x", "--paper", "nobody"], 1, "no paper 'nobody'"),
        (["x", "--paper", "gpt1", "--paper", ""], 1, "no paper ''"),
        (["x", "--list", "none"], 1, "no reading list 'none'; known: basics, tuning"),
        (["x", "-k", "0"], 2, "'-k'"),
        (["x", "-k", "many"], 2, "'-k'"),
        (["x", "--kind", "book"], 2, "'--kind'"),
        (["x", "--lang", "fr"], 2, "'--lang'"),
        (["x", "y"], 2, "y"),
        (["x", "--colour"], 2, "--colour"),
    ],
)
@pytest.mark.parametrize("name", ["search", "ask"])
def test_bad_input_gets_one_line_that_says_what_is_wrong(
    command: Command, name: str, arguments: list[str], code: int, complaint: str
) -> None:
    found, out, err = command(name, *arguments)
    assert (found, out, err.count("\n")) == (code, "", 1)
    assert err.startswith("paperqa: ")
    assert complaint in err
    assert err.endswith(f"see: paperqa {name} --help\n") is (code == 2)


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


@pytest.mark.parametrize("question", ["?!…", "[1]", "[bold]x[/bold]", "x" * 10_000, "\x1b[31mred"])
def test_odd_questions_are_questions(command: Command, question: str) -> None:
    for name in ("search", "ask"):
        code, out, err = command(name, question, "--json")
        assert (code, rows_of(out)[0]["question"], err) == (0, question, "")


def test_half_a_surrogate_pair_breaks_neither_question_nor_id(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": "\\ud800", "question": "\\udfff attention heads"}\n', encoding="utf-8")
    code, out, err = command("ask", "--input", str(file), "--json")
    (row,) = rows_of(out)
    assert (code, err, row["id"], row["question"]) == (0, "", "\ud800", "? attention heads")


def test_a_model_that_is_named_but_missing_is_told(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERQA_MODEL", "gone.gguf")
    code, out, err = command("ask", HEADS)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "gone.gguf; set PAPERQA_MODEL to a GGUF file" in err
    assert command("ask", HEADS, "--no-model")[0] == 0
    assert command("search", HEADS)[0] == 0


def test_a_model_that_cites_nothing_is_replaced_by_the_quoted_answer(
    command: Command, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = shared / "models" / "stories260K.gguf"
    if not toy.is_file():
        pytest.skip("needs the toy model, ../shared/models/stories260K.gguf, which is not here")
    monkeypatch.setenv("PAPERQA_MODEL", str(toy))
    monkeypatch.setenv("PAPERQA_MAX_TOKENS", "24")
    code, out, err = command("ask", HEADS)
    assert (code, out) == (0, f"{PAGES[1]} [1]\n[1] Attention Is All You Need, p. 2\n")
    assert err.rstrip().endswith("quoted instead")
    (row,) = rows_of(command("ask", HEADS, "--json")[1])
    assert (row["mode"], row["model"], row["text"]) == ("extractive", None, f"{PAGES[1]} [1]")


def test_on_a_terminal_the_models_words_are_shown_and_then_replaced(
    command: Command, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = shared / "models" / "stories260K.gguf"
    if not toy.is_file():
        pytest.skip("needs the toy model, ../shared/models/stories260K.gguf, which is not here")
    monkeypatch.setenv("PAPERQA_MODEL", str(toy))
    monkeypatch.setenv("PAPERQA_MAX_TOKENS", "24")
    monkeypatch.setenv("FORCE_COLOR", "1")
    code, out, err = command("ask", HEADS)
    story, *answer = out.splitlines()
    assert code == 0
    assert len(story.split()) > 5
    assert answer == [f"{PAGES[1]} [1]", "[1] Attention Is All You Need, p. 2"]
    assert "quoted instead" in err

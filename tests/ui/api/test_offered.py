"""What programs may call: exactly two functions, by gradio_client and by plain HTTP."""

import json
from collections.abc import Iterator
from threading import Event
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from gradio_client import Client  # type: ignore[import-untyped]
from gradio_client.exceptions import AppError  # type: ignore[import-untyped]

from paperqa.settings import Settings
from serving import served
from small_desk import PAPER, QUESTION, QUOTE, ToldModel, small_desk

PASSWORD = "for members"
# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def model() -> ToldModel:
    return ToldModel("They are scaled by the ", "square root of the key width [1].")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, model: ToldModel) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("api")
    desk = small_desk(folder, model)
    settings = Settings(home=folder, port=0, password=PASSWORD)
    with served(folder, lambda: desk, settings=settings) as url:
        yield url


@pytest.fixture(scope="module")
def http(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, auth=("", PASSWORD), trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def client(http: httpx.Client, url: str) -> Client:
    return Client(url, headers={"Authorization": _header(http)}, verbose=False)


def _header(http: httpx.Client) -> str:
    return http.get("/robots.txt").request.headers["authorization"]


def test_exactly_two_functions_are_offered_and_both_are_explained(http: httpx.Client) -> None:
    for query in ("", "?all_endpoints=True"):
        info = http.get(f"/gradio_api/info{query}").json()
        assert set(info["named_endpoints"]) == {"/ask", "/search"}
        assert info["unnamed_endpoints"] == {}
    ask, search = info["named_endpoints"]["/ask"], info["named_endpoints"]["/search"]
    assert [one["parameter_name"] for one in ask["parameters"]] == ["question", "papers", "kind"]
    assert [one["parameter_name"] for one in search["parameters"]][3:] == ["k"]
    for word in ("`papers`", "`kind`", "`citations`", "`found`", "`nearest`", "`support`"):
        assert word in ask["description"]
    for word in ("`k`", "`hits`", "`enough`"):
        assert word in search["description"]


def test_all_other_events_of_the_page_are_private(http: httpx.Client) -> None:
    events = http.get("/config").json()["dependencies"]
    public = [one["api_name"] for one in events if one["api_visibility"] != "private"]
    assert sorted(public) == ["ask", "search"]
    assert len(events) > 3


def test_an_answer_comes_with_its_citations_and_links(client: Client, url: str) -> None:
    answer = client.predict(QUESTION, api_name="/ask")
    ms = answer.pop("ms")
    assert ms > 0
    [citation] = answer.pop("citations")
    assert answer == {
        "question": QUESTION,
        "answer": "They are scaled by the square root of the key width [1].",
        "whole": True,
        "found": True,
        "lang": "en",
        "mode": "model",
        "model": "told-1b",
        "notice": "",
        "nearest": [],
    }
    link = citation.pop("link")
    assert citation == {
        "marker": 1,
        "paper": PAPER.id,
        "title": PAPER.title,
        "kind": "note",
        "section": "How it works",
        "page": None,
        "quote": QUOTE,
        "support": "supported",
    }
    assert link.startswith(f"{url}/?")
    assert parse_qs(urlsplit(link).query) == {"paper": [PAPER.id], "quote": [QUOTE]}


def test_an_answer_can_be_followed_as_it_grows(client: Client) -> None:
    job = client.submit(QUESTION, api_name="/ask")
    whole = job.result(60)
    *growing, last = job.outputs()
    assert last == whole
    assert [row["whole"] for row in growing] == [False] * len(growing)
    assert growing[0]["answer"] == "They are scaled by the"
    assert len(growing) > 1


def test_a_search_finds_the_passage_and_its_best_sentence(client: Client) -> None:
    found = client.predict(QUESTION, papers=[PAPER.title], kind="note", k=1, api_name="/search")
    assert found["enough"] is True
    [hit] = found["hits"]
    assert (hit["paper"], hit["quote"], hit["text"]) == (PAPER.id, QUOTE, QUOTE)
    assert client.predict(QUESTION, kind="paper", api_name="/search")["hits"] == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"question": "  "}, "question = '  '; expected a text that is not empty"),
        ({"question": 5}, "question = 5; expected a text that is not empty"),
        ({"question": "x" * 2001}, "the question has 2001 characters; expected at most 2000"),
        ({"question": "x", "kind": "y"}, "kind = 'y'; expected one of all, paper, note"),
        ({"question": "x", "kind": []}, "kind = []; expected one of all, paper, note"),
        ({"question": "x", "papers": "y"}, "papers = 'y'; expected a list of ids or titles, []"),
        ({"question": "x", "papers": [1]}, "papers = [1]; expected a list of ids or titles, []"),
        ({"question": "x", "papers": ["nope"]}, "the catalogue has no paper 'nope'"),
    ],
)
def test_a_bad_call_gets_one_clear_line(
    client: Client, given: dict[str, object], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("/ask", "/search"):
        with pytest.raises(AppError) as refused:
            client.predict(**given, api_name=name)
        assert str(refused.value).startswith(said)
        assert "\n" not in str(refused.value)
    assert "".join(capfd.readouterr()) == ""


@pytest.mark.parametrize("k", [0, 101, -1, 2.5, True, "5", None])
def test_a_search_for_a_count_that_cannot_be_gets_one_clear_line(client: Client, k: object) -> None:
    with pytest.raises(AppError, match=r"^k = .*; expected a whole number from 1 to 100$"):
        client.predict("x", [], "all", k, api_name="/search")


def test_curl_calls_by_names_and_reads_the_answer(http: httpx.Client) -> None:
    called = http.post("/gradio_api/call/v2/ask", json={"question": QUESTION}).json()
    events = http.get(f"/gradio_api/call/v2/ask/{called['event_id']}").text
    kind, data = events.strip().rsplit("\n\n", 1)[1].split("\n")
    assert kind == "event: complete"
    [answer] = json.loads(data.removeprefix("data: "))
    assert answer["citations"][0]["quote"] == QUOTE


def test_a_call_with_values_missing_gets_one_clear_line_and_leaves_the_log_without_it(
    http: httpx.Client, capfd: pytest.CaptureFixture[str]
) -> None:
    called = http.post("/gradio_api/call/ask", json={"data": ["my private question"]}).json()
    events = http.get(f"/gradio_api/call/ask/{called['event_id']}").text
    assert "ask takes 3 values; 1 came: see /gradio_api/info" in events
    assert "private question" not in "".join(capfd.readouterr())


@pytest.mark.parametrize("name", ["reply", "predict", "lambda", "greet"])
def test_a_private_function_cannot_be_called_by_name(client: Client, name: str) -> None:
    with pytest.raises(ValueError, match="Cannot find a function"):
        client.predict("x", api_name=f"/{name}")


def test_without_the_password_a_program_gets_nothing(url: str) -> None:
    for path in ("/", "/config", "/gradio_api/info", "/lit", "/mcp", "/page/x/1.png"):
        assert httpx.get(url + path, trust_env=False).status_code == 401
    answer = httpx.post(
        f"{url}/gradio_api/call/v2/ask", json={"question": QUESTION}, trust_env=False
    )
    assert answer.status_code == 401


def test_no_question_is_logged(
    client: Client, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    client.predict("what of my strange illness?", api_name="/ask")
    client.predict("what of my strange illness?", api_name="/search")
    out, err = capfd.readouterr()
    logged = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert "illness" not in out + err + repr([record.getMessage() for record in logged])


def test_a_program_that_leaves_frees_the_model(
    http: httpx.Client, model: ToldModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "endless", True)
    monkeypatch.setattr(model, "closed", Event())
    called = http.post("/gradio_api/call/v2/ask", json={"question": QUESTION}).json()
    with http.stream("GET", f"/gradio_api/call/v2/ask/{called['event_id']}") as stream:
        for line in stream.iter_lines():
            if line.startswith("data:"):
                break
        assert not model.closed.is_set()
    assert model.closed.wait(20)

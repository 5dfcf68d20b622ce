"""What each kind of server says of its model, in its own words."""

from collections.abc import Iterator

import pytest
from scripted_endpoint import Reply, ScriptedEndpoint, as_json, models, running_endpoint

from paperqa.errors import ModelError
from paperqa.llm.endpoint.address import parse_endpoint
from paperqa.llm.endpoint.json_requests import JsonRequests
from paperqa.llm.endpoint.server_facts import Server, ask_server


@pytest.fixture
def endpoint() -> Iterator[ScriptedEndpoint]:
    with running_endpoint() as server:
        yield server


def facts(endpoint: ScriptedEndpoint, address: str = "") -> Server:
    there = parse_endpoint(address or endpoint.url)
    requests = JsonRequests(there, there.tls())
    try:
        return ask_server(requests)
    finally:
        requests.close()


def paths(endpoint: ScriptedEndpoint) -> list[str]:
    return [f"{asked.method} {asked.path}" for asked in endpoint.asked]


def refusal(endpoint: ScriptedEndpoint, address: str = "") -> str:
    with pytest.raises(ModelError) as caught:
        facts(endpoint, address)
    assert "\n" not in str(caught.value)
    return str(caught.value).replace(endpoint.url, "http://here")


def test_llama_server_tells_the_context_of_a_slot(endpoint: ScriptedEndpoint) -> None:
    endpoint.pages["/v1/models"] = models("m.gguf", owner="llamacpp", meta={"n_ctx_train": 9999})
    endpoint.pages["/props"] = as_json({"default_generation_settings": {"n_ctx": 1024}})
    assert facts(endpoint) == Server("llama-server", "m.gguf", ("m.gguf",), 1024)
    assert paths(endpoint) == ["GET /v1/models", "GET /props"]


def test_vllm_tells_it_with_the_model(endpoint: ScriptedEndpoint) -> None:
    endpoint.pages["/v1/models"] = models("org/m", owner="vllm", max_model_len=32768)
    assert facts(endpoint) == Server("vllm", "org/m", ("org/m",), 32768)
    assert paths(endpoint) == ["GET /v1/models"]


@pytest.mark.parametrize(
    ("parameters", "running", "context"),
    [
        ("temperature 1\nnum_ctx                        16384", [], 16384),
        ("", [{"name": "gemma4:latest", "context_length": 32768}], 32768),
        ("", [{"name": "other:latest", "context_length": 32768}], 4096),
        ("", [], 4096),
    ],
)
def test_ollama_gives_what_the_model_sets_or_runs_with_or_its_default(
    endpoint: ScriptedEndpoint, parameters: str, running: list[object], context: int
) -> None:
    endpoint.pages["/v1/models"] = models("gemma4", "other", owner="library")
    endpoint.pages["/api/show"] = as_json(
        {"parameters": parameters, "model_info": {"gemma4.context_length": 131072}}
    )
    endpoint.pages["/api/ps"] = as_json({"models": running})
    server = facts(endpoint, f"{endpoint.url}/v1#gemma4")
    assert server == Server("ollama", "gemma4", ("gemma4", "other"), context)
    assert endpoint.asked[1].body == {"model": "gemma4"}


def test_a_server_of_another_kind_does_not_say(endpoint: ScriptedEndpoint) -> None:
    endpoint.pages["/api/show"] = as_json({"error": "Unexpected endpoint or method."})
    assert facts(endpoint) == Server("other", "toy", ("toy",), None)
    assert paths(endpoint) == ["GET /v1/models", "POST /api/show"]


def test_of_several_models_one_must_be_named(endpoint: ScriptedEndpoint) -> None:
    endpoint.pages["/v1/models"] = models("a:1", "b:2")
    assert refusal(endpoint) == (
        "http://here/v1 has 2 models; set PAPERQA_MODEL to http://here/v1#NAME, "
        "where NAME is one of: a:1, b:2"
    )
    assert facts(endpoint, f"{endpoint.url}#b:2").model == "b:2"


def test_many_models_are_listed_in_part(endpoint: ScriptedEndpoint) -> None:
    endpoint.pages["/v1/models"] = models(*(f"m{n}" for n in range(40)))
    assert refusal(endpoint).endswith("one of: m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, …")


@pytest.mark.parametrize("rows", [[], None])
def test_a_server_without_a_model_says_so(endpoint: ScriptedEndpoint, rows: object) -> None:
    endpoint.pages["/v1/models"] = as_json({"object": "list", "data": rows})
    assert refusal(endpoint) == (
        "http://here/v1 has no model; load one there, or name it after # in PAPERQA_MODEL"
    )
    assert facts(endpoint, f"{endpoint.url}#m") == Server("other", "m", (), None)


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(b"<!DOCTYPE html>", kind="text/html"), "text/html"),
        (Reply(b"hello", kind=""), "no JSON"),
        (as_json(["toy"]), "JSON that lists no models"),
        (as_json({"data": "toy"}), "JSON that lists no models"),
    ],
)
def test_what_is_no_api_is_named(endpoint: ScriptedEndpoint, reply: Reply, told: str) -> None:
    endpoint.pages["/v1/models"] = reply
    assert refusal(endpoint) == (
        f"http://here/v1 answers with {told}, not as an OpenAI API does; "
        "set PAPERQA_MODEL to the API's address, which mostly ends in /v1"
    )


def test_a_page_without_end_is_not_read_to_the_end(endpoint: ScriptedEndpoint) -> None:
    endpoint.pages["/v1/models"] = Reply(*[b" " * (1 << 20)] * 5, "wait", kind="application/json")
    assert refusal(endpoint) == (
        "http://here/v1/models sends more than 4 MiB; "
        "is PAPERQA_MODEL the address of an OpenAI API?"
    )


def test_a_server_that_says_nothing_is_waited_for_no_longer_than_the_limit(
    endpoint: ScriptedEndpoint,
) -> None:
    endpoint.pages["/v1/models"] = Reply("wait", status=0)
    there = parse_endpoint(endpoint.url)
    requests = JsonRequests(there, there.tls(), seconds=0.2)
    with pytest.raises(ModelError) as caught:
        ask_server(requests)
    requests.close()
    assert str(caught.value) == (
        f"{endpoint.url}/v1 wrote nothing for 0.2 seconds and had not begun its answer; "
        "ask again, or look at the server's log"
    )

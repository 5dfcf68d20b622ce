"""Counts are the server's own, or estimates that are not too low."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted_endpoint import Reply, as_json, running_endpoint

from paperqa.llm.endpoint.address import Endpoint
from paperqa.llm.endpoint.json_requests import JsonRequests
from paperqa.llm.endpoint.server_facts import Kind, Server
from paperqa.llm.endpoint.token_counts import estimate_tokens, token_counter


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", 0),
        ("the model", 3),
        ("backpropagation", 5),
        ("BLEU", 2),
        ("arXiv:1706.03762", 1 + 1 + 1 + 10),
        ("52.3 53.7", 9),
        ("a\n\nb", 4),
        ("a    b", 5),
        ("שלום", 8),
        ("מנגנון קשב", 18),
        ("🙂", 4),
        ("\ud800", 1),
    ],
)
def test_an_estimate_counts_bytes_and_bits_of_words(text: str, tokens: int) -> None:
    assert estimate_tokens(text) == tokens


@given(st.text(st.characters(min_codepoint=0x80, exclude_categories=["Cs"])))
def test_hebrew_and_all_else_beyond_ascii_counts_its_bytes(text: str) -> None:
    assert estimate_tokens(text) == len(text.encode())


def counting(kind: Kind, reply: Reply, *texts: str) -> tuple[list[int], list[object]]:
    with running_endpoint() as endpoint:
        endpoint.pages["/tokenize"] = reply
        there = Endpoint(f"{endpoint.url}/v1")
        requests = JsonRequests(there, there.tls())
        count = token_counter(requests, Server(kind, "toy", ("toy",), None))
        counts = [count(text) for text in texts]
        requests.close()
        return counts, [asked.body for asked in endpoint.asked]


def test_llama_server_counts_itself_and_each_text_once() -> None:
    counts, asked = counting(
        "llama-server", as_json({"tokens": [5, 6, 7]}), "a b", "a b", "c\ud800"
    )
    assert counts == [3, 3, 3]
    assert asked == [{"model": "toy", "content": "a b"}, {"model": "toy", "content": "c?"}]


def test_vllm_counts_itself() -> None:
    counts, asked = counting("vllm", as_json({"count": 2, "tokens": [5, 6]}), "a b")
    assert counts == [2]
    assert asked == [{"model": "toy", "prompt": "a b", "add_special_tokens": False}]


@pytest.mark.parametrize("kind", ["ollama", "other"])
def test_others_are_not_asked(kind: Kind) -> None:
    assert counting(kind, as_json({"tokens": [1]}), "שלום") == ([8], [])


@pytest.mark.parametrize(
    "reply", [as_json({}, 404), as_json({"count": 3}), Reply(b"<html>", kind="text/html")]
)
def test_a_server_that_fails_to_count_is_not_asked_again(reply: Reply) -> None:
    counts, asked = counting("vllm", reply, "שלום", "the model")
    assert counts == [8, 3]
    assert len(asked) == 1

"""Promise 7. Equal generation, question and conditions give a byte-equal answer.

A question is encoded alone, never in a batch with others; ties break by passage id; each answer names its index.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import pytest

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant
from nhipcau.answering.question import understand
from nhipcau.answering.retrieval import retrieve
from nhipcau.answering.selection import candidates
from nhipcau.answering.weights import Fusion, load_weights
from nhipcau.config import Config
from nhipcau.index.embedding import Embeddings, SentenceTransformerEmbedder
from nhipcau.vocabulary import Filters, Question, Turn
from plain import plainly
from tiny import CORPUS, TinyEmbedder, write_document

from .asked import asked, compared, converse

QUESTIONS = (
    "How many paper lanterns did delegations from seven countries hang along the Hoài River?",
    "lantern fair friendship Hội An libraries pupils organisers",
    "What did the ferry company lend to the rowing exchange?",
    "Hội đèn lồng hữu nghị khai mạc khi nào?",
    "hoi den long quyen gop duoc bao nhieu tien cho thu vien lang",
    "What is the boiling point of tungsten?",
    "Who came to the fair?",
    "How many lantrens did delegations from seven countries hang?",
    "hello",
    "Who is she?",
    "When did the lantern fair of friendship open?\nHow much did it raise?\nand in Huế?",
    "When was the lantern fair in Hội An?\nWhen was the rowing exchange in Cần Thơ?\nHow long was that event?",
    "Hội đèn lồng hữu nghị khai mạc khi nào?\nHội đó quyên góp được bao nhiêu tiền?",
)


@pytest.fixture
def assistant(assistant: Assistant) -> Assistant:
    """Over the made-up corpus, choosing by plain weights."""
    return plainly(assistant)


# --- runs, processes, threads, builds -------------------------------------------------------------


def test_asking_again_gives_the_same_bytes(assistant: Assistant) -> None:
    """In any order, with other questions in between, and by an assistant loaded anew."""
    first = asked(assistant, QUESTIONS)
    order = random.Random(7).sample(range(len(QUESTIONS)), len(QUESTIONS))
    again = dict(zip(order, asked(assistant, [QUESTIONS[place] for place in order]), strict=True))

    assert first == [again[place] for place in range(len(QUESTIONS))]
    assert len(set(first)) == len(first)


@pytest.mark.parametrize("conditions", [
    {"language": "vi"},
    {"filters": Filters(language="en", published_from="2023")},
    {"history": (Turn("Who came?", "Seven delegations."),)},
    {"as_of": "2025-01-31"},
    {"mode": "extractive"},
])  # fmt: skip
def test_equal_conditions_give_the_same_bytes(assistant: Assistant, conditions: dict[str, Any]) -> None:
    """Language, filters, history, day and mode are part of what is equal."""
    question = Question(QUESTIONS[0], **conditions)
    one, other = (final_answer(assistant.answer(question)) for _ in range(2))

    assert compared(one) == compared(other)
    assert one.as_of == other.as_of


def test_what_a_question_is_taken_for_is_compared(assistant: Assistant) -> None:
    """Some of these questions are put right or completed from a history, so equal bytes mean equal `interpreted_as`."""
    taken = [json.loads(it)["interpreted_as"] for it in asked(assistant, QUESTIONS)]

    assert [
        "How many lanterns did delegations from seven countries hang?",
        "How much did the lantern fair of friendship raise in Huế?",
        "How long was the rowing exchange in Cần Thơ?",
        "Hội đèn lồng hữu nghị quyên góp được bao nhiêu tiền?",
    ] == [it for it in taken if it]


def test_the_order_of_hashes_does_not_show(config: Config, assistant: Assistant) -> None:
    """Processes that hash strings differently, as any two do, give the same bytes."""
    here = asked(assistant, QUESTIONS)
    script = str(Path(__file__).with_name("asked.py"))
    folders = (str(config.corpus_dir), str(config.index_dir), config.embedding_model)
    path = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, sys.path)])
    for seed in ("0", "1", "4711"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path}
        done = subprocess.run(
            [sys.executable, script, *folders, *QUESTIONS], env=environment, capture_output=True, check=True
        )
        assert here == done.stdout.split(b"\n"), seed


def test_threads_do_not_disturb_each_other(assistant: Assistant) -> None:
    """Many questions at once give what each gives alone."""
    alone = dict(zip(QUESTIONS, asked(assistant, QUESTIONS), strict=True))
    crowd = [question for question in QUESTIONS for _ in range(8)]
    random.Random(7).shuffle(crowd)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda question: asked(assistant, [question])[0], crowd))

    assert [alone[question] for question in crowd] == found


def test_the_order_in_which_files_were_made_does_not_show(
    tmp_path: Path, config: Config, embedder: TinyEmbedder
) -> None:
    """Two indexes of the same corpus, its files made in different orders, give the same bytes."""
    found = []
    for name, names in (("one", sorted(CORPUS.iterdir())), ("other", sorted(CORPUS.iterdir(), reverse=True))):
        (tmp_path / name).mkdir()
        for path in names:
            shutil.copy(path, tmp_path / name)
        folders = {"corpus_dir": tmp_path / name, "index_dir": tmp_path / f"{name}-index"}
        assistant = plainly(load_assistant(config.model_copy(update=folders), embedder=embedder))
        found.append(asked(assistant, QUESTIONS))

    assert found[0] == found[1]


def test_the_packaged_model_gives_the_same_bytes(real_assistant: Assistant) -> None:
    """Over the repository's corpus too, alone and in a crowd of threads."""
    questions = [
        "What was said about people-to-people diplomacy in 2025?",
        "Hội nghị tổng kết năm 2024 diễn ra khi nào?",
    ]
    alone = asked(real_assistant, questions)
    with ThreadPoolExecutor(4) as pool:
        crowd = list(pool.map(lambda _: asked(real_assistant, questions), range(4)))

    assert [alone] * 4 == crowd


# --- encoded alone --------------------------------------------------------------------------------


class BatchDependentModel:
    """Rows that tell how many texts were encoded together, as the last bits of real ones do."""

    prompts: Mapping[str, str] = MappingProxyType({})
    max_seq_length = 256

    def get_embedding_dimension(self) -> int:
        return 2

    def encode(self, texts: Sequence[str], **options: Any) -> Embeddings:
        return np.array([[len(text), len(texts)] for text in texts], dtype=np.float32)


def test_a_question_is_encoded_alone() -> None:
    """However many questions are given at once, each one's embedding is what it is by itself."""
    embedder = SentenceTransformerEmbedder(cast("Any", BatchDependentModel()), "small", "0", None)
    together = embedder.embed_queries(["one", "another", "one"])

    assert [[3, 1], [7, 1], [3, 1]] == together.tolist()
    assert embedder.embed_queries(["one"]).tobytes() == together[2:].tobytes()


# --- ties -----------------------------------------------------------------------------------------


@pytest.fixture
def twins(config: Config, embedder: TinyEmbedder, corpus: Path) -> Assistant:
    """Documents that differ in little more than their ids, of several passages each."""
    for path in corpus.glob("*"):
        path.unlink()
    for document_id, text in (("twin-en-two-en", "Harbour quay. "), ("twin-en", "Harbour pier. ")):
        write_document(corpus, document_id, text * 60, title="One")
    return load_assistant(config, embedder=embedder)


def test_passages_of_one_score_are_ordered_by_id(twins: Assistant, embedder: TinyEmbedder) -> None:
    """Where nothing tells passages apart the id decides, which sorts otherwise than documents and their places do."""
    nothing = Fusion(cosine=0.0, best_sentence=0.0, folded=0.0, exact=0.0)
    weights = replace(load_weights(), fusion={"en": nothing}, same_language=0.0)
    embedding = embedder.embed_queries(["harbour"])[0]
    hits = retrieve(twins.generation, understand("harbour"), embedding, weights, k=9, prefer="en")
    ids = [hit.passage.id for hit in hits]

    assert {0.0} == {hit.score for hit in hits}
    assert sorted(ids) == ids
    assert ids != [it.id for it in twins.generation.passages(range(len(ids)))]


@pytest.mark.parametrize("turned", [False, True])
def test_sentences_of_one_score_are_ordered_by_document_and_place(twins: Assistant, turned: bool) -> None:
    """Whatever order their passages come in, sentences that nothing tells apart come in that of their ids."""
    generation, hits = twins.search("harbour")
    even = sorted([replace(hit, score=1.0) for hit in hits], key=lambda hit: hit.passage.id, reverse=turned)
    weights = replace(load_weights(), sentence={"intercept": 0.0})
    ranked = candidates(generation, understand("tungsten"), np.zeros(64, dtype=np.float32), even, weights)
    places = [(it.document.id, it.start) for it in ranked]

    assert {0.5} == {it.score for it in ranked}
    assert {"twin-en", "twin-en-two-en"} == {document_id for document_id, _ in places}
    assert sorted(places) == places


# --- named ----------------------------------------------------------------------------------------


def test_each_answer_names_its_index(assistant: Assistant, config: Config) -> None:
    """`index_id` is the folder of the generation that answered, found or not, talk or not."""
    answers = [converse(assistant, question) for question in QUESTIONS]

    assert {"answered", "not_found", "about", "unclear"} == {answer.status for answer in answers}
    assert {assistant.generation.index_id} == {answer.index_id for answer in answers}
    assert (config.index_dir / answers[0].index_id / "manifest.json").is_file()

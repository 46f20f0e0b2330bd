"""Promise 1. For every citation, `document.text[start:end] == quote`.

On the stored text of that document in that generation; offsets count Unicode code points of NFC text.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant
from nhipcau.answering.citing import cite
from nhipcau.config import Config
from nhipcau.index.ingest import ingest
from nhipcau.vocabulary import Citation, Question, Related
from tiny import TinyEmbedder, write_document, write_model

OF_THE_SMALL_CORPUS = (
    "How many paper lanterns were hung along the Hoài River?",
    "How much did the lantern fair raise?",
    "What did the ferry company lend to the rowing exchange?",
    "What did the crews write in a common letter?",
    "When did the rowing exchange take place?",
    "Who gave books to the boarding school in Hà Giang?",
    "Hội đèn lồng hữu nghị khai mạc khi nào?",
    "Mười tám đội đã chèo bao nhiêu km trên sông Hậu?",
    "hoi den long quyen gop duoc bao nhieu tien?",
    "What is the boiling point of tungsten?",
    "How much did the lantern fair raise in 2019?",
)
REPOSITORY_QUESTIONS = Path(__file__).parents[2] / "bench" / "questions.jsonl"

WORDS = tuple(
    """lantern fair Hội An bridge of friendship 1,250 2024 Hữu nghị đèn lồng giấy sông Hoài “warm” "cold" ‘new’ (see
    above) — … U.S. Dr. No. 18-NQ/TW US$25 million 48,5 triệu % e.g. café naïve 🎏 👩‍🎓 ﬁne Å ữ ẵ 日本 مرحبا delegates""".split()
)
words = st.one_of(
    st.sampled_from(WORDS), st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=6)
)
sentences = st.lists(words, min_size=3, max_size=120).map(lambda some: f"{' '.join(some)}.")
paragraphs = st.lists(sentences, min_size=1, max_size=4).map(" ".join)
texts = st.lists(paragraphs, min_size=1, max_size=4).map("\n\n".join)


def wrong_quotes(assistant: Assistant, questions: Iterable[str]) -> list[str]:
    """Quotes of answers and of what is related that are not the characters they point at; each question is asked."""
    wrong = []
    for question in questions:
        generation = assistant.generation
        answer = final_answer(assistant.answer(Question(question)))
        assert generation.index_id == answer.index_id
        pointers: list[Citation | Related] = [*answer.citations, *answer.related]
        for it in pointers:
            document = generation.document(it.document_id)
            if document is None or not it.quote or document.text[it.start : it.end] != it.quote:
                wrong.append(f"{question}: {it}")
    return wrong


def test_every_quote_of_the_small_corpus_is_verbatim(assistant: Assistant) -> None:
    """Quotes of whole sentences, of clauses of a long one and of what is only related are the stored characters."""
    answers = [final_answer(assistant.answer(Question(it))) for it in OF_THE_SMALL_CORPUS]

    assert [] == wrong_quotes(assistant, OF_THE_SMALL_CORPUS)
    assert (True, True) == (any(it.citations for it in answers), any(it.related for it in answers))


@pytest.mark.skipif(
    not REPOSITORY_QUESTIONS.is_file(), reason="bench/questions.jsonl is not in this checkout"
)
def test_every_quote_of_the_repository_corpus_is_verbatim(real_assistant: Assistant) -> None:
    """All questions with known answers, asked of the repository's corpus with the packaged model."""
    lines = REPOSITORY_QUESTIONS.read_text(encoding="utf-8").splitlines()
    assert wrong_quotes(real_assistant, [json.loads(line)["question"] for line in lines]) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=texts, second=texts, form=st.sampled_from(["NFC", "NFD", "NFKD"]))
def test_every_quote_of_any_document_is_verbatim(first: str, second: str, form: str) -> None:
    """Whatever stands in a document and in whatever Unicode form, each sentence asked for is quoted as stored."""
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "corpus").mkdir()
        for name, text in (("first-en", first), ("second-en", second)):
            write_document(folder / "corpus", name, unicodedata.normalize(form, f"Lanterns. {text}"))  # type: ignore[arg-type]
        model = write_model(folder / "tiny", max_tokens=32)
        config = Config(corpus_dir=folder / "corpus", index_dir=folder / "index", embedding_model=str(model))
        assistant = load_assistant(config, embedder=TinyEmbedder(model))
        stored = assistant.generation.documents()
        asked = [line[:200] for document in stored for line in document.text.splitlines() if line.strip()]
        assert wrong_quotes(assistant, asked[:6]) == []
        assert all(unicodedata.is_normalized("NFC", document.text) for document in stored)
    finally:
        shutil.rmtree(folder)


def test_quotes_stay_verbatim_across_a_reload(
    config: Config, embedder: TinyEmbedder, assistant: Assistant
) -> None:
    """When a text changes while an assistant is held, quotes fit the text of the generation that each answer names."""
    path = config.corpus_dir / "lantern-fair-2024-en.md"
    written = path.read_text(encoding="utf-8")
    for count in range(1, 4):
        path.write_text(
            written.replace("The lantern", f"{'Rain fell again. ' * count}The lantern"), encoding="utf-8"
        )
        ingest(config, embedder=embedder)
        assert wrong_quotes(assistant, OF_THE_SMALL_CORPUS) == []
        before = assistant.generation.document("lantern-fair-2024-en")
        assert assistant.refresh()
        assert before != assistant.generation.document("lantern-fair-2024-en")
        assert wrong_quotes(assistant, OF_THE_SMALL_CORPUS) == []


def test_a_long_sentence_is_quoted_at_clauses(assistant: Assistant) -> None:
    """The quote of a sentence of more than 400 characters is the part around what answers, still verbatim."""
    considered = assistant.consider(Question("What did the market women of Cái Răng bring?"))
    long = next(it for it in considered.ranked if it.end - it.start > 400)
    citation = cite(long, considered.question, 1)
    assert "the market women of Cái Răng brought fruit" in citation.quote
    assert long.document.text[citation.start : citation.end] == citation.quote
    assert (True, True) == (citation.start >= long.start, citation.end <= long.end)
    assert len(citation.quote) <= 400

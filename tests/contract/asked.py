"""Ask questions in a process of its own, and print what must be equal wherever and whenever they are asked.

A question of several lines is a conversation: each line is asked with those before it and their answers as history.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from nhipcau.answering.assistant import Assistant, final_answer, load_assistant
from nhipcau.config import Config
from nhipcau.vocabulary import Answer, Question, Turn
from plain import plainly
from tiny import TinyEmbedder

COMPARED = ("status", "interpreted_as", "text", "sentences", "citations", "notices", "related")


def compared(answer: Answer) -> bytes:
    """The part of an answer that equal questions have in common, as JSON."""
    fields = dataclasses.asdict(answer)
    return json.dumps({name: fields[name] for name in COMPARED}, ensure_ascii=False).encode()


def asked(assistant: Assistant, questions: Sequence[str]) -> list[bytes]:
    return [compared(converse(assistant, question)) for question in questions]


def converse(assistant: Assistant, lines: str) -> Answer:
    """The answer to the last line."""
    history: tuple[Turn, ...] = ()
    for line in lines.splitlines():
        answer = final_answer(assistant.answer(Question(line, history=history)))
        history += (Turn(line, answer.text or ""),)
    return answer


def main() -> None:
    """Arguments: corpus folder, index folder, model folder, questions."""
    corpus, index, model, *questions = sys.argv[1:]
    config = Config(corpus_dir=Path(corpus), index_dir=Path(index), embedding_model=model)
    assistant = plainly(load_assistant(config, embedder=TinyEmbedder(Path(model))))
    sys.stdout.buffer.write(b"\n".join(asked(assistant, questions)))


if __name__ == "__main__":
    main()

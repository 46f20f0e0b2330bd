"""The command line: the only module that prints.

Answers and tables go to standard output, progress and warnings to standard error. With --json, standard output is
one JSON value and nothing else, errors included.
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from nhipcau import __version__
from nhipcau.config import Config, load_config
from nhipcau.errors import NhipcauError
from nhipcau.vocabulary import LANGUAGES, Answer, Document, Question, Skipped

if TYPE_CHECKING:
    from nhipcau.index.ingest import IngestReport

DONE, FAILED, WRONG_USAGE, NOT_FOUND, SOME_SKIPPED = 0, 1, 2, 3, 4
UNDATED = "undated"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        config = load_config(**{name: getattr(options, name, None) for name in Config.model_fields})
        code = int(options.run(config, options))
        sys.stdout.flush()  # here and not at exit, so that a reader that went away is noticed below
    except NhipcauError as error:
        return _fail(error, as_json=getattr(options, "json", False))
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _say(
            f"nhipcau: the output could not be written ({error.strerror}); make room and run the command again"
        )
        return FAILED
    except KeyboardInterrupt:
        _say("stopped")
        return 130
    return code


class _Parser(argparse.ArgumentParser):
    """With --json a wrong usage is told as JSON too."""

    def error(self, message: str) -> NoReturn:
        if "--json" in sys.argv:
            text = f"{message}; see `{self.prog} --help`"
            _print_json({"error": {"message": text, "type": "nhipcau_error", "param": None, "code": "usage"}})
        super().error(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="nhipcau", description="Cited answers about Việt Nam's people-to-people diplomacy.")
    parser.add_argument("--version", action="version", version=f"nhipcau {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[Config, argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        added.add_argument("--corpus-dir", metavar="DIR", help="folder of the documents")
        added.add_argument("--index-dir", metavar="DIR", help="folder of the index")
        added.add_argument("--embedding-model", metavar="NAME", help="sentence-transformers model")
        added.add_argument("--glossary", metavar="FILE", help="names of whom and what the documents speak of")
        return added

    ingest = command("ingest", _ingest, "make the index equal to the corpus folder")
    ingest.add_argument("--json", action="store_true", help="print one JSON value")
    ingest.add_argument(
        "--check", action="store_true", help="only say what would change; exit 1 if anything would"
    )
    ingest.add_argument("--allow-removals", action="store_true", help="even if most documents vanish")
    ingest.add_argument("--max-document-bytes", metavar="N", help="skip larger files")
    ingest.add_argument("--keep-generations", metavar="N", help="how many generations stay on disk")

    ask = command("ask", _ask, "one cited answer")
    ask.add_argument("question")
    ask.add_argument("--language", choices=LANGUAGES, help="of the answer (default: the question's)")
    ask.add_argument("--json", action="store_true", help="print one JSON value")
    ask.add_argument(
        "--explain", action="store_true", help="show how the question was understood and what was weighed"
    )

    search = command("search", _search, "ranked passages")
    search.add_argument("query")
    search.add_argument("-k", type=_positive, default=10, metavar="N", help="how many (default 10)")
    search.add_argument("--json", action="store_true", help="print one JSON value")

    serve = command("serve", _serve, "HTTP API and web page")
    serve.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", help="port to listen on (default 8000; 0 takes a free one)")

    documents = command("documents", _documents, "list, show or remove documents")
    documents.add_argument("action", nargs="?", choices=("list", "show", "remove"), default="list")
    documents.add_argument("id", nargs="?")
    documents.add_argument("--json", action="store_true", help="print one JSON value")

    doctor = command("doctor", _doctor, "verify files, checksums, model and counts")
    doctor.add_argument("--json", action="store_true", help="print one JSON value")

    rollback = command("rollback", _rollback, "go back one generation")
    rollback.add_argument("--json", action="store_true", help="print one JSON value")

    evaluate = command("eval", _evaluate, "measure answers against known ones")
    evaluate.add_argument("file", type=Path)
    evaluate.add_argument("--url", help="measure a running server instead of this installation")
    evaluate.add_argument("--json", action="store_true", help="print one JSON value")
    return parser


def _ingest(config: Config, options: argparse.Namespace) -> int:
    from nhipcau.index.ingest import ingest  # noqa: PLC0415 - loads FAISS

    report = ingest(config, allow_removals=options.allow_removals, check=options.check, progress=_progress)
    if options.json:
        _print_json(_ingest_facts(report) | ({"up_to_date": report.up_to_date} if options.check else {}))
    else:
        where = f"in {report.index_id}" if report.index_id else "and no index yet"
        verb = "an ingest would have" if options.check else "there were"
        print(f"{report.documents} documents, {report.passages} passages {where}")
        print(f"{verb} {report.added} added, {report.changed} changed, {report.removed} removed")
    _warn_of_skipped(report.skipped)
    if options.check and not report.up_to_date:
        return FAILED
    return SOME_SKIPPED if report.skipped else DONE


def _ingest_facts(report: IngestReport) -> dict[str, Any]:
    return {name: value for name, value in dataclasses.asdict(report).items() if name != "up_to_date"}


def _ask(config: Config, options: argparse.Namespace) -> int:
    from nhipcau.answering.assistant import explain, final_answer, load_assistant  # noqa: PLC0415 - loads the model

    question = Question(options.question, language=options.language)
    assistant = load_assistant(config, progress=_progress)
    _warn_of_fallback(assistant.fallback_reason)
    answer = final_answer(assistant.answer(question))
    shown = dataclasses.asdict(answer)
    if options.explain:
        explanation = explain(assistant.consider(question))
        shown["explain"] = explanation
        if not options.json:
            print(json.dumps(explanation, indent=2, ensure_ascii=False), end="\n\n")
    if options.json:
        _print_json(shown)
    else:
        print("\n".join(_answer_lines(answer)))
    return DONE if answer.status in {"answered", "about"} else NOT_FOUND


def _search(config: Config, options: argparse.Namespace) -> int:
    from nhipcau.answering.assistant import load_assistant, search_results  # noqa: PLC0415 - loads the model

    assistant = load_assistant(config, progress=_progress)
    _warn_of_fallback(assistant.fallback_reason)
    results = search_results(*assistant.search(options.query, k=options.k))
    if options.json:
        _print_json(results)
        return DONE
    for hit in results["hits"]:
        print(
            f"{hit['rank']}. {hit['title']} ({hit['published'] or UNDATED}, {hit['language']}) [{hit['document_id']}]"
        )
        print(f"   {hit['text']}\n")
    return DONE


def _serve(config: Config, _options: argparse.Namespace) -> int:
    from nhipcau.answering.assistant import load_assistant  # noqa: PLC0415 - loads FAISS
    from nhipcau.server.app import serve  # noqa: PLC0415 - loads FastAPI

    serve(config, report=_say, load=lambda: load_assistant(config, progress=_progress))
    return DONE


def _documents(config: Config, options: argparse.Namespace) -> int:
    if options.action != "list" and not options.id:
        _say(f"usage: nhipcau documents {options.action} ID")
        return WRONG_USAGE
    return {"list": _list, "show": _show, "remove": _remove}[options.action](config, options)


def _list(config: Config, options: argparse.Namespace) -> int:
    from nhipcau.index.folder import open_live  # noqa: PLC0415 - loads FAISS

    documents = open_live(config.index_dir).generation.documents()
    if options.json:
        _print_json({"documents": [_document_facts(it) for it in documents], "total": len(documents)})
    else:
        for it in documents:
            print(f"{it.id}  {it.published or UNDATED}  {it.publisher or 'unknown publisher'}  {it.title}")
    return DONE


def _show(config: Config, options: argparse.Namespace) -> int:
    from nhipcau.errors import DocumentNotFoundError  # noqa: PLC0415
    from nhipcau.index.folder import open_live  # noqa: PLC0415 - loads FAISS

    document = open_live(config.index_dir).generation.document(options.id)
    if document is None:
        raise DocumentNotFoundError(
            f"There is no document {options.id!r}; `nhipcau documents` lists them all."
        )
    if options.json:
        _print_json(_document_facts(document) | {"text": document.text, "v": document.version})
    else:
        facts = (
            f"{name}: {value}" for name, value in _document_facts(document).items() if value not in (None, ())
        )
        print(*facts, "", document.text, sep="\n")
    return DONE


def _remove(config: Config, options: argparse.Namespace) -> int:
    from nhipcau.index.ingest import remove_document  # noqa: PLC0415 - loads FAISS

    report = remove_document(config, options.id, progress=_progress)
    if options.json:
        _print_json(_ingest_facts(report))
    else:
        print(f"removed {options.id}; {report.documents} documents remain in {report.index_id}")
    _warn_of_skipped(report.skipped)
    return SOME_SKIPPED if report.skipped else DONE


def _doctor(config: Config, options: argparse.Namespace) -> int:
    from nhipcau.index.doctor import examine  # noqa: PLC0415 - loads FAISS

    findings = examine(config)
    if options.json:
        _print_json(
            {"ok": all(it.ok for it in findings), "findings": [dataclasses.asdict(it) for it in findings]}
        )
    else:
        for it in findings:
            print(f"{'ok  ' if it.ok else 'BAD '} {it.subject}: {it.text}")
    return DONE if all(it.ok for it in findings) else FAILED


def _rollback(config: Config, options: argparse.Namespace) -> int:
    from nhipcau.index.folder import roll_back, writing  # noqa: PLC0415 - loads FAISS

    with writing(config.index_dir):
        generation = roll_back(config.index_dir).generation
    if options.json:
        _print_json({"index_id": generation.index_id, "documents": generation.document_count()})
    else:
        print(f"back to generation {generation.index_id} with {generation.document_count()} documents")
    return DONE


def _evaluate(config: Config, options: argparse.Namespace) -> int:
    from nhipcau.answering.assistant import final_answer, load_assistant  # noqa: PLC0415 - loads the model
    from nhipcau.evaluation import ask_over_http, evaluate, read_questions, report_json, report_lines  # noqa: PLC0415

    questions = read_questions(options.file)
    if options.url:
        report = evaluate(questions, *ask_over_http(options.url))
    else:
        assistant = load_assistant(config, progress=_progress)
        generation = assistant.generation
        texts = {document.id: document.text for document in generation.documents()}
        report = evaluate(
            questions,
            lambda question: final_answer(assistant.answer(question)),
            lambda query, k: [hit.passage.document_id for hit in assistant.search(query, k=k)[1]],
            texts.get,
        )
    if options.json:
        _print_json(report_json(report))
    else:
        print("\n".join(report_lines(report)))
    return DONE


def _answer_lines(answer: Answer) -> list[str]:
    if answer.status == "not_found":
        lines = ["Not found: no document supports an answer."]
        if answer.related:
            lines += ["", "Nearest passages, which do not answer the question:"]
        lines += [
            f'  "{it.quote}"\n    {it.title}, {it.published or UNDATED} [{it.document_id}]'
            for it in answer.related
        ]
    else:
        lines = [str(answer.text), *([""] if answer.citations else [])]
        for it in answer.citations:
            label = "our brief of the source, " if it.kind == "brief" else ""
            about = f"{it.title}. {it.publisher or 'Unknown publisher'}, {it.published or UNDATED}"
            lines.append(
                f'[{it.number}] "{it.quote}"\n    {label}{about} [{it.document_id}:{it.start}-{it.end}]'
            )
            lines += [f"    {it.url}"] if it.url else []
            others = [
                f"{other.publisher or other.title} ({other.published or UNDATED})"
                for other in it.also_reported_by
            ]
            lines += [f"    also reported by: {'; '.join(others)}"] if others else []
    return [*lines, *(f"Note: {notice.text}" for notice in answer.notices)]


def _document_facts(document: Document) -> dict[str, Any]:
    return {name: value for name, value in dataclasses.asdict(document).items() if name != "text"}


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _progress(done: int, total: int) -> None:
    """A progress bar on a terminal; nothing in a log."""
    if total and sys.stderr.isatty():
        filled = 30 * done // total
        end = "\n" if done == total else ""
        print(
            f"\rembedding [{'#' * filled}{'.' * (30 - filled)}] {done}/{total}",
            end=end,
            file=sys.stderr,
            flush=True,
        )


def _warn_of_skipped(skipped: Sequence[Skipped]) -> None:
    for it in skipped:
        _say(f"skipped {it.path}: {it.reason}")


def _warn_of_fallback(reason: str | None) -> None:
    if reason:
        _say(f"warning: {reason}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _fail(error: NhipcauError, *, as_json: bool) -> int:
    if as_json:
        param = getattr(error, "param", None)
        _print_json(
            {"error": {"message": str(error), "type": "nhipcau_error", "param": param, "code": error.code}}
        )
    else:
        _say(f"nhipcau: {error}")
    return FAILED


if __name__ == "__main__":
    sys.exit(main())

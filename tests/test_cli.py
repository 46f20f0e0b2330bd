"""The command line, with the packaged model."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nhipcau import __version__
from nhipcau.cli import main
from nhipcau.index import folder as index_folder
from tiny import CORPUS, write_document

LANTERNS = "How many paper lanterns were hung along the Hoài River by delegations from seven countries?"
GIFT = "How many books did a twin-town association give to a boarding school in Hà Giang?"
UNKNOWN = "What is the boiling point of tungsten?"
SLOW = {"torch", "faiss", "sentence_transformers", "fastapi"}


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be one JSON value."""
        return json.loads(self.out)


Command = Callable[..., Ran]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up corpus with its index; not to be changed."""
    place = tmp_path_factory.mktemp("built")
    shutil.copytree(CORPUS, place / "corpus")
    assert 0 == main(["ingest", "--corpus-dir", str(place / "corpus"), "--index-dir", str(place / "index")])
    return place


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    """A copy of the corpus and its index, to be changed at will."""
    return Path(shutil.copytree(built, tmp_path / "place"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], place: Path) -> Command:
    """Run a command on the copy in this process."""

    def ran(command: str, *arguments: str) -> Ran:
        folders = ["--corpus-dir", str(place / "corpus"), "--index-dir", str(place / "index")]
        capsys.readouterr()
        try:
            code = main([command, *arguments, *folders])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        return Ran(code, *capsys.readouterr())

    return ran


def revise(place: Path) -> None:
    """Change one document."""
    with (place / "corpus" / "library-gift-en.md").open("a", encoding="utf-8") as file:
        file.write("\nThe school sent a letter of thanks.\n")


def write_questions(place: Path) -> str:
    lines = [
        {"id": "a", "question": GIFT, "language": "en", "answerable": True, "documents": ["library-gift-en"],
         "facts": [["2,400"]]},
        {"id": "b", "question": UNKNOWN, "language": "en", "answerable": False},
    ]  # fmt: skip
    path = place / "questions.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return str(path)


# --- what loads -----------------------------------------------------------------------------------


def loaded_by(code: str) -> set[str]:
    """The slow modules that a fresh interpreter has loaded after `code`."""
    show = "import sys; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{show}"], capture_output=True, text=True, check=True
    )
    return SLOW & set(done.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["ingest", "--help"], ["serve", "--help"]])
def test_help_loads_nothing_slow(arguments: list[str]) -> None:
    """Help comes at once: neither torch nor FAISS is loaded for it."""
    code = f"from nhipcau.cli import main\ntry:\n    main({arguments!r})\nexcept SystemExit as stopped:\n    assert stopped.code == 0"

    assert set() == loaded_by(code)


def test_the_package_loads_nothing_slow() -> None:
    """`import nhipcau` and its first modules load neither torch nor FAISS."""
    assert set() == loaded_by(
        "import nhipcau, nhipcau.cli, nhipcau.config, nhipcau.errors, nhipcau.vocabulary"
    )


# --- a process of its own -------------------------------------------------------------------------


def in_process(place: Path, *arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    folders = {"NHIPCAU_CORPUS_DIR": str(place / "corpus"), "NHIPCAU_INDEX_DIR": str(place / "index")}
    return subprocess.run(
        [sys.executable, "-m", "nhipcau.cli", *arguments],
        env=os.environ | folders | {"LC_ALL": "C", "PYTHONUNBUFFERED": ""},
        encoding="utf-8",
        check=False,
        stdout=more.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
    )


def test_a_process_of_its_own_answers_in_json(place: Path) -> None:
    """A command started by a shell reads NHIPCAU_*, answers with one JSON value, and says nothing besides."""
    done = in_process(place, "ask", GIFT, "--json")

    assert (0, "") == (done.returncode, done.stderr)
    assert "2,400 books" in json.loads(done.stdout)["citations"][0]["quote"]


def test_a_reader_that_goes_away_is_no_error(place: Path) -> None:
    """As `| head` does: nothing is said of it, and the exit code is 0."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = in_process(place, "documents", stdout=gone)

    assert (0, "") == (done.returncode, done.stderr)


# --- ask ------------------------------------------------------------------------------------------


def test_ask_prints_a_cited_answer(run: Command) -> None:
    """Each sentence with its number, then each quote with whose it is, from when, and where it stands."""
    ran = run("ask", LANTERNS)

    assert (0, "") == (ran.code, ran.err)
    assert "1,250 paper lanterns along the Hoài River. [1]" in ran.out
    assert "our brief of the source" in ran.out
    assert "Riverside Courier, 2024-09-14 [lantern-fair-2024-en:" in ran.out
    assert "https://example.org/lantern-fair" in ran.out


def test_ask_says_that_nothing_was_found(run: Command) -> None:
    """Exit code 3, and the nearest passages, marked as no answer."""
    ran = run("ask", UNKNOWN)

    assert 3 == ran.code
    assert ran.out.startswith("Not found: no document supports an answer.")
    assert "do not answer the question" in ran.out


@pytest.mark.parametrize(
    ("question", "code", "said"),
    [
        ("hello", 0, "Hello! I am Nhịp Cầu"),
        ("Who is she?", 3, "I cannot tell what your question points back to"),
    ],
)
def test_ask_replies_to_talk_and_asks_back(run: Command, question: str, code: int, said: str) -> None:
    """Talk is done with a reply, exit code 0; a question that points back to nothing found no answer, exit code 3."""
    ran = run("ask", question)

    assert (code, "") == (ran.code, ran.err)
    assert ran.out.startswith(said)
    assert "Not found" not in ran.out


@pytest.mark.parametrize(
    ("question", "code", "status"),
    [
        (LANTERNS, 0, "answered"),
        (UNKNOWN, 3, "not_found"),
        ("hello", 0, "about"),
        ("Who is she?", 3, "unclear"),
    ],
)
def test_ask_json_is_the_answer(run: Command, question: str, code: int, status: str) -> None:
    """The JSON is the answer in its published form, found or not, and the exit code goes by its status."""
    ran = run("ask", question, "--json")

    assert (code, status, question) == (ran.code, ran.json["status"], ran.json["question"])
    assert (status == "not_found") == (ran.json["text"] is None)


def test_ask_in_a_language(run: Command) -> None:
    """`--language` is that of the answer, and of what is said around it."""
    ran = run("ask", LANTERNS, "--language", "vi", "--json")

    assert "vi" == ran.json["language"]


def test_ask_explains(run: Command) -> None:
    """`--explain` shows how the question was understood and what was weighed, in JSON as one more key."""
    assert "how_many" == run("ask", LANTERNS, "--explain", "--json").json["explain"]["understood"]["asked"]
    assert '"asked": "how_many"' in run("ask", LANTERNS, "--explain").out


def test_ask_builds_the_first_index(place: Path, run: Command) -> None:
    """Where no generation exists at all, asking builds one."""
    shutil.rmtree(place / "index")

    assert 0 == run("ask", LANTERNS).code
    assert 1 == len(index_folder.index_ids(place / "index"))


def test_ask_warns_where_an_older_index_serves(place: Path, run: Command) -> None:
    """The answer comes all the same; standard error says what is wrong and what to run."""
    revise(place)
    assert 0 == run("ingest").code
    newest = place / "index" / index_folder.index_ids(place / "index")[-1]
    (newest / "vectors.faiss").write_bytes(b"")
    ran = run("ask", LANTERNS, "--json")

    assert (0, "answered") == (ran.code, ran.json["status"])
    assert ran.err.startswith("warning: vectors.faiss")
    assert "nhipcau ingest" in ran.err


# --- search ---------------------------------------------------------------------------------------


def test_search_json_is_ranked_passages(run: Command) -> None:
    """The index's id and at most `-k` hits, each with its document and place."""
    ran = run("search", "paper lanterns", "-k", "2", "--json")

    assert 0 == ran.code
    assert ["index_id", "hits"] == list(ran.json)
    assert [1, 2] == [hit["rank"] for hit in ran.json["hits"]]
    keys = [
        "rank",
        "document_id",
        "title",
        "published",
        "language",
        "text",
        "start",
        "end",
        "also_reported_by",
    ]
    assert keys == list(ran.json["hits"][0])


def test_search_prints_passages(run: Command) -> None:
    """Title, date, language and id of each, then its text; a document without a date is undated."""
    ran = run("search", "books boarding school Hà Giang")

    assert 0 == ran.code
    assert "A gift of books to a mountain school (undated, en) [library-gift-en]" in ran.out
    assert "2,400 books" in ran.out


# --- ingest ---------------------------------------------------------------------------------------

REPORT = ["index_id", "documents", "passages", "added", "changed", "removed", "embedded", "skipped"]


def test_ingest_reports_what_it_did(place: Path, run: Command) -> None:
    """What was added, changed and removed since the last one, and how many texts were embedded anew."""
    revise(place)
    (place / "corpus" / "rowing-exchange-2023-vi.md").unlink()
    write_document(place / "corpus", "news-en", "The quay was painted.")
    ran = run("ingest", "--json")

    assert 0 == ran.code
    assert REPORT == list(ran.json)
    assert [5, 1, 1, 1, []] == [
        ran.json[key] for key in ("documents", "added", "changed", "removed", "skipped")
    ]
    assert 0 < ran.json["embedded"] < ran.json["passages"] * 3


def test_ingest_again_changes_nothing(place: Path, run: Command) -> None:
    """Where the index equals the corpus folder it stays as it is."""
    before = index_folder.index_ids(place / "index")
    ran = run("ingest")

    assert (0, before) == (ran.code, index_folder.index_ids(place / "index"))
    assert "there were 0 added, 0 changed, 0 removed" in ran.out


def test_ingest_check_only_says_what_would_change(place: Path, run: Command) -> None:
    """Exit code 1 where anything would, 0 where nothing would; nothing is written either way."""
    assert 0 == run("ingest", "--check").code
    revise(place)
    before = {path: path.stat().st_mtime_ns for path in (place / "index").rglob("*")}
    ran = run("ingest", "--check")

    assert 1 == ran.code
    assert "an ingest would have 0 added, 1 changed, 0 removed" in ran.out
    assert [0, 1, 0] == [
        run("ingest", "--check", "--json").json[key] for key in ("added", "changed", "removed")
    ]
    assert before == {path: path.stat().st_mtime_ns for path in (place / "index").rglob("*")}


def test_ingest_names_what_it_skipped(place: Path, run: Command) -> None:
    """Exit code 4; each file that is no document is named with the reason, the rest is answerable."""
    (place / "corpus" / "empty.md").write_text("")
    (place / "corpus" / "picture.png").write_bytes(b"\x89PNG")
    ran = run("ingest", "--json")

    assert (4, 5) == (ran.code, ran.json["documents"])
    assert ["empty.md", "picture.png"] == [it["path"] for it in ran.json["skipped"]]
    assert all(it["reason"] for it in ran.json["skipped"])
    assert ["skipped empty.md:", "skipped picture.png:"] == [
        line[: line.index(":") + 1] for line in ran.err.splitlines()
    ]


def test_ingest_does_not_lose_most_documents_by_mistake(place: Path, run: Command) -> None:
    """More than half gone is an error that says how to go on if it was meant."""
    for path in sorted((place / "corpus").glob("*.md"))[:3]:
        path.unlink()
    refused = run("ingest", "--json")

    assert (1, "removal_guard") == (refused.code, refused.json["error"]["code"])
    assert "--allow-removals" in refused.json["error"]["message"]
    assert (0, 3) == (run("ingest", "--allow-removals").code, 5 - run("documents", "--json").json["total"])


# --- documents ------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [(), ("list",)])
def test_documents_lists_them(run: Command, arguments: tuple[str, ...]) -> None:
    """Id, date, publisher and title of each; what is not known is said to be so."""
    ran = run("documents", *arguments)

    assert 0 == ran.code
    assert 5 == len(ran.out.splitlines())
    assert (
        "lantern-fair-2024-en  2024-09-14  Riverside Courier  A lantern fair of friendship in Hội An in 2024"
        in ran.out
    )
    assert "library-gift-en  undated  unknown publisher  A gift of books to a mountain school" in ran.out


def test_documents_json_has_the_facts_without_the_texts(run: Command) -> None:
    """Every field of each document but its text, and how many there are."""
    ran = run("documents", "--json")

    assert (0, 5) == (ran.code, ran.json["total"])
    assert "lantern-fair-2024-en" == ran.json["documents"][0]["id"]
    assert all("text" not in it for it in ran.json["documents"])


def test_documents_show_gives_the_stored_text(run: Command) -> None:
    """The facts that are known, and the text that quotes are cut from."""
    ran = run("documents", "show", "library-gift-en")
    written = run("documents", "show", "library-gift-en", "--json").json

    assert (0, 16) == (ran.code, len(written["v"]))
    assert ran.out.rstrip().endswith(written["text"])
    assert "id: library-gift-en" in ran.out
    assert "published" not in ran.out


def test_documents_remove_deletes_file_and_answers(place: Path, run: Command) -> None:
    """The file is gone from the corpus folder, and what it said is not answered any more."""
    before = run("ask", GIFT, "--json").json
    ran = run("documents", "remove", "library-gift-en", "--json")
    after = run("ask", GIFT, "--json").json

    assert ["library-gift-en"] == [it["document_id"] for it in before["citations"]][:1]
    assert (0, 4, 1) == (ran.code, ran.json["documents"], ran.json["removed"])
    assert not (place / "corpus" / "library-gift-en.md").exists()
    assert "library-gift-en" not in json.dumps(after)
    assert 1 == run("documents", "remove", "library-gift-en").code


def test_documents_remove_says_what_remains(run: Command) -> None:
    """One line for a person."""
    ran = run("documents", "remove", "library-gift-en")

    assert 0 == ran.code
    assert ran.out.startswith("removed library-gift-en; 4 documents remain in 000002-")


# --- doctor, rollback, eval -----------------------------------------------------------------------


def test_doctor_finds_nothing_wrong(run: Command) -> None:
    """Every line says ok, and the exit code is 0."""
    ran = run("doctor")

    assert 0 == ran.code
    assert all(line.startswith("ok ") for line in ran.out.splitlines())
    assert run("doctor", "--json").json["ok"] is True


def test_doctor_names_what_is_damaged(place: Path, run: Command) -> None:
    """A damaged file makes the exit code 1; its finding names it and says what to run."""
    newest = place / "index" / index_folder.index_ids(place / "index")[-1]
    (newest / "documents.sqlite").write_bytes(b"x")
    ran = run("doctor", "--json")
    bad = [it for it in ran.json["findings"] if not it["ok"]]

    assert (1, False) == (ran.code, ran.json["ok"])
    assert any("documents.sqlite" in it["text"] and "nhipcau ingest" in it["text"] for it in bad)
    assert "BAD " in run("doctor").out


def test_rollback_goes_back_one_generation(place: Path, run: Command) -> None:
    """The generation before is live again; another step back is refused and changes nothing."""
    first = run("search", "quay", "--json").json["index_id"]
    revise(place)
    second = run("ingest", "--json").json["index_id"]
    ran = run("rollback", "--json")

    assert first != second
    assert (0, {"index_id": first, "documents": 5}) == (ran.code, ran.json)
    assert first == run("search", "quay", "--json").json["index_id"]
    assert (1, "index_missing") == (run("rollback").code, run("rollback", "--json").json["error"]["code"])


def test_eval_measures_answers(place: Path, run: Command) -> None:
    """A questions file gives a report, as a table and as JSON."""
    questions = write_questions(place)
    ran = run("eval", questions, "--json")
    system = ran.json["system"]["overall"]

    assert (0, 2, 1) == (ran.code, ran.json["questions"], ran.json["answerable"])
    assert (1.0, 1.0) == (system["quotes_verbatim"]["value"], system["right_document_first"]["value"])
    assert "quotes verbatim" in run("eval", questions).out


# --- errors and usage -----------------------------------------------------------------------------

ERRORS = [
    (("documents", "show", "nowhere"), "document_not_found", None),
    (("documents", "remove", "nowhere"), "document_not_found", None),
    (("rollback",), "index_missing", None),
    (("ask", "  "), "question_invalid", "question"),
    (("eval", "/nowhere.jsonl"), "evaluation_invalid", None),
    (("ask", "Who?", "--embedding-model", "/"), "embedding_failed", None),
]


@pytest.mark.parametrize(("arguments", "code", "param"), ERRORS)
def test_an_error_is_one_sentence_or_one_json_value(
    run: Command, arguments: tuple[str, ...], code: str, param: str | None
) -> None:
    """Exit code 1; with --json the error is the one JSON value, else it is on standard error alone."""
    plain, written = run(*arguments), run(*arguments, "--json")
    message = written.json["error"]["message"]

    assert (1, 1, "") == (plain.code, written.code, plain.out)
    assert {"message": message, "type": "nhipcau_error", "param": param, "code": code} == written.json[
        "error"
    ]
    assert f"nhipcau: {message}\n" == plain.err
    assert message.endswith(".")


def test_a_wrong_setting_is_an_error_of_ours(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that is not valid is named, in JSON too."""
    monkeypatch.setenv("NHIPCAU_PORT", "eighty")
    ran = run("documents", "--json")

    assert (1, "config_invalid") == (ran.code, ran.json["error"]["code"])
    assert "NHIPCAU_PORT" in ran.json["error"]["message"]


def test_no_index_and_no_corpus_are_errors_of_ours(place: Path, run: Command) -> None:
    """What is missing is named, with what to run or set."""
    shutil.rmtree(place / "index")
    listed = run("documents", "--json")
    shutil.rmtree(place / "corpus")
    built = run("ingest", "--json")

    assert (1, "index_missing") == (listed.code, listed.json["error"]["code"])
    assert "nhipcau ingest" in listed.json["error"]["message"]
    assert (1, "corpus_invalid") == (built.code, built.json["error"]["code"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("sing",),
        ("ask",),
        ("ask", "Who?", "--language", "fr"),
        ("search", "quay", "-k", "0"),
        ("search", "quay", "-k", "many"),
        ("documents", "show"),
        ("documents", "paint"),
        ("ingest", "--quickly"),
    ],
)
def test_wrong_usage_is_exit_code_2(run: Command, arguments: tuple[str, ...]) -> None:
    """How the command is used goes to standard error, nothing to standard output."""
    ran = run(*arguments)

    assert (2, "") == (ran.code, ran.out)
    assert "usage: nhipcau" in ran.err


def test_version(run: Command, capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` is the package's."""
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])

    assert (0, f"nhipcau {__version__}\n") == (stopped.value.code or 0, capsys.readouterr().out)

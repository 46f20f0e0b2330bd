from __future__ import annotations

import hashlib
import json
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nhipcau.documents.reading import read_corpus, read_document
from nhipcau.errors import CorpusError, DocumentError
from nhipcau.vocabulary import Document, Skipped

LIMIT = 10_000
PROSE = "The choir of the two river towns sang in the old harbour hall on Friday evening."
BRIEF = f"""---
id: river-choir-en
source_id: river-choir
language: en
kind: brief
title: A choir of two towns
title_from: ours
publisher: The River Paper
published: 2025-03
url: https://river.example/choir
topics: [culture-unesco]
---

# A choir

{PROSE}

- sixty singers
- two towns
"""


def _write(root: Path, **texts: str) -> None:
    for name, text in texts.items():
        (root / name.replace("__", ".")).write_text(text, encoding="utf-8")


def _reasons(root: Path, **last_good: Document) -> dict[str, str]:
    kept = {path.replace("__", "."): document for path, document in last_good.items()}
    return {one.path: one.reason for one in read_corpus(root, max_bytes=LIMIT, last_good=kept)[1]}


@contextmanager
def _unprivileged() -> Iterator[Path]:
    """A folder of one's own, and no right to read what others forbid: the superuser may read everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        is_superuser = os.geteuid() == 0
        try:
            if is_superuser:
                os.chown(name, 65534, -1)
                os.seteuid(65534)
            yield folder
        finally:
            if is_superuser:
                os.seteuid(0)
            for path in folder.rglob("*"):
                path.chmod(0o755)


def test_a_brief_is_read_with_its_front_matter(tmp_path: Path) -> None:
    """The document carries every field, its path, and the body as plain text."""
    _write(tmp_path, choir__md=BRIEF)
    expected = Document(
        id="river-choir-en",
        source_id="river-choir",
        language="en",
        kind="brief",
        title="A choir of two towns",
        title_from="ours",
        text=f"A choir\n\n{PROSE}\n\n- sixty singers\n- two towns",
        path="choir.md",
        publisher="The River Paper",
        published="2025-03",
        url="https://river.example/choir",
        topics=("culture-unesco",),
    )
    assert expected == read_document(tmp_path / "choir.md", tmp_path, LIMIT)


def test_a_scraped_text_is_read_clean(tmp_path: Path) -> None:
    """A .txt is an article in the language it is written in, named by its path."""
    (tmp_path / "Đêm thơ").mkdir()
    path = tmp_path / "Đêm thơ" / "Bài số 1.TXT"
    text = "Câu lạc bộ thơ đã tổ chức đêm thơ hữu nghị tại hội trường lớn của thành phố vào tối thứ sáu."
    path.write_text(f"Đêm thơ hữu nghị\n06/01/2025 14:40\n\n{text}\n\nNguồn: https://www.bensong.example/1\n")
    document = read_document(path, tmp_path, LIMIT)
    digest = hashlib.sha256("Đêm thơ/Bài số 1.TXT".encode()).hexdigest()
    assert f"bai-so-1-{digest[:6]}" == document.id == document.source_id
    assert ("article", "vi", "vi") == (document.kind, document.language, document.source_language)
    assert ("Đêm thơ hữu nghị", "source", "2025-01-06") == (
        document.title,
        document.title_from,
        document.published,
    )
    assert ("bensong.example", "https://www.bensong.example/1") == (document.publisher, document.url)
    assert text == document.text


def test_markdown_without_front_matter_is_an_article(tmp_path: Path) -> None:
    """Its first top heading is the title and leaves the text; the rest is cleaned as a .txt is."""
    _write(
        tmp_path,
        choir__md=f"# A *choir* of two towns\n\nJuly 16, 2022\n\n{PROSE}\n\n## What comes next\n\n{PROSE[::-1]}.\n",
    )
    document = read_document(tmp_path / "choir.md", tmp_path, LIMIT)
    assert ("A choir of two towns", "source", "article") == (
        document.title,
        document.title_from,
        document.kind,
    )
    assert "2022-07-16" == document.published
    assert f"{PROSE}\n\nWhat comes next\n\n{PROSE[::-1]}." == document.text


def test_front_matter_without_ids_is_named_by_its_path(tmp_path: Path) -> None:
    """A missing id is the folded stem and the beginning of the path's sha256."""
    _write(tmp_path, choir__md=BRIEF.replace("id: river-choir-en\nsource_id: river-choir\n", ""))
    document = read_document(tmp_path / "choir.md", tmp_path, LIMIT)
    assert f"choir-{hashlib.sha256(b'choir.md').hexdigest()[:6]}" == document.id == document.source_id


def test_an_id_made_of_a_long_or_foreign_name_is_an_id(tmp_path: Path) -> None:
    """At most 100 characters, and never empty."""
    _write(tmp_path, **{"ắ" * 80 + "__txt": PROSE, "橋__txt": PROSE[1:]})
    ids = [document.id for document in read_corpus(tmp_path, max_bytes=LIMIT)[0]]
    assert ["a" * 80, "document"] == [document_id.rpartition("-")[0] for document_id in ids]


def test_documents_come_in_path_order(tmp_path: Path) -> None:
    """Folders are walked through, and the order is that of the whole relative paths."""
    for name in ("b/z.txt", "b-a.txt", "a/deep/down/x.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PROSE)
    documents, skipped = read_corpus(tmp_path, max_bytes=LIMIT)
    assert ["a/deep/down/x.txt", "b-a.txt", "b/z.txt", "c.txt"] == [document.path for document in documents]
    assert [] == skipped


def test_what_is_set_aside_is_not_even_skipped(tmp_path: Path) -> None:
    """Names with a dot or underscore in front, READMEs and the licence are no documents."""
    _write(tmp_path, a__txt=PROSE, README="x", LICENSE="x", _draft__md="x")
    (tmp_path / "README.vi.md").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "b.txt").write_text(PROSE)
    (tmp_path / "_old").mkdir()
    (tmp_path / "_old" / "b.txt").write_text(PROSE)
    documents, skipped = read_corpus(tmp_path, max_bytes=LIMIT)
    assert (["a.txt"], []) == ([document.path for document in documents], skipped)


def test_every_file_that_is_no_document_is_named_with_its_reason(tmp_path: Path) -> None:
    """Nothing in a corpus folder stops the reading, and nothing is left out in silence."""
    _write(
        tmp_path,
        good__txt=PROSE,
        empty__txt="",
        blank__md=" \n\n",
        numbers__txt="1 2 3",
        report__pdf="x",
        notes="x",
    )
    _write(
        tmp_path,
        broken__md="---\ntitle: A\nkind: brief\n---\nText",
        open__md="---\ntitle: A\n",
        hollow__md=BRIEF[: BRIEF.index("# A")],
    )
    _write(tmp_path, large__txt="a" * (LIMIT + 1), furniture__txt="Facebook\nLượt xem: 12 \n06/01/2025 14:40")
    (tmp_path / "latin.txt").write_bytes("Ngày café".encode("latin-1"))
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "wide.txt").write_bytes("Hội nghị".encode("utf-16"))
    (tmp_path / "sub").mkdir()
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "nothing.txt").symlink_to("nowhere.txt")
    (tmp_path / "folder.txt").symlink_to("sub", target_is_directory=True)
    (tmp_path / "sub" / "up").symlink_to("..", target_is_directory=True)
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "failing.txt").symlink_to("/proc/self/mem")
    reasons = _reasons(tmp_path)
    expected = {
        "empty.txt": "empty",
        "blank.md": "empty",
        "numbers.txt": "no letters",
        "report.pdf": ".pdf",
        "notes": "without a suffix",
        "broken.md": "'language'",
        "open.md": "never closed",
        "hollow.md": "no text below its front matter",
        "large.txt": "NHIPCAU_MAX_DOCUMENT_BYTES",
        "furniture.txt": "nothing but page furniture",
        "latin.txt": "byte 0xe0 at offset 2",
        "picture.txt": "PNG",
        "wide.txt": "UTF-16",
        "circle.txt": "circle",
        "nothing.txt": "link to nothing",
        "folder.txt": "link to a folder",
        "sub/up": "link to a folder",
        "device.txt": "a device",
        "pipe.txt": "a pipe",
        "failing.txt": "cannot be read",
    }
    assert expected.keys() == reasons.keys()
    assert [] == [path for path, said in expected.items() if said not in reasons[path]]


def test_a_socket_is_not_opened(tmp_path: Path) -> None:
    """What is no file is named by its kind."""
    _write(tmp_path, good__txt=PROSE)
    folder = Path(tempfile.mkdtemp(dir="/tmp"))  # a socket's path has to be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "s"))
        (tmp_path / "socket.txt").symlink_to(folder / "s")
        assert "socket" in _reasons(tmp_path)["socket.txt"]
    (folder / "s").unlink()
    folder.rmdir()


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    """Only links to folders are not followed."""
    _write(tmp_path, _real__txt=PROSE)
    (tmp_path / "link.txt").symlink_to("_real.txt")
    assert ["link.txt"] == [document.path for document in read_corpus(tmp_path, max_bytes=LIMIT)[0]]


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    """The limit is the largest size that is allowed."""
    _write(tmp_path, a__txt=PROSE)
    assert PROSE == read_document(tmp_path / "a.txt", tmp_path, len(PROSE)).text
    with pytest.raises(DocumentError, match="NHIPCAU_MAX_DOCUMENT_BYTES"):
        read_document(tmp_path / "a.txt", tmp_path, len(PROSE) - 1)


def test_names_that_are_not_utf8_can_be_shown(tmp_path: Path) -> None:
    """A file or folder with such a name is skipped under a name that prints and is JSON."""
    _write(tmp_path, good__txt=PROSE)
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(PROSE)
    (tmp_path / os.fsdecode(b"dir\xff")).mkdir()
    (tmp_path / "two\nlines.txt").write_text(PROSE)
    reasons = _reasons(tmp_path)
    assert ["caf\\udce9.txt", "dir\\udcff", "two\\nlines.txt"] == sorted(reasons)
    assert json.dumps(reasons, ensure_ascii=False).encode()
    assert all("rename it" in reason for reason in reasons.values())


def test_what_must_not_be_read_is_skipped_and_kept() -> None:
    """A forbidden file or folder is named; the documents last read there are kept."""
    with _unprivileged() as root:
        (root / "sub").mkdir()
        _write(root, a__txt=PROSE, b__txt=PROSE[1:])
        (root / "sub" / "c.txt").write_text(PROSE[2:])
        before = {document.path: document for document in read_corpus(root, max_bytes=LIMIT)[0]}
        (root / "b.txt").chmod(0)
        (root / "sub").chmod(0)
        documents, skipped = read_corpus(root, max_bytes=LIMIT, last_good=before)
        assert list(before.values()) == documents
        assert ["b.txt", "sub"] == [one.path for one in skipped]
        assert all("ermission" in one.reason and "last good version is kept" in one.reason for one in skipped)
        documents, skipped = read_corpus(root, max_bytes=LIMIT)
        assert (["a.txt"], 2) == ([document.path for document in documents], len(skipped))


def test_a_corpus_folder_that_must_not_be_read_is_an_error() -> None:
    """Without its folder a corpus is not empty but unknown."""
    with _unprivileged() as root:
        (root / "sub").mkdir()
        (root / "sub").chmod(0)
        with pytest.raises(CorpusError, match="NHIPCAU_CORPUS_DIR"):
            read_corpus(root / "sub", max_bytes=LIMIT)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_text(""),
        lambda path: path.write_bytes(b"\xff\xff"),
        lambda path: path.write_text("---\ntitle: A\n"),
        lambda path: (path.unlink(), path.symlink_to("nowhere")),
    ],
)
def test_a_file_that_no_longer_reads_keeps_its_last_good_document(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    """The document stays in the corpus, and the file is listed with a reason that says so."""
    _write(tmp_path, a__md=BRIEF, b__txt=PROSE)
    before = {document.path: document for document in read_corpus(tmp_path, max_bytes=LIMIT)[0]}
    spoil(tmp_path / "a.md")
    documents, skipped = read_corpus(tmp_path, max_bytes=LIMIT, last_good=before)
    assert list(before.values()) == documents
    assert ["a.md"] == [one.path for one in skipped]
    assert skipped[0].reason.endswith("; until then its last good version is kept.")


def test_a_file_that_is_gone_is_gone(tmp_path: Path) -> None:
    """Only what no longer reads is kept, not what was removed."""
    _write(tmp_path, a__md=BRIEF, b__txt=PROSE)
    before = {document.path: document for document in read_corpus(tmp_path, max_bytes=LIMIT)[0]}
    (tmp_path / "a.md").unlink()
    documents, skipped = read_corpus(tmp_path, max_bytes=LIMIT, last_good=before)
    assert (["b.txt"], []) == ([document.path for document in documents], skipped)


def test_of_two_documents_with_one_id_the_first_stays(tmp_path: Path) -> None:
    """The second in path order is skipped, and told whose id it has."""
    _write(tmp_path, b__md=BRIEF, a__md=BRIEF)
    documents, skipped = read_corpus(tmp_path, max_bytes=LIMIT)
    assert ["a.md"] == [document.path for document in documents]
    assert [Skipped("b.md", "Its id river-choir-en is taken by a.md; give it another.")] == skipped


def test_a_missing_folder_a_file_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    """Each message names the folder and the setting that points at it."""
    _write(tmp_path, file="x")
    (tmp_path / "empty").mkdir()
    for name in ("missing", "file", "empty"):
        with pytest.raises(CorpusError) as raised:
            read_corpus(tmp_path / name, max_bytes=LIMIT)
        assert str(tmp_path / name) in str(raised.value)
        assert "NHIPCAU_CORPUS_DIR" in str(raised.value)


def test_a_folder_without_a_readable_document_tells_the_first_reason(tmp_path: Path) -> None:
    """Where everything was skipped, the error says what was wrong with the first file."""
    _write(tmp_path, a__txt="")
    with pytest.raises(CorpusError, match=r"1 skipped, first a\.txt: It is empty"):
        read_corpus(tmp_path, max_bytes=LIMIT)

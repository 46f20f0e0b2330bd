"""The corpus folder read: every file becomes a document, or is named with the reason why not."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from nhipcau.documents.characters import decode, plain_characters
from nhipcau.documents.cleaning import clean
from nhipcau.documents.frontmatter import FrontMatter, read_front_matter, split_front_matter
from nhipcau.documents.markdown import plain_text
from nhipcau.errors import CorpusError, DocumentError
from nhipcau.text import detect_language, fold
from nhipcau.vocabulary import Document, Skipped

_SUFFIXES = (".md", ".txt")
_LONGEST_STEM = 93
_NOTHING_KEPT: Mapping[str, Document] = MappingProxyType({})


def read_corpus(
    root: Path,
    *,
    max_bytes: int,
    last_good: Mapping[str, Document] = _NOTHING_KEPT,
    allow_empty: bool = False,
) -> tuple[list[Document], list[Skipped]]:
    """Every document under `root` in path order, and every file that is none, with its reason.

    `last_good` maps a path relative to `root` to the document last read there: it is kept where the file no
    longer reads, and the file is listed as skipped all the same. Of two documents with one id the first in path
    order stays. Raises CorpusError where the folder cannot be read or, unless `allow_empty`, is not there or holds no
    readable document.
    """
    try:
        if allow_empty and not root.exists():
            return [], []
    except OSError as error:
        raise CorpusError(_unusable_folder(root, error)) from error
    documents: dict[str, Document] = {}
    skipped: list[Skipped] = []
    for path, problem in sorted(_walk(root), key=lambda found: found[0]):
        read, reason = _read(path, problem, root, max_bytes)
        if reason:
            read = _kept(path, last_good)
            skipped.append(Skipped(_printable(path), _with_kept(reason, read)))
        for document in read:
            first = documents.setdefault(document.id, document)
            if first is not document:
                skipped.append(
                    Skipped(document.path, f"Its id {document.id} is taken by {first.path}; give it another.")
                )
    if not documents and not allow_empty:
        raise CorpusError(_nothing_readable(root, skipped))
    return sorted(documents.values(), key=lambda document: document.path), skipped


def read_document(path: Path, root: Path, max_bytes: int) -> Document:
    """The document in one file below `root`; a file of more than `max_bytes` bytes is refused.

    Raises DocumentError whose message is the reason: what is wrong, and what to do.
    """
    relative = path.relative_to(root).as_posix()
    suffix = path.suffix.lower()
    if _printable(relative) != relative:
        raise DocumentError("Its name is not UTF-8 or holds control characters; rename it.")
    _require_file(path)
    if suffix not in _SUFFIXES:
        kind = f"A {suffix} file" if suffix else "A file without a suffix"
        raise DocumentError(f"{kind} is not read; save its text as .md or .txt.")
    text = decode(_read_bytes(path, max_bytes))
    if not text.strip():
        raise DocumentError("It is empty; write its text or remove it.")
    _require_letters(text, "It holds no letters; write its text or remove it.")
    return _from_markdown(text, relative) if suffix == ".md" else _from_scraped(text, relative)


def _read(path: str, problem: str | None, root: Path, max_bytes: int) -> tuple[list[Document], str | None]:
    """The document at a path, or the reason why there is none."""
    if problem:
        return [], problem
    try:
        return [read_document(root / path, root, max_bytes)], None
    except DocumentError as error:
        return [], str(error)


def _walk(root: Path) -> Iterator[tuple[str, str | None]]:
    """Every file and every unreadable folder below `root` as (relative path, what is wrong), in no order.

    Links to folders are not followed, so that no circle can be walked.
    """
    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(root / folder) as entries:
                found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
        except OSError as error:
            if not folder:
                raise CorpusError(_unusable_folder(root, error)) from error
            yield folder, f"The folder cannot be read ({error.strerror}); check its permissions."
            continue
        for name, is_folder in found:
            path = f"{folder}/{name}" if folder else name
            if _is_no_document(name, is_folder=is_folder):
                continue
            if is_folder and _printable(name) == name:
                pending.append(path)
            else:
                yield path, None


def _is_no_document(name: str, *, is_folder: bool) -> bool:
    """Whether a name says that it is not meant as a document: hidden, set aside, a README or the licence."""
    return name.startswith((".", "_")) or (not is_folder and (name.startswith("README") or name == "LICENSE"))


def _require_file(path: Path) -> None:
    """Pipes, sockets and devices are never opened: opening one can wait for ever."""
    try:
        status = path.stat()
    except OSError as error:
        raise DocumentError(_unreadable(error, is_link=path.is_symlink())) from error
    if not stat.S_ISREG(status.st_mode):
        raise DocumentError(_other_kind(status.st_mode))


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    """The content of a regular file."""
    try:
        status = path.stat()
        if status.st_size > max_bytes:
            raise DocumentError(_too_large(status.st_size, max_bytes))
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as error:
        raise DocumentError(_unreadable(error, is_link=path.is_symlink())) from error
    if len(raw) > max_bytes:
        raise DocumentError(_too_large(len(raw), max_bytes))
    return raw


def _from_markdown(text: str, path: str) -> Document:
    front_matter, body = split_front_matter(text)
    if front_matter is None:
        heading, plain = plain_text(body)
        return _from_scraped(plain, path, heading)
    front = read_front_matter(front_matter)
    plain = plain_characters(plain_text(body)[1])
    _require_letters(plain, "It has no text below its front matter; write it there.")
    return _described(front, plain, path)


def _described(front: FrontMatter, text: str, path: str) -> Document:
    """The document of a text and its front matter; a missing id is made of the path."""
    document_id = front.id or _path_id(path)
    return Document(
        id=document_id,
        source_id=front.source_id or document_id,
        language=front.language,
        kind=front.kind,
        title=front.title,
        title_from=front.title_from,
        text=text,
        path=path,
        publisher=front.publisher,
        published=front.published,
        url=front.url,
        source_language=front.source_language,
        topics=front.topics,
        story=front.story,
    )


def _from_scraped(text: str, path: str, title: str | None = None) -> Document:
    cleaned = clean(text, title)
    _require_letters(cleaned.text, "It holds nothing but page furniture; put the article's text in it.")
    language = detect_language(cleaned.text)
    return Document(
        id=_path_id(path),
        source_id=_path_id(path),
        language=language,
        kind="article",
        title=cleaned.title,
        title_from=cleaned.title_from,
        text=cleaned.text,
        path=path,
        publisher=cleaned.publisher,
        published=cleaned.published,
        url=cleaned.url,
        source_language=language,
    )


def _require_letters(text: str, otherwise: str) -> None:
    if not any(map(str.isalpha, text)):
        raise DocumentError(otherwise)


def _path_id(path: str) -> str:
    """The folded file stem and six hex digits of the relative path's sha256, at most 100 characters."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(Path(path).stem))[:_LONGEST_STEM].strip("-") or "document"
    return f"{stem}-{hashlib.sha256(path.encode()).hexdigest()[:6]}"


def _kept(path: str, last_good: Mapping[str, Document]) -> list[Document]:
    """What was last read from a file, or from a whole folder, that cannot be read now."""
    return [
        document for place, document in last_good.items() if place == path or place.startswith(f"{path}/")
    ]


def _with_kept(reason: str, kept: list[Document]) -> str:
    return f"{reason.removesuffix('.')}; until then its last good version is kept." if kept else reason


def _printable(path: str) -> str:
    """A path that can be printed and written as JSON: bytes that are not UTF-8 and controls are escaped."""
    return "".join(
        letter.encode("unicode_escape").decode() if unicodedata.category(letter) in ("Cc", "Cs") else letter
        for letter in path
    )


def _unreadable(error: OSError, *, is_link: bool) -> str:
    if error.errno == errno.ELOOP:
        return "It is a link that leads in a circle; remove it."
    if error.errno == errno.ENOENT and is_link:
        return "It is a link to nothing; remove it or put the document itself here."
    return f"It cannot be read ({error.strerror}); check its permissions and the disk."


def _other_kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "It is a link to a folder, which is not followed; put the documents themselves here."
    kind = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    return f"It is {kind}, not a file; put a file in its place."


def _too_large(size: int, max_bytes: int) -> str:
    return f"It has {size} bytes, more than NHIPCAU_MAX_DOCUMENT_BYTES ({max_bytes}); split it or raise that."


def _unusable_folder(root: Path, error: OSError) -> str:
    return (
        f"The corpus folder {_printable(str(root))} cannot be read ({error.strerror}); "
        f"create it or point NHIPCAU_CORPUS_DIR at another folder."
    )


def _nothing_readable(root: Path, skipped: list[Skipped]) -> str:
    first = (
        f" ({len(skipped)} skipped, first {skipped[0].path}: {skipped[0].reason.removesuffix('.')})"
        if skipped
        else ""
    )
    return (
        f"The corpus folder {_printable(str(root))} holds no readable document{first}; "
        f"put .md or .txt files in it or point NHIPCAU_CORPUS_DIR at another folder."
    )

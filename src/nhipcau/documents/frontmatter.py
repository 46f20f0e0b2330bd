"""The YAML front matter of a Markdown document: found, checked field by field, completed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast, get_args

import yaml

from nhipcau.documents.addresses import host_of
from nhipcau.documents.dates import is_calendar_date
from nhipcau.errors import DocumentError
from nhipcau.text import fold_space
from nhipcau.vocabulary import Kind, Language, TitleFrom

_LONGEST_FRONT_MATTER = 20_000
_DEEPEST = 4
_ID = re.compile(r"[a-z0-9-]{1,100}")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter of one document says, complete but for the ids, which a path can stand in for."""

    title: str
    language: Language
    kind: Kind
    id: str | None
    source_id: str | None
    title_from: TitleFrom
    publisher: str | None
    published: str | None
    url: str | None
    source_language: str
    topics: tuple[str, ...]
    story: str | None


@dataclass(frozen=True, slots=True)
class _Field:
    """What a field may hold: a test of the value, and the same in words."""

    accepts: Callable[[object], bool]
    allowed: str
    is_required: bool = False


_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters and lone surrogates, which YAML's escapes can bring in."""


def _one_of(values: tuple[str, ...], *, is_required: bool = False) -> _Field:
    return _Field(lambda value: value in values, " or ".join(values), is_required)


def _text(value: object) -> bool:
    return isinstance(value, str) and any(map(str.isalnum, value))


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_published(value: object) -> bool:
    if isinstance(value, bool | datetime) or not isinstance(value, int | str | date):
        return False
    return is_calendar_date(str(value))


def _is_topics(value: object) -> bool:
    return isinstance(value, list) and all(map(_matches(_WORD), value))


_ID_FORM = "1 to 100 of the characters a-z, 0-9 and -"
_FIELDS = {
    "id": _Field(_matches(_ID), _ID_FORM),
    "source_id": _Field(_matches(_ID), _ID_FORM),
    "language": _one_of(get_args(Language), is_required=True),
    "kind": _one_of(get_args(Kind), is_required=True),
    "title": _Field(_text, "text (in quotes where it is a number or holds a colon)", is_required=True),
    "title_from": _one_of(get_args(TitleFrom)),
    "publisher": _Field(_text, "text or null"),
    "published": _Field(_is_published, "a date of the calendar as YYYY, YYYY-MM or YYYY-MM-DD, or null"),
    "url": _Field(
        lambda value: isinstance(value, str) and host_of(value) is not None, "an http(s) address or null"
    ),
    "source_language": _Field(_matches(_LANGUAGE_CODE), "an ISO 639 code such as en or vi"),
    "topics": _Field(_is_topics, "a list of words such as [review-conference, youth]"),
    "story": _Field(_matches(_WORD), "small letters, digits and single hyphens, or null"),
}


def split_front_matter(text: str) -> tuple[str | None, str]:
    """The front matter between its `---` lines, or None where the first line is none, and the text below it.

    Raises DocumentError where it is never closed or longer than 20,000 characters.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        return None, text
    closing = re.compile(r"^---[ \t]*$", re.MULTILINE).search(rest)
    if closing is None:
        raise DocumentError("Its front matter is never closed; put a line of three hyphens (---) below it.")
    if closing.start() > _LONGEST_FRONT_MATTER:
        raise DocumentError(
            f"Its front matter is longer than {_LONGEST_FRONT_MATTER} characters; shorten it."
        )
    return rest[: closing.start()], rest[closing.end() + 1 :]


def read_front_matter(text: str) -> FrontMatter:
    """Check and complete the front matter.

    Raises DocumentError naming the field that is unknown, missing or wrong, and what it may be.
    """
    fields = _load(text)
    for name in fields:
        if name not in _FIELDS:
            raise DocumentError(
                f"Its front matter has an unknown field {_shown(name)}; the fields are {', '.join(_FIELDS)}."
            )
    given = {name: value for name, value in fields.items() if value is not None}
    for name, field in _FIELDS.items():
        _check(name, field, given)
    return _complete(given)


def _check(name: str, field: _Field, given: dict[str, Any]) -> None:
    if name not in given:
        if field.is_required:
            raise DocumentError(f"Its front matter lacks the field '{name}'; add it ({field.allowed}).")
    elif not field.accepts(given[name]):
        raise DocumentError(
            f"Its front matter field '{name}' is {_shown(given[name])}; it may be {field.allowed}."
        )


def _complete(given: dict[str, Any]) -> FrontMatter:
    language = cast(Language, given["language"])
    document_id, source_id = _ids(given.get("id"), given.get("source_id"), language)
    publisher = given.get("publisher")
    return FrontMatter(
        title=fold_space(given["title"]),
        language=language,
        kind=given["kind"],
        id=document_id,
        source_id=source_id,
        title_from=given.get("title_from", "source"),
        publisher=fold_space(publisher) if publisher else None,
        published=str(given["published"]) if "published" in given else None,
        url=given.get("url"),
        source_language=given.get("source_language", language),
        topics=tuple(given.get("topics", ())),
        story=given.get("story"),
    )


def _ids(document_id: str | None, source_id: str | None, language: Language) -> tuple[str | None, str | None]:
    """Build whichever of the two ids is missing from the other."""
    if source_id is None:
        return document_id, document_id and (document_id.removesuffix(f"-{language}") or document_id)
    built = f"{source_id}-{language}"
    if document_id is not None and document_id != built:
        raise DocumentError(
            f"Its front matter field 'id' is {document_id!r}, but with this source_id and language it is {built!r}; "
            f"correct one of them or leave 'id' out."
        )
    if not _ID.fullmatch(built):
        raise DocumentError(
            f"Its front matter field 'source_id' makes the id longer than 100; it may be {_ID_FORM}."
        )
    return built, source_id


def _load(text: str) -> dict[str, Any]:
    """The YAML mapping of the front matter, each key once, without anchors, aliases or tags."""
    try:
        names = _field_names(text)
        fields = yaml.load(text, _Loader) if names else {}  # noqa: S506  # it is the safe loader with less
    except yaml.YAMLError as error:
        raise DocumentError(_yaml_message(error)) from error
    except (ValueError, OverflowError) as error:
        raise DocumentError(f"Its front matter is not valid YAML ({error}); correct it.") from error
    if isinstance(fields, dict):
        for name, value in fields.items():
            if isinstance(value, str) and _UNWRITABLE.search(value):
                raise DocumentError(
                    f"Its field {_shown(name)} holds a character that is no text; take it out."
                )
    if not isinstance(fields, dict):
        raise DocumentError("Its front matter is not a list of `field: value` lines; write it so.")
    for name in names:
        if names.count(name) > 1:
            raise DocumentError(f"Its front matter has the field {_shown(name)} twice; keep one.")
    return fields


class _Loader(yaml.SafeLoader):
    """YAML's safe loader without its own dates: a wrong one is to be named by field, not to stop the parser."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _field_names(text: str) -> list[str]:
    """The keys of the outermost mapping, in order; also refuses what makes YAML dangerous, before it is built."""
    names: list[str] = []
    depth, is_key = 0, True
    for event in yaml.parse(text, _Loader):
        line = event.start_mark.line + 2 if event.start_mark else 2  # the first is the line of hyphens
        if (
            isinstance(event, yaml.AliasEvent)
            or getattr(event, "anchor", None)
            or getattr(event, "tag", None)
        ):
            raise DocumentError(
                f"Its front matter uses a YAML anchor, alias or tag in line {line}; write it out."
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise DocumentError(f"Its front matter is nested too deeply in line {line}; write it flat.")
        if depth == 1 and isinstance(event, yaml.ScalarEvent | yaml.CollectionEndEvent):
            names += [event.value] if is_key and isinstance(event, yaml.ScalarEvent) else []
            is_key = not is_key
    return names


def _yaml_message(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = f" in line {mark.line + 2}" if mark else ""
    problem = fold_space(
        str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read")
    )
    return f"Its front matter is not valid YAML{place} ({problem}); correct it, or put the value in quotes."


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:77]}..."

"""The bilingual glossary: read, checked, and found in texts."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.errors import GlossaryError
from nhipcau.glossary import (
    NO_GLOSSARY,
    TERM_KINDS,
    Glossary,
    Mention,
    OfficeHeld,
    Term,
    folded_words,
    load_glossary,
    make_glossary,
)

GOOD = """
- id: river-union
  kind: organisation
  en: [Union of River Towns, River Towns Union]
  vi: Liên hiệp các thị trấn ven sông
  abbreviations: [URT]
- id: river-towns
  kind: place
  en: River Towns
  vi: [các thị trấn ven sông]
- id: lan-example
  kind: person
  en: [Lan Example]
  vi: [Thí Dụ Lan]
  offices:
    - {en: Treasurer of the union, vi: Thủ quỹ liên hiệp, on: 2024-05-12, source: river-paper}
    - {en: Member, vi: Hội viên, "on": null, source: river-paper-2}
    - {en: Rower, vi: Tay chèo, on: 2023, source: river-paper-3}
"""
UNION = Term(
    "river-union",
    "organisation",
    ("Union of River Towns", "River Towns Union"),
    ("Liên hiệp các thị trấn ven sông",),
    ("URT",),
)
TOWNS = Term("river-towns", "place", ("River Towns",), ("các thị trấn ven sông",))
LAN = Term(
    "lan-example",
    "person",
    ("Lan Example",),
    ("Thí Dụ Lan",),
    offices=(
        OfficeHeld("Treasurer of the union", "Thủ quỹ liên hiệp", "2024-05-12", "river-paper"),
        OfficeHeld("Member", "Hội viên", None, "river-paper-2"),
        OfficeHeld("Rower", "Tay chèo", "2023", "river-paper-3"),
    ),
)


def load(folder: Path, text: str) -> Glossary:
    path = folder / "glossary.yaml"
    path.write_text(text, encoding="utf-8")
    return load_glossary(path)


@pytest.fixture
def glossary() -> Glossary:
    return make_glossary((UNION, TOWNS, LAN))


# --- the file -------------------------------------------------------------------------------------


def test_a_glossary_is_read_from_its_file(tmp_path: Path, glossary: Glossary) -> None:
    """Terms stand in the order of the file; one name may be written without brackets, and a date without quotes."""
    assert glossary == load(tmp_path, GOOD)


def test_an_empty_list_is_a_glossary(tmp_path: Path) -> None:
    """A glossary need not know anybody."""
    assert NO_GLOSSARY == load(tmp_path, "[]")


def test_names_are_stored_in_one_form(tmp_path: Path) -> None:
    """White space is folded and letters are composed, whatever editor wrote them."""
    text = "[{id: a, kind: place, en: 'River   Towns', vi: 'Thị trấn\n  ven sông'}]"
    [term] = load(tmp_path, unicodedata.normalize("NFD", text)).terms

    assert (("River Towns",), ("Thị trấn ven sông",)) == (term.en, term.vi)


def test_a_term_has_names_in_each_language() -> None:
    """Abbreviations belong to both."""
    assert ("Union of River Towns", "River Towns Union", "URT") == UNION.names("en")
    assert ("Liên hiệp các thị trấn ven sông", "URT") == UNION.names("vi")


def term(**changed: str) -> str:
    """A file of one good term, some of whose fields are written otherwise; "" leaves a field out."""
    fields = {"id": "a-b", "kind": "place", "en": "River Towns", "vi": "Thị trấn"} | changed
    return "- {" + ", ".join(f"{name}: {value}" for name, value in fields.items() if value) + "}"


def office(**changed: str) -> str:
    """A file of one term with one office, some of whose fields are written otherwise."""
    fields = {"en": "Treasurer", "vi": "Thủ quỹ", "on": "2024-05", "source": "paper"} | changed
    return term(
        offices="[{" + ", ".join(f"{name}: {value}" for name, value in fields.items() if value) + "}]"
    )


@pytest.mark.parametrize("kind", TERM_KINDS)
def test_every_kind_of_term_may_be_written(tmp_path: Path, kind: str) -> None:
    """The glossary has organisations, offices, papers, persons and more."""
    assert [kind] == [it.kind for it in load(tmp_path, term(kind=kind)).terms]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "it is no list of terms"),
        ("a: b", "it is no list of terms"),
        ("text", "it is no list of terms"),
        ("- text", "term 1 is no mapping"),
        (f"{term()}\n- [a]", "term 2 is no mapping"),
        (term(id=""), "term 1 needs an id"),
        (term(id="12"), "term 1 needs an id"),
        (term(id="A b"), "term 1 needs an id"),
        (term(id="a" * 61), "term 1 needs an id"),
        (f"{term()}\n{term(en='Other', vi='Khác')}", "term 2 needs an id of its own"),
        (term(notes="x"), "a-b has the unknown field 'notes'"),
        (term(notes="x", **{"1": "y"}), "a-b has the unknown field '1'"),
        (term(kind=""), "a-b: kind is one of organisation, office"),
        (term(kind="boat"), "a-b: kind is one of organisation, office"),
        (term(kind="[place]"), "a-b: kind is one of organisation, office"),
        (term(en=""), "a-b needs a name in each language"),
        (term(vi="null"), "a-b needs a name in each language"),
        (term(vi="[]"), "a-b needs a name in each language"),
        (term(en="2024"), "a-b: en is a text or a list of texts"),
        (term(en="{x: y}"), "a-b: en is a text or a list of texts"),
        (term(vi="[Thị trấn, 12]"), "a-b: vi is a text or a list of texts"),
        (term(vi="[Thị trấn, ' ']"), "a-b: vi is a text or a list of texts"),
        (term(en="'—'"), "a-b: en is a text or a list of texts"),
        (term(abbreviations="[1]"), "a-b: abbreviations is a text or a list of texts"),
        (term(offices="Treasurer"), "a-b: offices is a list"),
        (term(offices="{en: x}"), "a-b: offices is a list"),
        (term(offices="[Treasurer]"), "a-b: an office has the fields en, on, source, vi"),
        (office(on=""), "a-b: an office has the fields en, on, source, vi"),
        (office(until="2025"), "a-b: an office has the fields en, on, source, vi"),
        (office(en="null"), "a-b: en, vi and source of an office are texts"),
        (office(vi="[Thủ quỹ]"), "a-b: en, vi and source of an office are texts"),
        (office(source="2024"), "a-b: en, vi and source of an office are texts"),
        (office(on="yesterday"), "a-b: an office is held on YYYY, YYYY-MM or YYYY-MM-DD"),
        (office(on="[2024]"), "a-b: an office is held on YYYY, YYYY-MM or YYYY-MM-DD"),
    ],
)  # fmt: skip
def test_a_wrong_term_is_named(tmp_path: Path, text: str, where: str) -> None:
    """The error names the file, the term, what is wrong, and where the form is described."""
    with pytest.raises(GlossaryError, match=re.escape(where)) as raised:
        load(tmp_path, text)
    assert str(raised.value).startswith(f"The glossary {tmp_path / 'glossary.yaml'} is wrong: ")
    assert str(raised.value).endswith("corpus/README.md describes its form.")


@pytest.mark.parametrize("name", ["en", "vi", "abbreviations"])
@pytest.mark.parametrize("other", ["River Towns", "river  TOWNS", "River-Towns"])
def test_a_name_of_two_terms_is_an_error(tmp_path: Path, name: str, other: str) -> None:
    """A name says which term is meant, in whichever language and spelling it stands; the error names both."""
    fields = {"id": "c", "en": "Boat", "vi": "Thuyền"} | {name: f"[{other}]"}

    with pytest.raises(GlossaryError, match=re.escape(f"{' '.join(other.split())!r} names both a-b and c")):
        load(tmp_path, f"{term()}\n{term(**fields)}")


def test_a_term_may_be_called_the_same_in_both_languages(tmp_path: Path) -> None:
    """A name that one term has twice is no matter."""
    [found] = load(tmp_path, term(en="[Lan, LAN]", vi="Lan", abbreviations="Lan")).named("Lan came.")

    assert "a-b" == found.id


@pytest.mark.parametrize(
    "text", [b"\xff\xfe", b"- [", b"- {id: a, on: 2024-13-45}", b"- !!python/name:os.system", b"\x00"]
)
def test_what_cannot_be_read_is_told_with_what_to_do(tmp_path: Path, text: bytes) -> None:
    """No UTF-8, no YAML, no date of the calendar, or more than plain YAML: one line says so."""
    path = tmp_path / "glossary.yaml"
    path.write_bytes(text)

    with pytest.raises(GlossaryError) as raised:
        load_glossary(path)
    assert re.fullmatch(
        rf"The glossary {re.escape(str(path))} cannot be read \(.+\); mend it, .+", str(raised.value)
    )


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """Where there is no file the error says where it was looked for."""
    with pytest.raises(GlossaryError, match=re.escape(f"{tmp_path / 'none.yaml'} cannot be read")):
        load_glossary(tmp_path / "none.yaml")


# --- terms in a text ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Union of River Towns met.", [UNION]),
        ("Liên hiệp các thị trấn ven sông họp.", [UNION]),
        ("The URT met.", [UNION]),
        ("the river towns met", [TOWNS]),
        ("CÁC THỊ TRẤN VEN SÔNG", [TOWNS]),
        ("Lan Example of the URT", [LAN, UNION]),
        ("The URT, that is the Union of River Towns, met Lan Example.", [UNION, LAN]),
        ("Nobody met.", []),
        ("", []),
    ],
)
def test_terms_are_found_under_any_name(glossary: Glossary, text: str, expected: list[Term]) -> None:
    """In either language or as an abbreviation, whatever the case; each once, in order."""
    assert expected == glossary.named(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Union of River Towns", [UNION]),
        ("River Towns Union", [UNION]),
        ("Liên hiệp các thị trấn ven sông", [UNION]),
        ("River Towns and the Union of River Towns", [TOWNS, UNION]),
        ("Union of River", []),
    ],
)
def test_of_overlapping_names_the_longest_counts(glossary: Glossary, text: str, expected: list[Term]) -> None:
    """A term whose name is part of a longer one is not named by that."""
    assert expected == glossary.named(text)


@pytest.mark.parametrize(
    "text", ["River\u00a0 Towns", "River\nTowns", "RIVER TOWNS", "River-Towns", "(river towns)"]
)
def test_case_and_white_space_do_not_count(glossary: Glossary, text: str) -> None:
    """Names are compared word by word."""
    assert [TOWNS] == glossary.named(text)


@pytest.mark.parametrize("text", ["Rivers Towns", "River Townsfolk", "anRiver Towns", "URTs", "blURT"])
def test_a_name_is_made_of_whole_words(glossary: Glossary, text: str) -> None:
    """What only begins or ends like a name is none."""
    assert [] == glossary.named(text)


def test_accents_count_where_they_are_asked_for(glossary: Glossary) -> None:
    """`named` tells names apart by their accents; `mentions` finds them without, too."""
    bare, written = "cac thi tran ven song", "các thị trấn ven sông"
    words = ("cac", "thi", "tran", "ven", "song")

    assert ([], [TOWNS]) == (glossary.named(bare), glossary.named(written))
    assert [[Mention(TOWNS, words, 0)]] * 2 == [glossary.mentions(bare), glossary.mentions(written)]


def test_a_mention_says_where_it_stands(glossary: Glossary) -> None:
    """Words are counted from 0, and a term that is named twice is mentioned twice."""
    found = glossary.mentions("In River Towns the URT met; river towns rejoiced.")

    assert [(TOWNS, 1), (UNION, 4), (TOWNS, 6)] == [(it.term, it.at) for it in found]
    assert ("river", "towns") == found[2].words


def test_decomposed_letters_are_the_same_name(glossary: Glossary) -> None:
    """A text in NFD names whom it names in NFC."""
    text = unicodedata.normalize("NFD", "Thí Dụ Lan chào các thị trấn ven sông.")

    assert [LAN, TOWNS] == glossary.named(text)
    assert [LAN, TOWNS] == [it.term for it in glossary.mentions(text)]


def test_without_accents_a_shared_name_names_nobody() -> None:
    """Two names that only accents tell apart are no mention of either; with their accents they are named."""
    bank = Term("bank", "place", ("Bank",), ("Bờ Sông",))
    pair = Term("pair", "concept", ("Pair",), ("Bộ Sông",))
    both = make_glossary((bank, pair))

    assert [bank, pair] == both.named("Bờ Sông, Bộ Sông")
    assert [] == both.mentions("Bo Song")
    assert [bank, pair] == [it.term for it in both.mentions("bank, pair")]


def test_words_are_folded(glossary: Glossary) -> None:
    """The words of a mention are without accents and capitals, and figures are words."""
    assert ("ho", "tay", "12") == folded_words("Hồ Tây-12")


def test_no_glossary_names_nobody() -> None:
    """A glossary without terms finds nothing in any text."""
    assert ([], []) == (NO_GLOSSARY.named("Union of River Towns"), NO_GLOSSARY.mentions("River Towns"))


@given(
    st.lists(
        st.sampled_from(["River", "towns", "UNION", "of", "urt", "Lan", "ı", "İ", "ß", " ", "-"])
        | st.text(max_size=5)
    )
)
def test_any_text_can_be_looked_through(words: list[str]) -> None:
    """Whatever is written, terms are of the glossary, each named once, and whoever is named is mentioned."""
    glossary = make_glossary((UNION, TOWNS, LAN))
    text = " ".join(words)
    named = glossary.named(text)

    assert len(set(named)) == len(named)
    assert set(named) <= {it.term for it in glossary.mentions(text)} <= set(glossary.terms)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000 + "a", "{a: " * 100_000])
def test_a_glossary_nested_too_deep_is_refused(tmp_path: Path, text: str) -> None:
    """Brackets without end get a sentence of ours and do not end the process."""
    path = tmp_path / "deep.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(GlossaryError, match="nested too deep"):
        load_glossary(path)

"""The repository around the code tells the truth about it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from nhipcau.config import Config

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "nhipcau"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

FIRST_MODULES = ("vocabulary", "errors", "config", "text", "sentences", "glossary")
ROOMS = ("documents", "index", "answering", "server", "evaluation", "cli")
KNOWS_NOTHING_OF = {"evaluation": {"server"}}
"""`server` and `evaluation` stand side by side: the order alone would let the second know the first."""

FOLDERS = (".ci", "bench", "corpus", "docs", "prompts", "src", "tests")
BUILT = {"__pycache__", "out"}


def read(*path: str) -> str:
    return ROOT.joinpath(*path).read_text(encoding="utf-8")


def pages() -> list[Path]:
    """The pages that document the project for people."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def written_files() -> Iterator[Path]:
    """Every file that people wrote."""
    yield from (path for path in ROOT.iterdir() if path.is_file())
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and BUILT.isdisjoint(path.relative_to(ROOT).parts):
                yield path


def modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name, parsed."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(module: ast.Module) -> set[str]:
    """The dotted names that a module imports, anywhere in it; `from a import b` gives a and a.b."""
    names = set()
    for part in ast.walk(module):
        if isinstance(part, ast.Import):
            names |= {alias.name for alias in part.names}
        elif isinstance(part, ast.ImportFrom):
            assert part.level == 0, "imports are absolute"
            names |= {str(part.module), *(f"{part.module}.{alias.name}" for alias in part.names)}
    return names


def room(name: str) -> str:
    """The part of the package that a module belongs to; "" for the package itself and what is outside it."""
    parts = name.split(".")
    return parts[1] if parts[0] == "nhipcau" and len(parts) > 1 and parts[1] in FIRST_MODULES + ROOMS else ""


def test_imports_go_one_way() -> None:
    """A module imports only from its own room and from those before it."""
    order = {name: place for place, name in enumerate(("", *FIRST_MODULES, *ROOMS))}
    wrong = [
        f"{name} imports {other}"
        for name, module in modules().items()
        for other in sorted(imported(module))
        if order[room(other)] > order[room(name)] or room(other) in KNOWS_NOTHING_OF.get(room(name), ())
    ]
    assert [] == wrong


def test_every_module_has_its_place_in_the_order() -> None:
    """A new module or room is placed in the order of imports before it is used."""
    assert set() == {name for name in modules() if not room(name)} - {"nhipcau"}


def test_third_party_imports_are_declared() -> None:
    """The package declares just those distributions that it imports, and PyTorch, on which they compute."""
    owners = metadata.packages_distributions()
    top_level = {name.split(".")[0] for module in modules().values() for name in imported(module)}
    third_party = top_level - sys.stdlib_module_names - {"nhipcau"}
    expected = {canonicalize_name(owners[name][0]) for name in third_party}
    declared = {canonicalize_name(Requirement(it).name) for it in PROJECT["dependencies"]}
    assert expected | {"torch"} == declared


def test_constraints_pin_everything() -> None:
    """Every distribution that an installation for development reaches is pinned to one version."""
    lines = [line for line in read("constraints.txt").splitlines() if line and not line.startswith("#")]
    pinned = {canonicalize_name(line.partition("==")[0]) for line in lines if "==" in line}
    assert (len(lines), set()) == (len(pinned), reached(declared_for_development()) - pinned)


def declared_for_development() -> list[str]:
    return [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]


def reached(requirements: Iterable[str]) -> set[str]:
    """The names that `requirements` come to; what a distribution itself pins exactly needs no pin of ours."""
    found: set[tuple[str, str]] = set()
    waiting = [(Requirement(it), "") for it in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": extra})
        if not applies or (extra != "" and requirement.marker is None):
            continue
        for wanted in ("", *requirement.extras):
            if (name, wanted) not in found:
                found.add((name, wanted))
                waiting += [(it, wanted) for it in their_own(name)]
    return {name for name, _ in found}


def their_own(name: str) -> list[Requirement]:
    """What a distribution requires and does not pin exactly by itself."""
    required = [Requirement(it) for it in metadata.requires(name) or ()]
    return [it for it in required if not str(it.specifier).startswith("==")]


def test_every_setting_is_documented() -> None:
    """The configuration page has one row for each setting, with its default and its unit."""
    rows = re.findall(
        r"^\| `(NHIPCAU_\w+)` \|[^|]*\| ([^|]+) \| ([^|]+) \|", read("docs", "configuration.md"), re.MULTILINE
    )
    fields = {f"NHIPCAU_{name.upper()}": field for name, field in Config.model_fields.items()}
    assert sorted(fields) == sorted(name for name, _, _ in rows)
    defaults = {name: default for name, _, default in rows}
    stated = {name: f"`{field.default}`" for name, field in fields.items() if field.default_factory is None}
    assert stated == {name: defaults[name] for name in stated}


def test_no_page_names_a_setting_that_is_not_there() -> None:
    """Whatever a page calls a setting is one; where the public sets lie is told to the scripts in bench alone."""
    named = {
        name for page in pages() for name in re.findall(r"NHIPCAU_[A-Z_]+", page.read_text(encoding="utf-8"))
    }
    assert {"NHIPCAU_BENCH_DATA"} == named - {f"NHIPCAU_{name.upper()}" for name in Config.model_fields}


def help_of(*command: str) -> str:
    """What the command line says of itself."""
    code = "import sys; from nhipcau.cli import main; sys.exit(main())"
    arguments = [sys.executable, "-c", code, *command, "--help"]
    wide = os.environ | {"COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(arguments, capture_output=True, text=True, check=True, env=wide, timeout=60).stdout


def commands() -> list[str]:
    return re.findall(r"^    (\w+)\s", help_of(), re.MULTILINE)


def test_every_command_is_documented() -> None:
    """The README names each command, and no other."""
    assert sorted(commands()) == sorted(
        set(re.findall(r"^\| `nhipcau (\w+)", read("README.md"), re.MULTILINE))
    )


def test_every_flag_is_documented() -> None:
    """The configuration page names each flag of each command, and no other."""
    flags = {flag for name in commands() for flag in re.findall(r"(?<![\w-])--?\w[\w-]*", help_of(name))}
    documented = set(re.findall(r"`(--?\w[\w-]*)`", read("docs", "configuration.md")))
    assert flags - {"-h", "--help"} == documented


def test_every_job_is_documented() -> None:
    """Plain `make` lists each target that is a job, and the README says what it does."""
    jobs = set(re.findall(r"^([a-z]+):(?!=)", read("Makefile"), re.MULTILINE)) - {"jobs"}
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert jobs == set(re.findall(r"^make (\w+)", listed, re.MULTILINE))
    assert jobs == set(re.findall(r"^\| `make (\w+)", read("README.md"), re.MULTILINE))


def test_every_address_is_documented() -> None:
    """The HTTP page names each address that the application answers, and no other."""
    from nhipcau.server.app import create_app

    schema = create_app(Config()).openapi()
    served = {f"{method.upper()} {path}" for path, methods in schema["paths"].items() for method in methods}
    pages_for_people = {"GET /", "GET /docs", "GET /documents", "GET /documents/{document_id}"}
    rows = re.findall(r"^\| `([A-Z]+ [^`?]+)", read("docs", "http-api.md"), re.MULTILINE)
    assert served | pages_for_people == set(rows)


def test_links_lead_somewhere() -> None:
    """Every link from a page to a file of the repository finds it."""
    targets = [
        (page.name, target)
        for page in [*pages(), *ROOT.glob("*/README.md")]
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert [] == targets


def test_every_test_states_its_behaviour() -> None:
    """Every test has a docstring of one sentence, and that sentence ends."""
    silent = [
        f"{path.relative_to(ROOT)}: {part.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) and part.name.startswith("test_")
        if not (ast.get_docstring(part) or "").endswith(".")
    ]
    assert [] == silent


def test_no_machine_is_named() -> None:
    """No file names the home folder of somebody or the host of a place to install from."""
    hosts = [
        ".".join(it)
        for it in (("pypi", "org"), ("pythonhosted", "org"), ("pytorch", "org"), ("npmjs", "org"))
    ]
    pattern = re.compile("|".join(["/(?:home|root|Users)/[a-z]", *map(re.escape, hosts)]))
    named = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in written_files()
        for match in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert [] == named

"""Who may import whom, read from the imports and seen in started programs."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import tui_reader

PACKAGE = Path(tui_reader.__file__).parent
NAME = "tui_reader"
BASE = {
    "paths",
    "settings",
    "palettes",
    "commands",
    "keys",
    "launch",
    "editor",
    "foreground",
    "browser",
    "faults",
    "preferences",
    "leftovers",
    "signs",
    "transcription",
    "first_starts",
    "clipboard",
}
MODELS = {"analysis.model", "article.model", "index.model", "index.query", "index.matches", "index.rows"}

# A layer is the longest of these names that a module's name begins with. Each may import itself, what is
# named here (a module's name stands for what is below it, too), and the standard library.
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "digests": set(),
    "paths": {"digests"},
    "settings": {"paths", "article.limits"},
    "palettes": {"settings"},
    "signs": set(),
    "transcription": set(),
    "commands": {"signs"},
    "keys": {"commands", "signs"},
    "foreground": set(),
    "browser": set(),
    "editor": {"foreground"},
    "faults": {"__init__"},
    "leftovers": set(),
    "first_starts": set(),
    "preferences": {"paths", "settings", "palettes", "commands", "keys"},
    "launch": {"paths", "settings", "palettes"},
    "article": {"digests"},
    "analysis": {"article"},
    "index": {"article", "analysis", "digests", "__init__"},
    "shelf": {"article", "analysis.corrections", "analysis.model", "digests", "leftovers"},
    "paint": {"article", "analysis", "signs"},
    "clipboard": {"article.text", "export.files"},
    "doctor": {
        "article",
        "clipboard",
        "export.files",
        "faults",
        "index",
        "library",
        "paths",
        "preferences",
        "shelf",
        "__init__",
    },
    "export": {"article", "analysis.model", "shelf", "paint", "leftovers"},
    "analyses": {"article", "analysis", "shelf"},
    "views": {"index", "shelf"},
    "library": {"analyses", "article", "analysis", "index", "shelf", "views", "paths", "settings"},
    "reasons": {"library", "index", "analysis.model", "paint", "signs"},
    "cli": {
        "article",
        "analysis",
        "index.model",
        "index.query",
        "index.matches",
        "shelf",
        "analyses",
        "library",
        "reasons",
        "views",
        "paint",
        "export",
        "doctor",
    }
    | BASE
    | {"__init__"},
    "ui.widgets": {"paint", "article.text", "article.model", "commands", "signs", "ui"} | MODELS,
    "ui": {
        "article",
        "analysis",
        "analyses",
        "index",
        "shelf",
        "library",
        "reasons",
        "views",
        "paint",
        "export",
    }
    | BASE,
    "__main__": {"cli", "ui"},
}
OTHERS: dict[str, set[str]] = {
    "digests": {"_sha2", "_sha256"},
    "paths": {"platformdirs"},
    "article": {"watchfiles"},
    "index": {"whoosh"},
    "paint": {"rich.cells"},
    "cli": {"rich"},
    "ui": {"textual", "rich"},
    "ui.widgets": {"textual", "rich"},
}
ONLY_IN = {"textual": "ui", "whoosh": "index", "sqlite3": "shelf", "watchfiles": "article"}


def modules() -> dict[str, Path]:
    """Every module of the package, by its name without the package's."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts if parts == ("__init__",) or parts[-1] != "__init__" else parts[:-1])
        found[name] = path
    return found


MODULES = modules()


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports anywhere, in functions and for annotations, too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            module = node.module or ""
            for alias in node.names:
                whole = f"{module}.{alias.name}"
                yield whole if whole.removeprefix(f"{NAME}.") in MODULES else module


def inside(module: str) -> str | None:
    """A module of the package by its name without the package's; None for others."""
    if module == NAME:
        return "__init__"
    return module.removeprefix(f"{NAME}.") if module.startswith(f"{NAME}.") else None


def below(module: str, names: set[str]) -> bool:
    """Whether a module is one of `names`, or lies below one."""
    return any(module == name or module.startswith(f"{name}.") for name in names)


def layer_of(module: str) -> str:
    """The layer that a module belongs to."""
    return max((layer for layer in MAY_IMPORT if below(module, {layer})), key=len)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_its_layer_may(module: str) -> None:
    layer = layer_of(module)
    for imported in imports(MODULES[module]):
        own = inside(imported)
        if own is not None:
            allowed = MAY_IMPORT[layer] | {layer}
            assert below(own, allowed), f"{module} ({layer}) imports {own}"
        elif imported.split(".")[0] not in sys.stdlib_module_names:
            assert below(imported, OTHERS.get(layer, set())), f"{module} ({layer}) imports {imported}"


@pytest.mark.parametrize("outside", ONLY_IN)
def test_a_library_is_imported_in_one_place_only(outside: str) -> None:
    using = {
        module.split(".")[0]
        for module, path in MODULES.items()
        for imported in imports(path)
        if below(imported, {outside})
    }
    assert using <= {ONLY_IN[outside]}


def test_there_are_no_cycles_among_modules() -> None:
    graph = {
        module: {own for imported in imports(path) if (own := inside(imported)) in MODULES and own != module}
        for module, path in MODULES.items()
    }
    tuple(TopologicalSorter(graph).static_order())


def loaded_by(*lines: str, home: Path, library: Path) -> dict[str, set[str]]:
    """Run commands in one process of its own; for each the names of all modules that are loaded after it."""
    code = (
        "import sys; from tui_reader.__main__ import main\n"
        "for line in sys.argv[1:]:\n"
        "    code = main(line.split())\n"
        "    names = {name.split('.')[0] for name in sys.modules}\n"
        "    print('after', line, code, *names, sep='\\t', file=sys.stderr)\n"
    )
    environment = {**os.environ, "TUI_READER_HOME": str(home), "TUI_READER_LIBRARY": str(library)}
    done = subprocess.run(
        [sys.executable, "-c", code, *lines],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    told = [line.split("\t") for line in done.stderr.splitlines() if line.startswith("after\t")]
    assert [(line, code) for _, line, code, *_ in told] == [(line, "0") for line in lines], done.stderr
    return {line: set(names) for _, line, _, *names in told}


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A home and a library with one story."""
    base = tmp_path_factory.mktemp("layers")
    (base / "stories").mkdir()
    story = base / "stories" / "story.txt"
    story.write_text('date 2023-01-01 Bells\n\n"They ring," said Ada Quill.\n', "utf-8")
    return base / "home", base / "stories"


@pytest.mark.parametrize(
    ("absent", "lines"),
    [
        ({"rich", "whoosh", "textual", "sqlite3"}, ["--version", "--help"]),
        ({"whoosh", "textual", "sqlite3"}, ["keys --json", "settings"]),
        ({"rich", "textual"}, ["doctor --json"]),
        (
            {"rich", "whoosh", "textual"},
            ["where --json", "analyze --json {story}", "analyze --jsonl", "show --json {story}"],
        ),
        (
            {"whoosh", "textual"},
            [
                "where", "analyze {story}", "show {story}", "bookmark add {story}", "bookmarks", "searches add bells",
            ],
        ),
        ({"textual"}, ["index", "list", "search bells"]),
    ],
    ids=lambda value: "-".join(sorted(value)) if isinstance(value, set) else "",
)  # fmt: skip
def test_a_command_loads_only_what_it_needs(
    absent: set[str], lines: list[str], stories: tuple[Path, Path]
) -> None:
    home, library = stories
    story = library / "story.txt"
    loaded = loaded_by(*(line.format(story=story) for line in lines), home=home, library=library)
    assert {line: names & absent for line, names in loaded.items() if names & absent} == {}


def test_importing_opens_and_starts_nothing(tmp_path: Path) -> None:
    """Every module but the entry is imported while opening files (other than code), databases and processes is watched."""
    names = [f"{NAME}.{module}" for module in MODULES if module not in ("__init__", "__main__")]
    code = f"""
import importlib, sys, textual.app, textual.widgets, whoosh.index, whoosh.query, platformdirs, sqlite3
seen = []
def watch(event, arguments):
    if event == "open" and {str(PACKAGE)!r} in str(arguments[0]) and str(arguments[0]).endswith((".py", ".pyc")):
        return
    if event == "open" and str(arguments[0]).endswith((".py", ".pyc", ".so")):
        return
    if event in ("open", "sqlite3.connect", "subprocess.Popen", "os.mkdir", "socket.connect", "_thread.start_new_thread"):
        seen.append((event, arguments[0] if arguments else None))
sys.addaudithook(watch)
for name in {names!r}:
    importlib.import_module(name)
    assert not seen, (name, seen)
"""
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr[-2000:]

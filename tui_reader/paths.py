"""Where things are kept: the user's data, settings, cache and state folders, and the sample library."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from platformdirs import PlatformDirs

from tui_reader.digests import digest

HOME_VARIABLE = "TUI_READER_HOME"
LIBRARY_VARIABLE = "TUI_READER_LIBRARY"


class Places(NamedTuple):
    """The folders in use. `data` holds what belongs to the user; `cache` can be deleted at any time."""

    data: Path
    config: Path
    cache: Path
    state: Path

    @property
    def shelf(self) -> Path:
        """The database of bookmarks, read marks and reading positions."""
        return self.data / "shelf.sqlite3"

    @property
    def settings(self) -> Path:
        """The settings file, which need not exist."""
        return self.config / "settings.toml"

    @property
    def themes(self) -> Path:
        """The folder of the user's own themes, which need not exist."""
        return self.config / "themes"

    @property
    def for_tour(self) -> "Places":
        """The same folders for the tour, whose index is its own."""
        return self._replace(cache=self.cache / "tour")

    def index_of(self, library: Path) -> Path:
        """The folder that holds the index of the library at `library`, an absolute path."""
        return self.cache / "indexes" / digest(os.fsencode(library))[:16]


def places(environment: Mapping[str, str] = os.environ) -> Places:
    """The user's own folders; TUI_READER_HOME puts all four into one folder."""
    home = environment.get(HOME_VARIABLE)
    if home:
        base = absolute(Path(home))
        return Places(base / "data", base / "config", base / "cache", base / "state")
    dirs = PlatformDirs("tui-reader", appauthor=False)
    return Places(dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path, dirs.user_state_path)


def absolute(path: Path) -> Path:
    """`path` from the root of the file system, `~` and `..` resolved by name, links left as they are."""
    return Path(os.path.abspath(os.path.expanduser(path)))  # noqa: PTH100, PTH111  resolve() follows links, expanduser() raises


def sample_library() -> Path:
    """The stories that come with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).parent
    packed = package / "_articles"
    return packed if packed.is_dir() else package.parent / "articles"

"""The one table of commands.

Bindings, footer, palette, help, README and the settings' key table are all made from it. A new key is a
new row here and an action of the same name in `ui/`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Place = Literal[
    "anywhere", "list", "hits", "story", "cast", "search", "find", "bookmarks", "searches", "note"
]
GROUPS = ("Reading", "Names and quotes", "Finding", "Marks", "Screen")


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do.

    `id` never changes; `keys` are Textual's key names, parted by commas; `title` is two or three words
    for footer and palette, `help` one sentence. `place` is where the keys work, `action` what the screen
    runs; `footer` names the panes in which it is shown at the bottom, "hits" for a list that a search has
    found and "find" for finding words in a story. `palette` is False for what only makes sense as a key.
    """

    id: str
    keys: str
    title: str
    help: str
    group: str
    place: Place = "anywhere"
    action: str = ""
    footer: tuple[Place, ...] = ()
    palette: bool = True

    @property
    def run(self) -> str:
        """The action's name: the given one, or the id with underscores."""
        return self.action or self.id.replace("-", "_")


COMMANDS: tuple[Command, ...] = (
    Command(
        "open",
        "enter",
        "Open",
        "Open the chosen story and go into its text.",
        "Reading",
        "list",
        palette=False,
        footer=("list", "hits"),
    ),
    Command(
        "back",
        "escape",
        "Back",
        "Close what is open, or go back one step; never quits.",
        "Reading",
        palette=False,
        footer=("story", "cast", "hits"),
    ),
    Command("line-down", "j,down", "Down", "One story or one line down.", "Reading", palette=False),
    Command("line-up", "k,up", "Up", "One story or one line up.", "Reading", palette=False),
    Command("page-down", "space,pagedown", "Page down", "One screenful down.", "Reading", palette=False),
    Command("page-up", "pageup", "Page up", "One screenful up.", "Reading", palette=False),
    Command("half-down", "ctrl+d", "Half a page down", "Half a screenful down.", "Reading", palette=False),
    Command("half-up", "ctrl+u", "Half a page up", "Half a screenful up.", "Reading", palette=False),
    Command("first", "g,home", "Top", "The first story, or the top of this one.", "Reading", palette=False),
    Command("last", "G,end", "End", "The last story, or the end of this one.", "Reading", palette=False),
    Command(
        "next-pane", "tab", "Next pane", "Go to the next pane: list, story, cast.", "Reading", palette=False
    ),
    Command(
        "previous-pane", "shift+tab", "Previous pane", "Go to the pane before.", "Reading", palette=False
    ),
    Command(
        "next-quote",
        "right_square_bracket",
        "Next quote",
        "Go to the next quote of the story.",
        "Names and quotes",
        action="step('quote', 1)",
        footer=("story",),
    ),
    Command(
        "previous-quote",
        "left_square_bracket",
        "Previous quote",
        "Go to the quote before.",
        "Names and quotes",
        action="step('quote', -1)",
    ),
    Command(
        "next-name",
        "right_curly_bracket",
        "Next name",
        "Go to the next name of the story.",
        "Names and quotes",
        action="step('name', 1)",
        footer=("story",),
    ),
    Command(
        "previous-name",
        "left_curly_bracket",
        "Previous name",
        "Go to the name before.",
        "Names and quotes",
        action="step('name', -1)",
    ),
    Command(
        "select",
        "V",
        "Select",
        "In the story: select text; j and k then move its end by lines, l and h by words.",
        "Marks",
        "story",
        palette=False,
    ),
    Command(
        "select-more",
        "l,right",
        "Select more",
        "While text is selected: one word more.",
        "Marks",
        "story",
        palette=False,
    ),
    Command(
        "select-less",
        "h,left",
        "Select less",
        "While text is selected: one word less.",
        "Marks",
        "story",
        palette=False,
    ),
    Command(
        "copy",
        "y",
        "Copy",
        "Copy what is selected or lit with its speaker and source, or name the story.",
        "Marks",
        footer=("story",),
    ),
    Command(
        "copy-as", "Y", "Copy as", "Choose the form to copy in: a citation, plain, or Markdown.", "Marks"
    ),
    Command(
        "next-story",
        "J",
        "Next story",
        "In a story: open the next one of the list.",
        "Reading",
        action="story(1)",
    ),
    Command(
        "previous-story",
        "K",
        "Story before",
        "In a story: open the one before in the list.",
        "Reading",
        action="story(-1)",
    ),
    Command(
        "go-back", "alt+left", "Back to before", "Go back to where you were before the last jump.", "Reading"
    ),
    Command("go-on", "alt+right", "Forward again", "Go forward again after going back.", "Reading"),
    Command("open-link", "o", "Open link", "Open a link of the story in your browser.", "Reading"),
    Command("mark-all-read", "A", "All read", "Mark all listed stories as read; u undoes it.", "Marks"),
    Command(
        "skim",
        "Q",
        "Statements",
        "In the story: show what is said and by whom alone, or the whole story again.",
        "Names and quotes",
        "story",
    ),
    Command(
        "correct",
        "w",
        "Put right",
        "Put right who speaks, or whom a name means, where the keys have stepped to.",
        "Names and quotes",
        footer=("story",),
    ),
    Command(
        "cast",
        "v",
        "Voices",
        "Show or hide the cast: who speaks, who and what is named.",
        "Names and quotes",
        footer=("list", "story", "cast"),
    ),
    Command(
        "spotlight",
        "enter",
        "Light",
        "In the cast: light one person's names and words, and let the rest step back.",
        "Names and quotes",
        "cast",
        palette=False,
        footer=("cast",),
    ),
    Command(
        "search",
        "slash",
        "Search",
        "Search the library as you type, or find words in the open story (there, // searches the library); in the bookmarks, narrow them.",
        "Finding",
        footer=("list", "story", "hits"),
    ),
    Command(
        "next-match",
        "n",
        "Next match",
        "Go to the next match, from the last one on to the next story found; without a search, to the next unread story.",
        "Finding",
        action="match(1)",
        footer=("hits",),
    ),
    Command(
        "previous-match",
        "N",
        "Previous match",
        "Go to the match before; from the first one to the story before.",
        "Finding",
        action="match(-1)",
    ),
    Command(
        "sort",
        "s",
        "Sort",
        "Order what was found best or newest first, the whole list newest or oldest first; the bookmarks by story, person, tag or date.",
        "Finding",
        footer=("hits",),
    ),
    Command(
        "quotes-found",
        "Q",
        "Quotes only",
        "In the list of what was found: one row a quote, or the stories again.",
        "Finding",
        "list",
        palette=False,
        footer=("hits",),
    ),
    Command("view-all", "1", "All stories", "List all stories.", "Finding", action="view('all')"),
    Command(
        "view-unread",
        "2",
        "Unread stories",
        "List the stories that you have not opened.",
        "Finding",
        action="view('unread')",
    ),
    Command(
        "view-bookmarked",
        "3",
        "Bookmarked stories",
        "List the stories with a bookmark.",
        "Finding",
        action="view('bookmarked')",
    ),
    Command(
        "save-search",
        "ctrl+s",
        "Save this search",
        "Keep the search under a name, beside the views.",
        "Finding",
        footer=("search", "hits"),
    ),
    Command(
        "saved-searches",
        "S",
        "Saved searches",
        "Show all saved searches, to open, rename or remove them.",
        "Finding",
    ),
    *(
        Command(
            f"saved-{name}",
            str(number + 4),
            f"Saved search {number + 4}",
            f"List what the {name} saved search finds.",
            "Finding",
            action=f"saved({number})",
            palette=False,
        )
        for number, name in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"))
    ),
    Command(
        "refresh", "ctrl+r", "Look for changes", "Bring the index up to date with the folder.", "Finding"
    ),
    Command(
        "bookmark",
        "b",
        "Bookmark",
        "Bookmark the story, or take its bookmark away.",
        "Marks",
        footer=("list", "story"),
    ),
    Command("bookmarks", "B", "Bookmarks", "Show all bookmarks.", "Marks", footer=("list",)),
    Command("toggle-read", "r", "Read or unread", "Mark the story as read, or as unread.", "Marks"),
    Command(
        "undo",
        "u",
        "Undo",
        "Take back the last change of a bookmark, a note, tags, a read mark or a saved search.",
        "Marks",
    ),
    Command("note", "m", "Note", "Write a note on what is lit or selected, or else on the story.", "Marks"),
    Command("tag", "T", "Tags", "Change the tags of what is lit or selected, or else of the story.", "Marks"),
    Command(
        "edit-note",
        "e",
        "Edit note",
        "In the bookmarks: write the note of the chosen one.",
        "Marks",
        "bookmarks",
        "note",
        palette=False,
    ),
    Command(
        "export-bookmarks",
        "x",
        "Export",
        "In the bookmarks: write those that are listed into a file.",
        "Marks",
        "bookmarks",
        palette=False,
    ),
    Command(
        "save-note", "ctrl+s", "Keep", "In a note: keep what is written.", "Marks", "note", palette=False
    ),
    Command(
        "note-in-editor",
        "ctrl+o",
        "Your editor",
        "In a note: go on writing in your own editor.",
        "Marks",
        "note",
        palette=False,
    ),
    Command(
        "remove-bookmark",
        "d,delete",
        "Remove",
        "Remove the chosen bookmark; u brings it back.",
        "Marks",
        "bookmarks",
        palette=False,
    ),
    Command(
        "search-rank",
        "enter",
        "Go there",
        "In the search: go to what was found.",
        "Finding",
        "search",
        palette=False,
        footer=("search", "find"),
    ),
    Command(
        "search-earlier",
        "up",
        "Earlier query",
        "In the search: the query before.",
        "Finding",
        "search",
        palette=False,
        footer=("search",),
    ),
    Command(
        "search-later",
        "down",
        "Later query",
        "In the search: the query after.",
        "Finding",
        "search",
        palette=False,
    ),
    Command(
        "search-complete",
        "tab",
        "Complete",
        "In the search: take the first thing offered, and with each further press the next; → takes the shadow.",
        "Finding",
        "search",
        palette=False,
        footer=("search",),
    ),
    Command(
        "search-complete-back",
        "shift+tab",
        "Complete back",
        "In the search: take the thing offered before.",
        "Finding",
        "search",
        palette=False,
    ),
    Command(
        "search-close",
        "escape",
        "Close",
        "In the search: close it, and show what was there before.",
        "Finding",
        "search",
        palette=False,
        footer=("search", "find"),
    ),
    Command(
        "rename-search",
        "e",
        "Rename",
        "Give the chosen saved search another name.",
        "Finding",
        "searches",
        palette=False,
    ),
    Command(
        "remove-search",
        "d,delete",
        "Remove",
        "Remove the chosen saved search; u brings it back.",
        "Finding",
        "searches",
        palette=False,
    ),
    Command("zen", "z", "Zen", "Show the story alone, or everything again.", "Screen"),
    Command(
        "wider", "plus,equals_sign", "Wider", "Make the story's column wider.", "Screen", action="widen(4)"
    ),
    Command(
        "narrower", "minus", "Narrower", "Make the story's column narrower.", "Screen", action="widen(-4)"
    ),
    Command(
        "theme", "t", "Next theme", "Change the colours: dark, light, the terminal's own, and more.", "Screen"
    ),
    Command(
        "help",
        "question_mark,f1",
        "Help",
        "Show all keys.",
        "Screen",
        footer=("list", "story", "cast", "hits"),
    ),
    Command("palette", "ctrl+p", "Commands", "Find a command by its name.", "Screen", palette=False),
    Command(
        "suspend",
        "ctrl+z",
        "Suspend",
        "Leave the reader to the shell; `fg` brings it back.",
        "Screen",
        palette=False,
    ),
    Command("quit", "q", "Back or quit", "Go back; in the list, quit.", "Screen"),
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

_FOOTER = (
    "open",
    "spotlight",
    "search",
    "quotes-found",
    "sort",
    "next-match",
    "next-quote",
    "next-name",
    "correct",
    "copy",
    "bookmark",
    "help",
    "cast",
    "bookmarks",
    "back",
    "search-rank",
    "search-complete",
    "search-earlier",
    "search-close",
    "save-search",
)

_KEY_NAMES = {
    "right_square_bracket": "]", "left_square_bracket": "[", "right_curly_bracket": "}", "left_curly_bracket": "{",
    "slash": "/", "question_mark": "?", "plus": "+", "minus": "-", "equals_sign": "=", "escape": "Esc",
    "enter": "Enter", "space": "Space", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
    "down": "↓", "up": "↑", "tab": "Tab", "delete": "Del", "backspace": "Backspace", "comma": ",",
}  # fmt: skip


def with_keys(chosen: Mapping[str, str]) -> tuple[Command, ...]:
    """The table with the user's own keys in place of the built-in ones, by command id."""
    return tuple(
        replace(command, keys=chosen[command.id]) if command.id in chosen else command for command in COMMANDS
    )


def footer(commands: Iterable[Command], pane: Place) -> list[Command]:
    """The commands that the bottom line shows in a pane, the most useful first."""
    return sorted(
        (command for command in commands if pane in command.footer),
        key=lambda command: _FOOTER.index(command.id),
    )


def shown_keys(command: Command) -> tuple[str, ...]:
    """A command's keys as people write them: "]", "Esc", "Ctrl+R"."""
    return tuple(_shown(key.strip()) for key in command.keys.split(","))


def _shown(key: str) -> str:
    *held, last = key.split("+")
    name = _KEY_NAMES.get(last, last)
    if held or (last[:1] == "f" and last[1:].isdigit()):
        name = name[:1].upper() + name[1:]
    return "+".join([*(modifier.capitalize() for modifier in held), name])


def grouped(commands: Iterable[Command]) -> dict[str, list[Command]]:
    """Commands by their group, in the order of `GROUPS`."""
    table: dict[str, list[Command]] = {group: [] for group in GROUPS}
    for command in commands:
        table[command.group].append(command)
    return table

"""Commands for what the user keeps, and for the screen."""

from tui_reader.commands.model import Command

KEEPING: tuple[Command, ...] = (
    Command(
        "select",
        "V",
        "Select",
        "In the story: select text, or nothing any more; j and k move its end by lines, l and h by words.",
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
    Command("mark-all-read", "A", "All read", "Mark all listed stories as read; u undoes it.", "Marks"),
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
        "hide",
        "H",
        "Hide or bring back",
        "Hide the story from the list and the search (its file stays), or bring it back.",
        "Marks",
    ),
    Command(
        "undo",
        "u",
        "Undo",
        "Take back the last change of a bookmark, a note, tags, a read mark, a hidden story or a saved search.",
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
    Command("zen", "z", "Zen", "Show the story alone, or everything again.", "Screen"),
    Command(
        "wider", "plus,equals_sign", "Wider", "Make the story's column wider.", "Screen", action="widen(4)"
    ),
    Command(
        "narrower", "minus", "Narrower", "Make the story's column narrower.", "Screen", action="widen(-4)"
    ),
    Command(
        "list-wider",
        "greater_than_sign",
        "List wider",
        "Make the list beside the story wider.",
        "Screen",
        action="widen_list(4)",
    ),
    Command(
        "list-narrower",
        "less_than_sign",
        "List narrower",
        "Make the list beside the story narrower.",
        "Screen",
        action="widen_list(-4)",
    ),
    Command(
        "theme", "t", "Next theme", "Change the colours: dark, light, the terminal's own, and more.", "Screen"
    ),
    Command(
        "plain",
        "P",
        "Plain mode",
        "For screen readers: draw nothing, name speakers before their words, show one pane at a time; or all again.",
        "Screen",
    ),
    Command(
        "help",
        "question_mark,f1",
        "Help",
        "Show the keys that work now, and all others; typing narrows them.",
        "Screen",
        footer=("list", "story", "cast", "hits"),
    ),
    Command(
        "tour",
        "f2",
        "Tour",
        "Take the tour: two minutes on the sample stories, with marks that go with it; then all is as it was.",
        "Screen",
    ),
    Command(
        "tour-next", "ctrl+n", "Skip", "In the tour: go on to the next step.", "Screen", "tour", palette=False
    ),
    Command("tour-end", "ctrl+g", "End", "In the tour: end it.", "Screen", "tour", palette=False),
    Command(
        "palette",
        "ctrl+p",
        "Commands",
        "Find a command, a story, a person or a saved search by its name.",
        "Screen",
        palette=False,
    ),
    Command(
        "suspend",
        "ctrl+z",
        "Suspend",
        "Leave the reader to the shell; `fg` brings it back. In a note: take back what was typed.",
        "Screen",
        palette=False,
    ),
    Command("quit", "q", "Back or quit", "Go back; in the list, quit.", "Screen"),
)

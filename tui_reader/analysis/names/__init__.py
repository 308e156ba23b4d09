"""Finding the names of persons, organizations and places, and linking the mentions of one entity.

How a story goes through (find.py), and where a rule of each kind lives:

- story.py: one letter for each token; headings, where capitals tell nothing
- candidates.py: runs of capitals, and what joins them ("of", "and", "'s"); chunks.py and titles.py part them
- clues.py: what stands around each distinct string, counted over the whole story
- long_names.py, short_names.py: the ordered rules that say person, organization, place or nothing; types.py asks them
- headings.py: names in title case, known from the text or the lists
- eponyms.py: persons' names inside other names ("Ofori Foundation")
- link.py, spelling.py: which mentions name the same
- roles.py: what the story says that a person is
- pronouns.py, genders.py: whom "he" and "she" mean
- wordlists.py: what is known of words beforehand, from `analysis/words/*.txt`
"""

from tui_reader.analysis.names.find import find_names
from tui_reader.analysis.names.language import is_english
from tui_reader.analysis.names.pronouns import resolve_pronouns

__all__ = ["find_names", "is_english", "resolve_pronouns"]

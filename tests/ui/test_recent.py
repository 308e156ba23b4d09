"""What was drawn is kept, and forgotten when much else was drawn since."""

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.ui.widgets.recent import Recent


@given(st.lists(st.integers(0, 20)), st.integers(1, 8))
def test_the_keys_put_in_last_are_kept(keys: list[int], most: int) -> None:
    kept: Recent[int, str] = Recent(most)
    for key in keys:
        kept[key] = str(key)
        assert kept[key] == str(key)
    first_put_in = list(dict.fromkeys(keys))
    assert len(kept) <= most
    if len(first_put_in) <= most:
        assert list(kept) == first_put_in

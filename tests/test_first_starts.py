"""At which starts the reader offers its tour."""

from pathlib import Path

from tui_reader.first_starts import offer_tour, tour_taken


def test_the_tour_is_offered_at_the_first_starts_only(tmp_path: Path) -> None:
    state = tmp_path / "home" / "state"
    assert [offer_tour(state, new=number == 0) for number in range(5)] == [True, True, True, False, False]


def test_the_tour_is_not_offered_once_it_was_taken(tmp_path: Path) -> None:
    assert offer_tour(tmp_path, new=True)
    tour_taken(tmp_path)
    assert not offer_tour(tmp_path, new=True)


def test_who_has_used_the_reader_before_is_not_new(tmp_path: Path) -> None:
    assert not offer_tour(tmp_path, new=False)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_remembered_nothing_is_offered(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.write_text("a file where the folder should be")
    assert not offer_tour(state, new=True)
    tour_taken(state)


def test_a_damaged_count_offers_nothing(tmp_path: Path) -> None:
    for damage in (b"\xff\xfe", b"many", b"", b"-1"):
        (tmp_path / "tour").write_bytes(damage)
        assert not offer_tour(tmp_path, new=True)

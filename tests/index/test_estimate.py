import pytest

from tui_reader.index.estimate import Estimate


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("tui_reader.index.estimate.time", clock)
    return clock


def test_what_comes_before_the_first_piece_is_not_taken_for_the_speed(clock: Clock) -> None:
    estimate = Estimate(500)
    assert estimate.seconds(0) is None
    clock.now += 3.0  # processes start
    assert estimate.seconds(1) is None
    clock.now += 1.0
    assert estimate.seconds(21) is None
    clock.now += 1.0
    assert estimate.seconds(41) == pytest.approx(459 / 20)


def test_only_the_last_seconds_count(clock: Clock) -> None:
    estimate = Estimate(10_000)
    for second in range(100):
        clock.now += 1.0
        estimate.seconds(1 + second)
    for second in range(30):
        clock.now += 1.0
        left = estimate.seconds(100 + 10 * (second + 1))
    assert left == pytest.approx((10_000 - 400) / 10)


def test_nothing_is_said_while_nothing_goes_on(clock: Clock) -> None:
    estimate = Estimate(10)
    for _ in range(30):
        clock.now += 1.0
        assert estimate.seconds(4) is None

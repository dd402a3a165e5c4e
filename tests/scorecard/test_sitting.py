from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hotseat.model.loop import DrawnRound, Loop, LoopEvent, RoundFormat
from hotseat.scorecard.sitting import sitting

START = datetime(2026, 11, 1, 9, tzinfo=UTC)
ROUND = RoundFormat("concepts", "Questions", 10, "Hello.")
LOOP = Loop("l", "custom", "Two rounds", 1, START, (DrawnRound(ROUND, ("a",)), DrawnRound(ROUND, ("b",))))


def event(what, seconds, round_=0, **detail):
    return LoopEvent(
        f"{what}{seconds}{round_}", "l", START + timedelta(seconds=seconds), what, round_, detail
    )


def at(seconds):
    return START + timedelta(seconds=seconds)


def test_a_round_that_has_not_begun_has_all_its_time():
    now = sitting(LOOP, [])
    assert now.stage == "before"
    assert now.number == 0
    assert now.current.left(at(5000)) == 600


def test_the_clock_goes_on_while_nobody_looks():
    now = sitting(LOOP, [event("began", 0)])
    assert now.current.left(at(240)) == 360
    assert not now.is_overdue(at(599))
    assert now.is_overdue(at(600))
    assert now.current.left(at(99999)) == 0


def test_a_pause_does_not_cost_time():
    now = sitting(LOOP, [event("began", 0), event("paused", 100), event("resumed", 1000)])
    assert now.current.left(at(1000)) == 500
    assert now.current.deadline == at(1500)


def test_a_paused_round_never_ends_by_itself():
    now = sitting(LOOP, [event("began", 0), event("paused", 100)])
    assert now.stage == "paused"
    assert not now.is_overdue(at(10**6))
    assert now.current.left(at(10**6)) == 500


def test_a_round_that_ended_leads_to_the_next_one():
    now = sitting(LOOP, [event("began", 0), event("ended", 50, by="candidate")])
    assert (now.number, now.stage) == (1, "before")
    assert now.rounds[0].spent(at(9999)) == 50


def test_what_comes_after_the_end_does_not_reopen_a_round():
    events = [event("began", 0), event("ended", 50), event("began", 60), event("paused", 70)]
    assert sitting(LOOP, events).rounds[0].ended_at == at(50)
    assert sitting(LOOP, events).number == 1


def test_a_loop_that_was_left_is_over():
    now = sitting(LOOP, [event("began", 0), event("left", 20)])
    assert (now.stage, now.number, now.has_left) == ("over", None, True)


STEPS = st.lists(
    st.tuples(st.sampled_from(["began", "paused", "resumed", "ended"]), st.integers(0, 300)), max_size=12
)


@given(STEPS, st.integers(0, 5000))
def test_time_spent_is_never_negative_nor_more_than_the_round_has(steps, later):
    moment, events = 0, []
    for what, gap in steps:
        moment += gap
        events.append(event(what, moment))
    for state in sitting(LOOP, events).rounds:
        assert 0 <= state.spent(at(moment + later)) <= 600
        assert state.left(at(moment + later)) <= state.left(at(moment))

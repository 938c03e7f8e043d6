"""State tables: what a faulty one is told, and what holds of any walk through a whole one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.boards.agenda import MEETING
from beatwise.accountability.plan.actions import ACTION
from beatwise.accountability.plan.change_control import CHANGE_REQUEST
from beatwise.accountability.registers.workflow import State, StateTable, Transition
from beatwise.errors import BadInput, BeatwiseError, Conflict, Refused


DOCS = Path(__file__).parents[4] / "docs"
TABLES = (ACTION, MEETING, CHANGE_REQUEST)
PAGES = {
    "actions": (ACTION, "actions.md"),
    "changes": (CHANGE_REQUEST, "actions.md"),
    "meetings": (MEETING, "boards.md"),
}


def test_a_faulty_table_is_told_all_its_faults():
    """Unknown roles and states, dead ends, islands and doubles are each named."""
    table = StateTable(
        "a thing",
        (State("a", "A"), State("b", "B", final=True), State("c", "C"), State("c", "C")),
        (
            Transition("go", "Go", ("a",), "b", ("performance",)),
            Transition("go", "Go", ("b",), "z", ("wizard",)),
            Transition("stay", "Stay", (), "a", ()),
        ),
    )
    message = " / ".join(table.faults())
    for words in (
        "two states are called 'c'",
        "two steps are called 'go'",
        "no state 'z'",
        "no role 'wizard'",
        "open to nobody",
        "state 'c' cannot be reached",
        "state 'b' is final and yet has a way out",
        "state 'c' has no way out",
    ):
        assert words in message


def test_a_fault_stands_where_its_name_is_said_for_the_second_time():
    """Of two states or steps with one name the last is marked; of what is lacking, its key."""
    table = StateTable(
        "a thing",
        (State("a", "A"), State("b", "B"), State("a", "Again"), State("c", "C", final=True)),
        (
            Transition("go", "Go", ("a",), "b", ("partner",)),
            Transition("go", "Go on", ("b",), "c", ("partner",)),
            Transition("end", "End", ("a",), "c", ()),
            Transition("stop", "Stop", (), "c", ("partner",)),
        ),
    )
    places = {fault.words: fault[1:] for fault in table.placed_faults()}
    assert places == {
        "two states are called 'a'": ("states", 2, "name"),
        "two steps are called 'go'": ("transitions", 1, "name"),
        "the step 'end' is open to nobody": ("transitions", 2, "roles"),
        "the step 'stop' is open to nobody": ("transitions", 3, "from"),
    }


def test_an_unknown_state_is_refused():
    """A state that the table does not have is refused by name."""
    with pytest.raises(BadInput, match="asleep"):
        ACTION.state("asleep")


def test_the_printed_table_has_a_row_for_each_way():
    """The printed table has one row for each state that a step leaves."""
    for table in TABLES:
        assert len(table.rows()) == sum(len(move.sources) for move in table.transitions)


@given(data=st.data(), table=st.sampled_from(TABLES))
def test_no_walk_leaves_the_table(data: st.DataObject, table: StateTable):
    """However steps are tried, the state is always one of the table, and final states are final."""
    state = table.first.name
    names = st.sampled_from([move.name for move in table.transitions])
    roles = st.sampled_from(["commissioner", "governance", "performance", "partner", "patroller"])
    for _ in range(12):
        before = state
        try:
            state = table.move(
                state,
                data.draw(names),
                role=data.draw(roles),
                requirements_met=data.draw(st.sampled_from([(), ("evidence", "minutes")])),
                why=data.draw(st.sampled_from(["", "because"])),
                board=data.draw(st.sampled_from(["", "Delivery Board"])),
            )
        except BeatwiseError:
            state = before
        assert table.state(state)
        if table.state(before).final:
            assert state == before


def in_markdown(table) -> str:
    """Return a state table as a page prints it."""
    rows = [("from", "step", "to", "who may", "what it needs"), ("---",) * 5, *table.rows()]
    return "".join(f"| {' | '.join(cell or ' ' for cell in row)} |\n" for row in rows)


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_has_the_table_that_is_in_force(name):
    """Whoever changes a table changes its page: copy what this test expects."""
    table, page = PAGES[name]
    words = (DOCS / "reference" / page).read_text("utf-8")
    printed = re.search(rf"<!-- table: {name} -->\n(.*?)<!-- end -->", words, re.DOTALL)
    assert printed[1] == in_markdown(table)


LAMP = StateTable(
    "a lamp",
    (State("off", "Off"), State("on", "On"), State("broken", "Broken", final=True, done=True)),
    (
        Transition("light", "Switch on", ("off",), "on", ("performance", "partner")),
        Transition("dim", "Switch off", ("on",), "off", ("performance",), why=True),
        Transition(
            "scrap", "Scrap", ("off", "on"), "broken", ("performance",), ("evidence", "minutes"),
            at_board=True,
        ),
    ),
)  # fmt: skip


def test_a_whole_table_has_no_fault():
    """Every state is reached, every state that is not final is left, every name stands once."""
    assert LAMP.faults() == ()
    for table in TABLES:
        assert table.faults() == ()


@pytest.mark.parametrize(
    ("transitions", "fault"),
    [
        ((Transition("go", "Go", ("a",), "b", ()),), "the step 'go' is open to nobody"),
        ((Transition("go", "Go", ("a", "q"), "b", ("partner",)),), "no state 'q'"),
        ((), "state 'b' cannot be reached"),
    ],
)
def test_each_fault_of_a_table_is_found_on_its_own(transitions, fault):
    """A step without roles, a source that is no state, an island."""
    table = StateTable("a thing", (State("a", "A"), State("b", "B", final=True)), transitions)
    assert fault in table.faults()


def test_a_state_two_steps_away_is_reached():
    """Reachable through another state is reachable."""
    states = (State("a", "A"), State("b", "B"), State("c", "C", final=True))
    steps = (
        Transition("second", "Second", ("b",), "c", ("partner",)),
        Transition("first", "First", ("a",), "b", ("partner",)),
    )
    assert StateTable("a thing", states, steps).faults() == ()


def test_a_state_that_is_final_with_a_way_out_is_the_only_fault():
    """Nothing else is wrong with it, so nothing else is said."""
    states = (State("a", "A"), State("b", "B", final=True))
    steps = (
        Transition("go", "Go", ("a",), "b", ("partner",)),
        Transition("back", "Back", ("b",), "a", ("partner",)),
    )
    fault = "state 'b' is final and yet has a way out"
    assert StateTable("a thing", states, steps).faults() == (fault,)


@pytest.mark.parametrize(
    ("state", "role", "names"),
    [
        ("off", None, ["light", "scrap"]),
        ("off", "partner", ["light"]),
        ("on", None, ["dim", "scrap"]),
        ("on", "partner", []),
        ("broken", None, []),
    ],
)
def test_the_moves_out_of_a_state_are_those_open_there_and_to_the_role(state, role, names):
    """A truth table of the lamp."""
    assert [move.name for move in LAMP.moves(state, role)] == names


def test_the_moves_of_a_state_that_is_none_are_refused():
    """No empty answer for a slip of the pen."""
    with pytest.raises(BadInput, match="asleep"):
        LAMP.moves("asleep")


def test_a_move_leads_to_its_target_when_all_it_needs_is_there():
    """Role, requirements, reason and board, one step each."""
    every = ("evidence", "minutes")
    assert LAMP.move("off", "light", role="partner") == "on"
    assert LAMP.move("on", "dim", role="performance", why="daylight") == "off"
    for state in ("off", "on"):
        to = LAMP.move(
            state, "scrap", role="performance", requirements_met=every, board="Safety Board"
        )
        assert to == "broken"


@pytest.mark.parametrize(
    ("state", "name", "details", "error", "words"),
    [
        ("on", "light", {"role": "partner"}, Conflict, "Switch off, Scrap"),
        ("broken", "light", {"role": "partner"}, Conflict, "Steps from here: none"),
        ("on", "dim", {"role": "partner", "why": "so"}, Refused, "performance"),
        ("on", "dim", {"role": "performance"}, BadInput, "needs a reason"),
        ("on", "dim", {"role": "performance", "why": "  "}, BadInput, "needs a reason"),
        ("on", "scrap", {"role": "performance", "board": "B"}, BadInput, "evidence and minutes"),
        (
            "on",
            "scrap",
            {"role": "performance", "board": "B", "requirements_met": ("minutes",)},
            BadInput,
            "needs evidence first",
        ),
        (
            "on",
            "scrap",
            {"role": "performance", "board": " ", "requirements_met": ("evidence", "minutes")},
            BadInput,
            "board meeting",
        ),
    ],
)  # fmt: skip
def test_a_move_is_refused_in_words_for_what_it_lacks(state, name, details, error, words):
    """Not open here, not this role's, a requirement, a reason or a board that is missing."""
    with pytest.raises(error) as refusal:
        LAMP.move(state, name, **details)
    assert words.lower() in f"{refusal.value} {refusal.value.next_step}".lower()


def test_the_printed_table_says_who_may_and_what_is_needed():
    """One row a source; a reason and a board are needs like others."""
    rows = LAMP.rows()
    assert [(r.source, r.step, r.target, r.needs) for r in rows] == [
        ("Off", "Switch on", "On", ""),
        ("On", "Switch off", "Off", "a reason"),
        ("Off", "Scrap", "Broken", "evidence, minutes, a board"),
        ("On", "Scrap", "Broken", "evidence, minutes, a board"),
    ]
    assert rows[0].roles.count(",") == 1


def test_states_are_neither_final_nor_done_unless_they_say_so():
    """A plain state, a plain step."""
    assert (State("a", "A").final, State("a", "A").done) == (False, False)
    step = Transition("go", "Go", ("a",), "b", ("partner",))
    assert (step.why, step.at_board, step.requires) == (False, False, ())


def test_a_step_that_does_not_leave_a_state_is_refused_by_its_words():
    """By what its button says, where there is such a step; else by the name that was sent."""
    with pytest.raises(Conflict, match="'Switch on' is not a step of a lamp that is on"):
        LAMP.step("on", "light")
    with pytest.raises(Conflict, match="'Scrap' is not a step of a lamp that is broken"):
        LAMP.step("broken", "scrap")
    with pytest.raises(Conflict, match="'polish' is not a step of a lamp that is off"):
        LAMP.step("off", "polish")


@pytest.mark.parametrize(("task", "faults"), [
    ("", ()), ("approve", ()), ("dream", ("no kind of task 'dream'",)),
])  # fmt: skip
def test_a_step_that_is_a_task_is_of_a_known_kind(task, faults):
    """So that who waits for it finds it in the list of tasks."""
    states = (State("a", "A"), State("b", "B", final=True))
    table = StateTable(
        "a thing", states, (Transition("go", "Go", ("a",), "b", ("partner",), task=task),)
    )
    assert table.faults() == faults

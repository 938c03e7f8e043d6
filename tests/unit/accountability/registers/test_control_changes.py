"""What one person may not loosen by a definition, change by change; and what anybody may change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beatwise import data
from beatwise.accountability.registers.control_changes import guarded_states, loosened
from beatwise.accountability.registers.read_toml import definitions, read
from beatwise.errors import BadInput


WORDS = data.text("registers", "decisions.toml")
STANDS = read(WORDS, "decisions.toml")
TAKE = """words = "Take the decision"
from = ["proposed"]
to = "taken"
task = "decide"
roles = ["commissioner", "deputy"]
requires = ["decided_on", "decided_by"]
today = ["decided_on"]
step_up = true
other_than = "propose"
"""
NEW_WAY = """[[transitions]]
name = "slip"
words = "Slip through"
from = ["draft"]
to = "{}"
roles = ["governance"]

[[clocks]]"""


def _next(was: str, now: str) -> list[str]:
    assert was in WORDS
    return loosened(STANDS, read(WORDS.replace(was, now, 1), "next.toml"))


def test_what_stands_is_not_looser_than_itself():
    """In any register that ships."""
    for register in definitions().values():
        assert loosened(register, register) == []


def test_guarded_are_the_states_of_two_people_and_those_before_them():
    """Of decisions: all but the draft and what was not taken."""
    assert guarded_states(STANDS) == {"proposed", "taken", "published", "reviewed"}


@pytest.mark.parametrize("line", ['other_than = "propose"\n', "step_up = true\n"])
def test_a_second_person_or_fresh_proof_alone_guards_a_state(line):
    """And with it the state before, although nobody outside reads either."""
    one = TAKE.replace(line, "")
    assert one != TAKE
    guarded = {"proposed", "taken", "published", "reviewed"}
    assert guarded_states(read(WORDS.replace(TAKE, one), "x")) == guarded


def _unguarded():
    """The register of decisions, without a second person, fresh proof or anything public."""
    steps = tuple(replace(s, other_than="", step_up=False) for s in STANDS.transitions)
    states = tuple(replace(s, public=False) for s in STANDS.states)
    return replace(STANDS, transitions=steps, states=states)


def test_rules_of_a_register_that_guards_nothing_are_anybodys():
    """No state of it takes two people, fresh proof, or is read outside."""
    plain = _unguarded()
    assert guarded_states(plain) == set()
    assert plain.rules
    assert loosened(plain, replace(plain, rules=())) == []


def test_a_fault_after_a_question_is_kept_all_the_same():
    """Rules are held one by one, whatever stands before them."""
    fault = next(rule for rule in STANDS.rules if rule.weight == "fault")
    asks = replace(STANDS, rules=(replace(fault, weight="question"), fault))
    label = STANDS.by_name[fault.field].label
    assert loosened(asks, replace(asks, rules=asks.rules[:1])) == [
        f"a rule about “{label}” would be gone or another"
    ]


@pytest.mark.parametrize(("was", "now"), [
    ('other_than = "propose"\n', ""), ('other_than = "propose"', 'other_than = "return"'),
    ("step_up = true\n", ""), ('"commissioner", "deputy"]\nrequires = ["decided_on"',
                               '"commissioner", "governance"]\nrequires = ["decided_on"'),
    ('requires = ["decided_on", "decided_by"]', 'requires = ["decided_on"]'),
    ('from = ["proposed"]', 'from = ["draft", "proposed"]'),
    ('step_up = true\n', "step_up = true\nchecks = false\n"),
])  # fmt: skip
def test_a_step_that_takes_two_asks_for_no_less(was, now):
    """Its second person, its proof, its roles, its fields, its way and its rules."""
    assert was in TAKE
    assert _next(TAKE, TAKE.replace(was, now)) == [
        "the step “Take the decision” would ask for less"
    ]


def test_a_reason_that_was_asked_for_is_asked_for():
    """Of a step that leads to where two people are needed."""
    asks = read(WORDS.replace(TAKE, TAKE + "why = true\n"), "x")
    assert loosened(asks, STANDS) == ["the step “Take the decision” would ask for less"]
    assert loosened(STANDS, asks) == []


@pytest.mark.parametrize(("state", "title"), [
    ("proposed", "Put forward"), ("taken", "Taken"), ("published", "Published"),
])  # fmt: skip
def test_there_is_no_new_way_to_where_two_people_lead(state, title):
    """Nor to the state before, where who slipped it in would be nobody's second person."""
    assert _next("[[clocks]]", NEW_WAY.format(state)) == [
        f"the step “Slip through” would be a new way to “{title}”"
    ]
    assert _next("[[clocks]]", NEW_WAY.format("dropped")) == []


def test_no_record_begins_where_two_people_lead():
    """The first state is the one in which a new record is."""
    draft = '[[states]]\nname = "draft"\ntitle = "Draft"\n\n'
    taken = '[[states]]\nname = "taken"\ntitle = "Taken"\n\n'
    text = WORDS.replace(taken, "").replace(draft, taken + draft)
    back = (
        '[[transitions]]\nname = "back"\nwords = "Back"\nfrom = ["taken"]\nto = "draft"\n'
        'roles = ["governance"]\n\n[[clocks]]'
    )
    assert loosened(STANDS, read(text.replace("[[clocks]]", back, 1), "x")) == [
        "records would begin as “Taken”"
    ]


@pytest.mark.parametrize(("was", "now", "words"), [
    ('[[rules]]\nkind = "at_least"\nfield = "amount"\nbound = 0\n\n', "",
     "a rule about “Amount” would be gone or another"),
    ('field = "amount"\nbound = 0', 'field = "amount"\nbound = -1000',
     "a rule about “Amount” would be gone or another"),
    ('title = "Taken"', 'title = "Taken"\npublic = true',
     "records that are “Taken” would be published"),
])  # fmt: skip
def test_rules_and_what_is_secret_stay(was, now, words):
    """A fault stays one, and no state is opened to the public."""
    assert words in _next(was, now)


def test_a_stricter_bound_is_anybodys():
    """At least one pound, where nought was enough; a bound that asks for less is not."""
    rule = 'kind = "at_least"\nfield = "amount"\nbound = 0'
    assert _next(rule, rule.replace("bound = 0", "bound = 1")) == []


SUM = 'name = "limit"\nlabel = "{0}"\nkind = "money"\nformula = "amount {1}"\n{2}\n[[states]]'


def _with_sum(sign: str, more: str = "", label: str = "Limit"):
    rule = '[[rules]]\nkind = "at_least"\nfield = "limit"\nbound = 0\n\n[[rules]]'
    field = "[[fields]]\n" + SUM.format(label, sign, more)
    text = WORDS.replace("[[states]]", field, 1).replace("[[rules]]", rule, 1)
    return read(text, "x")


def test_what_a_rule_rests_on_is_worked_out_as_before():
    """A rule that stands word for word says nothing where its formula never breaks it."""
    assert loosened(_with_sum("- amount"), _with_sum("+ amount")) == [
        "what a rule about “Limit” rests on would be worked out in another way"
    ]
    assert loosened(_with_sum("- amount"), _with_sum("- amount", label="Its limit")) == []


def test_a_public_formula_publishes_nothing_secret():
    """A new public field, or one that stands, that works with a field nobody outside sees."""
    secret = WORDS.replace('name = "amount"\n', 'name = "amount"\n', 1)
    field = 'name = "amount"'
    at = secret.index(field)
    end = secret.index("[[fields]]", at)
    secret = secret[:at] + secret[at:end].replace("public = true\n", "") + secret[end:]
    new = "[[fields]]\n" + SUM.format("Twice", "* 2", "public = true\n")
    after = read(secret.replace("[[states]]", new, 1), "x")
    [words] = loosened(read(secret, "x"), after)
    assert words == "“Amount” would be published by what “Twice” works out"
    assert loosened(after, after) == []


def test_a_public_formula_of_what_is_public_publishes_nothing_more():
    """The amount is read outside already; and where no state is public, nothing is."""
    new = "[[fields]]\n" + SUM.format("Twice", "* 2", "public = true\n")
    assert STANDS.by_name["amount"].public
    assert _next("[[states]]", new) == []
    after = read(WORDS.replace("[[states]]", new, 1), "x")
    plain, shown = _unguarded(), {**after.by_name}
    shown["amount"] = replace(shown["amount"], public=False)
    inside = replace(plain, fields=tuple(shown.values()), by_name=shown)
    before = tuple(field for field in inside.fields if field.name != "limit")
    assert (
        loosened(replace(inside, fields=before, by_name={f.name: f for f in before}), inside) == []
    )


def _public_off_clock(formula: str, kind: str):
    """A clock from one field that nobody outside sees to another, and a public field off it."""
    fields = "".join(
        f'[[fields]]\nname = "{name}"\nlabel = "{name.title()}"\nkind = "date"\n\n'
        for name in ("asked", "heard")
    )
    told = (
        f'[[fields]]\nname = "told"\nlabel = "Told"\nkind = "{kind}"\nformula = "{formula}"\n'
        "public = true\n\n"
    )
    clock = (
        '[[clocks]]\nname = "answer"\nlabel = "Answer"\nevent = "field:asked"\ndays = 5\n'
        'unit = "working"\nstops = "heard"\nends = ["reviewed"]\npauses = ["proposed"]\n\n'
    )
    return f"{fields}[[states]]", f"{told}[[states]]", f"{clock}[[clocks]]"


@pytest.mark.parametrize(("formula", "kind"), [
    ("days_on(answer) / 1 day", "number"), ("in_time(answer)", "yes_no"),
])  # fmt: skip
def test_a_public_formula_publishes_nothing_secret_through_a_clock(formula, kind):
    """Neither the day that a clock begins on nor the one that stops it."""
    fields, told, clock = _public_off_clock(formula, kind)
    secret = WORDS.replace("[[states]]", fields, 1).replace("[[clocks]]", clock, 1)
    after = read(secret.replace("[[states]]", told, 1), "x")
    assert loosened(read(secret, "x"), after) == [
        "“Asked” would be published by what “Told” works out",
        "“Heard” would be published by what “Told” works out",
    ]
    assert loosened(after, after) == []


@pytest.mark.parametrize(("was", "now"), [
    ('"field:asked"\ndays', '"field:heard"\ndays'), ('stops = "heard"\n', ""),
    ('ends = ["reviewed"]\npauses', 'ends = ["taken"]\npauses'),
    ('pauses = ["proposed"]\n', ""), ("days = 5\nunit = \"working\"\nstops", "days = 5\nstops"),
])  # fmt: skip
def test_a_clock_that_a_rule_rests_on_runs_as_before(was, now):
    """Its event, its stops and its pauses; its label is anybody's."""
    fields, told, clock = _public_off_clock("days_on(answer) / 1 day", "number")
    rule = '[[rules]]\nkind = "at_most"\nfield = "told"\nbound = 5\n\n[[rules]]'
    text = (
        WORDS.replace("[[states]]", fields, 1).replace("[[states]]", told, 1)
        .replace("[[clocks]]", clock, 1).replace("[[rules]]", rule, 1)
    )  # fmt: skip
    assert was in text
    stands, other = read(text, "x"), read(text.replace(was, now, 1), "x")
    assert "what a rule about “Told” rests on would be worked out in another way" in loosened(
        stands, other
    )
    assert loosened(stands, read(text.replace('"Answer"', '"Reply"', 1), "x")) == []


def test_counts_about_people_are_shown_no_more_exactly():
    """The gate's threshold, and who passes it; a coarser gate is anybody's."""
    before = next(each for each in definitions().values() if each.aggregates)
    gate = before.aggregates
    words = ["counts about people would be shown more exactly, or to more roles"]
    for looser in (
        None, replace(gate, threshold=gate.threshold - 1), replace(gate, counts=gate.counts[1:]),
        replace(gate, exact_to=(*gate.exact_to, "panel_reader")),
    ):  # fmt: skip
        assert loosened(before, replace(before, aggregates=looser)) == words
    assert loosened(before, replace(before, aggregates=replace(gate, threshold=10))) == []


def test_a_special_category_stays_one():
    """Health or belief; a field may become one."""
    first = STANDS.fields[0]
    special = replace(STANDS, by_name={**STANDS.by_name, first.name: replace(first, special=True)},
                      fields=(replace(first, special=True), *STANDS.fields[1:]))  # fmt: skip
    assert loosened(special, STANDS) == [
        f"“{first.label}” would no longer be of a special category"
    ]
    assert loosened(STANDS, special) == []


def test_a_column_of_a_special_category_makes_its_table_one():
    """Beside columns that are of none."""
    plain, special = replace(STANDS.fields[0], name="a"), replace(STANDS.fields[0], special=True)
    table = replace(STANDS.fields[0], columns=(plain, special))

    def with_field(field):
        fields = (field, *STANDS.fields[1:])
        return replace(STANDS, by_name={f.name: f for f in fields}, fields=fields)

    assert loosened(with_field(table), with_field(replace(table, columns=(plain,)))) == [
        f"“{table.label}” would no longer be of a special category"
    ]


def test_a_field_that_was_not_published_stays_so():
    """A new field may be; what a published record is called by is public in any definition."""
    secret = next(f for f in STANDS.fields if not f.public and f.kind == "long")
    before = f'name = "{secret.name}"\n'
    assert f"“{secret.label}” would be published" in _next(before, f"{before}public = true\n")
    with pytest.raises(BadInput, match="which is not public"):
        _next(f'heading = "{STANDS.heading}"', f'heading = "{secret.name}"')
    new = '[[fields]]\nname = "new"\nlabel = "New"\nkind = "text"\npublic = true\n\n[[states]]'
    assert _next("[[states]]", new) == []


def test_a_file_that_a_state_needs_stays_needed():
    """Where two people lead; elsewhere it may go."""
    need = 'name = "taken"\ntitle = "Taken"\n'
    file = '\n  [[states.files]]\n  name = "advice"\n  label = "Advice"\n'
    asks = read(WORDS.replace(need, need + file), "x")
    assert loosened(asks, STANDS) == ["“Taken” would need fewer files"]
    assert loosened(STANDS, asks) == []


@pytest.mark.parametrize(("was", "now"), [
    ('label = "Fund line"', 'label = "Budget line"'),
    ('roles = ["commissioner", "deputy"]', 'roles = ["commissioner"]'),
    ('requires = ["decided_on", "decided_by"]', 'requires = ["decided_on", "decided_by", "fund"]'),
    ('words = "Take the decision"', 'words = "Decide"'),
    ('weight = "question"', 'weight = "question"\nmoment = "then"'),
])  # fmt: skip
def test_words_and_what_only_gets_stricter_are_anybodys(was, now):
    """Whoever defines registers changes these alone."""
    assert _next(was, now) == []

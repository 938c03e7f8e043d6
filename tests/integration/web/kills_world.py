# Run inside an empty office: what the people of test_kills.py work on. Prints it as JSON.
import json
from decimal import Decimal

from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.registers.read_toml import definition
from beatwise.web.accounts.models import Account
from beatwise.web.actions import action_fields, actions
from beatwise.web.history import audit
from beatwise.web.meetings import boards
from beatwise.web.performance import commentary, observations, selectors
from beatwise.web.performance.definitions import actions as defining
from beatwise.web.registers import actions as records


def person(role, name):
    return Account.objects.create(email=f"{name}@office.example", role=role)


made = definition("decisions")
by = person("governance", "governance")
given = {"title": "Patrols", "options": "a", "evidence": "b", "equality": "c"}
for _ in range(20):
    records.make(register=made, values=given, by=by)

defining.load_shipped(name="plan-2025-29", by=by)
numbers = [m.id for m in selectors.measures().values() if m.unit.name != "yes/no"]
towns = [WHOLE_AREA, *(f"Town {i}" for i in range(1, 27))]
months = [Period.parse(f"2024-{m:02}") for m in range(1, 13)]
told = [(name, Observation(month, Decimal(n % 97), area=town)) for name in numbers
        for town in towns for n, month in enumerate(months)]  # fmt: skip
with audit.changing():
    observations.add(told)
    audit.write_all(observations.by_measure(told, "import"), by=by)
for row in selectors.scorecard():
    commentary.say(measure=row.measure.id, text="Known.", by=by)
strategies = sorted(action_fields.known_strategies())
for n in range(20):
    given = {"title": f"Action {n}", "strategy": strategies[0], "owner": "performance",
             "due": "2030-01-01", "name": f"A{n + 1}", "depends_on": "", "area": ""}  # fmt: skip
    actions.make(values=given, by=by)
given = {"name": "Board", "chair": "commissioner", "members": ["governance"],
         "frequency": "quarterly"}  # fmt: skip
board = boards.make_board(values=given, by=by)
meetings = [boards.plan(board=board.number, values={"on": f"2030-0{i}-01"}, by=by).number
            for i in range(1, 4)]  # fmt: skip
hands = dict.fromkeys(("records", "values", "actions", "freezes", "exports"), "governance")
keys = {name: signed_in(person(role, name)) for name, role in hands.items()}  # noqa: F821
heads = ["Number", "State", *(f.label for f in made.fields)]
world = {
    "keys": keys,
    "decisions": 20,
    "heads": ",".join(heads) + "\r\n",
    "empty": "," * (len(heads) - 6),
    "rows": len(told),
    "measures": numbers[:8],
    "strategies": strategies,
    "meetings": meetings,
}
print(json.dumps(world))

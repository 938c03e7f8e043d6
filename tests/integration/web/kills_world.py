# Run inside an empty office: what the people of test_kills.py work on. Prints it as JSON.
import json

from beatwise.web.accounts.models import Account
from beatwise.web.registers import actions as records
from beatwise.web.registers.load import definition


def person(role, name):
    return Account.objects.create(email=f"{name}@office.example", role=role)


made = definition("decisions")
by = person("governance", "governance")
given = {"title": "Patrols", "options": "a", "evidence": "b", "equality": "c"}
for _ in range(20):
    records.make(register=made, given=given, by=by)
hands = {"records": "governance"}
keys = {name: signed_in(person(role, name)) for name, role in hands.items()}  # noqa: F821
heads = ["Number", "State", *(f.label for f in made.fields)]
world = {
    "keys": keys,
    "decisions": 20,
    "heads": ",".join(heads) + "\r\n",
    "empty": "," * (len(heads) - 6),
    "worker": False,
}
print(json.dumps(world))

"""Mistakes that people make: what is said, and with which exit code."""

from __future__ import annotations

from checks.same_results import inputs
from checks.same_results.case import Case, Inputs, commands
from checks.same_results.cases.evaluations import SIDE


FOLDER = "examples/market-towns"
STREET = "county/police-uk/2025-03/2025-03-millshire-street.csv"
WS = "--workspace ws"
PLAN = f"plan --hotspots {FOLDER}/hotspots/Pelbrook.geojson --from 2027-04-19 --to 2027-04-25"
SLIPS = (
    (f"{FOLDER}/team.toml", "slips/beat.toml", '"Ostermere", "Vennaby"', '"Ostermeer", "Vennaby"'),
    (f"{FOLDER}/team.toml", "slips/toml.toml", "[patrol]", "[patrol"),
    (f"{FOLDER}/team.toml", "slips/field.toml", "break_minutes", "brake_minutes"),
    (f"{FOLDER}/options.toml", "slips/options.toml", "hours_year = 4800", 'hours_year = "many"'),
    (f"{FOLDER}/absence.toml", "slips/absence.toml", '"P05"', '"P99"'),
    (f"{FOLDER}/posts.toml", "slips/posts.toml", "[[post]]", "[[pots]]"),
    ("side/protocol.toml", "slips/protocol/protocol.toml", "= ", "== "),
    (STREET, "slips/column/2025-03-millshire-street.csv", "Longitude", "Long"),
    (STREET, "slips/month/2025-03-millshire-street.csv", ",2025-03,", ",2025-3x,"),
    ("county/incidents-mapping.toml", "slips/mapping.toml", "[columns]", "[colums]"),
    ("county/areas/towns.geojson", "slips/areas.geojson", "{", "["),
    ("lists/pelbrook.geojson", "slips/list.geojson", '"rank"', '"rang"'),
)

CASES = (
    Case(
        "mistakes",
        "what is said to mistakes, and the exit codes",
        (
            *(Inputs(inputs.slip(*slip)) for slip in SLIPS),
            *commands(
                """
                nonsense
                find --nonsense
                find
                find --area Nowhere --type asb --train 2024-10:2025-06 {ws}
                find --area Nowhere --type asb --train 2024-10:2025-06 {ws} --json
                find --area Pelbrook --type asb --train 2023-01:2023-12 {ws} --json
                find --area Pelbrook --type asb --train 2025-13:2025-06 {ws} --json
                find --area Pelbrook --type asb --train 2025-06:2024-10 {ws}
                find --area Pelbrook --type windows --train 2024-10:2025-06 {ws} --json
                find --area Pelbrook --type asb --train 2024-10:2025-06 --size 50 {ws} --json
                find --area Pelbrook --type asb --train 2024-10:2025-06 --unit cube {ws}
                find --area Pelbrook --area Vennaby --type asb --train 2024-10:2025-06 --out x {ws}
                find --area Pelbrook --type asb --train 2024-10:2025-06 --workspace none --json
                peaks --area Pelbrook --type asb --hotspots slips/list.geojson {ws} --json
                peaks --area Pelbrook --type asb --workspace other --json
                init ws --name Again
                gather police-uk slips/column/2025-03-millshire-street.csv {ws} --json
                gather police-uk slips/month/2025-03-millshire-street.csv {ws}
                gather police-uk none.csv {ws} --json
                gather areas slips/areas.geojson --label name {ws} --json
                gather areas county/areas/towns.geojson --label nom {ws}
                gather incidents county/incidents.csv --mapping slips/mapping.toml {ws} --json
                gather events county/incidents.csv {ws} --json
                gather streets lookup.csv {ws} --json
                gather lookup county/events.csv {ws} --json
                panel --out panel.txt {ws} --json
                panel --out panel.csv --months 2020-01:2020-02 {ws} --json
                request --to nobody --out letter --json
                brief --area Pelbrook --out briefs --score 2025-07:2025-10 {ws} --json
                {plan} --team slips/beat.toml --hours 24 --out no-plan
                {plan} --team slips/beat.toml --hours 24 --out no-plan --json
                {plan} --team slips/toml.toml --hours 24 --out no-plan --json
                {plan} --team slips/field.toml --hours 24 --out no-plan --json
                {plan} --team {folder}/team.toml --hours 0 --out no-plan --json
                {plan} --team none.toml --hours 24 --out no-plan --json
                rota --team {folder}/team.toml --posts slips/posts.toml --from 2027-04-01 \
                --weeks 1 --out no-rota --json
                rota --team {folder}/team.toml --posts {folder}/posts.toml --from 2031-04-01 \
                --weeks 1 --out no-rota
                replan --plan week --absence slips/absence.toml --json
                replan --plan nowhere --absence {folder}/absence.toml --json
                options --inputs slips/options.toml --out no-options --json
                spec-pack --plan nowhere --out no-specification --json
                {side} --out side
                {side} --out no-design --exclude Nowhere --json
                {side} --out no-design --outcome shoplifitng --json
                lock nowhere --by evaluator --json
                lock slips/protocol --by evaluator --json
                evaluate slips/protocol --out no-result {ws} --json
                evaluate side --out side-result --deposited 0000 {ws} --json
                counts --treated -1 110 --control 308 318 --json
                evidence --out no-evidence --studies slips/toml.toml --json
                simulate ws --towns 2 --json
                simulate small --towns 0 --json
                office check --workspace nowhere --json
                office backup offices/one.zip --workspace offices/office --json
                office restore lookup.csv --workspace offices/empty --json
                office restore offices/one.zip --workspace offices/office --json
                office demo --workspace offices/office --json
                office import asb.csv --by nobody@demo.example --workspace offices/office --json
                office import none.csv --by performance@demo.example \
                --workspace offices/office --json
                office compute windows --by performance@demo.example --workspace offices/both --json
                serve --server apache --workspace offices/office
                office undo-import 99 --by performance@demo.example --why no \
                --workspace offices/office --json
                """,
                plan=PLAN,
                side=SIDE,
                folder=FOLDER,
                ws=WS,
            ),
        ),
        needs=("hot-spots", "side-by-side", "plan", "office"),
    ),
)

"""An invented county: made, gathered, searched, written up and asked about."""

from __future__ import annotations

from checks.same_results import inputs
from checks.same_results.case import Case, Inputs, commands


MONTHS = [f"2024-{month:02d}" for month in range(7, 13)]
MONTHS += [f"2025-{month:02d}" for month in range(1, 11)]
SOURCES = " ".join(f"county/police-uk/{month}" for month in MONTHS)
WS = "--workspace ws"
QUERY = "--type asb --train 2024-10:2025-06"
SCORING = f"{QUERY} --score 2025-07:2025-10"

CASES = (
    Case(
        "county",
        "a simulated county and all that is gathered of it",
        (
            Inputs(inputs.lookup),
            *commands(
                """
                simulate county --towns 3 --months 18 --effect 40 --seed 7 --json
                simulate county --towns 3 --months 18 --effect 40 --seed 7
                init ws --name Millshire --json
                init other --name Elsewhere
                gather police-uk {sources} {ws} --json
                gather police-uk {sources} {ws}
                gather areas county/areas/towns.geojson --label name --id id --layer towns {ws} \
                --json
                gather areas county/areas/town-centres.geojson --label name --layer centres {ws}
                gather areas county/areas/lsoa.geojson --label LSOA21NM --id LSOA21CD \
                --layer lsoa {ws}
                gather streets county/streets.geojson {ws} --json
                gather streets county/streets.geojson {ws}
                gather events county/events.csv {ws} --json
                gather events county/events.csv {ws}
                gather incidents county/incidents.csv --mapping county/incidents-mapping.toml {ws} \
                --json
                gather incidents county/incidents.csv --mapping county/incidents-mapping.toml {ws}
                gather lookup lookup.csv {ws} --json
                gather lookup lookup.csv {ws}
                ledger {ws} --json
                ledger {ws}
                """,
                sources=SOURCES,
                ws=WS,
            ),
        ),
    ),
    Case(
        "hot-spots",
        "hot spots, towns, peaks, panels, briefs, accuracy and letters",
        commands(
            """
            find --area towns:Pelbrook {scoring} {ws} --out lists/pelbrook.geojson --json
            find --area towns:Pelbrook --area towns:Ostermere {scoring} {ws}
            find --area Vennaby {query} --unit square --size 250 --count 3 --seed 4 {ws} --json
            find --area Vennaby {query} --unit segment --layer streets {ws} --json
            find --area Vennaby {query} --unit lsoa --layer lsoa {ws}
            find --area Vennaby --type shoplifting --train 2024-10:2025-06 \
            --source millshire-timed {ws} --json
            towns --type asb --hours 40 --layer towns {ws} --json
            towns --type asb --type shoplifting --hours 40 --area Pelbrook --area Vennaby {ws}
            peaks --area towns:Pelbrook --type asb {ws} --json
            peaks --area towns:Pelbrook --type asb --hotspots lists/pelbrook.geojson {ws}
            peaks --area towns:Pelbrook --type asb --hotspots lists/pelbrook.geojson {ws} --json
            panel --out panel.csv --by towns {ws} --json
            panel --out panel.xlsx --by towns {ws}
            panel --out panel.ods --by towns --type asb {ws}
            panel --out panel.parquet --by lsoa {ws}
            brief --area towns:Pelbrook --out briefs {scoring} {ws} --json
            brief --area towns:Vennaby --area towns:Ostermere --out more-briefs {ws}
            accuracy --type asb --train 2024-10:2025-06 --score 2025-07:2025-10 {ws} --json
            accuracy --type asb --train 2024-10:2025-06 --score 2025-07:2025-10 {ws} \
            --write accuracy.md
            request --to force --out letter --area Pelbrook --type shoplifting --json
            request --to council --out council.md
            request --to retailer --out retailer.docx
            """,
            query=QUERY,
            scoring=SCORING,
            ws=WS,
        ),
        needs=("county",),
    ),
)

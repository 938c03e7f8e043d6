"""Plan: from files to a plan that a supervisor would sign, and back again from every form."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from tests.journeys.plan_world import SPOTS, streets, write_spots, write_team

from beatwise.cli.main import run
from beatwise.errors import BadInput, Conflict
from beatwise.journeys.gather.streets import OSM_LICENCE
from beatwise.journeys.planning.card_maps import card_maps
from beatwise.journeys.planning.plan import plan
from beatwise.journeys.planning.replan import replan
from beatwise.journeys.planning.rota import rota
from beatwise.journeys.planning.spec_pack import spec_pack
from beatwise.places.map_features import MapFeature
from beatwise.planning import plan_json
from beatwise.planning.beats import ground_json
from beatwise.planning.beats.beats import grounds, spots_on_beats
from beatwise.planning.rota import rota_json
from beatwise.planning.team.team_toml import read_team
from beatwise.publication.formats.pdf import page_count
from beatwise.publication.maps.ground_layers import WATER
from beatwise.publication.plans.plan_rows import stop_rows
from beatwise.publication.plans.pocket_card import pocket_card, route_map
from beatwise.records.provenance import Provenance
from beatwise.sources.plans import outputs
from beatwise.sources.plans.inputs import read_input
from beatwise.store.workspace import Workspace


FIRST, LAST = dt.date(2027, 4, 5), dt.date(2027, 4, 18)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    """A fortnight of 80 hours, planned once."""
    folder = tmp_path_factory.mktemp("plan")
    spots, team = write_spots(folder / "spots.geojson"), write_team(folder / "team.toml")
    done = plan(spots, team, FIRST, LAST, 80, out=folder / "out", time_limit=6, seed=3)
    return folder / "out", done


def test_the_plan_is_whole_and_checked(made) -> None:
    """Ten shifts of eight hours, none with a fault, and what was assumed is said."""
    _, done = made
    assert len(done.plan.shifts) == 10
    assert done.plan.hours == 80
    assert [s.id for s in done.plan.shifts if s.faults] == []
    assert "1.3 × the straight line" in done.plan.walking
    assert any("assumed, not measured" in words for words in done.plan.assumptions)
    assert done.plan.unmet == ()


def test_every_walker_has_his_break(made) -> None:
    """Each route of eight hours has 45 minutes of refreshment at the base."""
    _, done = made
    for shift in done.plan.shifts:
        for route in shift.routes:
            breaks = [s for s in route.stops if s.kind == "break"]
            assert [(s.ends - s.begins).total_seconds() for s in breaks] == [45 * 60]


def test_stops_never_overlap_and_stay_inside_the_shift(made) -> None:
    """Walking fits between each stop and the next, out from base and back, in London time."""
    _, done = made
    for shift in done.plan.shifts:
        for route in shift.routes:
            clock = shift.begins.timestamp()
            for stop in route.stops:
                assert clock + stop.walk_seconds <= stop.begins.timestamp() + 1
                clock = stop.ends.timestamp()
            assert clock + route.home_seconds <= shift.ends.timestamp() + 1


def test_json_comes_back_the_same(made) -> None:
    """plan.json read back is the plan."""
    out, done = made
    document = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    assert plan_json.from_json(document, "plan.json") == done.plan


def test_csv_and_ods_come_back_the_same(made) -> None:
    """Every stop in visits.csv and in the workbook is the plan's."""
    out, done = made
    wanted = [(r[0], r[1], r[2], r[3], r[5], r[6], r[7], r[9]) for r in stop_rows(done.plan.shifts)]
    for stops in (
        outputs.read_table(out / "visits.csv"),
        outputs.read_table(out / "plan.ods", sheet=_sheet(out / "plan.ods", "visits")),
    ):
        got = [
            (s.shift_id, s.route, s.order, s.kind, s.name, s.begins.isoformat(),
             s.ends.isoformat(), s.call)
            for s in stops
        ]  # fmt: skip
        assert got == wanted


def _sheet(path: Path, word: str) -> str:
    from python_calamine import CalamineWorkbook

    return next(n for n in CalamineWorkbook.from_path(path).sheet_names if n.endswith(word))


def test_geojson_and_gpx_come_back_the_same(made) -> None:
    """Stops in routes.geojson and in each GPX file are the plan's, at the hot spot's place."""
    out, done = made
    wanted = [
        (s.id, n, o, t.kind, t.begins, t.call)
        for s in done.plan.shifts
        for n, r in enumerate(s.routes, 1)
        for o, t in enumerate(r.stops, 1)
    ]
    read = outputs.read_routes(out / "routes.geojson")
    assert [(s.shift_id, s.route, s.order, s.kind, s.begins, s.call) for s in read] == wanted
    gpx = []
    for shift in done.plan.shifts:
        for n in range(1, len(shift.routes) + 1):
            stops, track = outputs.read_gpx(out / "gpx" / f"{shift.id}-{n}.gpx")
            gpx += [(s.shift_id, s.route, s.order, s.kind, s.begins, s.call) for s in stops]
            assert len(track) >= 2
    assert gpx == wanted
    from beatwise.places.projection import to_grid

    visit = next(s for s in read if s.kind == "visit")
    x, y = to_grid([visit.longitude], [visit.latitude])
    spot = SPOTS[visit.call.split("#")[0]]
    assert abs(x[0] - spot[0]) < 1
    assert abs(y[0] - spot[1]) < 1


def test_each_shift_has_a_pocket_card_with_a_map(made) -> None:
    """Each card is a tagged PDF of two pages: visits, and the map."""
    import pikepdf

    out, done = made
    for shift in done.plan.shifts:
        with pikepdf.open(out / "cards" / f"{shift.id}.pdf") as card:
            assert len(card.pages) == 2 * len(shift.routes)
            assert "/StructTreeRoot" in card.Root


def test_the_same_seed_gives_the_same_draft(tmp_path: Path) -> None:
    """Where times are drawn, the seed decides: the draft is the same twice."""
    from beatwise.planning.dose import preset
    from beatwise.planning.shifts import plan_period
    from beatwise.planning.shifts.finished_plan import finish

    team = read_team(read_input(write_team(tmp_path / "team.toml")))
    from beatwise.journeys.planning.inputs import hot_spots

    spots = spots_on_beats(hot_spots(write_spots(tmp_path / "s.geojson")), team)
    ground = grounds(spots, team, None, "")
    drafts = [
        finish(plan_period.draft(team, spots, ground, FIRST, LAST, 60, preset("standard"), seed))
        for seed in (5, 5, 6)
    ]
    assert drafts[0] == drafts[1]
    assert drafts[0] != drafts[2]


def test_the_rota_fills_the_posts_and_every_form_comes_back(made, tmp_path: Path) -> None:
    """The posts that plan wrote are filled; JSON, CSV and calendars hold the same duties."""
    out, _ = made
    got = rota(
        out / "inputs" / "team.toml", out / "posts.toml", FIRST, 2, out=tmp_path / "r", time_limit=6
    )
    assert got.unmet == ()
    assert len(got.rota.duties) == got.rota.places == 10
    document = json.loads((tmp_path / "r" / "rota.json").read_text(encoding="utf-8"))
    assert rota_json.from_json(document, "rota.json") == got.rota
    entries = [
        (path.stem, e.begins, e.ends)
        for path in sorted((tmp_path / "r" / "calendars").glob("*.ics"))
        for e in outputs.read_calendar(path)
    ]
    assert sorted(entries) == sorted((d.person, d.begins, d.ends) for d in got.rota.duties)
    again = rota(
        out / "inputs" / "team.toml", out / "posts.toml", FIRST, 2,
        roster=tmp_path / "r" / "rota.csv",
    )  # fmt: skip
    assert again.rota.duties == got.rota.duties
    assert again.rota.method == "roster as imported"
    assert again.rota.faults == ()


def test_an_absence_moves_as_few_as_can_be(made, tmp_path: Path) -> None:
    """Who is away is replaced, nobody else moves without need, and what stood is kept."""
    import shutil

    out, _ = made
    folder = tmp_path / "both"
    shutil.copytree(out, folder)
    stood = rota(
        folder / "inputs" / "team.toml", folder / "posts.toml", FIRST, 2, out=folder, time_limit=6
    )
    gone = stood.rota.duties[0]
    absence = tmp_path / "absence.toml"
    absence.write_text(
        f'[[absence]]\nperson = "{gone.person}"\nfrom = {gone.day}\nreason = "court"\n'
    )
    changes = replan(folder, absence, time_limit=8)
    assert len(changes.removed) == 1
    assert len(changes.moved) <= 1
    assert changes.hours == {"court": 8.0}
    assert (folder / changes.version / "rota.json").exists()
    new = rota_json.from_json(json.loads((folder / "rota.json").read_text()), "rota.json")
    assert not [d for d in new.duties if d.person == gone.person and d.day == gone.day]


def test_a_shift_with_fewer_walkers_keeps_its_visits(made, tmp_path: Path) -> None:
    """Without a rota, a lost walker's visits are offered to others, whose own stay."""
    import shutil

    out, done = made
    folder = tmp_path / "plan"
    shutil.copytree(out, folder)
    shift = done.plan.shifts[0]
    absence = tmp_path / "absence.toml"
    absence.write_text(
        f'[[absence]]\ndate = {shift.day}\nbeat = "{shift.beat}"\nshift = "{shift.shift}"\n'
        'reason = "response"\nhours = 8\n'
    )
    changes = replan(folder, absence, time_limit=8)
    new = plan_json.from_json(json.loads((folder / "plan.json").read_text()), "plan.json")
    if len(shift.routes) == 1:
        assert shift.id not in [s.id for s in new.shifts]
        assert "nobody walks" in changes.unmet[0]
        assert not (folder / "cards" / f"{shift.id}.pdf").exists()
    else:
        kept = next(s for s in new.shifts if s.id == shift.id)
        old = [(s.call, s.begins) for s in shift.routes[0].stops]
        assert set(old) <= {(s.call, s.begins) for s in kept.routes[0].stops}
        assert kept.faults == ()
    others = [s for s in done.plan.shifts if s.id != shift.id]
    assert [s for s in new.shifts if s.id != shift.id] == others
    assert changes.hours == {"response": 8.0}


def test_walking_is_kept_for_replanning(made) -> None:
    """walking.json read back holds the same seconds, to a tenth."""
    out, done = made
    document = json.loads((out / "walking.json").read_text())
    read = ground_json.from_json(document, done.plan, done.team)
    for beat, ground in done.grounds.items():
        assert abs(read[beat].walks.seconds - ground.walks.seconds).max() <= 0.05


def test_a_hot_spot_outside_the_streets_is_named(tmp_path: Path) -> None:
    """A hot spot 2 km from any street, and one on an island, are named with the layer."""
    from beatwise.journeys.planning.inputs import hot_spots
    from beatwise.places.walking import street_graph

    team = read_team(read_input(write_team(tmp_path / "team.toml")))
    far = {**SPOTS, "lost": (502_700, 300_000, 1)}
    spots = spots_on_beats(hot_spots(write_spots(tmp_path / "s.geojson", far)), team)
    with pytest.raises(BadInput, match=r"lost .* from the nearest street") as caught:
        grounds(spots, team, street_graph(streets()), "streets layer osm")
    assert caught.value.place == "streets layer osm"
    import shapely

    from beatwise.places.streets import Street

    island = Street("i", "", "", "", shapely.LineString([(502_700, 300_000), (502_800, 300_000)]))
    with pytest.raises(BadInput, match="island of streets"):
        grounds(spots, team, street_graph([*streets(), island]), "streets layer osm")


def test_streets_lead_the_way(tmp_path: Path) -> None:
    """With streets, the way between two hot spots runs along the lattice, never across a block."""
    from beatwise.journeys.planning.inputs import hot_spots
    from beatwise.places.walking import street_graph

    team = read_team(read_input(write_team(tmp_path / "team.toml")))
    spots = spots_on_beats(hot_spots(write_spots(tmp_path / "s.geojson")), team)
    walks = grounds(spots, team, street_graph(streets()), "")["North"].walks
    way = walks.path(1, 2)[1:-1]
    assert all(x % 100 == 0 or y % 100 == 0 for x, y in way)
    assert "street graph" in walks.basis


def test_a_hot_spot_far_from_every_base_is_named(tmp_path: Path) -> None:
    """A hot spot 12 km from the nearest base is refused, with its file."""
    team = read_team(read_input(write_team(tmp_path / "team.toml")))
    from beatwise.journeys.planning.inputs import hot_spots

    file = write_spots(tmp_path / "s.geojson", {"lone": (512_000, 300_000, 1)})
    with pytest.raises(BadInput, match=r"12\.0 km") as caught:
        spots_on_beats(hot_spots(file), team)
    assert caught.value.place == str(file)


def test_the_command_says_what_cannot_be_met(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """Too many hours leave with 14 and the smallest explanation; the partial plan is written."""
    spots, team = write_spots(tmp_path / "s.geojson"), write_team(tmp_path / "team.toml")
    words = (
        f"plan --hotspots {spots} --team {team} --from 2027-04-05 --to 2027-04-11 --hours 900 "
        f"--out {tmp_path / 'o'} --time-limit 3"
    ).split()
    assert run([*words, "--json"]) == 14
    out = capsys.readouterr()
    document = json.loads(out.out)
    assert "900 hours were asked for; 3 people" in document["unmet"][0]
    assert document["hours_planned"] == 120
    assert (tmp_path / "o" / "plan.json").exists()
    assert "Next:" in out.err


def test_bad_words_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """Dates that run backwards, a missing file and a foreign folder have their exit codes."""
    spots, team = write_spots(tmp_path / "s.geojson"), write_team(tmp_path / "team.toml")
    base = ["plan", "--hotspots", str(spots), "--team", str(team), "--hours", "10"]
    days = ["--from", "2027-04-05", "--to", "2027-04-11"]
    assert (
        run([*base, "--from", "2027-04-11", "--to", "2027-04-05", "--out", str(tmp_path / "o")])
        == 2
    )
    assert run([*base, "--from", "soon", "--to", "2027-04-05", "--out", str(tmp_path / "o")]) == 2
    lost = ["plan", "--hotspots", "none.geojson", "--team", str(team), "--hours", "10"]
    assert run([*lost, *days, "--out", str(tmp_path / "o")]) == 11
    assert run([*base, *days, "--out", str(tmp_path)]) == 13
    (tmp_path / "bad.toml").write_text('name = "x\n')
    spoilt = [
        "plan",
        "--hotspots",
        str(spots),
        "--team",
        str(tmp_path / "bad.toml"),
        "--hours",
        "10",
    ]
    assert run([*spoilt, *days, "--out", str(tmp_path / "o")]) == 10
    assert "bad.toml" in capsys.readouterr().err


def test_stopped_by_hand_keeps_the_best_so_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while routes are bettered writes the plan as it stands and leaves with 130."""
    from beatwise.planning.shifts import plan_period

    calls = []

    def stop(self, index: int, seconds: float) -> None:
        calls.append(index)
        if len(calls) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(plan_period.Draft, "improve", stop)
    spots, team = write_spots(tmp_path / "s.geojson"), write_team(tmp_path / "team.toml")
    words = (
        f"plan --hotspots {spots} --team {team} --from 2027-04-05 --to 2027-04-11 --hours 40 "
        f"--out {tmp_path / 'o'} --time-limit 5"
    ).split()
    assert run(words) == 130
    document = json.loads((tmp_path / "o" / "plan.json").read_text())
    assert len(document["shifts"]) == 5
    assert any("interrupted" in words for words in document["assumptions"])


def test_the_specification_pack(made, tmp_path: Path) -> None:
    """Word, PDF and prices are written; each town is a lot; entries nobody checked are marked."""
    import docx
    from python_calamine import CalamineWorkbook

    out, done = made
    pack = spec_pack(out, out=tmp_path / "spec")
    assert [lot.town for lot in pack.lots] == ["North", "South"]
    assert sum(lot.hours for lot in pack.lots) == done.plan.hours
    words = "\n".join(
        p.text for p in docx.Document(tmp_path / "spec" / "specification.docx").paragraphs
    )
    for heading in ("Lots", "Service levels and measures", "Data to return", "Price and invoices"):
        assert heading in words
    assert "not checked" in words
    book = CalamineWorkbook.from_path(tmp_path / "spec" / "pricing.xlsx")
    prices = book.get_sheet_by_name("Prices").to_python()
    assert [row[1] for row in prices[1:3]] == ["North", "South"]
    assert len(book.get_sheet_by_name("Reconciliation").to_python()) == 1 + 12 * 2
    first = (tmp_path / "spec" / "specification.docx").read_bytes()
    spec_pack(out, out=tmp_path / "spec")
    assert (tmp_path / "spec" / "specification.docx").read_bytes() == first


def test_a_folder_with_other_things_is_left_alone(made, tmp_path: Path) -> None:
    """Nothing is written over a folder that holds something else."""
    out, _ = made
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Conflict):
        spec_pack(out, out=tmp_path)


def test_stopped_while_drawing_keeps_the_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while cards are drawn keeps the plan and every card made, and lists the others."""
    from beatwise.publication.plans import packet

    made = []

    def draw(shift, plan, ground) -> bytes:
        made.append(shift.id)
        if len(made) == 2:
            raise KeyboardInterrupt
        return b"%PDF"

    monkeypatch.setattr(packet, "pocket_card", draw)
    spots, team = write_spots(tmp_path / "s.geojson"), write_team(tmp_path / "team.toml")
    done = plan(spots, team, "2027-04-05", "2027-04-11", 40, out=tmp_path / "o", time_limit=3)
    assert done.interrupted
    assert len(list((tmp_path / "o" / "cards").glob("*.pdf"))) == 1
    listed = (tmp_path / "o" / "cards" / "LEFT-OUT.txt").read_text()
    assert listed.startswith("Stopped by hand")
    assert len(listed.splitlines()) == 1 + 4


def test_cards_have_the_streets_of_the_layer(made, tmp_path: Path) -> None:
    """With a street layer the card's map has its streets, water and names, and says whose it is."""
    _, done = made
    lines = [replace(s, name="High Street" if n % 5 else "") for n, s in enumerate(streets())]
    lake = MapFeature("1", "", "water", "osm", shapely.box(500_100, 300_150, 500_180, 300_220))
    source = Provenance("streets", "a", "ab", "2027-01-01T00:00:00+00:00", OSM_LICENCE, 1, 1)
    workspace = Workspace.create(tmp_path / "w", "Ours")
    with workspace.writing() as transaction:
        transaction.put_streets("osm", lines, source)
        transaction.put_map_features("osm", [lake], source)
    maps = card_maps(workspace, "osm", done.grounds)
    assert set(maps) == set(done.grounds)
    assert "© OpenStreetMap contributors" in maps["North"].credit
    shift = next(s for s in done.plan.shifts if s.beat == "North")
    under = route_map(shift.routes[0], shift, done.plan, done.grounds["North"], maps["North"])
    assert ">High Street<" in under
    assert WATER in under
    bare = route_map(shift.routes[0], shift, done.plan, done.grounds["North"])
    assert WATER not in bare
    card = pocket_card(shift, done.plan, done.grounds["North"], maps["North"])
    (tmp_path / "card.pdf").write_bytes(card)
    assert page_count(card) == 2 * len(shift.routes)
    assert card_maps(None, None, done.grounds) == {}

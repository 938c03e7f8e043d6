"""A stand-in for the office's half of the phone protocol, with every way of failing."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit


FILES = Path(__file__).parents[1] / "src/beatwise/web/patrols/static/patrols"
TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css",
    "svg": "image/svg+xml",
    "png": "image/png",
    "webmanifest": "application/manifest+json",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
LON, LAT = -0.1450, 53.2140
SHIFT = "2027-04-19 Pelbrook Day"
NAMES = ["Market Place", "Station Road shops", "Bus interchange", "Riverside steps", "High Street"]


def pack(
    phone: str, *, welfare: bool = False, hours: float = 8.0, spots: int = 5
) -> dict[str, Any]:
    """A shift that began an hour ago, in a small invented town."""
    now = datetime.now(UTC).replace(microsecond=0)
    begins, ends = now - timedelta(hours=1), now + timedelta(hours=hours)
    places = [_spot(number) for number in range(spots)]
    return {
        "format": "beatwise shift pack 1",
        "server_time": now.isoformat(),
        "day": str(now.date()),
        "phone": phone,
        "partner": "Millshire wardens",
        "programme": {"name": "Market towns", "provider": "Millshire towns partnership"},
        "shifts": [
            {
                "id": SHIFT,
                "beat": "Pelbrook",
                "name": "Day",
                "people": 1,
                "begins": begins.isoformat(),
                "ends": ends.isoformat(),
                "start_from": (begins - timedelta(hours=1)).isoformat(),
                "hard_stop": (ends + timedelta(minutes=30)).isoformat(),
                "routes": [_route(places, begins)],
            }
        ],
        "spots": places,
        "bases": [{"beat": "Pelbrook", "name": "Town hall", "lon": LON, "lat": LAT}],
        "purposes": {
            "version": 1,
            "title": "What this phone records",
            "sentences": [
                "Where you are while a shift runs, to count the minutes at hot spots.",
                "Your check-ins and what you tap, to see what patrols meet.",
                "Positions are deleted after 31 days. They are not used for discipline.",
            ],
        },
        "words": {
            "outcomes": [
                {"code": "spoke", "words": "Spoke to people"},
                {"code": "asb", "words": "Anti-social behaviour seen"},
                {"code": "litter", "words": "Drug litter"},
                {"code": "advice", "words": "Gave advice"},
                {"code": "powers", "words": "Used powers"},
                {"code": "nothing", "words": "Nothing to report"},
            ],
            "called_away": [
                {"code": "emergency", "words": "Emergency call"},
                {"code": "custody", "words": "Custody"},
                {"code": "event", "words": "Event"},
            ],
            "skip": [
                {"code": "no_time", "words": "No time left"},
                {"code": "unsafe", "words": "Not safe"},
            ],
        },
        "rules": {
            "fix_seconds": 30,
            "least_minutes": 3,
            "full_minutes": 10,
            "most_minutes": 20,
            "batch": 200,
            "grace_minutes": 30,
        },
        "welfare": _welfare() if welfare else {"on": False},
    }


def _welfare() -> dict[str, Any]:
    return {
        "on": True,
        "every_minutes": 60,
        "grace_minutes": 10,
        "contact": "Control room",
        "telephone": "01632 960 001",
        "staffed_now": True,
        "hours": "every day 08:00 to 22:00",
        "notice": "This is no BS 8484 service and does not replace your radio.",
    }


def _spot(number: int) -> dict[str, Any]:
    lon, lat = LON + 0.003 * (number % 3) + 0.001, LAT + 0.0022 * (number // 2) - 0.001
    corners = [(-0.0007, -0.0004), (0.0008, -0.0004), (0.0007, 0.0005), (-0.0006, 0.0004)]
    return {
        "id": f"Pelbrook-{number + 1}",
        "name": NAMES[number % len(NAMES)],
        "beat": "Pelbrook",
        "why": "31 violent incidents in a year, most on Friday and Saturday from 21:00 to 02:00. "
        "Stand where you can be seen from the taxi rank.",
        "lon": lon,
        "lat": lat,
        "outline": [[lon + x, lat + y] for x, y in corners],
    }


def _route(places: list[dict[str, Any]], begins: datetime) -> dict[str, Any]:
    stops, before = [], [LON, LAT]
    for number, spot in enumerate(places):
        at = begins + timedelta(minutes=25 * number)
        there = [spot["lon"], spot["lat"]]
        stops.append(
            {
                "id": f"1.{number + 1}",
                "kind": "visit",
                "spot": spot["id"],
                "name": spot["name"],
                "begins": at.isoformat(),
                "ends": (at + timedelta(minutes=15)).isoformat(),
                "walk_seconds": 240,
                "way": [before, [there[0], before[1]], there],
                "call": "",
            }
        )
        before = there
    pause = begins + timedelta(minutes=60)
    stops.insert(
        2,
        {
            "id": "1.b",
            "kind": "break",
            "spot": "",
            "name": "Break",
            "begins": pause.isoformat(),
            "ends": (pause + timedelta(minutes=30)).isoformat(),
            "walk_seconds": 0,
            "way": [],
            "call": "",
        },
    )
    return {"number": 1, "stops": stops, "home_seconds": 200, "home": [before, [LON, LAT]]}


class PhoneOffice:
    """The office on a port of its own. ``weather`` says how the next requests go wrong."""

    def __init__(self, **shape: Any) -> None:
        self.shape = shape
        self.keys: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.entries: dict[str, tuple[str, dict[str, Any]]] = {}
        self.applied: list[str] = []
        self.rejected: dict[str, str] = {}
        self.started: set[tuple[str, str]] = set()
        self.weather: list[str] = []
        self.lock = threading.Lock()
        office = self

        class Handler(_Handler):
            stand_in = office

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.base = f"http://localhost:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def code(self, phone: str = "Phone 7") -> str:
        """Return a new enrolment code for a phone."""
        with self.lock:
            code = f"K7QF-{len(self.codes):04d}-XW4T"
            self.codes[code] = phone
        return code

    def enrolled(self, code: str) -> dict[str, Any] | None:
        """Return what a code gives, once."""
        with self.lock:
            phone = self.codes.pop(code, None)
            if phone is None:
                return None
            key = f"bwp_{len(self.keys)}_{phone}"
            self.keys[key] = phone
        return {
            "key": key,
            "phone": phone,
            "partner": "Millshire wardens",
            "programme": "Market towns",
        }

    def revoke(self) -> None:
        """Let no key be good any more."""
        with self.lock:
            self.keys = dict.fromkeys(self.keys, "")

    def take(self, phone: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Judge a batch as one transaction; the answers in the order sent."""
        with self.lock:
            verdicts = {
                i["id"]: self._judge(phone, i) for i in sorted(items, key=lambda i: i["seq"])
            }
        return [{"id": item["id"], **verdicts[item["id"]]} for item in items]

    def _judge(self, phone: str, item: dict[str, Any]) -> dict[str, Any]:
        if (before := self.entries.get(item["id"])) is not None:
            return {"status": "duplicate"} if before[0] == phone else self._no(item, "id_reused")
        at = datetime.fromisoformat(item["at"].replace("Z", "+00:00"))
        if at > datetime.now(UTC) + timedelta(minutes=5):
            return self._no(item, "in_the_future")
        if abs(item["payload"].get("lat", 0)) > 90:
            return self._no(item, "payload_invalid")
        if item["kind"] == "shift_start":
            self.started.add((phone, item["shift"]))
        elif (phone, item["shift"]) not in self.started:
            return {"status": "rejected", "reason": "not_started", "again": True}
        self.entries[item["id"]] = (phone, item)
        self.applied.append(item["id"])
        return {"status": "accepted"}

    def _no(self, item: dict[str, Any], reason: str) -> dict[str, Any]:
        self.rejected[item["id"]] = reason
        return {"status": "rejected", "reason": reason, "again": False}

    def digest(self, phone: str, shift: str) -> dict[str, Any]:
        """Return the count and digest of what was accepted."""
        with self.lock:
            ids = sorted(
                k for k, (p, i) in self.entries.items() if p == phone and i["shift"] == shift
            )
        return {
            "shift": shift,
            "count": len(ids),
            "digest": hashlib.sha256("\n".join(ids).encode()).hexdigest(),
            "rejected": 0,
        }

    def kinds(self, phone: str = "") -> list[str]:
        """Return the kinds of the accepted items of a phone, or of all, in their order on it."""
        with self.lock:
            items = [item for owner, item in self.entries.values() if phone in ("", owner)]
        return [item["kind"] for item in sorted(items, key=lambda item: item["seq"])]

    def turn(self) -> str:
        """Return how the next request goes."""
        with self.lock:
            return self.weather.pop(0) if self.weather else "fine"

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    stand_in: PhoneOffice
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file of the app, the pack or a digest."""
        address = urlsplit(self.path)
        if address.path.startswith("/patrols/phone/"):
            return self._file(address.path.removeprefix("/patrols/phone/") or "index.html")
        phone = self._phone()
        if not phone:
            return self._send(401, {"reason": "key_unknown"})
        if address.path == "/patrols/pack":
            return self._send(200, pack(phone, **self.stand_in.shape), {"ETag": '"1"'})
        shift = parse_qs(address.query).get("shift", [""])[0]
        return self._send(200, self.stand_in.digest(phone, shift))

    def do_POST(self) -> None:
        """Enrol a phone, or take a batch."""
        document = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/patrols/enrol":
            row = self.stand_in.enrolled(document["code"])
            return self._send(201, row) if row else self._send(410, {"reason": "code_spent"})
        return self._sync(document["items"])

    def _sync(self, items: list[dict[str, Any]]) -> None:
        phone, weather = self._phone(), self.stand_in.turn()
        if weather in ("killed before commit", "reset"):
            return self._cut()
        if weather == "busy":
            return self._send(503, {}, {"Retry-After": "1"})
        if weather == "sign-in page":
            return self._send(200, "<html>Welcome to the café</html>")
        if not phone:
            return self._send(401, {"reason": "key_unknown"})
        answers = self.stand_in.take(phone, items)
        if weather == "killed after commit":
            return self._cut()
        if weather == "slow":
            time.sleep(0.4)
        if weather == "half an answer":
            answers = answers[: (len(answers) + 1) // 2]
        if weather == "sent twice":
            answers = self.stand_in.take(phone, items)
        if weather == "answer shuffled":
            answers = answers[::-1]
        return self._send(200, {"server_time": datetime.now(UTC).isoformat(), "answers": answers})

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _phone(self) -> str:
        return self.stand_in.keys.get(
            self.headers.get("Authorization", "").removeprefix("Bearer "), ""
        )

    def _file(self, name: str) -> None:
        path = FILES / name
        if not path.is_file():
            return self._send(404, {})
        return self._raw(200, path.read_bytes(), TYPES[path.suffix[1:]], {})

    def _send(self, status: int, document: Any, headers: dict[str, str] | None = None) -> None:
        body = document.encode() if isinstance(document, str) else json.dumps(document).encode()
        self._raw(status, body, "application/json", headers or {})

    def _raw(self, status: int, body: bytes, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        every = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": POLICY,
        }
        for name, value in {**every, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

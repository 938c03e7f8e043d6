"""Files that a state needs: asked for by the step, listed by state, kept as every file is."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from beatwise.errors import BadInput


PDF = b"%PDF-1.4\n%%EOF\n"
LEASES = """
slug = "own_leases"
title = "Leases"
one = "lease"
about = "What the office rents."
beginning = "Enter the lease that ends first."
heading = "name"
owner = "governance"
readers = ["commissioner", "panel_reader"]
writers = []
fields = [
  { name = "name", label = "Name", kind = "text", required = true, listed = true, public = true },
  { name = "signed_on", label = "Signed on", kind = "date" },
]

[[transitions]]
name = "sign"
words = "Sign"
from = ["draft"]
to = "signed"
roles = ["commissioner", "governance"]

[[transitions]]
name = "reopen"
words = "Take back"
from = ["signed"]
to = "draft"
roles = ["governance"]
why = true

[[states]]
name = "draft"
title = "Draft"

[[states]]
name = "signed"
title = "Signed"
public = true

  [[states.files]]
  name = "contract"
  label = "Signed contract"
  kind = "document"
"""


@pytest.fixture
def lease(office):
    """A lease that is a draft."""
    from beatwise.web.registers import actions
    from beatwise.web.registers.loading import actions as loading
    from beatwise.web.registers.own_definitions.known import definition

    by = office.account("governance")
    loading.load(text=LEASES, by=by)
    return actions.make(register=definition("own_leases"), values={"name": "Yard"}, by=by)


def _sign(client, name: str = "", content: bytes = PDF, version: int = 1):
    sent: dict[str, object] = {"version": str(version), "why": ""}
    if name:
        sent["file-contract"] = SimpleUploadedFile(name, content)
    return client.post("/registers/own_leases/1/steps/sign/", sent)


def test_the_step_asks_for_the_file_and_keeps_it_with_the_state(office, lease):
    """Without it the step is not taken; with it the record's page lists it under the state."""
    from beatwise.web.registers.models import Attachment, Record

    client = office.client("governance")
    page = client.get("/registers/own_leases/1/steps/sign/").content.decode()
    assert 'type="file" name="file-contract"' in page
    assert 'enctype="multipart/form-data"' in page
    assert "document (pdf, odt, docx)" in page
    assert "required" in _sign(client).content.decode()
    assert Record.objects.get().state == "draft"
    assert _sign(client, "lease.pdf").status_code == 302
    kept = Attachment.objects.get()
    assert (kept.state, kept.need, kept.name) == ("signed", "contract", "lease.pdf")
    page = " ".join(client.get("/registers/own_leases/1/").content.decode().split())
    assert re.search(r"<h3[^>]*>Signed</h3><ul[^>]*><li>Signed contract: <a[^>]*>lease.pdf", page)
    assert "not scanned for viruses" in page
    history = client.get("/registers/own_leases/1/history/").content.decode()
    assert "File added" in history
    assert client.get(f"/registers/own_leases/1/files/{kept.pk}/").content == PDF


@pytest.mark.parametrize(("name", "content", "message"), [
    ("lease.png", b"\x89PNG\r\n\x1a\nx", "is no document"),
    ("lease.pdf", b"not a pdf", "not what its name says"), ("lease.pdf", b"", "empty"),
])  # fmt: skip
def test_another_kind_of_file_is_refused_and_nothing_is_kept(office, lease, name, content, message):
    """By its name and by its bytes; the record stays where it was."""
    from beatwise.web.imports.models import Content
    from beatwise.web.registers.models import Attachment, Record

    answer = _sign(office.client("governance"), name, content)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert Record.objects.get().state == "draft"
    assert not Attachment.objects.exists()
    assert not Content.objects.exists()


def test_a_file_given_before_is_enough_for_whoever_takes_the_step(office, lease):
    """Added under its name while the record is a draft; the step then asks for none."""
    client = office.client("governance")
    page = client.get("/registers/own_leases/1/attach/").content.decode()
    assert '<option value="contract">Signed contract</option>' in page
    sent = {"file": SimpleUploadedFile("lease.pdf", PDF), "need": "contract"}
    assert client.post("/registers/own_leases/1/attach/", sent).status_code == 302
    step = office.client("commissioner").get("/registers/own_leases/1/steps/sign/")
    assert "There is one already" in step.content.decode()
    assert _sign(office.client("commissioner")).status_code == 302
    page = " ".join(client.get("/registers/own_leases/1/").content.decode().split())
    assert re.search(r"<h3[^>]*>Draft</h3><ul[^>]*><li>Signed contract: <a", page)


def test_no_other_way_leads_past_the_file(office, lease):
    """Actions and imports are refused; a step that needs none takes none."""
    from beatwise.web.registers import actions, additions
    from beatwise.web.registers.own_definitions.known import definition

    register, by = definition("own_leases"), office.account("governance")
    step = {"register": register, "number": 1, "version": 1, "step": "sign", "by": by}
    with pytest.raises(BadInput, match="needs the file: Signed contract"):
        actions.move(**step)
    with pytest.raises(BadInput, match="needs no file 'photo'"):
        actions.move(**step, files={"photo": ("a.pdf", PDF)})
    with pytest.raises(BadInput, match="no state needs a file 'photo'"):
        additions.attach(
            register=register, number=1, name="a.pdf", content=PDF, by=by, need="photo"
        )
    table = b"Number,State,Name,Signed on\r\n1,Signed,Yard,\r\n,Signed,Hut,\r\n"
    client = office.client("governance")
    there = client.post(
        "/registers/own_leases/import/", {"file": SimpleUploadedFile("l.csv", table)}
    )
    page = client.get(there["Location"]).content.decode()
    assert "needs the file: Signed contract" in page
    assert "a file cannot make a lease that is signed" in page


def test_the_files_are_for_those_who_see_the_record_whole(office, lease):
    """A panel reader sees the published record, and no file of it; rules say what is needed."""
    from beatwise.web.registers.models import Attachment

    client = office.client("governance")
    assert _sign(client, "lease.pdf").status_code == 302
    reader = office.client("panel_reader")
    page = reader.get("/registers/own_leases/1/")
    assert page.status_code == 200
    assert "lease.pdf" not in page.content.decode()
    key = Attachment.objects.get().pk
    assert reader.get(f"/registers/own_leases/1/files/{key}/").status_code == 404
    assert "the file Signed contract" in client.get("/registers/own_leases/rules/").content.decode()


def test_a_file_of_a_step_is_scanned_like_any_other(office, lease, settings_of, tmp_path):
    """Where a scanner is set and does not answer, the file is not taken and the step not either."""
    from beatwise.web.registers.models import Attachment, Record

    settings_of.CLAMD = str(tmp_path / "nobody")
    answer = _sign(office.client("governance"), "lease.pdf")
    assert answer.status_code == 409
    assert Record.objects.get().state == "draft"
    assert not Attachment.objects.exists()

"""One item of an agenda: its owner, presenter, time and files."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.web.access.guard import needs
from beatwise.web.exports.writers import inert
from beatwise.web.imports import stored_files
from beatwise.web.meetings import boards, selectors
from beatwise.web.meetings.items import agenda_items, item_forms
from beatwise.web.meetings.models import Meeting
from beatwise.web.meetings.named_roles import doors
from beatwise.web.meetings.views.meeting_form import subject_of
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.form_actions import act_on, version_for


@needs("meetings.write", within=doors.of_meeting)
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Say who owns and presents an item and how long it takes; attach files to it."""
    row = selectors.meeting(number)
    boards.check_planned(row)
    entry = agenda_items.on_agenda(row, key)
    do = request.POST.get("do", "")
    if do == "remove":
        return _remove(request, row, key)
    start = {
        "owner": entry.details.owner,
        "presenter": entry.details.presenter,
        "minutes": entry.details.minutes or "",
    }
    form = item_forms.ItemDetailsForm(request.POST if do == "save" else None, initial=start)
    upload = item_forms.ItemFileForm(*((request.POST, request.FILES) if do == "attach" else ()))
    if do == "save":
        saved = act_on(
            request, form,
            lambda a: agenda_items.change(**subject_of(request, number), key=key, **a),
            "The item was saved.",
        )  # fmt: skip
        if saved:
            return redirect("agenda", number)
    if do == "attach" and _attach(request, row, key, upload):
        return redirect("agenda_item", number, key)
    context = {
        "row": row, "item": entry, "form": form, "upload": upload,
        "version": version_for(request, form, row.version),
        "files": row.files.filter(key=key, removed=False),
    }  # fmt: skip
    return render(request, "meetings/item.html", context)


def _attach(request: HttpRequest, row: Meeting, key: str, upload: item_forms.ItemFileForm) -> bool:
    def act(answers: dict[str, object]) -> object:
        file = request.FILES["file"]
        return agenda_items.attach(
            **subject_of(request, row.number), key=key, name=str(file.name), content=file.read()
        )

    return act_on(request, upload, act, "The file was attached.")


def _remove(request: HttpRequest, row: Meeting, key: str) -> HttpResponse:
    words = request.POST.get("file", "")
    file = int(words[:9]) if words[:9].isdecimal() else 0
    agenda_items.remove(**subject_of(request, row.number), key=key, file=file)
    messages.success(request, "The file was removed.")
    return redirect("agenda_item", row.number, key)


@needs("meetings.read", within=doors.of_meeting)
@require_GET
def file(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Give a file of an item: to be saved, never to be shown or run here."""
    row = sure_row(
        selectors.meeting(number).files.filter(pk=key, removed=False),
        "there is no such file.",
        "Open the meeting.",
    )
    content = stored_files.give(row.content, row.name)
    plain = f"meeting-{number}-{row.pk}.{row.name.rpartition('.')[2]}"
    return HttpResponse(content, content_type="application/octet-stream", headers=inert(plain))

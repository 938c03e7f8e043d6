"""What hangs on a record: comments, links and files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beatwise.accountability.registers.read_toml import definitions
from beatwise.errors import BadInput, UserError
from beatwise.web.access.guard import needs
from beatwise.web.imports import file_types
from beatwise.web.pages.error_pages import sentence
from beatwise.web.registers import actions, forms, selectors
from beatwise.web.registers.views.register_context import register_context


@needs("registers.read")
@require_POST
def comment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say something about a record."""
    made = selectors.opened(slug, request.user)
    actions.comment(
        register=made, number=number, text=request.POST.get("text", ""), by=request.user
    )
    messages.success(request, "The comment was added.")
    return redirect("record", slug, number)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Link a record with another."""
    made = selectors.opened(slug, request.user)
    actions.check_writes(made, request.user)
    held = selectors.record(made, request.user, number)
    choices = [(d.slug, d.title) for d in definitions().values() if d.reads(request.user)]
    form = forms.LinkForm(choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            other = selectors.opened(given["other"], request.user)
            actions.link(
                register=made,
                number=number,
                other=other,
                other_number=given["number"],
                words=given["words"],
                by=request.user,
            )
        except UserError as error:
            form.add_error("number", sentence(error))
        else:
            messages.success(request, "The link was added.")
            return redirect("record", slug, number)
    context = {
        **register_context(made, request.user),
        "record": held,
        "form": form,
        "what": "Add a link",
    }
    return render(request, "registers/small_form.html", context)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Keep a file with a record."""
    made = selectors.opened(slug, request.user)
    actions.check_writes(made, request.user)
    held = selectors.record(made, request.user, number)
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.attach(
                register=made,
                number=number,
                name=file.name,
                content=file.read(file_types.LARGEST + 1),
                by=request.user,
            )
        except BadInput as error:
            form.add_error("file", sentence(error))
        else:
            messages.success(request, "The file was added.")
            return redirect("record", slug, number)
    context = {
        **register_context(made, request.user),
        "record": held,
        "form": form,
        "what": "Add a file",
    }
    return render(request, "registers/small_form.html", context)


@needs("registers.read")
@require_GET
def attachment(request: HttpRequest, slug: str, number: int, key: int) -> HttpResponse:
    """Give a file to be saved, never to be shown or run here."""
    made = selectors.opened(slug, request.user)
    found = selectors.attachment(made, request.user, number, key)
    answer = HttpResponse(bytes(found.content.data), content_type="application/octet-stream")
    ending = found.name.rpartition(".")[2]
    plain = f"{made.slug}-{number}-{found.pk}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{plain}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def links(held: Any, person: Any) -> list[dict[str, Any]]:
    """Return links both ways, those only whose other end this person sees."""
    found = [(row.words, row.target) for row in held.links.select_related("target")]
    found += [(f"{r.words} (from)", r.source) for r in held.linked_from.select_related("source")]
    seen = []
    for words, other in found:
        made = definitions().get(other.register)
        if made and made.reads(person) and selectors.records(made, person).filter(pk=other.pk):
            seen.append({"words": words, "made": made, "other": other})
    return seen

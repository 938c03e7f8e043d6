"""What hangs on a record: comments, links and files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person
from beatwise.errors import UserError
from beatwise.web.access.guard import needs
from beatwise.web.exports.writers import inert
from beatwise.web.imports import file_types, stored_files
from beatwise.web.pages.error_pages import sentence
from beatwise.web.pages.form_actions import Answers
from beatwise.web.registers import actions, additions, forms, selectors
from beatwise.web.registers.models import Link, Record
from beatwise.web.registers.own_definitions.known import definitions
from beatwise.web.registers.shapes import linked_records
from beatwise.web.registers.views.register_context import register_context


@dataclass(frozen=True, slots=True)
class Addition:
    """Something to add to a record: the form's title, what is said afterwards, and how to add it.

    ``field`` is the field of the form at which a refusal is shown.
    """

    title: str
    success: str
    field: str
    act: Callable[[Answers], object]


@needs("registers.read")
@require_POST
def comment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say something about a record."""
    register = selectors.opened(slug, request.user)
    additions.comment(
        register=register, number=number, text=request.POST.get("text", ""), by=request.user
    )
    messages.success(request, "The comment was added.")
    return redirect("record", slug, number)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Link a record with another."""
    register = selectors.opened(slug, request.user)
    actions.check_writes(register, request.user)
    row = selectors.record(register, request.user, number)
    choices = [(d.slug, d.title) for d in definitions().values() if d.reads(request.user)]
    form = forms.LinkForm(choices, request.POST or None)

    def act(answers: Answers) -> None:
        other = selectors.opened(answers["other"], request.user)
        additions.link(
            register=register,
            number=number,
            other=other,
            other_number=linked_records.numbered(other, answers["number"], request.user),
            words=answers["words"],
            by=request.user,
        )

    addition = Addition("Add a link", "The link was added.", "number", act)
    return _small_form(request, register, row, form, addition)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Keep a file with a record."""
    register = selectors.opened(slug, request.user)
    actions.check_writes(register, request.user)
    row = selectors.record(register, request.user, number)
    form = forms.FileForm(register, request.POST or None, request.FILES or None)

    def act(answers: Answers) -> None:
        file = answers["file"]
        content = file.read(file_types.LARGEST + 1)
        additions.attach(
            register=register,
            number=number,
            name=file.name,
            content=content,
            by=request.user,
            need=answers.get("need", ""),
        )

    addition = Addition("Add a file", "The file was added.", "file", act)
    return _small_form(request, register, row, form, addition)


def _small_form(
    request: HttpRequest, register: Definition, record: Record, form: BaseForm, addition: Addition
) -> HttpResponse:
    """Show the form of what is added to a record; add it when it is sent without a mistake."""
    if request.method == "POST" and form.is_valid():
        try:
            addition.act(form.cleaned_data)
        except UserError as error:
            form.add_error(addition.field, sentence(error))
        else:
            messages.success(request, addition.success)
            return redirect("record", register.slug, record.number)
    context = {
        **register_context(register, request.user),
        "record": record,
        "form": form,
        "what": addition.title,
    }
    return render(request, "registers/small_form.html", context)


@needs("registers.read")
@require_GET
def attachment(request: HttpRequest, slug: str, number: int, key: int) -> HttpResponse:
    """Give a file to be saved, never to be shown or run here."""
    register = selectors.opened(slug, request.user)
    kept_file = selectors.attachment(register, request.user, number, key)
    ending = kept_file.name.rpartition(".")[2]
    plain = f"{register.slug}-{number}-{kept_file.pk}.{ending}"
    content = stored_files.give(kept_file.content, kept_file.name)
    return HttpResponse(content, content_type="application/octet-stream", headers=inert(plain))


def _other_end(link: Link) -> str:
    """Return how the record at the other end of a link speaks of this one."""
    return f"As “{link.words}” of" if link.field else f"{link.words} (from)"


def links(record: Record, person: Person) -> list[dict[str, object]]:
    """Return links both ways, those only whose other end this person sees."""
    ends = [
        (row.words, row.target) for row in record.links.filter(field="").select_related("target")
    ]
    ends += [
        (_other_end(link), link.source) for link in record.linked_from.select_related("source")
    ]
    links = []
    for words, other in ends:
        register = definitions().get(other.register)
        if (
            register
            and register.reads(person)
            and selectors.records(register, person).filter(pk=other.pk)
        ):
            links.append({"words": words, "register": register, "other": other})
    return links

"""Pages of an office's own definitions: load one, save a document, take the last version back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.errors import MissingData, UserError
from beatwise.web.access.guard import needs
from beatwise.web.pages import form_actions
from beatwise.web.pages.forms import WhyForm
from beatwise.web.pages.toml_file import as_toml
from beatwise.web.registers import selectors
from beatwise.web.registers.loading import actions, presenters
from beatwise.web.registers.loading.forms import DefinitionForm
from beatwise.web.registers.own_definitions import known


@needs("registers.define")
@require_http_methods(["GET", "POST"])
def load_register(request: HttpRequest) -> HttpResponse:
    """Load a register's definition after a look at it; what is wrong is shown, all by line."""
    form, faults = DefinitionForm(request.POST or None, request.FILES or None), ""
    context: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        text, why = form.text(), form.cleaned_data["why"]
        try:
            if request.POST.get("do") == "commit":
                row = actions.load(text=text, why=why, by=request.user)
                messages.success(request, f"The register “{row.title}” was loaded.")
                return redirect("records", row.slug)
            before, after = actions.look(text=text, why=why, by=request.user)
            context = {**presenters.outlook(before, after), "text": text, "why": why}
        except UserError as error:
            where = "why" if error.place == "why" else "file"
            first, *more = error.message.split("\n")
            place = f"{error.place}: " if error.place and where == "file" else ""
            form.add_error(where, f"{place}{first} {error.next_step or ''}".strip())
            faults = "\n".join(more)
    return render(request, "registers/load.html", {"form": form, "faults": faults, **context})


@needs("registers.read")
@require_GET
def register_document(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a register's document, to be read or to begin one's own from."""
    register = selectors.opened(slug, request.user)
    if not register.sees_all(request.user):
        raise MissingData("the definition is for the office.", next_step="Open the register.")
    return as_toml(known.document(slug), slug)


@needs("registers.define")
@require_http_methods(["GET", "POST"])
def take_back_register(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the last version of a register back."""
    versions = known.versions(slug)
    if not versions or not versions[0].text:
        raise MissingData(
            "the office has no version of its own of this register.",
            next_step="One that ships with Beatwise stays.",
        )
    form = WhyForm(request.POST or None)

    def act(answers: form_actions.Answers) -> None:
        actions.take_back(slug=slug, why=answers["why"], by=request.user)

    try:
        if form_actions.act_on(request, form, act, "The version was taken back."):
            stands = slug in known.definitions()
            return redirect("records", slug) if stands else redirect("registers")
    except UserError as error:
        form_actions.show_error(form, error)
    return render(
        request,
        "registers/take_back.html",
        {"form": form, "version": versions[0], "rows": versions},
    )

"""Programmes: the list, taking a plan in, their rules and alerts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beatwise.web.access.guard import needs
from beatwise.web.pages.form_actions import FormPage, act_on, form_page, make_from, version
from beatwise.web.patrols import actions, plan_intake, selectors
from beatwise.web.patrols.forms import AlertForm, PlanForm, RulesForm
from beatwise.web.patrols.phone_words import phone_words
from beatwise.web.patrols.views.live_pages import rights


MANAGE, ALERTS = "patrols.manage", "patrols.alerts"


@needs("patrols.read")
@require_GET
def programmes(request: HttpRequest) -> HttpResponse:
    """List the programmes."""
    context = {"programmes": selectors.programmes(), "may": rights(request)}
    return render(request, "patrols/programmes.html", context)


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Take a plan in: a new programme, or the next version of one."""
    form = PlanForm(request.POST or None, request.FILES or None)
    row = make_from(
        request,
        form,
        lambda answers: plan_intake.take_in(content=answers["file"].read(), by=request.user),
    )
    if row is None:
        return render(request, "patrols/plan_form.html", {"form": form})
    messages.success(request, "The plan was imported.")
    return redirect("patrol_today", row.pk)


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, key: int) -> HttpResponse:
    """Set the welfare check and the minutes around a shift."""
    row = selectors.programme(key)
    form = RulesForm(row, request.POST or None)
    page = FormPage(
        "patrols/rules.html",
        reverse("patrol_today", args=[key]),
        row.version,
        "The rules were saved.",
        {"programme": row, "notice": phone_words().welfare_notice},
    )
    return form_page(
        request,
        form,
        lambda answers: actions.set_rules(
            programme=row, version=version(request), values=answers, by=request.user
        ),
        page,
    )


@needs(ALERTS)
@require_http_methods(["GET", "POST"])
def alerts(request: HttpRequest, key: int) -> HttpResponse:
    """Show and set the limits."""
    row = selectors.programme(key)
    form = AlertForm(request.POST or None)
    is_set = act_on(
        request,
        form,
        lambda answers: actions.set_alert(programme=row, by=request.user, **answers),
        "The limit was set. The office looks each minute.",
    )
    if is_set:
        return redirect("patrol_alerts", key)
    context = {"programme": row, "form": form, "alerts": row.alerts.all()}
    return render(request, "patrols/alerts.html", context)


@needs(ALERTS)
@require_POST
def remove_alert(request: HttpRequest, key: int, kind: str) -> HttpResponse:
    """Take a limit away."""
    actions.remove_alert(programme=selectors.programme(key), kind=kind, by=request.user)
    messages.success(request, "The limit was taken away.")
    return redirect("patrol_alerts", key)


@needs(ALERTS)
@require_POST
def close_notice(request: HttpRequest, key: int, notice: int) -> HttpResponse:
    """Close a notice."""
    programme = selectors.programme(key)
    row = selectors.notice_of(request.user, programme, notice)
    actions.close_notice(notice=row, by=request.user)
    messages.success(request, "The notice was closed.")
    return redirect("patrol_today", key)

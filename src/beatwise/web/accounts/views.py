"""Pages about accounts. They join selectors, actions and templates, and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlsafe_base64_encode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beatwise.errors import Refused, UserError
from beatwise.web.access.guard import needs, open_to_all
from beatwise.web.accounts import actions, forms, selectors
from beatwise.web.accounts.enrolment import notices, password_links, proposals
from beatwise.web.accounts.models import Account, Proposal
from beatwise.web.pages.error_pages import error_page


@needs("accounts.manage")
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Show every account with its role."""
    context = {"accounts": selectors.accounts(), "waiting": _described(proposals.waiting())}
    return render(request, "accounts/accounts.html", context)


@needs("accounts.manage")
@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account and show the link by which its owner chooses a password."""
    form = forms.NewAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.make(**form.cleaned_data, by=request.user)
        except UserError as error:
            _say(form, error)
        else:
            return _hand_over(request, account)
    return render(request, "accounts/new.html", {"form": form})


@needs("accounts.manage")
@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
def account(request: HttpRequest, key: int) -> HttpResponse:
    """Show and change one account."""
    account = selectors.account(key)
    start = {"role": account.role, "area": account.area, "is_active": account.is_active}
    form = forms.ChangedAccount(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(account=account, **form.cleaned_data, by=request.user)
        except UserError as error:
            _say(form, error)
        else:
            waiting = proposals.waiting(account).filter(by=request.user).exists()
            messages.success(request, _change_words(account.email, waiting))
            return redirect("account", key)
    context = {
        "account": account,
        "form": form,
        "sessions": selectors.sessions(account),
        "tokens": selectors.tokens(account),
        "enrolments": account.enrolments.select_related("by", "second_by"),
        "waiting": _described(proposals.waiting(account)),
    }
    return render(request, "accounts/account.html", context)


@needs("accounts.manage")
@require_POST
@reauthentication_required
def new_link(request: HttpRequest, key: int) -> HttpResponse:
    """Show a fresh link for choosing a password."""
    return _hand_over(request, selectors.account(key))


@needs("accounts.manage")
@require_POST
def end_sessions(request: HttpRequest, key: int) -> HttpResponse:
    """End every session of an account."""
    account = selectors.account(key)
    ended = actions.end_sessions(account=account, by=request.user)
    messages.success(
        request, f"Ended {ended} session{'' if ended == 1 else 's'} of {account.email}."
    )
    return redirect("account", key)


@needs("accounts.manage")
@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
def lost_factor(request: HttpRequest, key: int) -> HttpResponse:
    """Take away a second factor that its owner lost."""
    account = selectors.account(key)
    form = forms.LostFactor(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            waits = actions.forget_second_factor(
                account=account, **form.cleaned_data, by=request.user
            )
        except UserError as error:
            _say(form, error)
        else:
            done = f"{account.email} sets up a new second factor at sign-in."
            messages.success(request, _WAITS if waits else done)
            return redirect("account", key)
    return render(request, "accounts/lost_factor.html", {"account": account, "form": form})


@open_to_all
@require_http_methods(["GET", "POST"])
def choose_password(request: HttpRequest, who: str, mark: str) -> HttpResponse:
    """Let the owner of a link choose the password of the account it names."""
    link = password_links.find(mark)
    if link is None or _who(link.account) != who:
        error = Refused(
            "This link has been used, has run out or waits for a second officer.",
            next_step="Ask a governance officer about it, or for a fresh one.",
        )
        return error_page(request, error)
    kind = forms.NewPasswordWithCode if link.needs_second else forms.NewPassword
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            password_links.use(
                link=link,
                code=form.cleaned_data.get("code", ""),
                password=form.cleaned_data["password"],
                address=request.META.get("REMOTE_ADDR", ""),
            )
        except UserError as error:
            _say(form, error)
        else:
            messages.success(request, "Your password is set. Sign in with it.")
            return redirect("account_login")
    return render(request, "accounts/choose_password.html", {"form": form, "account": link.account})


@needs("own.account")
@require_GET
def own_account(request: HttpRequest) -> HttpResponse:
    """Show the account of whoever is signed in."""
    context = {
        "sessions": selectors.sessions(request.user),
        "enrolments": request.user.enrolments.select_related("by", "second_by"),
    }
    return render(request, "accounts/own.html", context)


@needs("own.account")
@require_POST
@reauthentication_required
def end_session(request: HttpRequest, key: int) -> HttpResponse:
    """End one of the own sessions."""
    actions.end_sessions(account=request.user, only=key, by=request.user)
    messages.success(request, "The session has ended.")
    return redirect("own_account")


@needs("own.account")
@require_POST
@reauthentication_required
def end_others(request: HttpRequest) -> HttpResponse:
    """End every own session but this one."""
    keep = request.session.session_key or ""
    ended = actions.end_sessions(account=request.user, keep=keep, by=request.user)
    messages.success(request, f"Ended {ended} other session{'' if ended == 1 else 's'}.")
    return redirect("own_account")


@needs("own.account")
@require_GET
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Say that a second factor comes first, and how to set one up."""
    return render(request, "accounts/second_factor.html")


@needs("own.tokens")
@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
def tokens(request: HttpRequest) -> HttpResponse:
    """Show the own tokens, and make one."""
    form = forms.NewToken(request.POST or None)
    words = ""
    if request.method == "POST" and form.is_valid():
        try:
            _, words = actions.make_token(**form.cleaned_data, by=request.user)
        except UserError as error:
            _say(form, error)
        else:
            form = forms.NewToken()
    context = {"form": form, "words": words, "tokens": selectors.tokens(request.user)}
    return render(request, "accounts/tokens.html", context)


@needs("own.tokens")
@require_POST
def revoke_token(request: HttpRequest, key: int) -> HttpResponse:
    """Close one of the own tokens."""
    actions.revoke_token(token=selectors.token(request.user, key), by=request.user)
    messages.success(request, "The token is closed.")
    return redirect("tokens")


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Answer too many wrong passwords, the same whether or not the address has an account."""
    error = Refused(
        "Too many wrong passwords or codes for this address. It is closed for 15 minutes.",
        next_step="Wait, or ask a governance officer for a link to choose a new password.",
    )
    response = error_page(request, error)
    response.status_code = 429
    return response


_WAITS = "Asked. It waits for a second officer, who sees it on their home page."


def _change_words(email: str, waiting: bool) -> str:
    return _WAITS if waiting else f"{email} was changed. Its sessions and tokens have ended."


def _described(rows: Iterable[Proposal]) -> list[tuple[Proposal, str]]:
    return [(row, proposals.WORDS[row.kind]) for row in rows]


def _hand_over(request: HttpRequest, account: Account) -> HttpResponse:
    """Make a link; show it to the officer, or send it to the owner alone where mail is set up."""
    link, words = actions.make_link(account=account, by=request.user)
    path = reverse("choose_password", args=[_who(account), words])
    address = request.build_absolute_uri(path)
    if settings.MAIL:
        notices.mail(account, f"Choose your password here, once, within three days:\n\n{address}")
    context = {"account": account, "link": "" if settings.MAIL else address, "enrolment": link}
    return render(request, "accounts/made.html", context)


def _who(account: Account) -> str:
    return urlsafe_base64_encode(str(account.pk).encode())


def _say(form: BaseForm, error: UserError) -> None:
    words = error.message[:1].upper() + error.message[1:]
    place = error.place if error.place in form.fields else None
    form.add_error(place, " ".join(filter(None, (words, error.next_step))))

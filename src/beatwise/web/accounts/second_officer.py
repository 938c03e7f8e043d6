"""What the second officer does with a request: confirm it, which carries it out, or refuse it."""

from __future__ import annotations

from django.utils import timezone

from beatwise.accountability import roles
from beatwise.errors import Conflict, Refused
from beatwise.web.accounts import actions
from beatwise.web.accounts.enrolment import notices, password_links, proposals
from beatwise.web.accounts.enrolment.proposals import facts, thing
from beatwise.web.accounts.models import Account, Enrolment, Proposal
from beatwise.web.history import audit


def confirm(*, proposal: Proposal, by: Account) -> str:
    """Carry out what another officer asked; return the link's code, shown once, or nothing."""
    with audit.changing():
        proposal = _open(proposal, by)
        account = Account.objects.select_for_update().get(pk=proposal.account_id)
        if facts(account) != proposal.before:
            raise Conflict(
                "the account has changed since this was asked.",
                place=account.email,
                next_step="Refuse it, and ask for what is needed now.",
            )
        _decide(proposal, Proposal.CONFIRMED, by)
        _carry_out(proposal, account, by)
        return _code(proposal, by)


def refuse(*, proposal: Proposal, by: Account) -> None:
    """Refuse what another officer asked; who asked may take it back so as well."""
    with audit.changing():
        proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
        if by.pk != proposal.by_id:
            _may_confirm(proposal, by)
        if proposal.state != Proposal.WAITING:
            raise _settled()
        _decide(proposal, Proposal.REFUSED, by)
        if proposal.enrolment_id:
            Enrolment.objects.filter(pk=proposal.enrolment_id, used_at=None).update(
                ended_at=timezone.now()
            )


def _open(proposal: Proposal, by: Account) -> Proposal:
    """Return a request, locked, that this person may confirm now."""
    row = proposals.waiting().select_for_update(of=("self",)).filter(pk=proposal.pk).first()
    if row is None:
        raise _settled()
    _may_confirm(row, by)
    if not roles.may(row.by, "accounts.manage"):
        raise Refused(
            "who asked for this no longer manages accounts.", next_step="Refuse the request."
        )
    return row


def _may_confirm(proposal: Proposal, by: Account) -> None:
    if not roles.may(by, "accounts.confirm"):
        raise Refused("this role confirms no requests.", next_step="Ask a governance officer.")
    if by.pk in (proposal.by_id, proposal.account_id):
        raise Refused(
            "nobody confirms their own request, or one about their own account.",
            next_step="Ask another governance officer, or a commissioner.",
        )


def _settled() -> Conflict:
    return Conflict(
        "this request was settled or has run out.", next_step="Ask for a new one, if it is needed."
    )


def _decide(proposal: Proposal, state: str, by: Account) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save(update_fields=["state", "decided_by", "decided_at"])
    action = f"account.{'confirm' if state == Proposal.CONFIRMED else 'refuse'}_{proposal.kind}"
    after = {"asked_by": proposal.by.email, **proposal.after}
    audit.write(action, thing(proposal.account), by=by, why=proposal.why, after=after)


def _carry_out(proposal: Proposal, account: Account, by: Account) -> None:
    why = proposal.why or f"asked by {proposal.by.email}"
    if proposal.kind in (Proposal.MAKE, Proposal.CHANGE):
        link = proposal.enrolment
        actions.apply_change(account=account, after=proposal.after, why=why, by=by)
        if link is not None and proposal.kind == Proposal.MAKE:
            Enrolment.objects.filter(pk=link.pk).update(ended_at=None)
    elif proposal.kind == Proposal.FACTOR:
        actions.take_factor_away(account=account, why=why, asked_by=proposal.by, by=by)


def _code(proposal: Proposal, by: Account) -> str:
    """Confirm the request's link, when it has one, and return its second half."""
    if proposal.enrolment_id is None:
        return ""
    link = Enrolment.objects.select_for_update(of=("self",)).get(pk=proposal.enrolment_id)
    notices.notify(
        proposal.account, f"{by.email} confirmed the link that {proposal.by.email} made for you."
    )
    return password_links.confirm(link, by=by)

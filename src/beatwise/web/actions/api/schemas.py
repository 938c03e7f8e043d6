"""What the API gives and takes of actions and of changes asked for."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field


class ActionOut(Schema):
    """An action of the plan; ``null`` is *no record*."""

    number: int
    id: str
    title: str
    strategy: str
    owner: str
    area: str
    due: dt.date | None
    original_due: dt.date | None
    state: str
    created: dt.date | None
    completed: dt.date | None
    depends_on: list[str]
    evidence: list[str]
    version: int


class ActionPage(Schema):
    """One page of actions; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    actions: list[ActionOut]


class ProgressOut(Schema):
    """How far the plan is, worked out from its actions."""

    total: int
    complete: int
    in_progress: int
    overdue: int
    withdrawn: int
    percent: float | None


class NewAction(BaseModel):
    """An action to add."""

    model_config = ConfigDict(extra="forbid")
    title: str = Field(max_length=300)
    strategy: str = Field("", max_length=80, description="Empty: outside the plan.")
    owner: str = Field(max_length=40)
    due: dt.date | None = None
    area: str = Field("", max_length=80)
    name: str = Field("", max_length=40)
    depends_on: list[str] = Field(default_factory=list, max_length=100)


class EditedAction(BaseModel):
    """What may be changed without a board; what is left out stays."""

    model_config = ConfigDict(extra="forbid")
    title: str | None = Field(None, max_length=300)
    strategy: str | None = Field(None, max_length=80)
    area: str | None = Field(None, max_length=80)
    due: dt.date | None = None
    depends_on: list[str] | None = Field(None, max_length=100)
    why: str = Field("", max_length=500)


class ActionStep(BaseModel):
    """A step of the status table."""

    model_config = ConfigDict(extra="forbid")
    step: str = Field(min_length=1, max_length=40)
    why: str = Field("", max_length=500)
    on: dt.date | None = None


class NewEvidence(BaseModel):
    """What shows that an action is done."""

    model_config = ConfigDict(extra="forbid")
    words: str = Field(min_length=1, max_length=500)
    address: str = Field("", max_length=500)


class FieldAsked(Schema):
    """One field of a change: how it read, and what is asked for."""

    name: str
    label: str
    before: str
    words: str


class ChangeOut(Schema):
    """A change asked for."""

    number: int
    kind: str
    about: str
    title: str
    fields: list[FieldAsked]
    why: str
    role: str
    asked_on: dt.date
    state: str
    board: str
    decided_on: dt.date | None
    version: int


class ChangePage(Schema):
    """One page of changes; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    changes: list[ChangeOut]


class NewChange(BaseModel):
    """A change to ask for: new values of fields, in words as people write them."""

    model_config = ConfigDict(extra="forbid")
    kind: str = Field(max_length=20)
    about: str = Field(max_length=120)
    fields: dict[str, Annotated[str, Field(max_length=4000)]] = Field(max_length=20)
    why: str = Field(min_length=1, max_length=2000)

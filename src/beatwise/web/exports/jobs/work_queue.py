"""The worker: takes jobs in turn, gives back the one it is at when told to stop.

Killed at any moment it leaves a job that is marked as running; the next worker takes it up again,
and gives it up after ``MOST_TRIES``. When others hold the database for too long it does the same.
When the disk is full or the server is gone it ends and says so; its job waits as after a kill.
Jobs are the tasks of ``django_tasks``, kept in the office's own database: a job that was asked for
with a change is there when the change is.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
import uuid

from django.core.management import call_command
from django.db import OperationalError, close_old_connections, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from beatwise.web.exports.jobs import stopping
from beatwise.web.exports.jobs.database_faults import is_locked, is_of_the_database
from beatwise.web.exports.jobs.models import Export
from beatwise.web.exports.jobs.single_worker import LockCheck, only_one
from beatwise.web.exports.jobs.stopping import MOST_TRIES, Stopped
from beatwise.web.history import audit
from beatwise.web.registry import Chore, registry


INTERVAL = 1.0
CHORES_EVERY = 3600.0
KEEP_DONE = dt.timedelta(days=30)
log = logging.getLogger("beatwise.jobs")


class GivenUp(Exception):
    """The worker ended too often while it was at a job."""


def work(*, until_empty: bool = False) -> int | None:
    """Do jobs until told to stop, or until none is left; return how many were done.

    ``None`` when another worker is at work and this one was not to wait for it to end.
    """
    name, done = uuid.uuid4().hex, 0
    while not stopping.requested.is_set():
        with only_one() as still_locked:
            if still_locked is not None:
                return _work(name, until_empty, still_locked)
        if until_empty:
            return None
        stopping.requested.wait(INTERVAL)
    return done


def take_up_again() -> int:
    """Put back what was running when its worker ended; call it only as the one worker there is."""
    lost = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    for job in lost:
        if len(job.worker_ids) < MOST_TRIES:
            lost.filter(pk=job.pk).update(status=TaskResultStatus.READY)
            continue
        job.set_failed(GivenUp(f"the worker ended {MOST_TRIES} times while at it"))
        if job.task_path in registry.jobs:
            registry.jobs[job.task_path](*job.args_kwargs["args"])
    return len(lost)


def do_one(name: str) -> bool:
    """Do the next job that is ready; return whether there was one."""
    job = _claimed(name)
    if job is None:
        return False
    try:
        result = job.task_result
        value = job.task.call(*result.args, **result.kwargs)
    except Stopped:
        mine = DBTaskResult.objects.filter(pk=job.pk)
        mine.update(status=TaskResultStatus.READY, worker_ids=job.worker_ids[:-1])
        raise
    except Exception as error:
        if is_of_the_database(error):
            raise
        log.exception("job %s failed: %s", job.pk, job.task_path)
        job.set_failed(error)
    else:
        job.set_successful(value)
    return True


def chores() -> None:
    """Take away what has expired: exports with their files, sessions, jobs done long ago."""
    with audit.changing():
        old = list(Export.objects.filter(expires__lte=timezone.now()))
        audit.write_all([audit.Line("export.expire", export.thing) for export in old], by=None)
        Export.objects.filter(pk__in=[export.pk for export in old]).delete()
    long_ago = timezone.now() - KEEP_DONE
    DBTaskResult.objects.finished().filter(finished_at__lt=long_ago).delete()
    call_command("clearsessions")


class AppChores:
    """What the apps have the worker do again and again, each in its own time.

    One that fails is written to the log and is due again in its time: it stops no other. Where the
    database itself refuses, a full disk say, none can work and the worker ends with that.
    """

    def __init__(self) -> None:
        self._due = dict.fromkeys(registry.chores, 0.0)

    def run_due(self) -> None:
        """Do what is due."""
        for name, chore in registry.chores.items():
            if time.monotonic() >= self._due[name]:
                self._run(name, chore)
                self._due[name] = time.monotonic() + chore.every

    @staticmethod
    def _run(name: str, chore: Chore) -> None:
        try:
            chore.run()
        except Exception as error:
            if is_of_the_database(error):
                raise
            log.exception("the chore %s failed", name)


def _work(name: str, until_empty: bool, still_locked: LockCheck) -> int:
    done, chores_at, again = 0, 0.0, True
    app_chores = AppChores()
    while not stopping.requested.is_set():
        if not still_locked():
            raise OperationalError("the worker lost its connection to the database")
        try:
            if again:
                take_up_again()
                again = False
            if time.monotonic() >= chores_at:
                chores()
                chores_at = time.monotonic() + CHORES_EVERY
            app_chores.run_due()
            if do_one(name):
                done += 1
            elif until_empty:
                break
            else:
                stopping.requested.wait(INTERVAL)
                close_old_connections()
        except Stopped:
            break
        except OperationalError as error:
            if not is_locked(error):
                raise
            log.warning("others wrote for too long; what was at work is taken up again")
            again = True
            stopping.requested.wait(INTERVAL)
    return done


def _claimed(name: str) -> DBTaskResult | None:
    """Return the next job, marked as this worker's. Asking alone keeps no writer waiting."""
    ready = DBTaskResult.objects.ready()
    try:
        if not ready.exists():
            return None
        with transaction.atomic():
            job = ready.get_locked()
            if job is not None:
                job.claim(name)
            return job
    except OperationalError as error:
        if is_locked(error):
            return None
        raise

"""The only place that says what runs by the clock, and how often."""

from typing import Any

import procrastinate
import structlog
from asgiref.sync import sync_to_async
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

log = structlog.get_logger()

QUEUE = "schedule"
STALLED_AFTER_SECONDS = 10
MOST_DEATHS = 20

EVERY_TEN_SECONDS = "* * * * * */10"  # the sixth place counts seconds
EVERY_MINUTE = "* * * * *"
EVERY_HOUR = "41 * * * *"
EVERY_NIGHT = "17 2 * * *"

# job of a room → when; the job itself stays in the room
ROOM_JOBS = {
    "accounts.sweep": EVERY_NIGHT,
    "archives.resume": EVERY_HOUR,
    "audit.seal": EVERY_MINUTE,
    "documents.check_files": EVERY_NIGHT,
    "documents.scan_put_aside": EVERY_HOUR,
    "documents.scan_waiting": EVERY_MINUTE,
    "documents.sweep": EVERY_NIGHT,
    "documents.sweep_drawings": EVERY_NIGHT,
    "documents.sweep_uploads": EVERY_HOUR,
    "digitisation.resume": EVERY_HOUR,
    "digitisation.watch": EVERY_MINUTE,
    "dossiers.check_counts": EVERY_NIGHT,
    "dossiers.count_forecasts": EVERY_NIGHT,
    "dossiers.count_reasons": EVERY_NIGHT,
    "dossiers.draft_apologies": EVERY_HOUR,
    "dossiers.end_reply_times": EVERY_HOUR,
    "dossiers.fold_counts": EVERY_MINUTE,
    "dossiers.give_back_left": EVERY_HOUR,
    "dossiers.hold_issued": EVERY_NIGHT,
    "dossiers.remind_of_ends": EVERY_NIGHT,
    "dossiers.watch_side_tasks": EVERY_HOUR,
    "letters.begin_templates": EVERY_MINUTE,
    "letters.resume": EVERY_HOUR,
    "repository.match_waiting": EVERY_HOUR,
    "signing.check_left_over": EVERY_NIGHT,
    "signing.check_signed": EVERY_MINUTE,
    "signing.fetch_lists": EVERY_HOUR,
}


def register(app: procrastinate.App) -> None:
    """Give the clock's jobs to the queue; called once when Django is ready."""
    app.periodic(cron=EVERY_TEN_SECONDS)(_retry_stalled(app))
    for name, cron in ROOM_JOBS.items():
        app.periodic(cron=cron, periodic_id=name)(_call(app, name))


def _call(app: procrastinate.App, name: str) -> Any:
    @app.task(name=f"schedule.{name}", queue=QUEUE, queueing_lock=f"schedule.{name}", lock=f"schedule.{name}")
    async def run(timestamp: int) -> None:
        try:
            await sync_to_async(app.tasks[name], thread_sensitive=False)()
        except Exception:  # a door: its next turn comes by the clock, a failed row would only pile up
            log.exception("scheduled_job_failed", job=name)

    return run


def _retry_stalled(app: procrastinate.App) -> Any:
    @app.task(
        name="schedule.retry_stalled", queue=QUEUE, queueing_lock="schedule.retry_stalled", pass_context=True
    )
    async def retry_stalled(context: procrastinate.JobContext, timestamp: int) -> None:
        """What a killed worker had in hand goes back into the queue."""
        jobs = context.app.job_manager
        for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
            log.warning("job_was_stalled", job=job.id, task=job.task_name, attempts=job.attempts)
            if job.queue == QUEUE:  # comes again by the clock
                await jobs.finish_job(job, status=Status.FAILED, delete_job=True)
            elif job.attempts >= MOST_DEATHS:  # a job that kills its worker must not kill every one
                await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
            else:
                await _again(jobs, job)

    return retry_stalled


async def _again(jobs: JobManager, job: Job) -> None:
    try:
        await jobs.retry_job(job)
    except UniqueViolation:  # the same work waits in the queue already
        await jobs.finish_job(job, status=Status.FAILED, delete_job=True)

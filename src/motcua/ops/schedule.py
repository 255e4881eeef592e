"""The only place that says what runs by the clock, and how often."""

from typing import Any

import procrastinate
from asgiref.sync import sync_to_async
from procrastinate import builtin_tasks

QUEUE = "schedule"
STALLED_AFTER_SECONDS = 30
KEEP_DONE_HOURS = 72

EVERY_MINUTE = "* * * * *"
EVERY_NIGHT = "17 2 * * *"

# job of a room → when; the job itself stays in the room
ROOM_JOBS = {
    "audit.seal": EVERY_MINUTE,
}


def register(app: procrastinate.App) -> None:
    """Give the clock's jobs to the queue; called once when Django is ready."""
    app.periodic(cron="*/20 * * * * *")(_retry_stalled(app))
    app.periodic(cron=EVERY_NIGHT, periodic_id="remove_old_jobs")(_remove_old(app))
    for name, cron in ROOM_JOBS.items():
        app.periodic(cron=cron, periodic_id=name)(_call(app, name))


def _call(app: procrastinate.App, name: str) -> Any:
    @app.task(name=f"schedule.{name}", queue=QUEUE, queueing_lock=f"schedule.{name}", lock=f"schedule.{name}")
    async def run(timestamp: int) -> None:
        await sync_to_async(app.tasks[name], thread_sensitive=False)()

    return run


def _retry_stalled(app: procrastinate.App) -> Any:
    @app.task(
        name="schedule.retry_stalled", queue=QUEUE, queueing_lock="schedule.retry_stalled", pass_context=True
    )
    async def retry_stalled(context: procrastinate.JobContext, timestamp: int) -> None:
        """What a killed worker had in hand goes back into the queue."""
        stalled = await context.app.job_manager.get_stalled_jobs(
            seconds_since_heartbeat=STALLED_AFTER_SECONDS
        )
        for job in stalled:
            await context.app.job_manager.retry_job(job)

    return retry_stalled


def _remove_old(app: procrastinate.App) -> Any:
    @app.task(name="schedule.remove_old", queue=QUEUE, queueing_lock="schedule.remove_old", pass_context=True)
    async def remove_old(context: procrastinate.JobContext, timestamp: int) -> None:
        await builtin_tasks.remove_old_jobs(context, max_hours=KEEP_DONE_HOURS, remove_failed=False)

    return remove_old

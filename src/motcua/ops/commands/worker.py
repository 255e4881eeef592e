"""`motcua worker`: does the jobs until it is told to stop; a job in hand is finished first."""

import asyncio
import os
import signal
from argparse import Namespace
from typing import Any

import structlog
from procrastinate.contrib.django import app

from motcua.foundation.kernel import jobs
from motcua.ops import schedule

log = structlog.get_logger()

POLL_SECONDS = 0.25
HEARTBEAT_SECONDS = 3.0
STOP_SECONDS = 20.0
AGAIN_SECONDS = 1.0


def worker(args: Namespace) -> None:
    long = args.long or max(1, (os.cpu_count() or 2) - 1)
    asyncio.run(_work(concurrency=args.concurrency, long=long, once=args.once))


async def _work(*, concurrency: int, long: int, once: bool) -> None:
    """The queue's own worker, started again if it ends by itself (as it may when the database restarts).

    It asks for jobs four times a second instead of listening: a listening worker ends when its connection
    does.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    while not stop.is_set():
        running = asyncio.create_task(_until_it_ends(concurrency=concurrency, long=long, wait=not once))
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait({running, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        if stop.is_set():
            running.cancel()
        try:
            await running
        except asyncio.CancelledError:
            return
        except Exception:
            log.exception("worker_broke")
            if once:
                raise
        if once:
            return
        log.warning("worker_starts_again")
        await asyncio.sleep(AGAIN_SECONDS)


async def _until_it_ends(*, concurrency: int, long: int, wait: bool) -> None:
    """Short jobs and long ones beside each other, so that neither takes the other's turns."""
    connector: Any = app.connector
    with app.replace_connector(connector.get_worker_connector()) as working:
        async with working.open_async():
            if not wait:
                await _do_jobs(working, concurrency=concurrency, wait=False)
                return
            async with asyncio.TaskGroup() as both:
                both.create_task(
                    _do_jobs(working, queues=[jobs.QUEUE, schedule.QUEUE], concurrency=concurrency)
                )
                both.create_task(_do_jobs(working, queues=[jobs.LONG_QUEUE], concurrency=long))


async def _do_jobs(
    working: Any, *, concurrency: int, queues: list[str] | None = None, wait: bool = True
) -> None:
    await working.run_worker_async(
        queues=queues,
        concurrency=concurrency,
        wait=wait,
        fetch_job_polling_interval=POLL_SECONDS,
        listen_notify=False,
        delete_jobs="successful",
        install_signal_handlers=False,
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        shutdown_graceful_timeout=STOP_SECONDS,
    )

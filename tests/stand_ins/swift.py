"""An S3-compatible store: OpenStack Swift from Debian, one replica in one folder, processes of its own."""

import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import boto3
from botocore.config import Config

KEY_ID, SECRET = "motcua:store", "secret-of-the-tests"
NODES = ("account", "container", "object")
START_SECONDS = 60
RINGS = """
import sys
from swift.common.ring import RingBuilder

folder, *places = sys.argv[1:]
for place in places:
    name, port = place.split("=")
    ring = RingBuilder(2, 1, 0)
    at = {"ip": "127.0.0.1", "port": int(port)}
    ring.add_dev(at | {f"replication_{k}": v for k, v in at.items()}
        | {"region": 1, "zone": 1, "device": "disk", "weight": 1.0, "meta": ""})
    ring.rebalance()
    ring.get_ring().save(f"{folder}/{name}.ring.gz")
"""
EVERY = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
swift_dir = {folder}
devices = {folder}
mount_check = false
fallocate_reserve = 0
log_address = {folder}/none
log_level = ERROR
user = {user}
"""
NODE = """[pipeline:main]
pipeline = {part}-server
[app:{part}-server]
use = egg:swift#{part}
"""
FILTERS = [
    "catch_errors", "gatekeeper", "cache", "listing_formats", "bulk", "s3api", "tempauth", "copy", "slo", "dlo",
]  # fmt: skip
SETTINGS = {"cache": "memcache_servers = 127.0.0.1:9", "tempauth": f"user_motcua_store = {SECRET} .admin"}
NAMES = {"cache": "memcache"}


@dataclass
class Swift:
    """A running store and its front door."""

    url: str
    door: "subprocess.Popen[bytes]"
    folder: Path

    def bucket(self) -> str:
        """A new one, empty and private."""
        name = f"files-{uuid4().hex[:12]}"
        self.client().create_bucket(Bucket=name)
        return name

    def settings(self) -> dict[str, str]:
        """What an operator would write, for a new bucket."""
        return {
            "bucket": self.bucket(),
            "url": self.url,
            "region": "",
            "prefix": "motcua/",
            "key_id": KEY_ID,
            "secret": SECRET,
            "ca": "",
        }

    def client(self):  # type: ignore[no-untyped-def]
        """Whoever looks into the store past the product."""
        plain = Config(s3={"addressing_style": "path"}, request_checksum_calculation="when_required")
        return boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=KEY_ID,
            aws_secret_access_key=SECRET,
            config=plain,
        )

    def kill(self) -> None:
        """Its front door ends at once, in the middle of whatever it does; what is kept stays."""
        self.door.kill()
        self.door.wait()

    def start_again(self) -> None:
        """On the same port as before."""
        self.door = _start(self.folder, "proxy")
        _wait(int(self.url.rpartition(":")[2]))

    @contextmanager
    def silent(self) -> Iterator[None]:
        """It takes connections and answers nothing, until the end of the block."""
        self.door.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.door.send_signal(signal.SIGCONT)


def free_ports(count: int) -> list[int]:
    with ExitStack() as open_:
        probes = [open_.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


@contextmanager
def running(folder: Path) -> Iterator[Swift]:
    """The store on a port of 127.0.0.1, until the end of the block."""
    (folder / "disk").mkdir(parents=True)
    ports = dict(zip([*NODES, "proxy"], free_ports(4), strict=True))
    _write(folder, ports)
    places = [f"{name}={ports[name]}" for name in NODES]
    subprocess.run(["/usr/bin/python3", "-c", RINGS, str(folder), *places], check=True, cwd="/")
    with ExitStack() as stack:
        started = {name: stack.enter_context(_started(folder, name)) for name in ports}
        for port in ports.values():
            _wait(port)
        store = Swift(f"http://127.0.0.1:{ports['proxy']}", started["proxy"], folder)
        try:
            yield store
        finally:
            _end(store.door)  # which may be another one by now


@contextmanager
def _started(folder: Path, name: str) -> Iterator["subprocess.Popen[bytes]"]:
    server = _start(folder, name)
    try:
        yield server
    finally:
        _end(server)


def _start(folder: Path, name: str) -> "subprocess.Popen[bytes]":
    with (folder / f"{name}.log").open("ab") as said:
        return subprocess.Popen(
            [f"/usr/bin/swift-{name}-server", str(folder / f"{name}.conf")],
            stdout=said,
            stderr=said,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "SWIFT_DIR": str(folder)},
        )


def _end(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGCONT)
    server.kill()
    server.wait()


def _write(folder: Path, ports: dict[str, int]) -> None:
    (folder / "swift.conf").write_text(
        "[swift-hash]\nswift_hash_path_suffix = tests\n[storage-policy:0]\nname = one\ndefault = yes\n"
    )
    user = pwd.getpwuid(os.geteuid()).pw_name
    for name, port in ports.items():
        every = EVERY.format(port=port, folder=folder, user=user)
        (folder / f"{name}.conf").write_text(every + (NODE.format(part=name) if name in NODES else _proxy()))


def _proxy() -> str:
    parts = [f"[pipeline:main]\npipeline = {' '.join(FILTERS)} proxy-server"]
    parts += ["[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true"]
    for name in FILTERS:
        parts.append(f"[filter:{name}]\nuse = egg:swift#{NAMES.get(name, name)}\n{SETTINGS.get(name, '')}")
    return "\n".join(parts) + "\n"


def _wait(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"The store did not start: nobody answers on port {port}.")

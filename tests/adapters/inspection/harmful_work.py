"""Work that misbehaves in every way, for the tests of the bounds."""

import os
import time
from typing import Any, BinaryIO


def work(task: dict[str, Any], file: BinaryIO) -> dict[str, Any]:
    match task["do"]:
        case "answer":
            return {"size": len(file.read()), "secret": os.environ.get("MOTCUA_SECRET_KEY", "")}
        case "sleep":
            time.sleep(60)
        case "rest":
            time.sleep(0.3)
        case "burn":
            while True:
                pass
        case "eat":
            return {"eaten": len(bytearray(4 << 30))}
        case "die":
            os.kill(os.getpid(), 9)
        case "raise":
            raise RuntimeError("something unforeseen")
        case "write":
            with open("/tmp/motcua-must-not-be-written", "wb") as other:
                other.write(b"x" * 10)
        case "files":
            return {"open": len(os.listdir("/proc/self/fd"))}
    return {}

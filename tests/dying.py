"""Letting a process die before any one of its calls to the disk."""

import contextlib
import os

STEPS = ("open", "fsync", "replace", "unlink", "mkdir", "rename")
DIED = 77


def died_at(chosen, work, owner=os, steps=STEPS):
    """Do `work` in a process that dies at the call of a step with this number; say whether it came so far."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            work(lambda: _die_at(chosen, owner, steps))
            os._exit(0)
        os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, DIED)
    return status == DIED


def _die_at(chosen, owner, steps):
    passed = [0]

    def watched(real):
        def call(*arguments, **named):
            passed[0] += 1
            if passed[0] == chosen:
                os._exit(DIED)
            return real(*arguments, **named)

        return call

    for name in steps:
        setattr(owner, name, watched(getattr(owner, name)))

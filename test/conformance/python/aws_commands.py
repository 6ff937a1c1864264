"""Runs commands of the aws command line, one a line of stdin, as `{"words": [...]}`.

Each has a session of its own; importing the command line and reading its models is paid for once. A process for each, even
a fork of this one, would cost twice as much.
Answers with one line for each: `{"code": 0, "stdout": "...", "stderr": "..."}`.
"""

import contextlib
import json
import os
import sys
import tempfile

import loopback_only  # noqa: F401
from awscli.clidriver import create_clidriver

models = create_clidriver().session.get_component("data_loader")


def run(words):
    driver = create_clidriver()
    driver.session.register_component("data_loader", models)
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        with streams_led_to(stdout.fileno(), stderr.fileno()):
            code = ended(driver, words)
        return {"code": code, "stdout": text_of(stdout), "stderr": text_of(stderr)}


@contextlib.contextmanager
def streams_led_to(stdout, stderr):
    """The descriptors themselves: the command line writes bytes past Python's streams as well."""
    own = [os.dup(1), os.dup(2)]
    os.dup2(stdout, 1)
    os.dup2(stderr, 2)
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for descriptor, target in zip(own, (1, 2)):
            os.dup2(descriptor, target)
            os.close(descriptor)


def ended(driver, words):
    try:
        return driver.main(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 255


def text_of(file):
    file.seek(0)
    return file.read().decode("utf-8")


for line in sys.stdin:
    print(json.dumps(run(json.loads(line)["words"])), flush=True)

"""Runs commands of the aws command line, one a line of stdin, as `{"words": [...]}`.

Each runs in a fork of this process, so that importing the command line and reading its models is paid for once.
Answers with one line for each: `{"code": 0, "stdout": "...", "stderr": "..."}`.
"""

import json
import os
import sys
import tempfile

import loopback_only  # noqa: F401
from awscli.clidriver import create_clidriver

driver = create_clidriver()
models = driver.session.get_component("data_loader")

# Commands of the command line whose service's model has another name.
MODEL_NAMES = {"s3api": "s3"}


def run(words):
    models.load_service_model(MODEL_NAMES.get(words[0], words[0]), "service-2")
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        child = os.fork()
        if child == 0:
            become_command(words, stdout.fileno(), stderr.fileno())
        _, status = os.waitpid(child, 0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "stdout": text_of(stdout),
            "stderr": text_of(stderr),
        }


def become_command(words, stdout, stderr):
    code = 255
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(stdout, 1)
        os.dup2(stderr, 2)
        code = driver.main(words)
        sys.stdout.flush()
        sys.stderr.flush()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 255
    finally:
        os._exit(code)


def text_of(file):
    file.seek(0)
    return file.read().decode("utf-8")


for line in sys.stdin:
    print(json.dumps(run(json.loads(line)["words"])), flush=True)

"""Serves moto on a free port of 127.0.0.1, prints the port, and ends when stdin does."""

import logging
import os
import sys
import threading

import loopback_only  # noqa: F401
import moto_mended  # noqa: F401
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server


def end_with_stdin():
    sys.stdin.read()
    os._exit(0)


logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
threading.Thread(target=end_with_stdin, daemon=True).start()
print(server.server_port, flush=True)
server.serve_forever()

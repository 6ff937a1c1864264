"""Imported first: from then on this process can connect to the loopback address and to nothing else."""

import socket

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _refusing(connect):
    def connect_to_loopback(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOOPBACK:
            raise ConnectionRefusedError(f"the conformance run tried to reach {address[0]}")
        return connect(self, address)

    return connect_to_loopback


socket.socket.connect = _refusing(socket.socket.connect)
socket.socket.connect_ex = _refusing(socket.socket.connect_ex)

"""A mail server on loopback that keeps what it takes, and can refuse."""

import email
import email.policy
import socket

from aiosmtpd.controller import Controller


class Mailbox:
    """letters: (recipients, message) in the order they came. answer: what every recipient gets."""

    def __init__(self):
        self.letters = []
        self.answer = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 -- the name is the library's
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- the name is the library's
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def started(mailbox):
    server = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    server.start()
    return server


def text_of(letter):
    return letter.get_body(("plain",)).get_content().replace("\r\n", "\n")

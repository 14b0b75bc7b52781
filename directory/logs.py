"""Log lines without a query string and without an address."""

import logging


class QuietFormatter(logging.Formatter):
    pass

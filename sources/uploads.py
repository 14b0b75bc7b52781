"""The largest file that the page for imports takes."""

from accounts.uploads import Capped
from sources.actions.uploads import MOST_BYTES


class CappedImport(Capped):
    most_bytes = MOST_BYTES

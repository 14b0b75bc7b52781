"""The largest file that any page takes, save those that say otherwise."""

from accounts.uploads import Capped
from owners.domain.files import MOST_BYTES


class CappedUpload(Capped):
    most_bytes = MOST_BYTES

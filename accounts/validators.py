"""What a name may be, wherever it is typed: it stands in letters to others."""

import re
import unicodedata

from django.core.exceptions import ValidationError

NAME_AT_MOST = 60
ADDRESS = "A name holds no web or mail address. After a dot, leave a blank: Dr. Ann Lee."
_DOTS = str.maketrans("。｡", "..")  # what browsers read as a dot besides those that NFKC knows
_ADDRESS = re.compile(r"://|www\.|@|\.[^\W\d_]{2}|\.\d", re.IGNORECASE)
"""Two letters after a dot may end the name of a host; one does not: "Ann Lee, M.D.", "J.R. Lee"."""


def validate_name(value: str) -> None:
    """Refuses whatever a mail program could turn into a link: our letters carry names to people who trust us."""
    if _ADDRESS.search(unicodedata.normalize("NFKC", value).translate(_DOTS)):
        raise ValidationError(ADDRESS, code="address")

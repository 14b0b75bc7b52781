"""The most that a number of a listing may be. Beyond it is a slip; databases differ in what they take."""

AT_MOST = {
    "wait_days": 3650, "intake_fee": 100_000, "deposit": 100_000, "cancellation_fee": 100_000,
    "price_min": 1_000_000, "price_max": 1_000_000, "package_price": 1_000_000, "maintenance_price": 1_000_000,
    "minutes": 1440, "course_sessions": 100, "maintenance_weeks": 104,
}  # fmt: skip
"""Days, whole dollars, minutes a session, sessions of a first course, weeks between two."""

from sources.admin import differences, runs

__all__ = ["differences", "runs"]

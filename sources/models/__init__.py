from sources.models.import_run import ImportDifference, ImportRun

__all__ = ["ImportDifference", "ImportRun"]

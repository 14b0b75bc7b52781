from sources.models.import_run import ImportDifference, ImportRun
from sources.models.upload import Upload

__all__ = ["ImportDifference", "ImportRun", "Upload"]

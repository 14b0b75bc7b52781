from sources.models.duplicate_pair import DuplicatePair
from sources.models.import_run import ImportDifference, ImportRun
from sources.models.upload import Upload

__all__ = ["DuplicatePair", "ImportDifference", "ImportRun", "Upload"]

"""Many articles: folders, worker processes, a cluster."""

from extractor.running.folder import Options, run_to_folder
from extractor.running.progress import Counts, Summary
from extractor.running.stream import run

__all__ = ["Counts", "Options", "Summary", "run", "run_to_folder"]

"""How fast the extractor is: a report for readers, never a timed test. ``python -m tests.benchmarks --help``."""

"""Whether the rules do what their examples say: judges, checks, generated texts, coverage (see ``patterns/README.md``)."""

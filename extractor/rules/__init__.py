"""patterns/ → validated, expanded rules (see ``patterns/README.md``)."""

from extractor.rules.load import builtin_folder, load_rules
from extractor.rules.schema import Example, Rule, RuleSet

__all__ = ["Example", "Rule", "RuleSet", "builtin_folder", "load_rules"]

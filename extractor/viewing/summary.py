"""Counts over all articles of a run, taken one article at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

TOP_PLACES = 18


@dataclass
class Summary:
    """What the first page of a report says; ``province`` counts by two digits, ``10`` being the nation."""

    articles: int = 0
    figures: int = 0
    targets: int = 0
    entities: int = 0
    failures: int = 0
    undated: int = 0
    fingerprint: str = ""
    categories: Counter[str] = field(default_factory=Counter)
    provinces: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    years: dict[int, list[int]] = field(default_factory=dict)

    def add(self, article: dict[str, Any]) -> None:
        """Count an article as a line of articles.jsonl gives it."""
        self.articles += 1
        self.entities += len(article["entities"])
        self.fingerprint = article.get("fingerprint") or self.fingerprint
        for figure in article["figures"]:
            self._figure(figure)

    def _figure(self, figure: dict[str, Any]) -> None:
        self.figures += 1
        target = figure.get("status") == "target"
        self.targets += target
        self.categories[str(figure.get("category") or "other")] += 1
        codes = figure.get("location") or []
        self.provinces.update({code[:2] if code.isdigit() else "abroad" for code in codes} or {"none"})
        self.places.update(codes)
        period = figure.get("period")
        if period:
            self.years.setdefault(int(period[1][:4]), [0, 0])[target] += 1
        else:
            self.undated += 1

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON for the page."""
        out = {name: getattr(self, name) for name in ("articles", "figures", "targets", "entities", "failures", "undated", "fingerprint")}
        return out | {
            "categories": dict(self.categories),
            "provinces": dict(self.provinces),
            "places": self.places.most_common(TOP_PLACES),
            "years": {str(year): pair for year, pair in sorted(self.years.items())},
        }

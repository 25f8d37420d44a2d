"""The items of a newsflash: which place the headline of each names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.linking.document import COUNTRY, Document


class Items:
    """Remembers where the item that is being read is; outside items the document's place holds."""

    def __init__(self, document: Document, inner: Mapping[int, tuple[str, ...]], fair: tuple[str, ...]) -> None:
        self.document = document
        self.inner = inner
        self.fair = fair
        self.local = bool(document.place) and document.place != (COUNTRY,)
        self.place: tuple[str, ...] | None = None

    def begin(self, text: str, start: int, mentions: Sequence[Any]) -> None:
        """A bold subhead begins a new item of a newsflash: about the place that it names, the nation or none."""
        line = text[start : text.find("\n", start)].rstrip()
        self.place = None
        if not (line.startswith("**") and line.endswith("**")):
            return
        named = [m for m in mentions if getattr(m, "kind", "") in ("place", "cluster")]
        places = [
            codes for m in named if (codes := self.inner.get(m.start, ()) if m.kind == "cluster" else tuple((m.unit or "").split("|")))
        ]
        home = [codes for codes in places if codes[0][:1].isdigit()] or ([] if self.local else [c for c in places if c[0]])
        if not home:
            home = self._held(line, start, mentions)
        if home:
            self.place = home[0]
        elif self.document.flash and not self.local:
            end = text.find("\n**", start + 1)
            # A fair is held somewhere, and what it shows comes from everywhere.
            national = not any(word in line for word in self.fair)
            national = national and self.document.speaks_of_nation(text[start : end if end > 0 else len(text)])
            self.place = (COUNTRY,) if national else ()

    def _held(self, line: str, start: int, mentions: Sequence[Any]) -> list[tuple[str, ...]]:
        """北京人工智能大会举行, 美国国会通过法案: the place in the name of an event at home or of a body abroad."""
        bodies = {m.start for m in mentions if getattr(m, "kind", "") == "organisation"}
        held = [(at, codes) for at, codes in self.inner.items() if start <= at < start + len(line) and len(codes) == 1]
        return [
            codes
            for at, codes in held
            if codes != (COUNTRY,) and (codes[0].isdigit() if at not in bodies else self.document.abroad and not codes[0].isdigit())
        ]

    @property
    def headed(self) -> bool:
        """Whether the headline of an item of news names a place that is not the nation."""
        return bool(self.place) and self.place != (COUNTRY,)

    @property
    def default(self) -> tuple[str, ...]:
        """Where a figure is that nothing near it places: the item's place, else the document's."""
        return self.place if self.place is not None else self.document.place

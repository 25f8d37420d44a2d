"""Made-up articles in the form of articles.jsonl; offsets are counted while the text is put together."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any


def figure(text: str, value: float, **fields: Any) -> dict[str, Any]:
    """A piece of an article that is a figure; the rest of the record has defaults."""
    base: dict[str, Any] = {"value_max": None, "unit": "CNY", "bound": "exact", "kind": "level", "category": "output", "indicator": "产值"}
    about: dict[str, Any] = {"subject": "", "location": [], "period": None, "basis": None, "status": "actual", "source": None}
    more = {**about, "optional": False, "section": [], "rules": ["quantity.level"]}
    return {"text": text, "value": value, **base, **more, **fields, "_": "figure"}


def entity(text: str, type: str, adcode: str | None = None) -> dict[str, Any]:
    """A piece that is a name."""
    return {"text": text, "type": type, "adcode": adcode, "rules": ["name.made"], "_": "entity"}


def article(id: str, *pieces: str | dict[str, Any], title: str | None = None, outside: str = "") -> dict[str, Any]:
    """Text, figures and entities of the pieces; ``outside`` stands before the body."""
    text = outside
    found: dict[str, list[dict[str, Any]]] = {"figure": [], "entity": []}
    for piece in pieces:
        words = piece if isinstance(piece, str) else piece["text"]
        if isinstance(piece, dict):
            found[piece["_"]].append({"start": len(text), "end": len(text) + len(words), **{k: v for k, v in piece.items() if k != "_"}})
        text += words
    for f in found["figure"]:
        f["origins"] = {"value": [[f["start"], f["end"]]]}
        for field in ("indicator", "subject", "source"):
            at = text.find(f[field]) if f[field] else -1
            if at >= 0:
                f["origins"][field] = [[at, at + len(f[field])]]
    about = {"id": id, "title": title, "published": "2024-02-01", "text": text, "body": [[len(outside), len(text)]]}
    return {**about, "figures": found["figure"], "entities": found["entity"]}


YEAR = ["2023-01-01", "2023-12-31"]
ATTACK = '<script>window.hit=1</script><img src=x onerror="window.hit=2">'


def small() -> list[dict[str, Any]]:
    """Three articles: plain, with characters outside the basic plane, and one that attacks."""
    output = figure("12.5亿元", 1.25e9, subject="临江市", location=["220681"], period=YEAR, source="统计局")
    growth = figure("6.1%", 6.1, unit="%", kind="growth", basis="yoy", location=["220681"], period=YEAR)
    firms = figure("近100家", 100, unit="家", bound="nearly", category="firms", indicator="企业")
    plain = ("统计局说,2023年全市工业产值", output, ",增长", growth, ",企业", firms, "。")
    aim = {"status": "target", "location": ["220100"], "period": ["2025-12-31", "2025-12-31"]}
    target = figure("3万亿元", 3e12, category="investment", indicator="投资", **aim)
    closing = "</script><script>window.hit=3</script>"
    evil = figure("8亿元<b>", 8e8, indicator=ATTACK, subject=closing, location=["110000"], rules=[ATTACK], source=ATTACK)
    return [
        article("a/one", entity("临江市", "LOC", "220681"), *plain, title="临江市工业公报", outside="首页 > 新闻\n"),
        article("a/two", "𠮷林😀园区", entity("长春", "LOC", "220100"), "到2025年力争投资", target, "。", title="😀规划"),
        article("b/attack", ATTACK, "产值", evil, entity("<img src=x onerror=window.hit=4>", "ORG"), title=ATTACK),
    ]


def many(figures: int) -> list[dict[str, Any]]:
    """Articles of forty figures each."""
    pick = random.Random(7)
    out = []
    for number in range(figures // 40):
        pieces: list[str | dict[str, Any]] = [f"第{number}号公报。\n"]
        for _ in range(40):
            year = pick.randint(2001, 2025)
            pieces += [f"{year}年有关方面的工业总产值达到", _drawn(pick, year), "。\n"]
        out.append(article(f"m/{number:05}", *pieces, title=f"第{number}号公报"))
    return out


def _drawn(pick: random.Random, year: int) -> dict[str, Any]:
    amount = pick.randint(1, 99999)
    kind, category = pick.choice(["level", "growth", "share"]), pick.choice(["output", "firms", "trade", "land"])
    where = [pick.choice(["110000", "430200", "220681", "320300", "100000", "440100"])]
    period = [f"{year}-01-01", f"{year}-12-31"]
    return figure(f"{amount}亿元", amount * 1e8, kind=kind, category=category, location=where, period=period, subject="有关方面")


def write_output(folder: Path, articles: list[dict[str, Any]], failures: list[dict[str, str]] | None = None) -> Path:
    """An output folder as extractor run leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles)
    (folder / "articles.jsonl").write_text(lines, "utf-8")
    (folder / "failures.jsonl").write_text("".join(json.dumps(f) + "\n" for f in failures or []), "utf-8")
    return folder

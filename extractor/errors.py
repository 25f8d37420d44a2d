"""Every error a user can meet, each with a code, a reason and what to do about it."""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of all errors of this package.

    ``code`` is stable (``E101``), ``reason`` says what is wrong, ``advice`` what to do.
    """

    code = "E000"

    def __init__(self, reason: str, advice: str = "", *, code: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        hint = f" {self.advice}" if self.advice else ""
        return f"[{self.code}] {self.reason}{hint}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.reason, self.advice, self.code))


def _rebuild(kind: type[ExtractorError], reason: str, advice: str, code: str) -> ExtractorError:
    return kind(reason, advice, code=code)


class InputError(ExtractorError):
    """A file or text that cannot be read (codes E1xx)."""

    code = "E100"


class RuleError(ExtractorError):
    """A rule file that is wrong (codes E2xx); the reason names file and line."""

    code = "E200"


class OutputError(ExtractorError):
    """An output that cannot be written (codes E3xx)."""

    code = "E300"


class UsageError(ExtractorError):
    """A call with arguments that do not fit (codes E4xx)."""

    code = "E400"


class MissingExtraError(ExtractorError):
    """An optional dependency that is not installed (code E500)."""

    code = "E500"

    @classmethod
    def of(cls, feature: str, extra: str) -> MissingExtraError:
        """The error for ``feature`` that needs ``policy-extractor[extra]``."""
        return cls(f"{feature} needs an optional package.", f'Run: pip install "policy-extractor[{extra}]"')

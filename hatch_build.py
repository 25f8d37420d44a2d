"""A build hook that compiles the modules in which the time goes with mypyc, wherever a C compiler is found.

EXTRACTOR_COMPILE=0 builds the plain wheel, EXTRACTOR_COMPILE=1 fails where compiling does. Without either a wheel
that cannot be compiled is built plain, and a line says why (``pip install -v`` shows it, ``extractor --version`` what is installed).
The plain modules stay in the wheel beside the compiled ones, and the source tree stays as it is.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Three groups, compiled side by side. Only what runs for every article: what reads tables runs seldom, so that it gains less than it
# costs here. The third finds names, which waits for the word cut and the automata half of its time; with it a call of find is a tenth
# faster and the build a fifth longer.
# The classes of the model stay plain: compiled frozen classes can be neither pickled nor copied.
GROUPS = (
    (
        "extractor/linking/[a-o]*.py",
        *(f"extractor/finding/{name}.py" for name in ("lexicon", "names_page", "numerals", "quantities", "terms", "timeline")),
        *(f"extractor/finding/{name}.py" for name in ("periods", "periods_told")),
    ),
    (
        "extractor/linking/[p-s]*.py",
        "extractor/linking/t[ir]*.py",
        "extractor/linking/turns.py",
        "extractor/linking/year_pairs.py",
        "extractor/pipeline.py",
        *(f"extractor/rules/{name}.py" for name in ("quick", "scanner")),
    ),
    (
        "extractor/finding/organisations*.py",
        *(f"extractor/finding/names{part}.py" for part in ("", "_growth", "_lexicon")),
        *(f"extractor/finding/{name}.py" for name in ("clusters", "mentions", "persons", "persons_foreign", "policies")),
        *(f"extractor/finding/places{part}.py" for part in ("", "_short")),
        *(f"extractor/reading/{name}.py" for name in ("layout", "lines", "sections")),
        "extractor/tokenising/wrapping.py",
    ),
)
# Of the modules around them only the types that they state themselves count; nothing need be installed to read them.
MYPY = ("--strict", "--follow-imports=silent", "--ignore-missing-imports", "--allow-untyped-calls", "--no-warn-unused-ignores")
# Beyond level 1 the compiler takes half as long again for code that mostly calls into Python.
SETUP = """
import os, sys
from setuptools import setup
from mypyc.build import mypycify
flags, *groups = [words.split() for words in sys.argv[1:]]
parts = [(files, f"policy_extractor_{number}") for number, files in enumerate(groups)]
modules = mypycify(flags + sum(groups, []), opt_level="1", debug_level="0", separate=parts)
setup(name="compiled", ext_modules=modules, script_args=["build_ext", "--inplace", "--parallel", str(os.cpu_count() or 1)])
"""
PATIENCE = 600.0


class CompiledBuildHook(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What compiling needs, fetched only where it will be tried."""
        return [] if self._obstacle() else ["mypy>=1.10", "setuptools>=70"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile in a folder of our own, so that the tree never holds compiled files that have grown old."""
        if self.target_name != "wheel" or version == "editable":
            return
        self._folder = Path(tempfile.mkdtemp(prefix="compiled-"))
        obstacle = self._obstacle() or self._compile()
        if obstacle:
            if os.environ.get("EXTRACTOR_COMPILE") == "1":
                raise RuntimeError(f"EXTRACTOR_COMPILE=1, but {obstacle}.")
            self.app.display_warning(f"policy-extractor is built without compiled modules, slower, with the same output: {obstacle}.")
            return
        for path in (p for suffix in ("so", "pyd") for p in self._folder.glob(f"**/*.{suffix}")):
            inside = path.relative_to(self._folder)
            if inside.parts[0] != "build":
                build_data["force_include"][str(path)] = inside.as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder."""
        if hasattr(self, "_folder"):
            shutil.rmtree(self._folder, ignore_errors=True)

    def _obstacle(self) -> str:
        """Why compiling need not be tried; empty if it should be."""
        if os.environ.get("EXTRACTOR_COMPILE") == "0":
            return "EXTRACTOR_COMPILE is 0"
        if sys.implementation.name != "cpython":
            return f"{sys.implementation.name} runs no modules compiled for CPython"
        if os.name == "nt":
            # Where Visual Studio is, setuptools finds out; this tool of its installer stands in a fixed place.
            finder = Path(os.environ.get("PROGRAMFILES(X86)", ""), "Microsoft Visual Studio", "Installer", "vswhere.exe")
            return "" if shutil.which("cl") or finder.exists() else "no C compiler was found"
        compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]
        if shutil.which(compiler) is None:
            return f"no C compiler ({compiler}) was found"
        return "" if Path(sysconfig.get_path("include"), "Python.h").exists() else "Python's header files are not installed"

    def _compile(self) -> str:
        """Compile into the folder; what went wrong, or nothing."""
        shutil.copytree(Path(self.root, "extractor"), self._folder / "extractor", ignore=shutil.ignore_patterns("__pycache__"))
        groups = [" ".join(str(p.relative_to(self._folder)) for pattern in g for p in sorted(self._folder.glob(pattern))) for g in GROUPS]
        command = [sys.executable, "-c", SETUP, " ".join(MYPY), *groups]
        # A session of its own, so that compilers that take too long end with the process that began them.
        with subprocess.Popen(command, cwd=self._folder, start_new_session=True) as process:
            try:
                code = process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                if os.name == "nt":
                    process.kill()
                else:
                    os.killpg(process.pid, signal.SIGKILL)
                return f"compiling took more than {PATIENCE:.0f} seconds"
        return f"compiling ended with code {code}, see above" if code else ""

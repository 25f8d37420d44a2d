"""A build hook, off by default, that compiles the hot modules with mypyc: HATCH_BUILD_HOOK_ENABLE_CUSTOM=1 pip install .

The plain modules stay in the wheel beside the compiled ones, and the source tree stays as it is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What runs for every article. The classes of the model stay plain: compiled frozen classes can be neither pickled nor copied.
COMPILED = (
    "extractor/pipeline.py",
    "extractor/text.py",
    "extractor/finding/*.py",
    "extractor/linking/*.py",
    "extractor/rules/scanner.py",
)
# Of the modules around them only the types that they state themselves count; nothing need be installed to read them.
MYPY = ("--strict", "--follow-imports=silent", "--ignore-missing-imports", "--allow-untyped-calls", "--no-warn-unused-ignores")
SETUP = """
import sys
from setuptools import setup
from mypyc.build import mypycify
setup(name="compiled", ext_modules=mypycify(sys.argv[3:]), script_args=sys.argv[1:3])
"""


class CompiledBuildHook(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile in a folder of our own, so that the tree never holds compiled files that have grown old."""
        if self.target_name != "wheel" or version == "editable":
            return
        self._folder = Path(tempfile.mkdtemp(prefix="compiled-"))
        shutil.copytree(Path(self.root, "extractor"), self._folder / "extractor", ignore=shutil.ignore_patterns("__pycache__"))
        modules = [str(p.relative_to(self._folder)) for pattern in COMPILED for p in sorted(self._folder.glob(pattern))]
        chosen = [m for m in modules if not m.endswith("__init__.py")]
        command = [sys.executable, "-c", SETUP, "build_ext", "--inplace", *MYPY, *chosen]
        subprocess.run(command, cwd=self._folder, check=True)
        for suffix in ("so", "pyd"):
            for path in self._folder.glob(f"**/*.{suffix}"):
                inside = path.relative_to(self._folder)
                if inside.parts[0] != "build":
                    build_data["force_include"][str(path)] = inside.as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder."""
        if hasattr(self, "_folder"):
            shutil.rmtree(self._folder, ignore_errors=True)

"""``python tests/fuzz/campaign.py TARGET FOLDER SECONDS``: tries a target with bytes that are led by what they reach.

The folder holds what to begin with and takes what is new; an input that breaks the target is written beside it.
"""

from __future__ import annotations

import sys
from importlib import util
from pathlib import Path
from types import ModuleType

LONGEST = 4_096


def targets() -> ModuleType:
    """Return the module of the targets, which stands beside this file and in no package."""
    spec = util.spec_from_file_location("fuzz_targets", Path(__file__).with_name("targets.py"))
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(target: str, folder: str, seconds: str) -> None:
    """Run the campaign; the process ends with 0 when nothing was found."""
    import atheris

    with atheris.instrument_imports(include=["timeline", "api"]):
        chosen = targets().TARGETS[target]
    # Languages are loaded when they are first met, which no input is to be blamed for.
    for kept in sorted(Path(folder).iterdir()):
        chosen(kept.read_bytes())
    limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=2000", "-verbosity=1"]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={folder}-", folder], chosen)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])

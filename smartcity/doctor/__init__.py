"""What is wrong with an installation, in plain words, and what to do; each check looks at one part."""

from pathlib import Path

from smartcity.doctor import data, machine, safety, serving
from smartcity.doctor.diagnosis import Check, Diagnosis, Installation, Level, diagnosed
from smartcity.settings import Settings

__all__ = ["CHECKS", "Check", "Diagnosis", "Installation", "Level", "examine"]

CHECKS: tuple[Check, ...] = (
    machine.packages,
    machine.program,
    machine.memory,
    machine.descriptors,
    machine.clock,
    data.folder,
    data.owners,
    data.space,
    data.version,
    data.release,
    data.rules,
    data.older,
    data.leftovers,
    safety.originals,
    safety.state,
    safety.boundaries,
    safety.backups,
    serving.hosts,
    serving.server,
)
"""In the order in which they are told: the program, the data, what keeps them, who is served."""


def examine(folder: Path, options: Settings, host: str, port: int) -> list[Diagnosis]:
    """Return what all checks say of an installation; none of them changes anything, and none raises."""
    installation = Installation(folder.absolute(), options, host, port)
    found = [diagnosed(check, installation) for check in CHECKS]
    return [each for each in found if each]

"""What the benchmarks found: printed as a table and written as JSON."""

import json
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

OUTPUT = Path(__file__).parent / "output"


@dataclass(frozen=True)
class Finding:
    """One measured figure with its reach, if it has one."""

    subject: str
    data: str
    value: float
    unit: str
    spread: str = ""
    reach: str = ""
    reached: bool | None = None


@dataclass
class Report:
    """All figures of a run."""

    findings: list[Finding] = field(default_factory=list)

    def at_most(
        self, subject: str, data: str, value: float, unit: str, limit: float | None = None, spread: str = ""
    ) -> None:
        """Note a figure that is better the smaller it is."""
        reach = f"<= {limit:g}" if limit is not None else ""
        reached = value <= limit if limit is not None else None
        self.findings.append(Finding(subject, data, value, unit, spread, reach, reached))

    def at_least(
        self, subject: str, data: str, value: float, unit: str, limit: float | None = None, spread: str = ""
    ) -> None:
        """Note a figure that is better the larger it is."""
        reach = f">= {limit:g}" if limit is not None else ""
        reached = value >= limit if limit is not None else None
        self.findings.append(Finding(subject, data, value, unit, spread, reach, reached))

    def missed(self) -> list[Finding]:
        """Return the figures that did not reach what is asked."""
        return [finding for finding in self.findings if finding.reached is False]

    def text(self) -> str:
        """Return the table for people."""
        rows = [("what", "data", "value", "spread", "reach", "")] + [
            (
                found.subject,
                found.data,
                f"{found.value:,.1f} {found.unit}",
                found.spread,
                found.reach,
                {True: "reached", False: "MISSED", None: ""}[found.reached],
            )
            for found in self.findings
        ]
        widths = [max(len(row[place]) for row in rows) for place in range(6)]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        )

    def write(self) -> Path:
        """Write the figures as JSON and return where."""
        OUTPUT.mkdir(exist_ok=True)
        path = OUTPUT / "results.json"
        content = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": f"{platform.machine()} {platform.python_version()}",
            "findings": [asdict(found) for found in self.findings],
        }
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
        return path


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def spread(values: Sequence[float]) -> str:
    """Return the median, the 95th percentile and the range of some values, for the table."""
    return (
        f"median {statistics.median(values):.1f}, p95 {percentile(values, 0.95):.1f}, "
        f"{min(values):.1f} to {max(values):.1f}, n={len(values)}"
    )

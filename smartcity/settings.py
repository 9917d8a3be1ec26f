"""Every setting: name, default, one sentence. README's table is made from this list and tested."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


class Settings(BaseSettings):
    """Settings read from the environment, each as SMARTCITY_ and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="SMARTCITY_", frozen=True)

    data: Path = Field(
        default=DATA / "db", description="Folder that holds the database versions and uploaded files."
    )
    language: str = Field(
        default="id", description="Language of pages and messages where none is chosen: id or en."
    )
    memory_limit: str = Field(
        default="1GB",
        pattern=r"(?i)^\d+(\.\d+)? ?[kmgt]i?b$",
        description="Most memory that one open database version may use.",
    )
    threads: int = Field(default=2, ge=1, description="Threads that one query may use.")
    keep_versions: int = Field(
        default=20, ge=2, description="Newest versions that are kept; older ones thin to one a day."
    )
    hosts: str = Field(
        default="",
        description="Host names that are served, with commas between (dasbor.contoh.go.id); every name if empty.",
    )
    path: str = Field(
        default="",
        pattern=r"^[\w./-]*$",
        description="Path below which everything is served (kota-cerdas); the host's own root if empty.",
    )
    proxies: str = Field(
        default="",
        description="Addresses of proxies whose X-Forwarded-For is believed, with commas between (127.0.0.1).",
    )
    secret: SecretStr = Field(
        default=SecretStr(""),
        description="At least 32 random signs, the same for all worker processes; a hosted server with accounts "
        "does not start without them.",
    )
    metrics: bool = Field(
        default=False, description="Serve figures for Prometheus at /_stcore/metrics, to this computer only."
    )
    readers: Literal["all", "accounts"] = Field(
        default="all", description="Who may read pages: all, or accounts (only who signed in)."
    )
    uploads: Literal["local", "all"] = Field(
        default="local",
        description="Who may change data on pages before there are accounts: local (only at the server's own "
        "computer) or all.",
    )
    api_rate: int = Field(
        default=300, ge=1, description="Requests that one address may make to the API in a minute."
    )
    api_seconds: int = Field(default=20, ge=1, description="Longest time that the API works on one answer.")
    upload_mb: int = Field(
        default=20, ge=1, description="Largest file that may be uploaded on a page, in megabytes."
    )
    backups: str = Field(
        default="",
        description="Folder that smartcity backup writes to where none is named; doctor looks at it.",
    )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process, read once."""
    return Settings()

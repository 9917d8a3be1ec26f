"""How much one address may ask: a bucket of tokens for each, filled again as time passes."""

import threading
import time
from collections.abc import Callable

from cachetools import LRUCache

# Addresses that are remembered; those that asked longest ago are forgotten first, which fills their bucket.
MOST_ADDRESSES = 10_000


class Buckets:
    """Counts what each address asks; the clock is in seconds."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(a_minute)
        self._clock = clock
        self._left: LRUCache[str, tuple[float, float]] = LRUCache(MOST_ADDRESSES)
        self._lock = threading.Lock()

    def wait(self, address: str) -> float:
        """Take one token of an address and return 0, or return the seconds until there is one."""
        a_second = self._most / 60
        with self._lock:
            now = self._clock()
            left, at = self._left.get(address, (self._most, now))
            left = min(self._most, left + (now - at) * a_second)
            is_open = left >= 1
            self._left[address] = (left - 1 if is_open else left, now)
        return 0.0 if is_open else (1 - left) / a_second

"""The logo of a cover: which pictures are taken, and how they are kept."""

import io

from PIL import Image

from smartcity import formats
from smartcity.errors import SmartcityError
from smartcity.words import _

MOST_BYTES = 2_000_000
MOST_PIXELS = 40_000_000
"""More is no logo, and would take 160 MB to open."""

LOGO_PIXELS = 800
"""Of the longer side as it is kept: crisp on a slide."""


class LogoError(SmartcityError):
    """What was given is no logo; says why."""


def checked(given: bytes) -> bytes:
    """Return a logo as it is kept; raises LogoError for what is no PNG or JPEG picture, or too large."""
    if len(given) > MOST_BYTES:
        text = _("Logo paling besar {size} MB.")
        raise LogoError(text.format(size=formats.number(MOST_BYTES // 1_000_000)))
    try:
        return png(given)
    # Broken pictures raise SyntaxError, too; one that is far too large has an error of its own.
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoError(_("Logo harus gambar PNG atau JPEG.")) from error


def png(given: bytes) -> bytes:
    """Return a PNG or JPEG picture as a PNG of bounded size."""
    with Image.open(io.BytesIO(given), formats=("PNG", "JPEG")) as image:
        if image.width * image.height > MOST_PIXELS:
            raise LogoError(_("Ukuran gambar logo terlalu besar; perkecil dahulu gambarnya."))
        image.thumbnail((LOGO_PIXELS, LOGO_PIXELS))
        target = io.BytesIO()
        image.convert("RGBA").save(target, "PNG")
    return target.getvalue()

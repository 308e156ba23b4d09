"""SHA-256 from Python itself: `hashlib` loads OpenSSL, a hundredth of the time until the first headline."""

try:
    from _sha2 import sha256  # type: ignore[import-not-found]  # Python 3.12 and later
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:  # a Python built without its own
        from hashlib import sha256


def digest(data: bytes) -> str:
    """The SHA-256 of `data`, as 64 lower-case hexadecimal digits."""
    text: str = sha256(data).hexdigest()
    return text

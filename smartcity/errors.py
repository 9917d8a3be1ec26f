"""The one root of all errors that a person may meet."""


class SmartcityError(Exception):
    """An error with one sentence for the person who meets it: what is wrong, where, what to do."""

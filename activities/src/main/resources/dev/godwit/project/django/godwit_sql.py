"""What a failure of the database says, without the values of rows."""

import re

from django.db import Error, InterfaceError, OperationalError

LOCK_NOT_AVAILABLE = "55P03"


class Unreachable(Exception):
    """Nobody knows what has happened: whoever asks again looks first."""


def causes(failure):
    while failure is not None:
        yield failure
        failure = failure.__cause__


def sqlstate(failure):
    for one in causes(failure):
        state = getattr(one, "sqlstate", None) or getattr(one, "pgcode", None)
        if state:
            return state
    return ""


def words(failure):
    """PostgreSQL puts rows into DETAIL, and values into the message of some failures."""
    state = sqlstate(failure)
    for one in causes(failure):
        server = getattr(one, "diag", None)
        text = getattr(server, "message_primary", None)
        if not text:
            continue
        if state.startswith("22"):
            text = re.sub(r"\"[^\"]*\"|'[^']*'", '"…"', text)
        if state.startswith("P0") or getattr(server, "source_function", "") == "exec_stmt_raise":
            text = "an exception raised by a function or trigger of the database"
        return text.splitlines()[0]
    return type(failure).__name__


def lost(failure):
    """What is said of a lost or refused connection; empty for any other failure."""
    if not isinstance(failure, Error):
        return ""
    state = sqlstate(failure)
    unsaid = isinstance(failure, (OperationalError, InterfaceError)) and not state
    if unsaid or state.startswith(("08", "57P", "53300", "25P03")):
        lines = str(failure).strip().splitlines() if unsaid else [words(failure)]
        return lines[0] if lines else "the connection is lost"
    return ""


def unreachable(failure):
    """Passes a lost or refused connection on as what it is."""
    words_of_it = lost(failure)
    if words_of_it:
        raise Unreachable(words_of_it) from failure

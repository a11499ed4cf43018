"""The hostile archives of `archives.py`, as tables of cases; no test by itself."""

from typing import NamedTuple


class Case(NamedTuple):
    """One archive and what candor owes its reader.

    Names are as a POSIX reader means them: without `./` and doubled slashes. What is in neither table must be
    read by candor exactly as the reference tools read it.
    """

    name: str
    data: bytes
    #: Path -> code of the refusal; `.` is the archive as a whole.
    refused: dict = {}
    #: Paths candor must have read, whatever else it refuses.
    read: tuple = ()
    #: Name by which some tool calls what was refused -> its path in `refused`.
    alias: dict = {}
    #: Tool -> why its reading is no measure here.
    unlike: dict = {}

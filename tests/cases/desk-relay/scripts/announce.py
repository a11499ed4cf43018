"""Tells the display which version runs and how much is shown."""
import sys

import _display

if __name__ == "__main__":
    _display.measure(sys.argv[2])

"""Packs what the daemon hands over, and gives it to the display's driver."""
import argparse
import base64
import sys

import _display


def pack(text):
    return base64.b64encode(text.encode("utf-8"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--topic", default="desk")
    options = parser.parse_args()
    shown = sys.stdin.read()
    _display.push(options.topic, pack(shown))
    _display.measure(shown)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Renders the Markdown of reports with GitHub's own cmark and with markdown-it, raw HTML and bare addresses allowed, and looks for
what a submission could have put in: only our elements, only links to lines below the root, no address, mention, issue or HTML in
what is not code, and no more characters than a comment holds.

usage: markdown.py [FILE...]     without files: the committed sample, and fresh reviews, by the program that CANDOR names, of
tests/cases/acme-agent and of every hostile submission, into the folder that SCRATCH names.

Needs the Python packages of requirements.txt.
"""

import os
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

import reports

ELEMENTS = {"h2", "h3", "p", "ul", "li", "strong", "code", "a"}
LINE = re.compile(r"(?!/)(?![^/]*:)[A-Za-z0-9._~%/-]+#L[0-9]+\Z")
# What a service makes something of, where it is not code: mentions, issues, addresses, commits.
ACTIVE = re.compile(r"@\w|#\d|\bGH-\d|www\.|://|\b[0-9a-f]{7,40}\b|[<>*_`\[\]]")
MOST = 60_000


class Page(HTMLParser):
    """Elements and links of a rendering, and its text outside of code."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.errors, self.open, self.items = [], [], 0
        self.feed(text)
        if self.open:
            self.errors.append(f"left open: {self.open}")

    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS:
            self.errors.append(f"an element of somebody else: <{tag}>")
            return
        self.open.append(tag)
        self.items += tag == "li"
        for name, value in attributes:
            if (tag, name) != ("a", "href") or not LINE.match(value) or ".." in value.split("#")[0].split("/"):
                self.errors.append(f"an attribute of somebody else: {tag} {name}={value!r}")

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data):
        if "code" not in self.open and (found := ACTIVE.search(data)):
            self.errors.append(f"active outside of code: {found.group()!r} in {data[:120]!r}")

    def handle_comment(self, data):
        self.errors.append(f"a comment: {data[:60]!r}")


def files():
    if len(sys.argv) > 1:
        return [Path(argument) for argument in sys.argv[1:]]
    found = [reports.ROOT / "reports/sample/report.md"]
    if "CANDOR" in os.environ and "SCRATCH" in os.environ:
        submissions = [reports.ROOT / "tests/cases/acme-agent", *reports.hostile().values()]
        found += [reports.form(submission, "markdown", ".md") for submission in submissions]
    return found


def renderings(text):
    """Whatever the syntax allows, and whatever is linked without being asked for."""
    options = Options.CMARK_OPT_UNSAFE
    yield "cmark-gfm", cmarkgfm.github_flavored_markdown_to_html(text, options=options)
    yield "markdown-it", MarkdownIt("gfm-like", {"html": True, "linkify": True}).render(text)


def main():
    sound = True
    for path in files():
        text = path.read_text()
        errors = [] if len(text) <= MOST else [f"{len(text)} characters"]
        rows = sum(line.startswith("- ") for line in text.splitlines())
        for name, html in renderings(text):
            page = Page(html)
            errors += [f"{name}: {error}" for error in page.errors]
            if page.items != rows:
                errors.append(f"{name}: {page.items} items out of {rows} rows")
        sound &= reports.complain(path, errors)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())

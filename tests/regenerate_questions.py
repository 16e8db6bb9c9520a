"""Writes the golden answers of the question library anew: `python -m tests.regenerate_questions`. Look at what changed."""

from __future__ import annotations

import sys

from nkgraph import build, corpus
from tests import asking
from tests.conftest import REPOSITORY


def main() -> None:
    """Answer every question with its example, keep the answers, and drop those of questions that are gone."""
    built = build.build(corpus.find(REPOSITORY))
    if built.faults:
        sys.exit("\n".join(map(str, built.faults)))
    asking.GOLDEN.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, question in asking.library().items():
        file, text = asking.golden_file(name), asking.golden(asking.answer(question, built.graph))
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")
            changed.append(name)
    for file in asking.GOLDEN.glob("*.tsv"):
        if file.stem not in asking.library():
            file.unlink()
            changed.append(f"{file.stem} (gone)")
    sys.stdout.write("".join(f"{name}\n" for name in changed) or "Nothing changed.\n")


if __name__ == "__main__":
    main()

"""The fault codes that a module can say, read from its source, so that a test can ask for an example of each."""

from __future__ import annotations

import ast
import inspect
import re
from types import ModuleType

_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+$")
_SAYS = {"Fault", "fault", "_fault", "_mention_fault"}


def said_by(module: ModuleType) -> set[str]:
    """Every literal that a call making a fault is given and that looks like a code."""
    calls = [n for n in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(n, ast.Call)]
    named = [c for c in calls if (c.func.attr if isinstance(c.func, ast.Attribute) else getattr(c.func, "id", "")) in _SAYS]
    texts = [a.value for c in named for a in c.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return {text for text in texts if _CODE.match(text)}

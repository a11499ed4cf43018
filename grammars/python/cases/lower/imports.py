import os
import a.b.c
import d.e as f
from . import sibling
from ..up import thing as other, more
from star import *

__all__ = ["go", "other"]


def go():
    import json
    from x import y

    return json.dumps(y(os.environ["HOME"]))

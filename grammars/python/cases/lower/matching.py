def command(event):
    match event:
        case {"kind": "upload", "path": path, **rest}:
            return path, rest
        case Point(x, y=second) as whole if second > 1:
            return x, second, whole
        case [head, *tail] | (head, tail):
            return head, tail
        case pkg.NAME | "literal" | 3:
            return None
        case _:
            return event

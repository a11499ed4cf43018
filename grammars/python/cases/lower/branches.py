# Values join after branches; a branch that leaves does not.
def pick(a, b):
    if a:
        x = read(a)
    elif b:
        x = read(b)
    else:
        return None
    return x


def early(path):
    data = ""
    if not path:
        raise ValueError(path)
    data = open(path).read()
    return data


def dead():
    if False:
        send(1)
    return 2

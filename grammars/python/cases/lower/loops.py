# A loop joins at its head what its body assigns; a variable first assigned in the body is read from an earlier round.
def total(items):
    result = ""
    for number, (key, value) in enumerate(items):
        result += key + value
    return result


def late(stream):
    while True:
        if stream.ready():
            send(previous)
        previous = stream.read()


def comprehension(rows):
    pairs = {row["name"]: row[0] for row in rows if row}
    return [x for x, y in pairs.items() for x in y]

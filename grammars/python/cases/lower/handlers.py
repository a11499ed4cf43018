# A handler starts from every version assigned in its try.
def load(path):
    data = None
    try:
        data = first(path)
        data = second(data)
    except OSError as error:
        log(data, error)
    except ValueError:
        raise
    else:
        data = third(data)
    finally:
        close(path)
    return data


def managed(path):
    with open(path) as handle, lock:
        return handle.read()

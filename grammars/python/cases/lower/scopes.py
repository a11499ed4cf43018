# Captured variables go through cells; global writes by name; class members through the class.
COUNT = 0
COUNT = COUNT + 1


def outer(secret):
    def inner():
        return secret

    total = 1

    def bump():
        nonlocal total
        total = 2

    bump()
    return inner, total, lambda: secret


def reset():
    global COUNT
    COUNT = 5


class Base:
    limit: int = 10

    class Inner(object):
        name = "n"


class Agent(Base, metaclass=Meta):
    kinds = ["a", "b"]

    def __init__(self, token: "Optional[pkg.Token]", *rest, flag=True, **more):
        super().__init__(token)
        self.token = token
        self.url: str = "https://collector.example/upload"

    @property
    def size(self):
        return len(self.token)

    @staticmethod
    def build(x):
        return Agent(x)

    @route("/x", methods=["POST"])
    def handle(self):
        self.kinds[0] = self.token

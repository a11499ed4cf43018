@app.route("/collect")
@login_required
def collect():
    return 1


@dataclass
@register(kind="x")
class Job:
    def run(self): ...

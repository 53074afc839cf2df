// Runs the pupil's program inside Pyodide: fresh every time, its print kept, its errors with the line of the program.
export const HARNESS = `
import json, sys, traceback

sys.setrecursionlimit(220)
for _name in ("js", "pyodide_js"):
    sys.modules[_name] = None  # the program has no business with the page


class _NoInput(Exception):
    pass


class _Page:
    def __init__(self, limit=8000):
        self.text, self.limit, self.cut = "", limit, False

    def write(self, text):
        room = self.limit - len(self.text)
        self.text += text[:room]
        self.cut = self.cut or len(text) > room
        return len(text)

    def flush(self):
        pass


def _no_input(*_):
    raise _NoInput("input")


def _trouble(error):
    kind, line = type(error).__name__.lstrip("_"), None
    if isinstance(error, SyntaxError) and error.filename == "program.py":
        line = error.lineno
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename == "program.py":
                line = frame.lineno
    message = repr(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return {"kind": kind, "message": message[:300], "line": line}


def _same(one, other):
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= 1e-9
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[k], other[k]) for k in one)
    return type(one) is type(other) and one == other


def _shown(value):
    try:
        return repr(value)[:300]
    except Exception:
        return "?"


def _check(function, check):
    try:
        got = function(*json.loads(json.dumps(check["args"])))
        return {"id": check["id"], "ok": _same(got, check["expect"]), "got": _shown(got), "trouble": None}
    except BaseException as error:
        return {"id": check["id"], "ok": False, "got": None, "trouble": _trouble(error)}


def _run(task):
    task = json.loads(task)
    page, world = _Page(), {"__name__": "program", "input": _no_input}
    before = sys.stdout
    sys.stdout = page
    checks, trouble = [], None
    try:
        exec(compile(task["code"], "program.py", "exec"), world)
        function = world.get(task["function"])
        if callable(function):
            checks = [_check(function, check) for check in task["checks"]]
        else:
            trouble = {"kind": "NoFunction", "message": task["function"], "line": None}
    except BaseException as error:
        trouble = _trouble(error)
    finally:
        sys.stdout = before
    calls = {c["id"]: ", ".join(map(_shown, c["args"])) for c in task["checks"]}
    wanted = {c["id"]: _shown(c["expect"]) for c in task["checks"]}
    return json.dumps({"trouble": trouble, "printed": page.text, "cut": page.cut, "checks": checks,
                       "calls": calls, "wanted": wanted})

_run
`;

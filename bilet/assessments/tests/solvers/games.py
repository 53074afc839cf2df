"""Mazes walked and towers rebuilt by slow, plain means of their own.

Programs are carried out command by command from the words of the language; the shortest ones are
found by trying all programs in order of length, towers by going deeper and deeper.
"""

import re
from functools import cache

AHEAD = {0: (0, -1), 1: (1, 0), 2: (0, 1), 3: (-1, 0)}
Place = tuple[int, int, int]


# The robot


def tokens(program: str) -> list[tuple[int, str]] | None:
    """(how many times, what) for every part; None when it is not a program."""
    found, rest = [], program
    while rest:
        match = re.match(r"([2-6])x([flr]+)z", rest)
        if match:
            found.append((int(match[1]), match[2]))
            rest = rest[match.end() :]
        elif rest[0] in "flr":
            found.append((1, rest[0]))
            rest = rest[1:]
        else:
            return None
    return found or None


def cost(program: str) -> int:
    """Commands, and one for each repeat."""
    return sum(len(what) + (times > 1) for times, what in tokens(program) or [])


class Board:
    """A maze as rows of cells: True where the robot may stand."""

    def __init__(self, data) -> None:
        self.rows = [[True] * data["width"] for _row in range(data["height"])]
        for x, y in data["walls"]:
            self.rows[y][x] = False
        self.start: Place = tuple(data["start"])
        self.goal = tuple(data["goal"])
        self.has_repeats = "x" in data["commands"]
        self.limit = data["limit"]

    def free(self, x: int, y: int) -> bool:
        return 0 <= y < len(self.rows) and 0 <= x < len(self.rows[y]) and self.rows[y][x]

    def step(self, place: Place | None, command: str) -> Place | None:
        if place is None:
            return None
        x, y, way = place
        if command == "l":
            return x, y, (way - 1) % 4
        if command == "r":
            return x, y, (way + 1) % 4
        x, y = x + AHEAD[way][0], y + AHEAD[way][1]
        return (x, y, way) if self.free(x, y) else None

    def walk(self, place: Place | None, commands: str) -> Place | None:
        for command in commands:
            place = self.step(place, command)
        return place

    def does(self, program: str) -> bool:
        """Whether the program is right."""
        parts = tokens(program)
        if parts is None or cost(program) > self.limit:
            return False
        if not self.has_repeats and any(times > 1 for times, _what in parts):
            return False
        place = self.walk(self.start, "".join(what * times for times, what in parts))
        return place is not None and place[:2] == self.goal

    def least(self, *, repeats: bool) -> int | None:
        """Commands of the shortest program, by waves: all places that n commands can lead to."""
        waves: list[set[Place]] = [{self.start}]
        for n in range(60):
            if any(place[:2] == self.goal for place in waves[n]):
                return n
            fresh = {self.step(place, command) for place in waves[n] for command in "flr"}
            if repeats:
                for length in range(1, n + 1):
                    fresh |= self._repeated(waves[n - length], length)
            before = set().union(*waves)
            waves.append({place for place in fresh if place is not None} - before)
        return None

    def _repeated(self, places: set[Place], length: int) -> set[Place | None]:
        """Where repeats of a body of this length lead from these places."""
        return {
            self.walk(place, body * times)
            for place in places
            for body in self._bodies(place, length)
            for times in range(2, 7)
        }

    @cache  # noqa: B019 # a board lives as long as its test
    def _bodies(self, place: Place, length: int) -> list[str]:
        """So many commands that do not run into a wall at once, nor turn there and back."""
        if length == 0:
            return [""]
        return [
            body + command
            for body in self._bodies(place, length - 1)
            for command in "flr"
            if body[-1:] + command not in ("lr", "rl")
            if self.walk(place, body + command) is not None
        ]

    def cells_reached(self) -> set[tuple[int, int]]:
        """Cells to which the robot can come at all."""
        found, frontier = {self.start[:2]}, [self.start[:2]]
        while frontier:
            x, y = frontier.pop()
            for dx, dy in AHEAD.values():
                if self.free(x + dx, y + dy) and (x + dx, y + dy) not in found:
                    found.add((x + dx, y + dy))
                    frontier.append((x + dx, y + dy))
        return found


# The tower


def rebuilt(data, moves: str) -> list[list[str]] | None:
    """The rods after the moves; None when one of them cannot be made."""
    rods = [list(rod) for rod in data["start"]]
    for move in filter(None, moves.split("_")):
        if not re.fullmatch("[123][123]", move) or move[0] == move[1]:
            return None
        source, target = rods[int(move[0]) - 1], rods[int(move[1]) - 1]
        if not source or len(target) == data["heights"][int(move[1]) - 1]:
            return None
        target.append(source.pop())
    return rods


def fewest_moves(data) -> int:
    """Deeper and deeper: all orders of possible moves of each length."""
    return next(depth for depth in range(10) if _can(data, "", depth))


def _can(data, moves: str, depth: int) -> bool:
    """Whether so many moves more bring the rods to the goal."""
    rods = rebuilt(data, moves)
    if rods is None or depth == 0:
        return rods == [list(rod) for rod in data["goal"]]
    last = moves[-1:]  # the same ring twice in a row is one move, or none
    following = [move for move in ("12", "13", "21", "23", "31", "32") if move[0] != last]
    return any(_can(data, f"{moves}_{move}", depth - 1) for move in following)

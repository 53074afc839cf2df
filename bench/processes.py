"""Which processes serve, and how much CPU they have used: read from /proc."""

import os
from pathlib import Path

import psycopg

TICK = os.sysconf("SC_CLK_TCK")


def listeners(port: int) -> list[int]:
    """Processes that listen at `port`: a server with all its workers."""
    wanted = f"{port:04X}"
    sockets = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[1].endswith(f":{wanted}") and fields[3] == "0A":
            sockets.add(f"socket:[{fields[9]}]")
    return [pid for pid in processes() if sockets & opened_by(pid)]


def postgres_of(dsn: str) -> list[int]:
    """The backends of the database and those that write for all of them."""
    with psycopg.connect(dsn) as connection:
        return [row[0] for row in connection.execute("SELECT pid FROM pg_stat_activity").fetchall()]


def processes() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]


def opened_by(pid: int) -> set[str]:
    try:
        return {str(file.readlink()) for file in Path(f"/proc/{pid}/fd").iterdir()}
    except OSError:  # gone, or not ours to look into
        return set()


def cpu_seconds(pids: list[int]) -> float:
    """User and system time of all threads of the processes that still run."""
    return sum(_cpu_seconds(pid) for pid in pids)


def _cpu_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK

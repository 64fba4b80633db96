"""A cluster on this machine, of processes that can be killed: a master and workers of one core, everything on the loopback address."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pyspark

HOST = "127.0.0.1"
HOME = Path(pyspark.__file__).parent


class Cluster:
    """Runs while it is entered. `master` is its address."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self._folder, self._count = folder, workers
        self._processes: dict[str, subprocess.Popen] = {}

    def __enter__(self) -> "Cluster":
        with socket.socket() as free:
            free.bind((HOST, 0))
            port = free.getsockname()[1]
        self.master = f"spark://{HOST}:{port}"
        self._start("master", "master.Master", "--host", HOST, "--port", str(port), "--webui-port", "0")
        for number in range(self._count):
            name = f"worker{number}"
            own = ["--host", HOST, "--cores", "1", "--memory", "2g", "--webui-port", "0", "--work-dir", str(self._folder / name)]
            self._start(name, "worker.Worker", *own, self.master)
        self._wait(lambda: self._said("master").count("Registering worker") == self._count, "the workers did not come")
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self._processes):
            self.kill(name)

    def _start(self, name: str, role: str, *arguments: str) -> None:
        environment = {**os.environ, "SPARK_LOCAL_IP": HOST, "SPARK_NO_DAEMONIZE": "1", "SPARK_DAEMON_MEMORY": "512m"}
        command = [str(HOME / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}", *arguments]
        with open(self._folder / f"{name}.log", "wb") as log:
            self._processes[name] = subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    def _said(self, name: str) -> str:
        return (self._folder / f"{name}.log").read_text(errors="replace")

    def _wait(self, done, why: str, seconds: float = 300) -> None:
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                raise TimeoutError(f"{why}: {self._said('master')[-2000:]}")
            time.sleep(0.05)

    def executors(self, worker: str) -> list[int]:
        """The processes that work for a worker."""
        return _children(self._processes[worker].pid)

    def kill_executor(self, worker: str) -> None:
        """As if it had run out of memory; the worker starts another."""
        for process in self.executors(worker):
            _kill(process)

    def kill(self, name: str) -> None:
        """As if its machine had lost power: with all that it runs."""
        process = self._processes.pop(name)
        for child in [*_children(process.pid), process.pid]:
            _kill(child)
        process.wait()


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _children(process: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            if parent == process:
                found.append(int(folder.name))
    return found

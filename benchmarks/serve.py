"""Requests per second of `stancekit serve`, with several clients that send one request after the other.

    python benchmarks/serve.py --threads 2

The server runs in a process of its own, at a free port; the clients share the
cores with it. The CPU time is the server's, and depends little on what else
the machine does. One kind of request holds one sentence, another an article, the
last ten articles for `/score`.
"""

import argparse
import http.client
import json
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psutil

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SENTENCE = "The mayor, Anna Berg, lied again, and it is a disgrace."


def main() -> None:
    """Measure each kind of request with each number of clients."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=2, help="of the server")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=10, help="for each measurement")
    options = parser.parse_args()
    articles = [json.loads(line) for line in (EXAMPLES / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = [article["body"] for article in articles]
    requests = {
        "sentence": ("/analyze", [{"text": SENTENCE}]),
        "article": ("/analyze", [{"text": text} for text in texts]),
        "10 articles": ("/score", [{"articles": [{"text": text} for text in texts[:10]]}]),
    }
    print(f"articles: {statistics.mean(len(text.split()) for text in texts):.0f} words in the mean")
    with _server(options.threads) as (address, process):
        for kind, (path, bodies) in requests.items():
            for clients in options.clients:
                load = _Load(address, process, path, [json.dumps(body).encode() for body in bodies])
                print(f"{kind}, {clients} clients: {load.run(clients, options.seconds)}", flush=True)


@contextmanager
def _server(threads: int) -> Iterator[tuple[str, psutil.Process]]:
    command = [sys.executable, "-m", "stancekit", "serve", "--port", "0", "--threads", str(threads)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        if found is None:
            sys.exit("the server did not start")
        try:
            yield found[0], psutil.Process(process.pid)
        finally:
            process.terminate()


class _Load:
    """Clients that send requests until the time is over."""

    def __init__(self, address: str, process: psutil.Process, path: str, bodies: list[bytes]) -> None:
        self._process = process
        self._place, self._path, self._bodies = urlsplit(address).netloc, path, bodies
        self._seconds: list[float] = []
        self._refused = 0
        self._lock = threading.Lock()

    def run(self, clients: int, seconds: float) -> str:
        """Return requests per second, the median and the 95th percentile of their time, and CPU time."""
        self._client(0, time.perf_counter() + 1)  # warm-up
        self._seconds, self._refused = [], 0
        began, cpu = time.perf_counter(), self._cpu()
        with ThreadPoolExecutor(clients) as threads:
            for number in range(clients):
                threads.submit(self._client, number, began + seconds)
        if len(self._seconds) < 2:
            return f"{len(self._seconds)} answers in {seconds:g} seconds; measure longer"
        rate = len(self._seconds) / (time.perf_counter() - began)
        median, *_, high = statistics.quantiles(self._seconds, n=20)[9:]
        cost = 1000 * (self._cpu() - cpu) / len(self._seconds)
        return (
            f"{rate:.1f}/s, median {1000 * median:.0f} ms, 95 % below {1000 * high:.0f} ms, {self._refused} refused, "
            f"CPU {cost:.1f} ms each"
        )

    def _cpu(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)

    def _client(self, number: int, end: float) -> None:
        connection = http.client.HTTPConnection(self._place, timeout=120)
        while time.perf_counter() < end:
            body = self._bodies[number % len(self._bodies)]
            number += 1
            began = time.perf_counter()
            connection.request("POST", self._path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            with self._lock:
                if answer.status == 200:
                    self._seconds.append(time.perf_counter() - began)
                else:
                    self._refused += 1
        connection.close()


if __name__ == "__main__":
    main()

"""A real S3 server for tests of papers in a bucket."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ground.stand_ins import free_port, wait_for


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """A running S3 server, and the keys that it knows."""

    url: str
    access_key: str = "concord-tests"
    secret_key: str = "a-secret-shared-in-tests"

    def environ(self, bucket: str) -> dict[str, str]:
        """How an installation is told to keep its papers there."""
        keys = {"CONCORD_S3_KEY": self.access_key, "CONCORD_S3_SECRET": self.secret_key}
        return {"CONCORD_S3_BUCKET": bucket, "CONCORD_S3_ENDPOINT": self.url, **keys}


def _options(folder: Path, ports: dict[str, tuple[int, int]]) -> list[str]:
    """A small server that listens here only, tells nobody of itself, and opens none of its other doors."""
    listening = [f"-{name}.port={port}" for name, (port, _grpc) in ports.items()]
    listening += [f"-{name}.port.grpc={grpc}" for name, (_port, grpc) in ports.items()]
    here = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder}", f"-s3.config={folder}/s3.json"]
    sockets = [f"-filer.localSocket={folder}/filer.sock", f"-s3.localSocket={folder}/s3.sock"]
    small = ["-master.volumeSizeLimitMB=64", "-volume.max=8", "-master.telemetry=false"]
    return [*listening, *here, *sockets, *small, "-s3.port.iceberg=0", "-s3.port.lance=0"]


@contextmanager
def object_store(folder: Path) -> Iterator[ObjectStore]:
    """A real S3 server (SeaweedFS) that keeps its objects in a folder, running within this block."""
    ports = {name: (free_port(), free_port()) for name in ("master", "volume", "filer", "s3")}
    store = ObjectStore(f"http://127.0.0.1:{ports['s3'][0]}")
    credentials = [{"accessKey": store.access_key, "secretKey": store.secret_key}]
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    known = {"identities": [{"name": "concord", "credentials": credentials, "actions": actions}]}
    (folder / "s3.json").write_text(json.dumps(known))
    program = [str(Path(sys.executable).with_name("weed")), "server", "-filer", "-s3", *_options(folder, ports)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(program, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            wait_for(store.url)
            yield store
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            for name, (_port, grpc) in ports.items():
                Path(f"/tmp/seaweedfs-{name}-grpc-{grpc}.sock").unlink(missing_ok=True)

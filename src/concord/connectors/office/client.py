"""Run the office program for one file."""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from concord.engines.review.refused import Refused

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 60.0
LARGEST = 100_000_000
COMMON = "/org.openoffice.Office.Common/Security/Scripting"
INET = "/org.openoffice.Inet/Settings"
# No macros, nothing that a file links to, and for whatever asks all the same, a proxy that does not exist.
SAFELY = (
    (COMMON, "MacroSecurityLevel", "3"),
    (COMMON, "DisableMacrosExecution", "true"),
    (COMMON, "BlockUntrustedRefererLinks", "true"),
    (INET, "ooInetProxyType", "2"),
    (INET, "ooInetHTTPProxyName", "127.0.0.1"),
    (INET, "ooInetHTTPProxyPort", "9"),
    (INET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (INET, "ooInetHTTPSProxyPort", "9"),
)


@dataclass(frozen=True, slots=True)
class Office:
    """The office program at this place, and how many seconds it may take for a file."""

    program: str
    seconds: float = SECONDS

    def to_docx(self, content: bytes, _name: str = "") -> bytes:
        """An older Word file, or rich text, as docx. Refuses what the program cannot open in time."""
        return self.converted(content, "rtf" if content.lstrip()[:5] == b"{\\rtf" else "doc", "docx")

    def to_pdf(self, content: bytes) -> bytes:
        """A Word file (docx) as the pages that would be printed."""
        return self.converted(content, "docx", "pdf")

    def converted(self, content: bytes, suffix: str, wanted: str) -> bytes:
        """A file of one kind as another; kinds are named by the endings that the program knows ("doc", "pdf")."""
        with tempfile.TemporaryDirectory(prefix="concord-office-") as folder:
            home = Path(folder)
            source, made = home / f"in.{suffix}", home / "out" / f"in.{wanted}"
            source.write_bytes(content)
            _profile(home)
            self._run(home, ["--convert-to", wanted, "--outdir", str(home / "out"), str(source)])
            if not made.is_file() or not 0 < made.stat().st_size <= LARGEST:
                raise Refused("The office program cannot open this file.")
            return made.read_bytes()

    def _run(self, home: Path, arguments: list[str]) -> None:
        command = [self.program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore"]
        environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "LANG": "C.UTF-8"}
        process = subprocess.Popen(
            [*command, *arguments],
            cwd=home, env=environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            process.wait(self.seconds)
        except subprocess.TimeoutExpired as late:
            raise Refused("The office program took more than {seconds} seconds.", seconds=round(self.seconds)) from late
        finally:
            _end(process)


def installed(program: str = "") -> Office | None:
    """The office program of this name or place, or the first that is found; None without one."""
    for name in [program] if program else PROGRAMS:
        if found := shutil.which(name):
            return Office(found)
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def _profile(home: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in SAFELY
    )
    names = 'xmlns:oor="http://openoffice.org/2001/registry"'
    (home / "profile" / "user").mkdir(parents=True)
    settings = home / "profile" / "user" / "registrymodifications.xcu"
    settings.write_text(f'<?xml version="1.0" encoding="UTF-8"?><oor:items {names}>{items}</oor:items>', "utf-8")

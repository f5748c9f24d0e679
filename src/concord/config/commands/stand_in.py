"""`concord stand-in …`: run a stand-in for an outside service, to try the platform without it."""

import logging
import os
import sys
from typing import Annotated

import typer

app = typer.Typer(
    help="Run a stand-in for an outside service: sms, mail, webhook, source, opinion, register.",
    no_args_is_help=True,
    add_completion=False,
)
Host = Annotated[str, typer.Option(help="Where to listen.")]
Port = Annotated[int, typer.Option(help="On which port.")]


def _serve(module: str, host: str, port: int) -> None:
    """Become a web server for a stand-in's application."""
    where = ["--host", host, "--port", str(port), "--interface", "asgi", "--no-ws", "--log-level", "warning"]
    program = [
        sys.executable,
        "-m",
        "granian",
        *where,
        "--factory",
        f"concord.connectors.{module}.stand_in:application",
    ]
    os.execv(sys.executable, program)  # noqa: S606  # our own program, no shell


@app.command()
def sms(host: Host = "127.0.0.1", port: Port = 8025) -> None:
    """Text messages: read them at http://127.0.0.1:8025/. Set CONCORD_SMS_KEY as for the platform."""
    print(f"Text messages (stand-in): http://{host}:{port}/", flush=True)
    _serve("sms", host, port)


@app.command()
def webhook(host: Host = "127.0.0.1", port: Port = 8026) -> None:
    """A program that receives webhooks. Set CONCORD_WEBHOOK_KEY as for the platform."""
    print(f"Webhooks (stand-in): http://{host}:{port}/received", flush=True)
    _serve("webhook", host, port)


@app.command()
def opinion(host: Host = "127.0.0.1", port: Port = 8029) -> None:
    """A language model that reads contracts by a crude rule. Set CONCORD_OPINION_KEY as for the platform."""
    print(f"Second opinions (stand-in): http://{host}:{port}/", flush=True)
    _serve("opinion", host, port)


@app.command()
def register(host: Host = "127.0.0.1", port: Port = 8030) -> None:
    """The register of companies; enter them by PUT. Set CONCORD_REGISTER_KEY as for the platform."""
    print(f"Register of companies (stand-in): http://{host}:{port}/", flush=True)
    _serve("registry", host, port)


@app.command()
def source(code: str = "hotline", host: Host = "127.0.0.1", port: Port = 8028) -> None:
    """An outside system that holds records, by its mapping's code. Set CONCORD_SOURCE_KEY as for the platform."""
    print(f"{code} (stand-in): http://{host}:{port}/", flush=True)
    os.environ["CONCORD_SOURCE"] = code
    _serve("sources", host, port)


@app.command()
def mail(host: Host = "127.0.0.1", port: Port = 8027) -> None:
    """A mail server that prints what it is given."""
    from concord.connectors.mail.stand_in import MailStandIn

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    print(f"Mail server (stand-in): {host} port {port}", flush=True)
    with MailStandIn(host, port) as server:
        server.serve_forever()

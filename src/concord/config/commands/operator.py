"""`concord operator`: the first systems operator of a place, and the way back in for one whom nobody else can help."""

from typing import Annotated

import typer

from concord.config.commands.within import with_platform

app = typer.Typer(no_args_is_help=True, help="Enter a systems operator, or let one in again.")


def _run(username: str, *, name: str = "", place: str = "", body: str = "") -> None:
    with_platform()
    from django.utils.timezone import localdate

    from concord.core.refusals import Refusal
    from concord.core.staffing.services.first import appoint_operator, let_operator_in

    try:
        if name:
            entered = appoint_operator(name=name, username=username, place_code=place, body=body, today=localdate())
        else:
            entered = let_operator_in(username=username, today=localdate())
    except Refusal as refusal:
        print(refusal)
        raise typer.Exit(1) from refusal
    print(f"{entered.person.username} signs in with the one-time password {entered.password} within three days.")


@app.command()
def enter(
    username: Annotated[str, typer.Argument(help="Small letters and digits.")],
    name: Annotated[str, typer.Argument(help="The person's full name.")],
    place: Annotated[str, typer.Option(help="The code of the county: 330105.")],
    organisation: Annotated[str, typer.Option(help="Where they work; added as a mediation centre if missing.")],
) -> None:
    """Enter a systems operator of a place, who enters everybody else on the screens."""
    _run(username, name=name, place=place, body=organisation)


@app.command("let-in")
def let_in(username: Annotated[str, typer.Argument(help="A systems operator of today.")]) -> None:
    """Give a systems operator a new one-time password, open the account and remove a lost second step."""
    _run(username)

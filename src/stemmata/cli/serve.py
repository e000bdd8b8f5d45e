"""`stemmata serve`: the workbench of a case, as pages of this machine."""

import secrets
from pathlib import Path

import click

from stemmata.cli.exits import DONE, run

__all__ = ["serve"]


@click.command()
@click.argument("case", type=click.Path(file_okay=False))
@click.option("--port", type=click.IntRange(1, 65535), default=8484, help="Port to listen at.")
@click.option(
    "--host", default="127.0.0.1", help="Address to listen at; this machine's own by default."
)
@click.option("--fetch", "fetching", is_flag=True, help="Let the Add page get public addresses.")
def serve(case: str, port: int, host: str, fetching: bool) -> None:
    """Show CASE as web pages, until Ctrl-C.

    By default only this machine can ask. With another --host, every address begins with a secret that is
    shown when the command starts: whoever has it can read the case,
    judge in it and add to it. Nothing is fetched from the network unless --fetch is given.
    """
    run(lambda: _serve(Path(case), host, port, fetching=fetching))


def _serve(folder: Path, host: str, port: int, *, fetching: bool) -> int:
    import uvicorn

    from stemmata.ledger import Ledger
    from stemmata.web.app import create_app
    from stemmata.web.guard import LOOPBACK

    Ledger.open(folder).close()  # what is wrong with it is said now, not on a page
    is_private = host in LOOPBACK
    token = None if is_private else secrets.token_urlsafe(24)
    app = create_app(folder, hosts=LOOPBACK if is_private else None, token=token, fetching=fetching)
    name = f"[{host}]" if ":" in host else host
    click.echo(
        f"http://{name}:{port}/{token + '/' if token else ''} shows {folder}; Ctrl-C ends it."
    )
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
    return DONE

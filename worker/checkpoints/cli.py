"""`python -m worker checkpoint`: for operators."""

import argparse
import sys
import uuid
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from models import AgentCheckpoint
from models.errors import TransientError, UserError
from models.session import transaction
from worker.checkpoints.collect import GRACE, collect
from worker.checkpoints.workspace import materialize
from worker.workbench import Workbench


def main(argv: Sequence[str]) -> int:
    """List and export checkpoints, and delete what no row needs.

    Returns:
        0 if it was done, 1 if a checkpoint is gone or damaged, or the folder to write is already there.
    """
    arguments = _parser().parse_args(argv)
    workbench = Workbench.open()
    try:
        lines = _carry_out(workbench, arguments)
    except (UserError, TransientError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _carry_out(workbench: Workbench, arguments: argparse.Namespace) -> list[str]:
    if arguments.command == "list":
        return _list(workbench, arguments.run)
    if arguments.command == "export":
        return _export(workbench, arguments.checkpoint, arguments.to)
    deleted = collect(workbench, timedelta(hours=arguments.older_than))
    return [f"Deleted {deleted} objects that no row needs."]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m worker checkpoint", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    listing = commands.add_parser("list", help="show the checkpoints there are, newest first")
    listing.add_argument("--run", type=uuid.UUID, help="only those of this run")
    export = commands.add_parser("export", help="write a checkpoint's files into a folder")
    export.add_argument("checkpoint", type=uuid.UUID)
    export.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="a folder that is not there yet"
    )
    collecting = commands.add_parser("collect", help="delete stored objects that no row needs")
    hours = GRACE / timedelta(hours=1)
    collecting.add_argument("--older-than", type=float, default=hours, metavar="HOURS")
    return parser


def _list(workbench: Workbench, run_id: uuid.UUID | None) -> list[str]:
    query = select(AgentCheckpoint).order_by(AgentCheckpoint.created_at.desc())
    if run_id is not None:
        query = query.where(AgentCheckpoint.run_id == run_id)
    with transaction(workbench.engine) as session:
        return [
            f"{row.id}  run {row.run_id}  step {row.step:>3}  {row.files:>6} files {row.size:>12,} bytes"
            f"  {row.created_at:%Y-%m-%d %H:%M:%S}  {row.description}"
            for row in session.scalars(query)
        ]


def _export(workbench: Workbench, checkpoint_id: uuid.UUID, to: Path) -> list[str]:
    if to.exists():
        raise UserError(f"{to} is already there. Name a folder that is not.")
    materialize(workbench, checkpoint_id, to)
    return [f"Wrote checkpoint {checkpoint_id} to {to}"]

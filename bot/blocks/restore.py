"""The message about files being put back."""

from bot.blocks.elements import Message, actions, button, section
from bot.blocks.text import count, mention, quote
from models import AgentCheckpoint, Restore, RestoreStatus


def build_restore(restore: Restore, member: str) -> Message:
    name = describe_checkpoint(restore.checkpoint)
    if restore.status is RestoreStatus.FAILED:
        problem = restore.error_message or "Something went wrong."
        text = f":warning: *The files could not be put back* to {quote(name)}\n{quote(problem, 2000)}"
        return Message("The files could not be put back", [section(text)])
    if restore.status is RestoreStatus.PENDING:
        return Message("Putting files back …", [section(f":rewind: Putting files back to {quote(name)} …")])
    files = count(restore.checkpoint.files, "file")
    text = (
        f":rewind: *The files are back* as they were {quote(name)}: {files}, "
        f"every one verified.\nThe next run that {mention(member)} starts here begins with them."
    )
    proceed = button("Continue from here", "continue_run", restore.id, style="primary")
    return Message("The files are back", [section(text), actions(proceed)])


def describe_checkpoint(checkpoint: AgentCheckpoint) -> str:
    """Return where in the run a checkpoint was taken, for people."""
    moment = f"after step {checkpoint.step}" if checkpoint.step else "before the first step"
    says_more = checkpoint.description.casefold() not in {"", moment}
    return f"{moment} ({checkpoint.description})" if says_more else moment

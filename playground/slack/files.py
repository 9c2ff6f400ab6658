"""Uploaded files: their descriptions in a journal, their bytes in a folder."""

import mimetypes
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO
from urllib.parse import quote

from playground.slack.cast import TEAM_ID, Cast, Conversation
from playground.slack.journal import Journal
from playground.slack.wire import Payload, new_id


@dataclass
class File:
    """A file somebody uploaded, and where it is shared: message timestamps by conversation id."""

    id: str
    name: str
    title: str
    mimetype: str
    size: int
    user: str
    created: int
    shares: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_image(self) -> bool:
        return self.mimetype.startswith("image/")


class Files:
    """Keeps files for good: the stand-in never deletes one."""

    def __init__(self, folder: Path, journal: Journal, cast: Cast, base_url: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._journal = journal
        self._cast = cast
        self._base_url = base_url
        self._files = {entry["id"]: File(**entry) for entry in journal.entries()}
        journal.rewrite(vars(each) for each in self._files.values())

    def create(self, name: str, content: BinaryIO, user: str, file_id: str | None = None) -> File:
        """Store a file. Its name is only ever shown: on disk it is known by its id."""
        shown_name = PurePath(name.replace("\\", "/")).name or "file"
        mimetype = mimetypes.guess_type(shown_name)[0] or "application/octet-stream"
        file = File(file_id or new_id("F"), shown_name, shown_name, mimetype, 0, user, int(time.time()))
        with self.content(file).open("wb") as target:
            shutil.copyfileobj(content, target)
        file.size = self.content(file).stat().st_size
        self._files[file.id] = file
        self._keep(file)
        return file

    def find(self, file_id: str) -> File | None:
        return self._files.get(file_id)

    def share(self, file: File, conversation: Conversation, ts: str) -> None:
        file.shares.setdefault(conversation.id, []).append(ts)
        self._keep(file)

    def rename(self, file: File, title: str) -> None:
        file.title = title
        self._keep(file)

    def content(self, file: File) -> Path:
        return self._folder / file.id

    def seen_by(self, user: str) -> list[File]:
        """Return the files that `user` uploaded or can see in a conversation."""
        visible = {each.id for each in self._cast.seen_by(user)}
        return [each for each in self._files.values() if each.user == user or visible & each.shares.keys()]

    def is_image(self, slack_file: Payload) -> bool:
        """Tell whether a block's `slack_file` names an image that was uploaded here."""
        for file in self._files.values():
            if slack_file.get("id") == file.id or slack_file.get("url") in self._addresses(file):
                return file.is_image
        return False

    def shown(self, file: File) -> Payload:
        """Return a file as `files.info` and messages show it."""
        private, download, permalink = self._addresses(file)
        extension = PurePath(file.name).suffix.lstrip(".").lower()
        shares = {channel: [{"ts": ts} for ts in stamps] for channel, stamps in file.shares.items()}
        direct = {each for each in shares if self._cast.conversations[each].is_direct}
        return {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype,
            "filetype": extension or "binary",
            "pretty_type": extension.upper() or "Binary",
            "user": file.user,
            "user_team": TEAM_ID,
            "editable": False,
            "size": file.size,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": bool(shares.keys() - direct),
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": private,
            "url_private_download": download,
            "media_display_type": file.mimetype.split("/", maxsplit=1)[0],
            "permalink": permalink,
            "channels": sorted(shares.keys() - direct),
            "groups": [],
            "ims": sorted(direct),
            "shares": {"public": {channel: shares[channel] for channel in shares if channel not in direct}},
            "file_access": "visible",
        }

    def _addresses(self, file: File) -> tuple[str, str, str]:
        base = f"{self._base_url}/files-pri/{TEAM_ID}-{file.id}"
        name = quote(file.name)
        return (
            f"{base}/{name}",
            f"{base}/download/{name}",
            f"{self._base_url}/files/{file.user}/{file.id}/{name}",
        )

    def _keep(self, file: File) -> None:
        self._journal.append(vars(file))

"""One sealed secret of one user for one video."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from models.sealed_row import SealedRow
from models.sealing import Binding


class TaskCredential(SealedRow):
    """A secret that somebody filled in for a plan."""

    __tablename__ = "task_credentials"
    __table_args__ = (UniqueConstraint("user_id", "video_id", "key"),)

    key: Mapped[str]  #: the plan's credential name, e.g. ``ORCHARD_PASSWORD``

    @property
    def binding(self) -> Binding:
        return Binding(self.user_id, self.video_id, self.key)

"""The wall around one agent with its two ways out, from start to end."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from worker.execution.agent.agent_options import PROMPT_FILE
from worker.execution.agent.browser import SECRETS_FILE, secrets_file
from worker.execution.agent.prompt import system_prompt
from worker.execution.agent.resuming import Beginning
from worker.execution.current_run import CurrentRun
from worker.execution.secrecy.credentials import Credentials
from worker.network.addresses import AddressRules
from worker.network.egress import PROXY_PORT, EgressProxy, proxy_environment
from worker.network.model_gateway import ModelGateway
from worker.wall.apart import shell_environment
from worker.wall.chromium import BROWSER_FILES
from worker.wall.place import Place
from worker.wall.quota import disk_quota
from worker.wall.runtime import CLAUDE, cli_environment, programs
from worker.wall.sandbox import Door, Launcher, Wall
from worker.wall.sockets import listening_socket

_MODEL_PORT = 8080


@dataclass(frozen=True)
class Enclosure:
    """What one agent is given, and nothing else."""

    run: CurrentRun
    place: Place
    credentials: Credentials
    beginning: Beginning

    @asynccontextmanager
    async def open(
        self, gateway: ModelGateway, on_disk_full: Callable[[str], None]
    ) -> AsyncIterator[Launcher]:
        """Have the agent's program ready to start behind the wall, and nothing left of it afterwards.

        Args:
            gateway: its road to the model.
            on_disk_full: is told once, in a sentence for people, when its files take too much room.

        Raises:
            ConfigurationError: the wall cannot be built, so nothing starts.
        """
        model_door, egress_door = self._door("model", _MODEL_PORT), self._door("egress", PROXY_PORT)
        wall = self._wall(model_door, egress_door)
        with Launcher(wall, self.place.folder / "launch") as launcher:
            model_socket = listening_socket(model_door.socket, self.place.uid)
            egress_socket = listening_socket(egress_door.socket, self.place.uid)
            async with (
                gateway.serve(model_socket),
                self._egress().serve(egress_socket),
                disk_quota(wall.workspace, wall.limits, on_disk_full),
            ):
                yield launcher

    def _door(self, name: str, port: int) -> Door:
        return Door(port, self.place.folder / f"{name}.sock")

    def _egress(self) -> EgressProxy:
        """Return its road to the sites; the thread hears which of them stayed closed."""
        rules = AddressRules.from_setting(self.run.workbench.settings.egress_private_hosts)
        return EgressProxy(rules.limited_to(self.run.assignment.allowed_hosts), self.run.reporter.refused)

    def _wall(self, *doors: Door) -> Wall:
        uses_shell = self.run.assignment.plan.uses_shell
        cli = {
            **cli_environment(_MODEL_PORT),
            **shell_environment(must_be_apart=uses_shell and bool(self.credentials.browser)),
        }
        return Wall(
            workspace=self.place.workspace,
            doors=doors,
            environment={**cli, **proxy_environment(), **self.credentials.shell},
            files={
                **BROWSER_FILES,
                PROMPT_FILE: system_prompt(self.run.assignment).encode(),
                SECRETS_FILE: secrets_file(self.credentials.browser),
            },
            copies=self.beginning.copies,
            programs=programs(self.run.workbench.settings.workspaces),
            entry=(CLAUDE,),
            uid=self.place.uid,
        )

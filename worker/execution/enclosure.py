"""An agent behind the wall with its two ways out, from start to end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from worker.config import WorkerSettings
from worker.execution.addresses import AddressRules
from worker.execution.agent import PROMPT_FILE, Agent, Order
from worker.execution.browser import SECRETS_FILE, secrets_file
from worker.execution.chromium import BROWSER_FILES
from worker.execution.credentials import Credentials
from worker.execution.egress import PROXY_PORT, EgressProxy, proxy_environment
from worker.execution.known_secrets import KnownSecrets
from worker.execution.metering import Allowance
from worker.execution.model_gateway import ModelGateway
from worker.execution.place import Place
from worker.execution.progress import Assignment
from worker.execution.prompt import system_prompt
from worker.execution.reporting import Reporter
from worker.execution.runtime import CLAUDE, cli_environment, programs
from worker.execution.sandbox import Door, Launcher, Wall
from worker.execution.sockets import listening_socket

_MODEL_PORT = 8080


@dataclass(frozen=True)
class Enclosure:
    """What one run is given."""

    settings: WorkerSettings
    assignment: Assignment
    place: Place
    credentials: Credentials
    secrets: KnownSecrets

    @asynccontextmanager
    async def agent(self, reporter: Reporter) -> AsyncIterator[tuple[Agent, ModelGateway]]:
        """Have an agent ready to run, and nothing left of it afterwards.

        Raises:
            ConfigurationError: the wall cannot be built, so nothing starts.
        """
        allowance = Allowance(self.assignment.cost_limit_usd, _no_more)
        gateway = ModelGateway(self.settings, self.secrets, allowance, self.assignment.spent_usd)
        rules = AddressRules.from_setting(self.settings.egress_private_hosts)
        egress = EgressProxy(rules.limited_to(self.assignment.allowed_hosts), reporter.refused)
        model_door, egress_door = self._door("model", _MODEL_PORT), self._door("egress", PROXY_PORT)
        with Launcher(self._wall(model_door, egress_door), self.place.folder / "launch") as launcher:
            model_socket = listening_socket(model_door.socket, self.place.uid)
            egress_socket = listening_socket(egress_door.socket, self.place.uid)
            async with gateway.serve(model_socket), egress.serve(egress_socket):
                yield Agent(self._order(launcher), reporter), gateway

    def _door(self, name: str, port: int) -> Door:
        return Door(port, self.place.folder / f"{name}.sock")

    def _wall(self, *doors: Door) -> Wall:
        cli = cli_environment(_MODEL_PORT)
        return Wall(
            workspace=self.place.workspace,
            doors=doors,
            environment={**cli, **proxy_environment(), **self.credentials.shell},
            files={
                **BROWSER_FILES,
                PROMPT_FILE: system_prompt(self.assignment).encode(),
                SECRETS_FILE: secrets_file(self.credentials.browser),
            },
            programs=programs(self.settings.workspaces),
            entry=(CLAUDE,),
            uid=self.place.uid,
        )

    def _order(self, launcher: Launcher) -> Order:
        return Order(
            launcher=launcher.path,
            workspace=self.place.workspace,
            chromium=self.settings.chromium,
            model=self.settings.understudy_model,
            budget_usd=self.settings.run_cost_usd,
        )


async def _no_more(allowance_usd: float) -> float:
    return allowance_usd

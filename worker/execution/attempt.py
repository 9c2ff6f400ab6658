"""One worker's attempt at a run: the agent at work, and everything that stands around it."""

import asyncio

from worker.execution.agent.agent import Agent, AgentEnd
from worker.execution.agent.agent_hooks import hooks_around
from worker.execution.agent.agent_options import Order
from worker.execution.agent.resuming import Beginning, beginning_of
from worker.execution.agent.screenshot import LastScreenshot
from worker.execution.agent.transcript import TranscriptStore
from worker.execution.current_run import CurrentRun
from worker.execution.enclosure import Enclosure
from worker.execution.guard.guard import Guard
from worker.execution.guard.policy import Policy
from worker.execution.guard.sight import Sight
from worker.execution.outcome.finishing import Finishing
from worker.execution.outcome.keeping import FileKeeper
from worker.execution.outcome.outcome import Finish
from worker.execution.outcome.second_reader import SecondReader
from worker.execution.own_tools import OwnTool
from worker.execution.people.allowances import Allowances
from worker.execution.people.ask_person import ask_person_tool
from worker.execution.people.asking import Asker
from worker.execution.people.guidance import pass_guidance_on
from worker.execution.secrecy.credentials import Credentials
from worker.execution.secrecy.one_time_codes import OneTimeCodes
from worker.execution.stopping import Stop
from worker.network.metering import Allowance
from worker.network.model_gateway import ModelGateway
from worker.wall.place import Place
from worker.wall.sandbox import Launcher


class Attempt:
    """Lets an agent work at a run until it is done, or has to stop."""

    def __init__(self, run: CurrentRun, screenshot: LastScreenshot, place: Place) -> None:
        self._run = run
        self._place = place
        self._screenshot = screenshot
        self._sight = Sight.of(run.assignment.filled_plan)
        self._asker = Asker(run, place.workspace)
        self._allowances = Allowances(run, self._asker)
        self._transcript = TranscriptStore(run.workbench.engine, run.assignment.run_id, run.journal.secrets)
        self._trouble: str | None = None

    async def carry_out(self, credentials: Credentials, files: FileKeeper) -> Finish:
        """Return how it ended. Nothing of the agent is left by then.

        Raises:
            ConfigurationError: the wall cannot be built, so nothing was started.
            Spent: it may cost nothing, so nothing was started.
        """
        await self._allowances.require_some()
        beginning = await beginning_of(self._run.assignment, self._transcript)
        for tool, given in beginning.earlier_calls:
            self._sight.recall(tool, given)
        enclosure = Enclosure(self._run, self._place, credentials, beginning)
        gateway = self._gateway()
        async with enclosure.open(gateway, self._stop_for_room) as launcher:
            tools = self._tools(credentials, files, gateway)
            order = self._order(launcher, beginning, tools)
            end = await self._until_over(Agent(order, self._run.reporter), launcher)
        self._run.journal.info(gateway.meter.told)
        why = self._run.stopping.why if end is None else None
        return Finish(
            self._run.assignment.plan, self._run.reporter, end, why, self._trouble or gateway.trouble
        )

    def _gateway(self) -> ModelGateway:
        allowance = Allowance(self._run.assignment.cost_limit_usd, self._allowances.more_money)
        spent = self._run.assignment.spent_usd
        return ModelGateway(self._run.workbench.settings, self._redacted, allowance, spent, self._tell_cost)

    def _tools(self, credentials: Credentials, files: FileKeeper, gateway: ModelGateway) -> list[OwnTool]:
        reader = SecondReader(gateway, self._model, self._redacted)
        given, progress, reporter = self._run.assignment, self._run.progress, self._run.reporter
        finishing = Finishing(given, progress, self._sight, reporter, files, reader.read)
        tools = [*finishing.tools, ask_person_tool(self._asker)]
        if credentials.authenticators:
            secrets = self._run.journal.secrets
            codes = OneTimeCodes(credentials.authenticators, lambda: self._sight.page_url, secrets)
            tools.append(codes.tool())
        return tools

    def _order(self, launcher: Launcher, beginning: Beginning, own_tools: list[OwnTool]) -> Order:
        given = self._run.assignment
        steps = given.doubtful_steps, given.begun_steps
        policy = Policy(given.filled_plan, given.policy, self._sight, *steps)
        guard = Guard(self._run, policy, self._asker)
        return Order(
            launcher=launcher.path,
            workspace=self._place.workspace,
            chromium=self._run.workbench.settings.chromium,
            model=self._run.workbench.settings.understudy_model,
            plan=given.plan,
            beginning=beginning,
            transcript=self._transcript,
            own_tools=own_tools,
            hooks=hooks_around(guard, self._sight, self._screenshot),
        )

    async def _until_over(self, agent: Agent, launcher: Launcher) -> AgentEnd | None:
        """Let the agent work until it ends; None if it had to stop.

        Whatever watches over it meanwhile must not break: it would go on without a clock, or deaf.
        """
        working = asyncio.create_task(agent.run())
        watches = (self._keep_time(agent), pass_guidance_on(self._run, agent.tell))
        try:
            async with asyncio.TaskGroup() as company:
                watching = [company.create_task(watch) for watch in watches]
                stopping = company.create_task(self._run.stopping.begun())
                await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
                end = working.result() if working.done() else None
                await _end(working, launcher)
                for each in (*watching, stopping):
                    each.cancel()
            return end
        finally:
            await _end(working, launcher)

    def _model(self) -> str:
        """Return the model's full name, as the agent's program tells it; a setting may be a family's."""
        return self._run.signs.model or self._run.workbench.settings.understudy_model

    async def _keep_time(self, agent: Agent) -> None:
        await agent.begun()  # a program that stands still while it starts is given up
        await self._allowances.keep_time()

    def _redacted(self, document: object) -> object:
        return self._run.journal.secrets.for_model.request(document)

    def _tell_cost(self, cost_usd: float) -> None:
        self._run.signs.cost_usd = cost_usd

    def _stop_for_room(self, complaint: str) -> None:
        self._trouble = complaint
        self._run.stop(Stop.DISK_FULL)


async def _end(working: asyncio.Task[AgentEnd], launcher: Launcher) -> None:
    """End an agent that is still at work, at once: what it said and did is kept as it comes."""
    if working.done():
        return
    working.cancel()  # before, or its sudden end would look like trouble
    await asyncio.to_thread(launcher.evict)
    await asyncio.gather(working, return_exceptions=True)

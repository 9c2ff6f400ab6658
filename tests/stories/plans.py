"""Plans for stories: short, and about the demo site."""

from collections.abc import Iterator

from models.plan import Action, ComputerUsePlan, NeededCredential, Parameter, Step

PASSWORD = NeededCredential(name="ORCHARD_PASSWORD", label="Password", host="orchard.test")
TOKEN = NeededCredential(name="ORCHARD_API_TOKEN", label="API token", host="orchard.test")


def sign_in_plan() -> ComputerUsePlan:
    return make_plan("Sign in to Orchard", *sign_in_steps(), credentials=[PASSWORD])


def customer_plan(name: str, *, irreversible: bool = False) -> ComputerUsePlan:
    """Sign in and add a customer by that name; the click that saves it may be flagged as irreversible."""
    return make_plan(
        "Add a customer",
        *sign_in_steps(),
        Step(number=5, instruction="Open Customers", action=Action.CLICK, target="Customers"),
        Step(number=6, instruction="Start a customer", action=Action.CLICK, target="New customer"),
        Step(number=7, instruction="Name it", action=Action.TYPE, target="Name", value="{CUSTOMER}"),
        Step(number=8, instruction="Say where", action=Action.TYPE, target="Email", value="hello@story.test"),
        Step(number=9, instruction="Choose East", action=Action.SELECT, target="Region", value="East"),
        Step(number=10, instruction="Want the newsletter", action=Action.CHECK, target="Send the newsletter"),
        Step(
            number=11,
            instruction="Save it",
            action=Action.CLICK,
            target="Add customer",
            irreversible=irreversible,
        ),
        credentials=[PASSWORD],
        parameters=[Parameter(name="CUSTOMER", label="Customer", default=name)],
    )


def shell_plan(*commands: str, credentials: tuple[NeededCredential, ...] = ()) -> ComputerUsePlan:
    return make_plan("Work in the shell", *shell_steps(*commands), credentials=list(credentials))


def flagged_plan() -> ComputerUsePlan:
    """Write a file, and then `sent.txt` in a step that is flagged as one that cannot be undone."""
    first, last = shell_steps("echo noted > noted.txt", "echo sent > sent.txt")
    return make_plan("Send it", first, last.model_copy(update={"irreversible": True}))


def shell_steps(*commands: str) -> Iterator[Step]:
    for number, command in enumerate(commands, start=1):
        yield Step(number=number, instruction=f"Run command {number}", action=Action.SHELL, value=command)


def sign_in_steps(email: str = "dana@orchard.test") -> tuple[Step, ...]:
    return (
        Step(number=1, instruction="Open Orchard", action=Action.NAVIGATE, url="http://orchard.test/login"),
        Step(number=2, instruction="Say who", action=Action.TYPE, target="Email", value=email),
        Step(
            number=3,
            instruction="Type the password",
            action=Action.TYPE,
            target="Password",
            credential=PASSWORD.name,
        ),
        Step(number=4, instruction="Sign in", action=Action.CLICK, target="Sign in"),
    )


def make_plan(
    goal: str,
    *steps: Step,
    credentials: list[NeededCredential] | None = None,
    parameters: list[Parameter] | None = None,
) -> ComputerUsePlan:
    return ComputerUsePlan(
        goal=goal, steps=list(steps), credentials=credentials or [], parameters=parameters or []
    )

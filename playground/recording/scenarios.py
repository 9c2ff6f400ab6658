"""The films: what is done on the demo site, in order."""

from playground.recording.actions import Action, Choose, Click, Fill, PressEnter, Tick, Visit
from playground.site.account import DemoAccount

_DANA = DemoAccount()

SCENARIOS: dict[str, tuple[Action, ...]] = {
    "new-order": (
        Visit("orchard.test/login", then="Password"),
        Fill("Email", _DANA.email),
        Fill("Password", _DANA.password, secret=True),
        Click("Sign in", then="Maple Street Bakery"),
        Click("New order", then="Delivery date", role="link"),
        Fill("Customer", "Hillside Market"),
        Choose("Product", "Victoria plums"),
        Fill("Quantity", "24"),
        Fill("Delivery date", "2026-12-15"),
        Fill("Note", "Leave at the loading dock"),
        Click("Place order", then="Order 1042 was placed."),
    ),
    "new-customer": (
        Visit("orchard.test", then="Password"),
        Fill("Email", _DANA.email),
        Fill("Password", _DANA.password, secret=True, with_tab=True),
        PressEnter(then="Maple Street Bakery"),
        Click("Customers", then="Newsletter", role="link"),
        Click("New customer", then="Phone", role="link"),
        Tick("Send the newsletter"),
        Choose("Region", "East"),
        Fill("Name", "Riverbend Farm Shop"),
        Fill("Email", "hello@riverbend.test", with_tab=True),
        Fill("Phone", "555 0142", with_tab=True),
        Click("Add customer", then="Customer 104 was added."),
    ),
}

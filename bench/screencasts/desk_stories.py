"""What is done at a desk on sites that may be looked at; with the hand that types unevenly."""

from bench.screencasts.clerk import ClerkCue, ClickUnnamed, Replace, WriteDate
from bench.screencasts.cues import Wander
from bench.screencasts.halting import Overwrite
from playground.recording.actions import Choose, Click, Fill, PressEnter, Visit

AT_DESKS: dict[str, tuple[ClerkCue, ...]] = {
    "alderboat": (
        Visit("alderboat.test", then="Sign in to Alderboat"),
        Fill("Staff name", "tove"),
        Fill("Passcode", "Reed-19-ferry", secret=True, with_tab=True),
        Click("Continue", then="Fleet"),
        Choose("Kind", "Sailing"),
        Wander(),
        Choose("Kind", "Rowing"),
        ClickUnnamed("Retire Bittern", then="was retired"),
        Click("New hire", then="Name of the guest"),
        Choose("Boat", "Dunlin"),
        Fill("Name of the guest", "Ingrid Aspelund and family"),
        WriteDate("Day", "06/17/2026"),
        Replace("Hours", "5"),
        Fill("Life jackets", "4", with_tab=True),
        Replace("Deposit in euros", "75.50"),
        Click("Book", then="The hire was booked"),
        Click("9", then="Fleet", role="cell"),
        Overwrite("Seats of Plover", "12"),
        PressEnter(then="Seats were changed"),
        Click("New hire", then="Name of the guest"),
        Click("Discard", then="Fleet"),
    ),
}

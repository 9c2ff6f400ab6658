"""What is done on the sites of the second held-out part. Whoever works on seeing should not read on."""

from bench.screencasts.cues import Run, ScrollTo, TerminalCue, Wander
from bench.screencasts.halting import CarryOver, HaltingCue, Overwrite
from playground.recording.actions import Choose, Click, Fill, PressEnter, Tick, Visit

UNSEEN_ON_SITES: dict[str, tuple[HaltingCue, ...]] = {
    "ottermere": (
        Visit("ottermere.test/customers", then="Aldous Brass"),
        ScrollTo("Oakum Rope"),
        Wander(),
        Click("Oakum Rope", then="Billing address", role="link"),
        Click("0555 310 244", then="Delivery address"),
        Overwrite("Telephone", "0555 310 982"),
        PressEnter(then="0555 310 982"),
        CarryOver("Billing address", "Delivery address", "14 Weir Lane, Oxley"),
        Choose("Stage", "Regular"),
        Click("Save profile", then="Profile stored"),
        Click("Terms", then="Discount in percent", role="tab"),
        Tick("By email"),
        Fill("Discount in percent", "7.5"),
        Tick("Send the newsletter"),
        Wander(),
        Click("Activity", then="No calls so far", role="tab"),
        Click("Log a call", then="New call"),
        Fill("Subject", "Asked for forty oval trays"),
        Click("Add to activity", then="trays (today)"),
    ),
    "hearthline": (
        Visit("hearthline.test", then="Welcome back"),
        Fill("Work email", "tobias@hearthline.test"),
        Fill("Password", "Soot-and-9-embers", secret=True),
        Click("Sign in", then="Refund for a cracked tile"),
        Choose("Priority", "Urgent"),
        Tick("#4108"),
        Tick("#4116"),
        Click("Bulk actions", then="Merge into one"),
        Click("Take them over", then="2 tickets are yours now"),
        Wander(),
        Click("Smoke in the kitchen", then="Answer to customer", role="link"),
        Tick("Call back"),
        Fill("Tags", "flue"),
        Fill("Your message", "Open the damper first, then the lid."),
        Click("Send message", then="then the lid."),
        Wander(),
        Click("Close ticket", then="Ticket #4116 is closed"),
    ),
}

UNSEEN_IN_TERMINALS: dict[str, tuple[TerminalCue, ...]] = {
    "fellside": (
        Run("ls -lh flocks"),
        Run("head -n 3 flocks/upper.tsv"),
        Run('grep -c "lame" flocks/*.tsv'),
        Wander(),
        Run("cut -f 2 flocks/upper.tsv | sort | uniq -c"),
        Run("ssh barn-2"),
        Run("uptime --pretty >/dev/null && cat weather.log"),
        Run("tail -n 2 /var/log/none.log 2>&1 | cut -c 1-24"),
        Run("exit"),
        Run(
            'printf "%s\\n" "Upper field: two lame ewes, one ram with a torn ear, water trough refilled, '
            'gate to the north lane mended and closed" > notes/today.md'
        ),
        Wander(),
        Run("cp -v notes/today.md 'notes/week 46.md'"),
        Run("rm flocks/old.tsv"),
    ),
}

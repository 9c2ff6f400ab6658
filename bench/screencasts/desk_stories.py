"""What is done at a desk on sites that may be looked at; with the hand that types unevenly."""

from bench.screencasts.clerk import ClerkCue, ClickUnnamed, Replace, WriteDate, WriteShown
from bench.screencasts.cues import Run, TerminalCue, Wander
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
    "quillmere": (
        Visit("quillmere.test", then="New order"),
        Fill("Customer", "Ro"),
        Click("Rowan Achterberg", then="New order", role="option"),
        WriteDate("Due day", "09/24/2026"),
        WriteShown("Collected at", keys="0930AM", shown="09:30 AM"),
        Replace("Copies", "450"),
        Fill("Weight", "120"),
        Fill("Price", "0.85", with_tab=True),
        Fill("Proof page", "alder.test/spring"),
        Fill("Waste", "20"),
        Wander(),
        WriteShown("Telephone", keys="5550178342", shown="(555) 017-8342"),
        Replace("Budget", "2,500"),
        Fill("Code", "7R"),
        Fill("Papers", "linen"),
        PressEnter(then="linen"),
        Overwrite("Papers", "laid"),
        PressEnter(then="laid"),
        Fill("Reply by", "3 June"),
        Fill("Note for the printer", "Fold the cards twice and trim all edges, then pack them in tens."),
        Click("Place order", then="The order was placed"),
        Click("Templates", then="Spring card"),
        Fill("Template", 'size: "A5 landscape"'),
        Click("Insert title", then="title"),
        Overwrite("Template", "Open day at the press"),
        Click("Save template", then="The template was saved"),
    ),
}

AT_SHELLS: dict[str, tuple[TerminalCue, ...]] = {
    "weirgate": (
        Run("ls log"),
        Run(
            'awk -F, \'NR > 1 && $3 > 8 { print $2 " needs " $3 " metres at berth " $1 }\' berths.csv'
            " | sort -r | tee long-boats.txt | head -3"
        ),
        Wander(),
        Run("wc -w long-boats.txt"),
        Run(
            "for d in monday tuesday; do echo \"== $d ==\"; grep -c ':' log/$d.txt; tail -1 log/$d.txt; done"
            " > report.txt; cp report.txt log/report-of-the-week.txt; cat log/report-of-the-week.txt"
        ),
        Run(
            "find . -type f -name '*.txt' -newer berths.csv -exec grep -l 'berth' {} +"
            " | sort | sed 's/^/found in /'"
        ),
        Run("rm report.txt"),
    ),
}

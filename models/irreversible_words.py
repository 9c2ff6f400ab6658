"""The words that promise what cannot be taken back, in English: data only, the rule is in `irreversible`.

In all of them ``¤`` stands for an amount of money and ``#`` for any other number.
"""

from collections.abc import Mapping
from typing import Final

#: Verbs that mean it whatever follows, but for what is listed below. These are nothing but verbs ...
STRONG: Final = (
    "announce approve buy deactivate delete deploy destroy donate erase notify overwrite pay permanently "
    "publish purge redeem remove resend revoke send submit subscribe suspend terminate uninstall unpublish "
    "unsubscribe wipe withdraw"
)
#: ... and these are names of things as well, so that where they stand tells which is meant.
ALSO_NAMES: Final = (
    "ban broadcast checkout comment invite post purchase refund reply retweet share transfer tweet void vote "
    "wire"
)
#: ... and what may follow so that it is harmless after all, or is the name of something.
UNLESS: Final[Mapping[str, str]] = {
    "ban": "list",
    "broadcast": "history list lists settings",
    "checkout": "options settings",
    "comment": "# count history policy section settings",
    "delete": "filter filters",
    "deploy": "history",
    "invite": "history link list settings",
    "notify": "me",
    "pay": "history period periods rate rates scale slip slips stub stubs",
    "post": "# count details history settings",
    "purchase": "details history order orders policy",
    "refund": "details history policy status",
    "remove": "filter filters formatting highlight sorting",
    "reply": "# address settings",
    "resend": "link",
    "share": "capital count options price prices settings",
    "submit": "code filter filters query search",
    "transfer": "details fee fees history status",
    "tweet": "#",
    "vote": "count history",
}
#: Verbs by which one is asked for a code or a link to sign in with, and how that is called.
TELLING: Final = frozenset({"email", "resend", "send"})
SIGNING_IN: Final = frozenset({"code", "login", "otp", "passcode", "reset", "verification"})
#: As the last word of a link these name a page: "Delete account settings" is one that tells more.
PAGES: Final = frozenset({"documentation", "faq", "guide", "help", "policy", "settings"})
_PEOPLE = (
    "all client clients contacts customer customers everybody everyone guests members people staff "
    "subscribers team users"
)
_PAPERS = "invoice quote receipt report statement"
_ORDERS = "booking checkout order payment payout purchase refund reservation trade transaction transfer"
_ROLES = "admin administrator editor manager member moderator owner superuser"
_OWNERS = "admin administrator owner ownership"
_TRIPS = "it car flight hotel now room seat seats stay table ticket tickets trip"
#: Verbs that only mean it together with one of these; "" stands for the verb alone.
ONLY_WITH: Final[Mapping[str, str]] = {
    "accept": "bid deal invitation invite offer order payment proposal quote request sign transfer",
    "activate": "account campaign membership subscription",
    "add": (
        "¤ admin collaborator collaborators funds guest guests member members money owner people person "
        "teammate user users"
    ),
    "appoint": _ROLES,
    "assign": f"role {_OWNERS}",
    "authorise": f"¤ charge payment payments withdrawal {_ORDERS}",
    "authorize": f"¤ charge payment payments withdrawal {_ORDERS}",
    "bid": "¤",
    "bill": f"now {_PEOPLE}",
    "block": "account card customer user",
    "book": f"¤ {_TRIPS}",
    "cancel": (
        "account appointment booking contract event flight meeting membership order plan reservation "
        "subscription ticket trip"
    ),
    "capture": "payment",
    "cash": "out",
    "cast": "ballot vote votes",
    "change": "owner ownership",
    "charge": f"¤ account card now {_PEOPLE}",
    "clear": "chat chats conversation data database everything history messages",
    "close": "account",
    "complete": _ORDERS,
    "confirm": f" ¤ and cancellation deletion {_ORDERS}",
    "create": "payment payout refund transfer",
    "debit": f"account card {_PEOPLE}",
    "decline": "invitation invite offer order payment proposal quote request transfer",
    "demote": _ROLES,
    "deposit": "¤",
    "disable": "account user",
    "discard": "draft",
    "dismiss": "employee",
    "dispatch": "order orders",
    "downgrade": "account now plan subscription to",
    "drop": "database schema table",
    "email": f"{_PEOPLE} {_PAPERS}",
    "empty": "bin trash",
    "end": "auction campaign contract lease membership plan subscription trial",
    "execute": _ORDERS,
    "factory": "reset",
    "finalise": f" invoice {_ORDERS}",
    "finalize": f" invoice {_ORDERS}",
    "finish": _ORDERS,
    "force": "delete merge push",
    "format": "disk drive",
    "forward": " email mail message",
    "fulfil": "order orders",
    "fulfill": "order orders",
    "give": f"¤ access ownership {_ROLES}",
    "grant": f"access permission permissions role {_ROLES}",
    "hand": "in",
    "hire": "now",
    "initiate": _ORDERS,
    "invoice": f"now {_PEOPLE}",
    "issue": "¤ credit invoice payout refund",
    "kick": "member user",
    "launch": " campaign now store survey",
    "leave": "channel group organisation organization project server team workspace",
    "lock": "account user",
    "mail": f"{_PEOPLE} {_PAPERS}",
    "make": f"donation live payment public purchase transfer {_ROLES}",
    "merge": " anyway branch pull request",
    "message": _PEOPLE,
    "move": "bin funds money trash",
    "order": "¤ and it now",
    "place": "bet bid order trade",
    "proceed": "pay payment",
    "process": f"payments payroll refunds {_ORDERS}",
    "promote": f"live prod production {_ROLES}",
    "push": "live main master prod production",
    "reboot": " instance machine now server",
    "regenerate": "key keys secret token tokens",
    "reject": "bid invitation invite offer order payment proposal quote request transfer",
    "release": "¤ funds payment payout version",
    "renew": "membership now plan subscription",
    "rent": "¤ now",
    "request": "payout refund withdrawal",
    "reserve": f"¤ {_TRIPS}",
    "reset": "account data database device everything key keys now server settings",
    "restart": "instance machine now server",
    "roll": "back",
    "rollback": " deployment release",
    "rotate": "key keys secret token tokens",
    "run": "deployment migration migrations payroll",
    "schedule": "message newsletter payment payments post send transfer",
    "sell": " ¤ now shares",
    "set": f"live public {_OWNERS}",
    "settle": " bill debt debts invoice invoices now payment up",
    "ship": "it now order orders prod production",
    "shut": "down",
    "sign": " agreement and contract document here now",
    "start": "campaign membership subscription",
    "stop": "instance machine server subscription",
    "take": "ownership",
    "text": _PEOPLE,
    "tip": "¤",
    "top": "¤",
    "trash": " conversation file files message messages",
    "truncate": " database table tables",
    "turn": "in",
    "upgrade": "account now plan subscription to",
}
#: Verbs that only mean it if they say so: "Add Bob as admin", "Push changes to production".
AIMING: Final = frozenset(
    {
        *("add", "appoint", "bring", "invite", "move", "name", "promote", "push", "put", "release", "roll"),
        *("set", "ship"),
    }
)
#: ... behind one of these, and one of those.
TOWARDS: Final = frozenset({"as", "into", "to"})
AIMED_AT: Final = frozenset(
    {"admin", "administrator", "customers", "everyone", "moderator", "owner", "prod", "production"}
)
#: What a label with an amount begins with if nothing is paid by it: "Cart $40", "Under $50".
PRICED: Final = frozenset(
    {
        *("above", "add", "apply", "balance", "bag", "basket", "below", "between", "budget", "cart"),
        *("continue", "from", "less", "maximum", "minimum", "more", "next", "over", "price", "save"),
        *("subtotal", "sum", "to", "total", "under", "up"),
    }
)
#: What is put aside until it is ordered: it is put there again as easily.
BASKETS: Final = frozenset({"bag", "basket", "cart", "favorites", "favourites", "wishlist"})
FILLING: Final = frozenset({"add", "clear", "delete", "empty", "remove"})
#: Labels that look like a deed and are none: one is sent something oneself.
HARMLESS: Final = frozenset({"resend confirmation email", "resend email", "resend the email"})
#: Alone these are what a button does, but the place that a link leads to.
FOLDERS: Final = frozenset({"#", "forward", "trash"})
#: What means it only if nothing else, or no more than "now", is said.
WHOLE: Final[Mapping[str, str]] = {
    "apply now": "apply",
    "bid": "bid",
    "bid now": "bid",
    "check out": "checkout",
    "check out now": "checkout",
    "clear all": "clear",
    "e sign": "sign",
    "go live": "go live",
    "go live now": "go live",
}
#: What stands between a verb and what it is done to.
BETWEEN: Final = frozenset(
    {
        *("#", "a", "all", "an", "entire", "every", "full", "her", "his", "it", "item", "items", "its", "my"),
        *("new", "one", "our", "selected", "the", "their", "them", "these", "this", "those", "to", "whole"),
        "your",
    }
)
#: With these something else begins, which a verb is not done to: "Start over for this account".
PREPOSITIONS: Final = frozenset(
    {"about", "after", "as", "at", "before", "by", "for", "from", "in", "of", "on", "to", "via", "with"}
)
#: What is said before it comes to the point: consent, haste, and how one is to press.
OPENINGS: Final = frozenset(
    {
        *("agree", "am", "bulk", "click", "confirm", "continue", "definitely", "drag", "e", "finally"),
        *("going", "hard", "here", "hold", "i", "i'm", "immediately", "instant", "instantly", "just"),
        *("let's", "mass", "now", "ok", "okay", "please", "press", "quick", "quickly", "really"),
        *("simply", "slide", "sure", "swipe", "tap", "understand", "want", "yes"),
    }
)
#: "To" is one of them after these: "Click to pay" pays, "Continue to checkout" does not check out yet.
BEFORE_TO: Final = frozenset(
    {"click", "drag", "going", "here", "hold", "press", "slide", "swipe", "tap", "want"}
)
#: A label that begins with one of these is about looking, choosing or keeping, not about the deed it names.
LOOKING: Final = frozenset(
    {
        *("about", "browse", "choose", "copy", "download", "edit", "explain", "export", "filter", "find"),
        *("hide", "how", "learn", "open", "pick", "preview", "read", "rename", "review", "search", "see"),
        *("select", "show", "sort", "view", "what", "when", "where", "why"),
    }
)
#: Right before a verb these say that it is not done.
NEGATIONS: Final = frozenset(
    {"cancel", "can't", "cannot", "don't", "never", "no", "not", "stop", "undo", "without", "won't"}
)
#: What follows these is what is meant when they begin a long text: its writer speaks of what is at hand.
AT_HAND: Final = frozenset({"¤", "all", "everything", "it", "my", "our", "selected", "these", "this", "your"})
#: Verbs that, as a part of an address, do it when that is opened. Many others name a page about something.
IN_ADDRESSES: Final = (
    "approve buy cancel confirm deactivate delete deploy destroy disable erase invite pay publish purge "
    "refund remove resend reset revoke send submit suspend terminate transfer unpublish unsubscribe void "
    "withdraw wipe"
)

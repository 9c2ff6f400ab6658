"""The words that promise what cannot be taken back, in English: data only, the rule is in `irreversible`."""

from collections.abc import Mapping
from typing import Final

#: Verbs that mean it whatever follows, but for what is listed below.
ALWAYS: Final = (
    "announce approve ban broadcast buy checkout comment deactivate delete deploy destroy donate erase "
    "invite notify pay permanently post publish purchase purge redeem refund remove reply resend retweet "
    "revoke send share submit subscribe suspend terminate transfer tweet uninstall unpublish unsubscribe "
    "void vote wipe wire withdraw"
)
#: ... and what may follow so that it is harmless after all.
UNLESS: Final[Mapping[str, str]] = {
    "comment": "section settings",
    "delete": "filter filters",
    "remove": "filter filters formatting highlight sorting",
    "reply": "address",
    "resend": "code link otp verification",
    "send": "code login me one otp password reset security verification",
    "share": "capital price prices",
    "submit": "code filter filters query search",
}
#: Verbs that only mean it together with one of these; "" stands for the verb alone.
ONLY_WITH: Final[Mapping[str, str]] = {
    "accept": "bid deal invitation invite offer order payment proposal quote request transfer",
    "activate": "account campaign subscription",
    "add": "admin collaborator collaborators guest guests member members people person teammate user users",
    "assign": "role",
    "block": "account card customer user",
    "book": "now",
    "cancel": "account booking meeting membership order plan reservation subscription",
    "charge": "account card customer now",
    "clear": "cart data database everything history",
    "close": "account",
    "complete": "booking checkout order payment purchase",
    "confirm": " and booking cancellation deletion order payment purchase transfer",
    "decline": "invitation invite offer order payment proposal quote request transfer",
    "disable": "account user",
    "discard": "draft",
    "downgrade": "account now plan subscription",
    "drop": "database schema table",
    "email": "client clients customer customers everyone invoice me quote receipt report statement",
    "empty": "bin trash",
    "execute": "order payment trade transfer",
    "factory": "reset",
    "finalize": " invoice order payment",
    "force": "delete merge push",
    "forward": "email mail message",
    "grant": "access permission permissions role",
    "hire": "now",
    "issue": "credit invoice refund",
    "kick": "member user",
    "launch": " campaign now store survey",
    "leave": "channel group organisation organization project server team workspace",
    "mail": "client clients customer customers everyone invoice quote receipt report statement",
    "make": "donation live payment public purchase transfer",
    "merge": " anyway branch pull request",
    "message": "everyone",
    "move": "bin trash",
    "order": "and now",
    "place": "bet bid order trade",
    "proceed": "pay payment",
    "reboot": " instance machine now server",
    "regenerate": "key keys secret token tokens",
    "reject": "bid invitation invite offer order payment proposal quote request transfer",
    "release": "funds payment version",
    "renew": "membership now plan subscription",
    "rent": "now",
    "request": "payout refund withdrawal",
    "reserve": " now room seat table",
    "reset": " account data database device everything key keys now server settings",
    "restart": "instance machine now server",
    "roll": "back",
    "rollback": " deployment release",
    "rotate": "key keys secret token tokens",
    "schedule": "message post send",
    "sell": " now shares",
    "set": "live public",
    "shut": "down",
    "sign": "agreement and contract document",
    "start": "campaign subscription",
    "stop": "instance machine server subscription",
    "upgrade": "account now plan subscription",
}
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
BETWEEN: Final = frozenset({"a", "an", "all", "my", "new", "our", "the", "this", "these", "to", "your"})
#: What is said before it comes to the point.
OPENINGS: Final = frozenset(
    {"yes", "ok", "okay", "please", "now", "i", "agree", "confirm", "continue", "e", "save", "finally"}
)
#: Verbs that, as a part of an address, do it when that is opened. Many others name a page about something.
IN_ADDRESSES: Final = (
    "approve buy cancel confirm deactivate delete deploy destroy disable erase invite pay publish purge "
    "refund remove resend reset revoke send submit suspend terminate transfer unpublish unsubscribe void "
    "withdraw wipe"
)

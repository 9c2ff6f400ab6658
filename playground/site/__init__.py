"""Orchard: the demo site, a small order desk for fruit growers, known as ``http://orchard.test/``.

It is an ordinary web application: it knows nothing of screencasts being analysed or of runs, and its own
data is what a demo or a test looks at to see that something really happened.
"""

from playground.site.account import DemoAccount
from playground.site.app import HOST, create_site

__all__ = ["HOST", "DemoAccount", "create_site"]

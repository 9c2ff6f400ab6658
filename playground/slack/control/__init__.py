"""What people do: the JSON interface behind the web page, the tests and the demo.

It is no part of Slack. It asks for no token, so it listens to this machine and to its own page only.
"""

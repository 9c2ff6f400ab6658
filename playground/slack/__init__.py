"""A stand-in for Slack, spoken to over Slack's real protocols, with a web page for the people in it.

`create_slack(settings)` is the whole of it as one ASGI application; `client.SlackPerson` acts as a person.
"""

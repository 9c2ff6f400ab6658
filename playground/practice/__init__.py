"""The practice model: a small deterministic server that speaks the Messages API and claims no intelligence.

It turns evidence into a plan line by line and follows a plan literally, so that the real Agent SDK, command
line, sandbox and browser can be tried without a key. Whatever it says, it says as the practice model.
"""

"""Address rules whose name servers say what a test wants."""

from worker.network.addresses import AddressRules

PUBLIC = "93.184.216.34"


def rules(*answers: str) -> AddressRules:
    return AddressRules(lookup=lambda host, port: answers)

"""Validation errors as sentences for the person at the form."""

from pydantic import ValidationError

_ADVICE = {
    "customer": "Customer: say who the order is for.",
    "product": "Product: choose one from the list.",
    "quantity": "Quantity: enter a whole number of crates, 1 or more.",
    "delivery_date": "Delivery date: write it like 2026-12-15.",
    "name": "Name: enter the customer's name.",
    "region": "Region: choose one from the list.",
    "email": "Email: enter an address such as name@farm.test.",
}


def complaints(error: ValidationError) -> list[str]:
    """One sentence per wrong field, in the order of the form."""
    fields = [str(part["loc"][0]) for part in error.errors() if part["loc"]]
    return [_ADVICE.get(field, f"{field}: this value does not fit.") for field in dict.fromkeys(fields)]

"""The order book on disk: one JSON file, replaced atomically, read back after a restart."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from playground.site.records import Book, Customer, NewCustomer, NewOrder, Order, Product, Region

_OPENED = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


class Shelf:
    """Holds the one `Book` of the site. All calls come from the event loop's thread."""

    def __init__(self, folder: Path) -> None:
        """Open the book in `folder`, or begin one with a few past orders."""
        self._file = folder / "orchard.json"
        folder.mkdir(parents=True, exist_ok=True)
        if self._file.exists():
            self.book = Book.model_validate_json(self._file.read_bytes())
        else:
            self.book = _first_book()
            self._save()

    def add_order(self, order: NewOrder, source: Literal["desk", "api"]) -> Order:
        number = max((known.number for known in self.book.orders), default=1040) + 1
        added = Order(**order.model_dump(), number=number, source=source, created_at=_now())
        self.book.orders.append(added)
        self._save()
        return added

    def add_customer(self, customer: NewCustomer) -> Customer:
        number = max((known.number for known in self.book.customers), default=100) + 1
        added = Customer(**customer.model_dump(), number=number, created_at=_now())
        self.book.customers.append(added)
        self._save()
        return added

    def order(self, number: int) -> Order | None:
        return next((order for order in self.book.orders if order.number == number), None)

    def customer(self, number: int) -> Customer | None:
        return next((customer for customer in self.book.customers if customer.number == number), None)

    def remove_customer(self, number: int) -> None:
        """Forget a customer for good; one that is gone already stays gone."""
        self.book.customers = [known for known in self.book.customers if known.number != number]
        self._save()

    def _save(self) -> None:
        fresh = self._file.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as out:
            out.write(self.book.model_dump_json(indent=2))
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(self._file)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _first_book() -> Book:
    return Book(
        orders=[
            _past_order(1039, "Tern Island Cider", "Bramley apples", 40, 9),
            _past_order(1040, "Maple Street Bakery", "Morello cherries", 6, 11),
            _past_order(1041, "The Copper Kettle", "Conference pears", 12, 12),
        ],
        customers=[
            _past_customer(101, "Tern Island Cider", "press@tern-island.test", "West"),
            _past_customer(102, "Maple Street Bakery", "ovens@maple-street.test", "North"),
            _past_customer(103, "The Copper Kettle", "kitchen@copper-kettle.test", "South"),
        ],
    )


def _past_order(
    number: int,
    customer: str,
    product: Product,
    quantity: int,
    day: int,
) -> Order:
    return Order(
        number=number,
        customer=customer,
        product=product,
        quantity=quantity,
        delivery_date=date(2026, 3, day),
        source="desk",
        created_at=_OPENED,
    )


def _past_customer(number: int, name: str, email: str, region: Region) -> Customer:
    return Customer(number=number, name=name, email=email, region=region, created_at=_OPENED)

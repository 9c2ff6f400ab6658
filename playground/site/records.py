"""What the order desk keeps: products, customers, orders."""

from datetime import date, datetime
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Product = Literal[
    "Bramley apples", "Conference pears", "Victoria plums", "Morello cherries", "Portuguese quinces"
]
Region = Literal["North", "South", "East", "West"]
PRODUCTS: tuple[Product, ...] = get_args(Product)
REGIONS: tuple[Region, ...] = get_args(Region)

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewOrder(_Record):
    """What a person or a program asks for; quantities are crates."""

    customer: ShortText
    product: Product
    quantity: int = Field(ge=1, le=10_000)
    delivery_date: date
    note: LongText = ""
    gift_wrap: bool = False


class Order(NewOrder):
    number: int
    source: Literal["desk", "api"]  #: the web pages, or the JSON API
    created_at: datetime


class NewCustomer(_Record):
    name: ShortText
    email: Annotated[ShortText, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")]
    phone: LongText = ""
    region: Region = "North"
    newsletter: bool = False


class Customer(NewCustomer):
    number: int
    created_at: datetime


class Book(_Record):
    """Everything the desk knows, in the order it came in."""

    orders: list[Order] = []
    customers: list[Customer] = []

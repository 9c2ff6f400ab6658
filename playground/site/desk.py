"""The pages behind the door: orders and customers."""

from collections.abc import Awaitable, Callable

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.site.complaints import complaints
from playground.site.records import PRODUCTS, REGIONS, NewCustomer, NewOrder
from playground.site.view import account_of, go_to, render, shelf_of

Page = Callable[[Request], Awaitable[Response]]


def _behind_the_door(page: Page) -> Page:
    async def guarded(request: Request) -> Response:
        return await page(request) if account_of(request) else go_to("/login")

    return guarded


async def list_orders(request: Request) -> Response:
    return render(request, "orders.html", orders=list(reversed(shelf_of(request).book.orders)))


async def show_order(request: Request) -> Response:
    order = shelf_of(request).order(request.path_params["number"])
    if order is None:
        return render(request, "missing.html", status=404, what="order", back="/orders")
    return render(request, "order.html", order=order, placed="placed" in request.query_params)


async def new_order(request: Request) -> Response:
    return render(request, "new_order.html", products=PRODUCTS, form={})


async def save_order(request: Request) -> Response:
    form = await _fields(request)
    try:
        wanted = NewOrder.model_validate({**form, "gift_wrap": "gift_wrap" in form})
    except ValidationError as error:
        problems = complaints(error)
        return render(request, "new_order.html", status=422, products=PRODUCTS, form=form, alerts=problems)
    order = shelf_of(request).add_order(wanted, "desk")
    return go_to(f"/orders/{order.number}?placed")


async def list_customers(request: Request) -> Response:
    customers = list(reversed(shelf_of(request).book.customers))
    asked = request.query_params
    return render(
        request, "customers.html", customers=customers, saved=asked.get("saved"), deleted=asked.get("deleted")
    )


async def show_customer(request: Request) -> Response:
    customer = shelf_of(request).customer(request.path_params["number"])
    if customer is None:
        return render(request, "missing.html", status=404, what="customer", back="/customers")
    return render(request, "customer.html", customer=customer)


async def delete_customer(request: Request) -> Response:
    number = request.path_params["number"]
    shelf_of(request).remove_customer(number)
    return go_to(f"/customers?deleted={number}")


async def new_customer(request: Request) -> Response:
    return render(request, "new_customer.html", regions=REGIONS, form={})


async def save_customer(request: Request) -> Response:
    form = await _fields(request)
    try:
        wanted = NewCustomer.model_validate({**form, "newsletter": "newsletter" in form})
    except ValidationError as error:
        problems = complaints(error)
        return render(request, "new_customer.html", status=422, regions=REGIONS, form=form, alerts=problems)
    customer = shelf_of(request).add_customer(wanted)
    return go_to(f"/customers?saved={customer.number}")


async def _fields(request: Request) -> dict[str, str]:
    return {name: str(value) for name, value in (await request.form()).items()}


routes = [
    Route("/orders", _behind_the_door(list_orders)),
    Route("/orders", _behind_the_door(save_order), methods=["POST"]),
    Route("/orders/new", _behind_the_door(new_order)),
    Route("/orders/{number:int}", _behind_the_door(show_order)),
    Route("/customers", _behind_the_door(list_customers)),
    Route("/customers", _behind_the_door(save_customer), methods=["POST"]),
    Route("/customers/new", _behind_the_door(new_customer)),
    Route("/customers/{number:int}", _behind_the_door(show_customer)),
    Route("/customers/{number:int}/delete", _behind_the_door(delete_customer), methods=["POST"]),
]

"""The JSON API for programs, and the view of the data for whoever checks the demo."""

from http import HTTPStatus

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from playground.site.complaints import complaints
from playground.site.records import NewOrder
from playground.site.view import accounts_of, shelf_of


async def orders(request: Request) -> Response:
    sent = request.headers.get("authorization", "")
    if not any(account.accepts_token(sent) for account in accounts_of(request)):
        return _problem(HTTPStatus.UNAUTHORIZED, ["Send the API token as: Authorization: Bearer TOKEN"])
    if request.method == "POST":
        return await _create(request)
    known = shelf_of(request).book.orders
    return JSONResponse({"orders": [order.model_dump(mode="json") for order in known]})


async def _create(request: Request) -> Response:
    try:
        wanted = NewOrder.model_validate_json(await request.body())
    except ValidationError as error:
        problems = complaints(error) or ["The body must be a JSON object."]
        return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, problems)
    order = shelf_of(request).add_order(wanted, "api")
    return JSONResponse(order.model_dump(mode="json"), status_code=HTTPStatus.CREATED)


async def show_data(request: Request) -> Response:
    """Everything, for this machine only: under the site's own name it does not exist."""
    if request.url.hostname not in {"127.0.0.1", "localhost"}:
        return _problem(HTTPStatus.NOT_FOUND, ["There is nothing here."])
    return JSONResponse(shelf_of(request).book.model_dump(mode="json"))


def _problem(status: HTTPStatus, problems: list[str]) -> Response:
    return JSONResponse({"errors": problems}, status_code=status)


routes = [
    Route("/api/orders", orders, methods=["GET", "POST"]),
    Route("/data.json", show_data),
]

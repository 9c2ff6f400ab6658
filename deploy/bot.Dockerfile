# The bot and its thread worker, and the job that prepares the database. Built from the repository's root:
#   docker build --file deploy/bot.Dockerfile --tag understudy-bot .
FROM python:3.11-slim-bookworm AS packages
COPY deploy/bot.lock /bot.lock
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes --requirement /bot.lock

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --create-home understudy
COPY --from=packages /venv /venv
WORKDIR /app
COPY models models
COPY migrations migrations
COPY bot bot
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 TMPDIR=/var/tmp
USER 10001:10001
CMD ["python", "-m", "bot"]

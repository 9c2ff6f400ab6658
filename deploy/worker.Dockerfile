# The workers: analysis, runs and upkeep. Built from the repository's root:
#   docker build --file deploy/worker.Dockerfile --tag understudy-worker .
# A run needs bubblewrap, and bubblewrap needs what compose.yaml grants the service; docs/install.md says why.
FROM python:3.11-slim-bookworm AS packages
COPY deploy/worker.lock /worker.lock
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes --requirement /worker.lock
# Speech recognition is an extra: --build-arg HEARING=no leaves it out, and captions are all that is heard.
ARG HEARING=yes
COPY deploy/hearing.lock /hearing.lock
RUN [ "$HEARING" = no ] \
 || /venv/bin/pip install --no-cache-dir --require-hashes --requirement /hearing.lock

FROM python:3.11-slim-bookworm
# Versions are Debian's: security updates of the browser must not wait for this file.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      bubblewrap ca-certificates chromium curl fonts-dejavu-core git jq libatomic1 libseccomp2 socat \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --create-home understudy
COPY --from=packages /venv /venv
WORKDIR /app
COPY models models
COPY worker worker
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 TMPDIR=/var/tmp
USER 10001:10001
CMD ["python", "-m", "worker"]

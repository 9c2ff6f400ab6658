"""The real applications, by their names."""

from bench.screencasts.applications.application import Application
from bench.screencasts.applications.changedetection import CHANGEDETECTION
from bench.screencasts.applications.mezzanine import MEZZANINE
from bench.screencasts.applications.mlflow import MLFLOW
from bench.screencasts.applications.pgadmin import PGADMIN
from bench.screencasts.applications.plone import PLONE
from bench.screencasts.applications.pretix import PRETIX
from bench.screencasts.applications.sqlpad import SQLPAD
from bench.screencasts.applications.strapi import STRAPI
from bench.screencasts.applications.tiddlywiki import TIDDLYWIKI
from bench.screencasts.applications.uptimekuma import UPTIMEKUMA

APPLICATIONS: dict[str, Application] = {
    "tiddlywiki": TIDDLYWIKI,
    "changedetection": CHANGEDETECTION,
    "strapi": STRAPI,
    "pgadmin": PGADMIN,
    "uptimekuma": UPTIMEKUMA,
    "sqlpad": SQLPAD,
    "mlflow": MLFLOW,
    "mezzanine": MEZZANINE,
    "plone": PLONE,
    "pretix": PRETIX,
}

"""The composition root: the one place where settings, database, operations and page come together."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from api import cache, compression, errors, guard, observation, sharing, stream
from api import rates as rates_module
from api.blueprint import Api
from api.builders import Direct
from api.config import Config
from api.db import Database
from api.operations import (
    about,
    articles,
    changes,
    chronology,
    decisions,
    description,
    embed,
    events,
    health,
    jobs,
    keys,
    manual,
    order,
    pages,
    reconstruct,
    resolve,
    timelines,
)
from api.rates import Rates
from api.turns import Reader

API_VERSION = "1.0.0"
OPERATIONS = (
    resolve,
    reconstruct,
    timelines,
    articles,
    chronology,
    events,
    order,
    decisions,
    jobs,
    changes,
    keys,
    about,
    health,
    description,
)


class AnythingConverter(BaseConverter):
    """The rest of a path, slashes included: article ids are what their givers say they are."""

    regex = r"[\s\S]+"
    part_isolating = False


def create_app(config: Config, rates: Rates | None = None, reader: Reader | None = None) -> Flask:
    """Return the WSGI application for these settings; the database is not touched before the first request.

    ``rates`` is what counts requests for all processes of the service, where they are to be counted; ``reader`` is what
    reads the texts that requests bring, this process itself where none is given.
    """
    app = Flask(__name__, template_folder="web/templates", static_folder="web/static")
    app.config.update(
        MAX_BODY=config.max_body,
        # One byte more: of a body without a stated length no more than this is read, and whoever takes it can then
        # tell one that is exactly as long as it may be from one that is longer.
        MAX_CONTENT_LENGTH=config.max_body + 1,
        API_TITLE="Timeline",
        API_VERSION=API_VERSION,
        OPENAPI_VERSION="3.1.0",
        OPEN_ACCESS=config.open_access,
        API_SPEC_OPTIONS={
            "info": {"license": {"name": "Apache 2.0", "identifier": "Apache-2.0"}},
            "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
        },
    )
    app.url_map.merge_slashes = False
    app.url_map.converters["anything"] = AnythingConverter
    app.extensions["database"] = Database(config.database_url)
    app.extensions["reader"] = reader or Direct()
    errors.register(app)
    observation.register(app, config.log)
    compression.register(app)
    guard.register(app, config)
    rates_module.register(app, rates)
    sharing.register(app, config.origins)
    stream.register(app, config)
    # Behind what settles who asks from where.
    cache.register(app, config.cache * 2**20, rates)
    if config.proxies:
        hops = config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    operations = Api(app)
    app.extensions["description"] = operations
    for module in OPERATIONS:
        operations.register_blueprint(module.blueprint)
    pages.register_words(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(manual.blueprint)
    app.register_blueprint(embed.blueprint)
    return app

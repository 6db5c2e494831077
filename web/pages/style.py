"""Every component in every state, for those who build pages and those who check them."""

from http import HTTPStatus

from flask import Blueprint
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from web import session
from web.frame import Frame, Reader
from web.views import samples, tokens
from web.views.charts import goal_rail, segments
from web.views.outcomes import follows
from web.views.sample_matrix import matrix
from web.words import Say
from web.written import Written, sheet


def pages(frame: Frame) -> Blueprint:
    """Return the page of components."""
    blueprint = Blueprint("page_style", __name__)

    @blueprint.get("/stil")
    def show() -> AnyResponse:
        return _page(frame, frame.ask()[0])

    return blueprint


def _page(frame: Frame, reader: Reader) -> AnyResponse:
    spoken = session.language()
    say, form = Say(spoken), samples.form()
    some = samples.samples(reader.now, say)
    svg = samples.picture(spoken)
    return frame.render(
        "style.html",
        reader,
        HTTPStatus.OK,
        some=some,
        colours=tokens.colours(),
        texts=tokens.pairs(tokens.TEXTS),
        marked=tokens.pairs(tokens.MARKS),
        sheet=sheet(form, Written(samples.ANSWERS, samples.FAULTS), {}, reader.now, spoken),
        following=follows(some.outcomes, say),
        matrix=matrix(say),
        # Ours, from a file of the product; HTML knows no XML declaration.
        drawing=Markup(svg[svg.index(b"<svg") :].decode()),  # noqa: S704
        goals=(goal_rail(12, 61, 80), goal_rail(18, 11, 8), goal_rail(7.4, 7.9, 5.0)),
        benefits=segments((("green", 9), ("blue", 17), ("yellow", 8), ("red", 3), ("none", 5))),
        units=segments((("green", 1), ("green", 1), ("yellow", 1), ("red", 1))),
    )

"""Draws a process as SVG, and tells it as a list of steps. Reads BPMN, writes nothing."""

from engine.runtime.drawing.marks import Marks
from engine.runtime.drawing.paint import svg
from engine.runtime.drawing.picture import sheets
from engine.runtime.drawing.steps import Step, steps

__all__ = ["Marks", "Step", "sheets", "steps", "svg"]

"""Puts a drawing (BPMN DI) on a process: layered from left to right, lane by lane, deterministic."""

from engine.runtime.layout.quality import Quality, quality
from engine.runtime.layout.write import lay_out

__all__ = ["Quality", "lay_out", "quality"]
